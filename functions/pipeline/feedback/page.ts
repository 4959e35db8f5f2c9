/** What the pages behind links have in common: their frame, their looks, and headers that keep them safe. */
import { hash } from 'node:crypto'
import { type Html, html, source } from '../../http/html.ts'
import type { HttpAnswer } from '../../http/problem.ts'
import type { PageWords } from '../../language/page-words.ts'

/** Who speaks on a page, to whom, in which words. */
export type PageContext = {
  readonly words: PageWords
  /** The shop as it names itself. */
  readonly shop: string
  /** Partly hidden from people who can see the screen. */
  readonly address?: string
}

export type LinkPage = {
  readonly status: number
  readonly title: string
  readonly main: Html
}

/** Big enough to be hit by a thumb, readable by day and by night, and nothing that moves. */
const STYLE = `
:root{color-scheme:light dark;--ground:#f7f6f3;--card:#fff;--ink:#1f2328;--quiet:#5b636d;--line:#cfcac0;--accent:#9a3a0a;--on-accent:#fff;--soft:#f3efe8}
@media (prefers-color-scheme:dark){:root{--ground:#14161a;--card:#1c1f24;--ink:#e8e6e1;--quiet:#a8afb8;--line:#454b54;--accent:#f4a572;--on-accent:#1c1209;--soft:#272b31}}
*{box-sizing:border-box}
body{margin:0;padding:clamp(1.25rem,8vh,5rem) 1rem 3rem;background:var(--ground);color:var(--ink);font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow-wrap:break-word}
main{max-width:34rem;margin:0 auto;padding:clamp(1.25rem,5vw,2.25rem);background:var(--card);border:1px solid var(--line);border-radius:.75rem}
.shop{margin:0 0 .35rem;font-weight:600;color:var(--quiet)}
h1{margin:0 0 .5rem;font-size:1.55rem;line-height:1.3;text-wrap:balance}
h2{margin:1.75rem 0 .4rem;font-size:1.1rem;line-height:1.4}
p{margin:0 0 1rem}
main>:last-child{margin-bottom:0}
.who{color:var(--quiet);font-size:.95rem}
bdi{color:var(--ink);font-weight:600}
a{color:var(--accent);text-underline-offset:.2em}
form{margin:1.25rem 0}
fieldset{margin:0 0 1.5rem;padding:0;border:0;min-width:0}
legend,.field>label{padding:0;margin-bottom:.4rem;font-weight:600}
.choice{display:flex;gap:.75rem;align-items:baseline;padding:.6rem .8rem;border:1px solid var(--line);margin-top:-1px;cursor:pointer}
.choice:first-of-type{border-radius:.5rem .5rem 0 0}
.choice:last-of-type{border-radius:0 0 .5rem .5rem}
.choice:only-of-type{border-radius:.5rem}
.choice:has(:checked){background:var(--soft)}
.choice input{flex:none;width:1.15em;height:1.15em;margin:0;accent-color:var(--accent);transform:translateY(.18em)}
.choice small{display:block;color:var(--quiet);font-size:.875rem}
.field{margin-bottom:1.75rem}
.field>label{display:block}
select{width:100%;min-height:2.9rem;padding:.5rem .8rem;font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:.5rem}
button{font:inherit;font-weight:600;min-height:2.9rem;padding:.55rem 1.6rem;border:0;border-radius:.5rem;background:var(--accent);color:var(--on-accent);cursor:pointer}
.lengths{display:flex;flex-wrap:wrap;gap:.5rem}
.lengths button{flex:1 1 auto;padding:.55rem .5rem;background:var(--soft);color:var(--ink);border:1px solid var(--line)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.choice:focus-within:has(:focus-visible){outline:3px solid var(--accent);outline-offset:-1px;position:relative}
.choice :focus-visible{outline:0}
.notice,blockquote{margin:0 0 1.25rem;padding:.75rem 1rem;background:var(--soft);border-inline-start:.25rem solid var(--accent);border-radius:.25rem}
@media (forced-colors:active){main,.notice{border:1px solid}}
`

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', STYLE, 'base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy': POLICY,
} as const

/**
 * Names the shop and the address, so that people know which mail they change, and for which
 * address.
 */
export const linkPageAnswer = ({ words, shop, address }: PageContext, page: LinkPage): HttpAnswer =>
  answer(
    page,
    words,
    html`<p class="shop">${shop}</p>
<h1>${page.title}</h1>
${address !== undefined && html`<p class="who">${ledIn(words.about)}<bdi>${address}</bdi></p>`}
${page.main}`,
  )

/**
 * Words that lead to what follows them on the same line; the punctuation of Chinese has its own space.
 *
 * @example ledIn('For') // 'For '
 */
export const ledIn = (words: string): string => (/[：？。]$/.test(words) ? words : `${words} `)

/** For a link that does not open: it identifies no customer. */
export const invalidPage = (words: PageWords): HttpAnswer => {
  const { title, advice } = words.invalid
  return answer({ status: 404, title }, words, html`<h1>${title}</h1><p>${advice}</p>`)
}

/** Where the store cannot serve at this moment, in the browser's language. */
export function unavailablePage(words: PageWords, retryAfterSeconds: number): HttpAnswer {
  const { title, advice } = words.unavailable
  const page = answer({ status: 503, title }, words, html`<h1>${title}</h1><p>${advice}</p>`)
  return { ...page, headers: { ...page.headers, 'retry-after': String(retryAfterSeconds) } }
}

const answer = (
  { status, title }: Pick<LinkPage, 'status' | 'title'>,
  { lang }: PageWords,
  main: Html,
): HttpAnswer => ({
  statusCode: status,
  headers: HEADERS,
  body: `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8">${source(html`<title>${title}</title>`)}
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">
<style>${STYLE}</style></head>
<body><main>${source(main)}</main></body></html>`,
})

/**
 * For a customer about whom nothing is stored.
 *
 * @param status 200 if the request is satisfied anyway: an unknown customer gets no mail
 */
export const unknownCustomerPage = (context: PageContext, status: 200 | 404): HttpAnswer => {
  const { title, text } = context.words.noData
  return linkPageAnswer(context, { status, title, main: html`<p>${text(context.shop)}</p>` })
}
