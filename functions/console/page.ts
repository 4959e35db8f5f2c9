/** What all pages have in common: their frame, and the headers that keep them safe. */

import { namesOf } from '../domain/names-of.ts'
import { type Html, html, source } from '../http/html.ts'
import { LANGUAGE_FACTS, LANGUAGES, type Language } from '../language/language-tags.ts'
import type { Voice } from '../language/voice.ts'
import { icon, script, stylesheet } from './assets.ts'
import type { ShopSummary } from './console-reads.ts'
import { MAIL_POLICY, pagePolicy } from './content-policy.ts'
import {
  campaignsPath,
  customersPath,
  HOME_PATH,
  messagesPath,
  modelPath,
  productsPath,
  shopPath,
  withQuery,
} from './paths.ts'

export type ConsoleRequest = {
  readonly method: string
  /** As it was sent: percent-encoded, without the query. */
  readonly path: string
  readonly query: URLSearchParams
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** As text; absent where it is too large. */
  readonly body?: string
}

export type ConsoleAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

export type ConsolePage = {
  readonly status?: number
  readonly title: string
  /** The shop that the page belongs to, for the navigation. */
  readonly shop?: string
  readonly current?: Room
  readonly main: Html
  /** Where its pictures are, as `pictureOrigin` has it; of no other page. */
  readonly pictures?: readonly string[]
}

/** The pages of a shop that the navigation leads to. */
type Room = 'overview' | 'messages' | 'campaigns' | 'customers' | 'products' | 'model'

const SAFE_HEADERS = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

export const htmlAnswer = (
  body: string,
  status = 200,
  pictures?: readonly string[],
): ConsoleAnswer => ({
  status,
  headers: {
    ...SAFE_HEADERS,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': pagePolicy(pictures),
  },
  body,
})

/** The page is at another address; after a form, 303 has it fetched from there. */
export const elsewhere = (path: string, status: 302 | 303 = 302): ConsoleAnswer => ({
  status,
  headers: { ...SAFE_HEADERS, location: path },
  body: '',
})

export const mailFrameAnswer = (body: string): ConsoleAnswer => ({
  status: 200,
  headers: {
    ...SAFE_HEADERS,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': MAIL_POLICY,
  },
  body,
})

export const fileAnswer = (
  body: Uint8Array,
  type: string,
  headers: Readonly<Record<string, string>> = {},
): ConsoleAnswer => ({
  status: 200,
  headers: {
    ...SAFE_HEADERS,
    'content-type': type,
    'content-security-policy': "default-src 'none'; sandbox",
    ...headers,
  },
  body,
})

export const consolePageAnswer = (
  page: ConsolePage,
  request: ConsoleRequest,
  shops: readonly ShopSummary[],
  voice: Voice,
): ConsoleAnswer =>
  htmlAnswer(
    `<!doctype html>\n${source(frame(page, request, shops, voice))}`,
    page.status,
    page.pictures,
  )

function frame(
  page: ConsolePage,
  request: ConsoleRequest,
  shops: readonly ShopSummary[],
  voice: Voice,
): Html {
  const { words, language } = voice
  return html`<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} · ${words.product}</title>
<link rel="icon" href="${icon.href}" type="image/svg+xml">
<link rel="stylesheet" href="${stylesheet.href}">
<script src="${script.href}" defer></script>
</head>
<body>
<a class="skip" href="#main">${words.skipToContent}</a>
<header class="top">
<div class="top-in">
<a class="brand" href="${HOME_PATH}">${flame}<span>${words.product}</span></a>
${shops.length > 1 && page.shop !== undefined && switcher(page, shops, voice)}
<nav class="rooms" aria-label="${words.navigation}">${rooms(page, shops, voice)}</nav>
<nav class="languages" aria-label="${words.language}">
${LANGUAGES.map((one) => languageLink(one, request, language))}
</nav>
</div>
</header>
<main id="main" tabindex="-1">
${page.main}
</main>
<footer>${words.product} · ${words.tagline}${
    page.shop !== undefined &&
    page.status === undefined &&
    ` · ${words.clock.zone(voice.formats.zoneName)}`
  }</footer>
</body>
</html>`
}

const ROOM_PATHS: Readonly<Record<Room, (shop: string) => string>> = {
  overview: shopPath,
  messages: (shop) => messagesPath(shop),
  campaigns: campaignsPath,
  customers: (shop) => customersPath(shop),
  products: (shop) => productsPath(shop),
  model: modelPath,
}

