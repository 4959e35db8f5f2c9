/** The page behind an unsubscribe link; it asks, because scanners follow links. */

const WORDS = {
  en: {
    lang: 'en',
    ask: 'Unsubscribe from our mail?',
    explain: 'You will get no more offers or news from us by e-mail.',
    confirm: 'Unsubscribe',
    done: 'You are unsubscribed',
    goodbye: 'No more marketing mail will reach you. This takes effect at once.',
    invalid: 'This link does not work',
    mend: 'It is incomplete or too old. Please use the link in a more recent mail.',
  },
  zh: {
    lang: 'zh-CN',
    ask: '要退订我们的邮件吗？',
    explain: '退订后，您将不再收到我们的优惠和资讯邮件。',
    confirm: '退订',
    done: '已为您退订',
    goodbye: '您不会再收到营销邮件，立即生效。',
    invalid: '链接无效',
    mend: '链接不完整或已过期，请使用最近一封邮件中的退订链接。',
  },
} as const

export type PageLanguage = keyof typeof WORDS

/** @example languageOf('zh-CN,zh;q=0.9,en;q=0.8') // 'zh' */
export const languageOf = (acceptLanguage: string | undefined): PageLanguage =>
  /^\s*zh\b/i.test(acceptLanguage ?? '') ? 'zh' : 'en'

export const askPage = (language: PageLanguage): string => {
  const words = WORDS[language]
  return page(
    words.lang,
    words.ask,
    `<p>${words.explain}</p><form method="post"><button>${words.confirm}</button></form>`,
  )
}

export const donePage = (language: PageLanguage): string => {
  const words = WORDS[language]
  return page(words.lang, words.done, `<p>${words.goodbye}</p>`)
}

export const invalidPage = (language: PageLanguage): string => {
  const words = WORDS[language]
  return page(words.lang, words.invalid, `<p>${words.mend}</p>`)
}

/** Only our own words go in, so there is nothing to escape. */
const page = (lang: string, title: string, body: string): string => `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">
<style>
body{font:1.05rem/1.6 system-ui,sans-serif;max-width:32rem;margin:18vh auto 0;padding:0 1.5rem}
h1{font-size:1.5rem;line-height:1.3}
button{font:inherit;padding:.6rem 1.4rem;border:0;border-radius:.4rem;background:#8a2b12;color:#fff;cursor:pointer}
button:focus-visible{outline:3px solid #e0a030;outline-offset:2px}
</style></head><body><main><h1>${title}</h1>${body}</main></body></html>`
