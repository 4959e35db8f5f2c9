/** What a campaign asks of the properties of an event. */
import * as z from 'zod/mini'
import type { AskedValue } from './customer-event.ts'

const Value = z.union([z.string(), z.number(), z.boolean()])
/** Of numbers, or of dates, which are text that sorts as it is dated. */
const Bound = z.union([z.number(), z.string()])

/** One value, any of several, or a range that includes its bounds. */
export const PropertyTest = z.union([
  Value,
  z.array(Value).check(z.minLength(1), z.maxLength(50)),
  z
    .strictObject({ min: z.exactOptional(Bound), max: z.exactOptional(Bound) })
    .check(z.refine((range) => Object.keys(range).length > 0)),
])
export type PropertyTest = z.infer<typeof PropertyTest>

export type PropertyTests = Readonly<Record<string, PropertyTest>>

/** Every value that a test names. @example valuesOf({ min: 3 }) // [3] */
export const valuesOf = (test: PropertyTest): readonly AskedValue[] =>
  typeof test === 'object' ? Object.values(test) : [test]

/**
 * Whether every property is as it is asked for; one that is not known is not.
 *
 * @example meetsTests({ rating: { min: 4 } }, { rating: 5 }) // true
 */
export const meetsTests = (
  tests: PropertyTests,
  asked: Readonly<Record<string, AskedValue>>,
): boolean =>
  Object.entries(tests).every(([name, test]) => {
    const value = Object.hasOwn(asked, name) ? asked[name] : undefined
    return value !== undefined && meetsTest(test, value)
  })

function meetsTest(test: PropertyTest, value: AskedValue): boolean {
  if (typeof test !== 'object') return test === value
  if ('length' in test) return test.includes(value)
  return isFrom(test.min, value) && (test.max === undefined || isFrom(value, test.max))
}

/** Whether a value is a bound or above it; never if they cannot be compared. */
function isFrom(least: AskedValue | undefined, value: AskedValue): boolean {
  if (least === undefined) return true
  return typeof least === typeof value && value >= least
}
