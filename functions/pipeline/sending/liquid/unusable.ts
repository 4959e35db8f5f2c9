/**
 * Values that a filter can do nothing with. Where a template is checked they are reported; in a
 * mail the result is unknown, as of an unknown figure: it prints as nothing, and no condition holds
 * of it. So no value of a customer keeps a mail from leaving.
 */
import { UNKNOWN } from '../unknown-value.ts'
import type { FilterHandler } from './library-filters.ts'

export class Unusable extends Error {
  constructor(problem: string) {
    super(problem)
    this.name = 'Unusable'
  }
}

export const noZone = (zone: string): string => `there is no time zone "${zone}"`
export const noCurrency = (currency: string): string => `there is no currency "${currency}"`
export const BY_ZERO = 'divided by 0'

const isIterator = (value: unknown): value is Iterator<unknown, unknown, unknown> =>
  typeof value === 'object' && value !== null && 'next' in value && 'throw' in value

/** The filter as a mail has it: where it would refuse a value, its result is unknown. */
export const withoutRefusals = (filter: FilterHandler): FilterHandler =>
  function (...given) {
    try {
      const made: unknown = filter.apply(this, given)
      return isIterator(made) ? awaited(made) : made
    } catch (error) {
      return unknownOr(error)
    }
  }

/** Filters that look into lists are generators, which liquidjs drives. */
function* awaited(made: Iterator<unknown>): Generator<unknown, unknown, unknown> {
  try {
    return yield made
  } catch (error) {
    return unknownOr(error)
  }
}

function unknownOr(error: unknown): unknown {
  if (error instanceof Unusable) return UNKNOWN
  throw error
}
