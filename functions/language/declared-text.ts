/** The value of an attribute or a property as people read it. */
import type { AskedValue } from '../domain/customer-event.ts'
import type { Voice } from './voice.ts'

/** @example declaredText(true, voice) // 'Yes' */
export function declaredText(value: AskedValue, { words, formats }: Voice): string {
  if (typeof value === 'boolean') return value ? words.profile.yes : words.profile.no
  return typeof value === 'number' ? formats.number(value) : value
}
