/** Which language the pages speak: as asked for, as chosen before, as the browser prefers. */

export const LANGUAGES = ['en', 'zh-CN'] as const
export type Language = (typeof LANGUAGES)[number]

const COOKIE = 'rekindle_lang'
const YEAR_SECONDS = 31_536_000

export type LanguageChoice = {
  readonly language: Language
  /** A Set-Cookie header, where a choice was made that the browser does not know yet. */
  readonly cookie?: string
}

/**
 * @param headers names in lower case
 * @example chooseLanguage(new URLSearchParams('lang=zh'), {}).language // 'zh-CN'
 */
export function chooseLanguage(
  query: URLSearchParams,
  headers: Readonly<Record<string, string | undefined>>,
): LanguageChoice {
  const asked = languageOf(query.get('lang') ?? '')
  const before = languageOf(cookieValue(headers.cookie ?? ''))
  if (!asked) return { language: before ?? preferred(headers['accept-language'] ?? '') }
  if (asked === before) return { language: asked }
  const cookie = `${COOKIE}=${asked}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax; HttpOnly`
  return { language: asked, cookie }
}

/** Whoever reads any Chinese is better served by the Chinese pages than by the English ones. */
function languageOf(tag: string): Language | undefined {
  if (/^zh\b/i.test(tag)) return 'zh-CN'
  return /^en\b/i.test(tag) ? 'en' : undefined
}

function cookieValue(header: string): string {
  const pairs = header.split(';').map((pair) => pair.trim().split('='))
  return pairs.find(([name]) => name === COOKIE)?.[1] ?? ''
}

/** Accept-Language by quality (RFC 9110, 12.5.4); English where nothing fits. */
function preferred(header: string): Language {
  const ranges = header.split(',').map((range) => {
    const [tag = '', quality = ''] = range.trim().split(/\s*;\s*q=/)
    return { tag, quality: quality === '' ? 1 : Number(quality) }
  })
  const best = ranges
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => languageOf(tag))
  return best.find((language) => language !== undefined) ?? 'en'
}
