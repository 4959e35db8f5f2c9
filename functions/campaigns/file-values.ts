/** Values that several fields of campaign.yaml and sample.json share. */
import * as z from 'zod/mini'
import { parseDuration } from '../domain/time.ts'
import { message } from './schema-messages.ts'

const longEnough = (text: string, atLeastMs: number): boolean =>
  (parseDuration(text) ?? Number.NEGATIVE_INFINITY) >= atLeastMs

/** @example duration(DAY_MS) // takes P1D, and not PT1H */
export const duration = (atLeastMs = 0) =>
  z.string().check(
    z.refine((text) => longEnough(text, atLeastMs), {
      error: ({ input }) =>
        parseDuration(String(input)) === undefined
          ? message('not-a-duration')
          : message('too-short'),
    }),
  )

/** Whether it is a BCP 47 tag in canonical spelling: zh-CN, not zh-cn. */
export function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text)[0] === text
  } catch {
    return false
  }
}

export const Locale = z.string().check(z.refine(isLocale, { error: message('not-a-language') }))

export const TemplateName = z.string().check(z.regex(/^[a-z][a-z0-9-]*$/))

/** A name for marketers in each language. */
export const NameByLocale = z
  .record(Locale, z.string().check(z.minLength(1)))
  .check(z.refine((name) => Object.keys(name).length > 0, { error: message('no-language') }))
