/** The language that a feed, or who imports it, names. */
import { PostedLocale } from '../wire-parts.ts'

/** `English` is of the form of a tag, and is none. */
const LANGUAGE = /^[a-z]{2,3}(?:[-_]|$)/i

/**
 * A language tag (BCP 47), also with an underscore; undefined for any other text.
 *
 * @example feedLanguage('zh_CN') // 'zh-CN'
 * @example feedLanguage('English') // undefined
 */
export const feedLanguage = (text: string): string | undefined =>
  LANGUAGE.test(text) ? PostedLocale.safeParse(text).data : undefined
