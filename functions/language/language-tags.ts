/**
 * The languages that Rekindle speaks, by BCP 47 tag, without their words: code that only chooses
 * one loads no sentences.
 */

import { namesOf } from '../domain/names-of.ts'
import { joinedSpaced } from './zh/spacing.ts'

type LanguageFacts = {
  /** As its readers call it. */
  readonly name: string
  /** By which dates, money and numbers are written (BCP 47). */
  readonly formats: string
  /** Between a day and a time. */
  readonly dayToTime: string
  /** How the parts of a date, a length or a list follow one another. */
  readonly joined: (parts: readonly string[]) => string
}

const FACTS = {
  en: { name: 'English', formats: 'en-GB', dayToTime: ', ', joined: (parts) => parts.join('') },
  'zh-CN': { name: '简体中文', formats: 'zh-CN', dayToTime: ' ', joined: joinedSpaced },
} as const satisfies Readonly<Record<string, LanguageFacts>>

export type Language = keyof typeof FACTS

export const LANGUAGES = namesOf(FACTS)

export const LANGUAGE_FACTS: Readonly<Record<Language, LanguageFacts>> = FACTS

/** For a reader of none of them. */
export const FALLBACK_LANGUAGE: Language = 'en'

/**
 * By the tag's language alone: a reader of any Chinese is better served by the Chinese pages than
 * by the English ones. Of two of one language, the one with that very tag.
 *
 * @example languageOf('zh') // 'zh-CN'
 */
export function languageOf(tag: string): Language | undefined {
  const wanted = primaryOf(tag)
  return (
    LANGUAGES.find((language) => language.toLowerCase() === tag.toLowerCase()) ??
    LANGUAGES.find((language) => primaryOf(language) === wanted)
  )
}

/** @example primaryOf('zh-CN') // 'zh' */
const primaryOf = (tag: string): string => (/^[a-z]+\b/i.exec(tag)?.[0] ?? '').toLowerCase()

/**
 * Chinese by its script, as its readers call it, with the country only where it is not the one
 * that the script suggests; any other tag as it is.
 *
 * @throws RangeError if the tag is none
 * @example tagByScript('zh-CN') // 'zh-Hans', which Intl calls 'Simplified Chinese'
 */
export function tagByScript(tag: string): string {
  const { language, script, region } = new Intl.Locale(tag).maximize()
  if (language !== 'zh') return tag
  const byScript = `zh-${script}`
  const usual = new Intl.Locale(byScript).maximize().region
  return region === usual ? byScript : `${byScript}-${region}`
}

/** In the order in which POSIX gives them precedence. */
const LOCALE_VARIABLES = ['LC_ALL', 'LC_MESSAGES', 'LANG'] as const

/**
 * The language of a shell, by its locale: the first variable that is set decides.
 *
 * @example languageOfLocale({ LANG: 'zh_CN.UTF-8' }) // 'zh-CN'
 */
export function languageOfLocale(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = LOCALE_VARIABLES.map((name) => env[name]).find(Boolean) ?? ''
  const tag = locale.replace(/[.@].*$/s, '').replaceAll('_', '-')
  return languageOf(tag) ?? FALLBACK_LANGUAGE
}
