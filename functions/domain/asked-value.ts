/** What a condition may ask of a value that a shop declared: one value, one of several, or a range. */
import * as z from 'zod/mini'
import type { AskedValue } from './customer-event.ts'
import type { Truth } from './truth.ts'

const Value = z.union([z.string().check(z.minLength(1)), z.number(), z.boolean()])
const Bound = z.union([z.number(), z.string().check(z.regex(/^(\d{4}-)?\d{2}-\d{2}$/))])

export const Is = z.union([Value, z.array(Value).check(z.minLength(1))])

/** Both ends belong to it. */
export const Range = { min: z.exactOptional(Bound), max: z.exactOptional(Bound) }

/** @example z.parse(AskedOfValue, { min: 100 }) */
export const AskedOfValue = z.union([
  Is,
  z.strictObject(Range).check(z.refine((range) => Object.keys(range).length > 0)),
])
export type AskedOfValue = z.infer<typeof AskedOfValue>
export type AskedRange = { readonly min?: string | number; readonly max?: string | number }

/**
 * Whether a value is as asked; unknown if there is none, or if it cannot be compared: it may have been
 * posted when the shop declared another type.
 *
 * @example isAsAsked(120, { min: 100 }) // true
 */
export function isAsAsked(value: AskedValue | undefined, asked: AskedOfValue): Truth {
  if (value === undefined) return undefined
  if (typeof asked === 'object' && !Array.isArray(asked)) return isWithin(value, asked)
  const alike = [asked].flat().filter((one) => typeof one === typeof value)
  return alike.length === 0 ? undefined : alike.includes(value)
}

/** @example isWithin('2026-03-01', { min: '2026-01-01' }) // true */
export function isWithin(value: AskedValue, { min, max }: AskedRange): Truth {
  const isComparable = [min, max].every((bound) => bound === undefined || isAlike(bound, value))
  if (!isComparable) return undefined
  return (min === undefined || value >= min) && (max === undefined || value <= max)
}

/** Numbers with numbers, and days with days of the same form. */
const isAlike = (bound: string | number, value: AskedValue): boolean =>
  typeof bound === 'number'
    ? typeof value === 'number'
    : typeof value === 'string' && value.length === bound.length
