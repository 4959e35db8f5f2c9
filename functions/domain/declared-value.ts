/** Whether a value is what a shop declared. */
import { parseDate } from './calendar.ts'
import type { AskedValue } from './customer-event.ts'
import type { AttributeType } from './declarations.ts'

/** What is wrong with a value. */
export const VALUE_FAULTS = [
  'not-a-text',
  'too-long',
  'not-a-number',
  'not-a-date',
  'not-yes-no',
  'not-an-option',
] as const
export type ValueFault = (typeof VALUE_FAULTS)[number]

/** Control characters but tabs and line breaks, which no mail can show. */
const UNSEEN = /(?![\t\n\r])\p{Cc}/u

/** Characters in a text. */
export const LONGEST_TEXT = 1_000

/**
 * Undefined if the value fits the type. A date is YYYY-MM-DD, or MM-DD where the year is left out.
 *
 * @example valueFault(['silver', 'gold'], 'golden') // 'not-an-option'
 */
export function valueFault(type: AttributeType, value: unknown): ValueFault | undefined {
  if (typeof type !== 'string')
    return typeof value === 'string' && type.includes(value) ? undefined : 'not-an-option'
  switch (type) {
    case 'text':
      if (typeof value !== 'string' || !value.isWellFormed() || UNSEEN.test(value))
        return 'not-a-text'
      return value.length > LONGEST_TEXT ? 'too-long' : undefined
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : 'not-a-number'
    case 'date':
      return typeof value === 'string' && parseDate(value) ? undefined : 'not-a-date'
    case 'yes-no':
      return typeof value === 'boolean' ? undefined : 'not-yes-no'
  }
}

/**
 * A value as a file has it, by its type: undefined if it cannot be read so.
 *
 * @example valueOfText('yes-no', 'true') // true
 */
export function valueOfText(type: AttributeType, text: string): AskedValue | undefined {
  if (type === 'number') return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined
  if (type === 'yes-no') return YES_NO.get(text.toLowerCase())
  return valueFault(type, text) === undefined ? text : undefined
}

const YES_NO: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', '1', 'y'].map((text) => [text, true] as const),
  ...['false', 'no', '0', 'n'].map((text) => [text, false] as const),
])
