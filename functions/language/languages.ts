/**
 * The languages in which pages are written, and which of them a reader gets. A language is an entry
 * in each of the tables here; its words are in the folder of its name.
 */
import { enPages } from './en/pages.ts'
import { en } from './en/words.ts'
import { FALLBACK_LANGUAGE, type Language, languageOf } from './language-tags.ts'
import type { PageWords } from './page-words.ts'
import type { Words } from './words.ts'
import { zhPages } from './zh/pages.ts'
import { zh } from './zh/words.ts'

/** What the console and the command say. */
export const WORDS: Readonly<Record<Language, Words>> = { en, 'zh-CN': zh }

/** What the pages behind a customer's links say. */
export const PAGE_WORDS: Readonly<Record<Language, PageWords>> = { en: enPages, 'zh-CN': zhPages }

const COOKIE = 'rekindle_lang'
const YEAR_SECONDS = 31_536_000

export type LanguageChoice = {
  readonly language: Language
  /** A Set-Cookie header, if a choice was made that the browser does not know yet. */
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

function cookieValue(header: string): string {
  const pairs = header.split(';').map((pair) => pair.trim().split('='))
  return pairs.find(([name]) => name === COOKIE)?.[1] ?? ''
}

/** Accept-Language by quality (RFC 9110, 12.5.4); the fallback where nothing fits. */
function preferred(header: string): Language {
  const ranges = header.split(',').map((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim())
    const quality = parameters.find((one) => one.startsWith('q='))?.slice('q='.length) ?? ''
    return { tag, quality: quality === '' ? 1 : Number(quality) }
  })
  const best = ranges
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => languageOf(tag))
  return best.find((language) => language !== undefined) ?? FALLBACK_LANGUAGE
}

/**
 * The words of a customer's pages for a locale or the first of an Accept-Language header.
 *
 * @example pageWordsFor('zh-CN,zh;q=0.9,en;q=0.8').lang // 'zh-CN'
 */
export const pageWordsFor = (language = ''): PageWords =>
  PAGE_WORDS[languageOf(language.split(/[,;]/, 1)[0]?.trim() ?? '') ?? FALLBACK_LANGUAGE]