function rooms({ shop, current }: ConsolePage, shops: readonly ShopSummary[], { words }: Voice) {
  const id = shop ?? (shops.length === 1 ? shops[0]?.id : undefined)
  if (id === undefined)
    return html`<a class="room" href="${HOME_PATH}"${current === 'overview' && html` aria-current="page"`}>${
      shops.length > 1 ? words.rooms.shops : words.overview
    }</a>`
  const names: Readonly<Record<Room, string>> = {
    overview: words.overview,
    messages: words.rooms.messages,
    campaigns: words.rooms.campaigns,
    customers: words.customers,
    products: words.products.title,
    model: words.rooms.model,
  }
  return namesOf(names).map(
    (room) =>
      html`<a class="room" href="${ROOM_PATHS[room](id)}"${
        room === current && html` aria-current="page"`
      }>${names[room]}</a>`,
  )
}

/** The shop that the page is about, and the same room of every other. */
function switcher(page: ConsolePage, shops: readonly ShopSummary[], { words }: Voice): Html {
  const shown = shops.find(({ id }) => id === page.shop)
  const { current = 'overview' } = page
  return html`<details class="switcher"><summary aria-label="${words.rooms.switchShop}"><bdi>${
    shown?.name ?? words.rooms.shops
  }</bdi></summary>
<ul>${shops.map(
    ({ id, name }) =>
      html`<li><a href="${ROOM_PATHS[current](id)}"${
        id === page.shop && html` aria-current="true"`
      }><bdi>${name}</bdi> <span class="id"><bdi>${id}</bdi></span></a></li>`,
  )}</ul></details>`
}

function languageLink(one: Language, { path, query }: ConsoleRequest, current: Language): Html {
  const href = withQuery(path, { ...Object.fromEntries(query), lang: one })
  return html`<a class="language" href="${href}" lang="${one}" hreflang="${one}"${
    one === current && html` aria-current="true"`
  }>${LANGUAGE_FACTS[one].name}</a>`
}

const flame = html`<svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true"><path d="M12.6 2c.5 3.4-1 5.2-2.7 7.1C8.1 11.1 6 13.1 6 16.2 6 19.6 8.7 22 12 22s6-2.4 6-5.8c0-2.5-1.3-4.3-2.3-5.6-.3 1.5-1 2.5-2.1 3.1.7-4-.1-8.6-1-11.7z"/></svg>`

/** An instant that machines can read too. */
export const time = (at: number, shown: string): Html =>
  html`<time datetime="${new Date(at).toISOString()}">${shown}</time>`

/** An instant by the shop's clock, and by the customer's where that shows another time. */
export function moment(at: number, { formats, theirs, words }: Voice): Html {
  const shown = time(at, formats.moment(at))
  if (!theirs || theirs.moment(at) === formats.moment(at)) return shown
  const local = theirs.day(at) === formats.day(at) ? theirs.hour(at) : theirs.moment(at)
  return html`${shown} <span class="theirs">${words.message.theirTime(local)}</span>`
}

/** An action and the command for it, which is broken only between its words. */
export const forEngineers = (action: string, command: string, { words }: Voice): Html =>
  html`<details class="engineers"><summary>${words.forEngineers}</summary>${action} <code>${command
    .split(' ')
    .map((word) => html`<span class="word">${word}</span> `)}</code></details>`

export type Pager = {
  /** The first page, where another is shown. */
  readonly first: string | undefined
  readonly next: string | undefined
  readonly page: number
  readonly total: number
  readonly size: number
  readonly labels: { readonly first: string; readonly next: string }
}

/** The way to other pages of a list, and which of how many this is. */
export function pager({ first, next, page, total, size, labels }: Pager, voice: Voice): Html {
  const { words, formats } = voice
  const pages = Math.max(1, Math.ceil(total / size), page + (next === undefined ? 0 : 1))
  return html`<nav class="pages" aria-label="${words.list.pages}">
${first !== undefined && html`<a href="${first}">${labels.first}</a>`}
${next !== undefined && html`<a href="${next}" rel="next">${labels.next}</a>`}
${pages > 1 && html`<span class="quiet">${words.pageOf(formats.number(page), formats.number(pages))}</span>`}
</nav>`
}

/** The number of a page as its address gives it. */
export const pageNumber = (query: URLSearchParams): number =>
  Math.max(1, Math.min(1_000_000, Math.trunc(Number(query.get('page') ?? 1)) || 1))

const NAME = '\u0001'

/**
 * A sentence with parts that are links, which the words know as plain names.
 *
 * @example linked((name) => `Entered ${name}`, html`<a href="/">Care</a>`)
 */
export function linked(sentence: (...names: string[]) => string, ...links: readonly Html[]): Html {
  const marks = links.map((_, i) => `${NAME}${i}${NAME}`)
  const parts = sentence(...marks).split(NAME)
  return html`${parts.map((part, i) => (i % 2 === 0 ? part : (links[Number(part)] ?? '')))}`
}

/** A page that only says something: nothing found, nothing to be done. */
export const notice = (title: string, text: string, voice: Voice): Html => html`<div class="notice">
<h1>${title}</h1>
<p>${text}</p>
<p><a href="${HOME_PATH}">${voice.words.back}</a></p>
</div>`
