/** What a field of a stored row must be: cheap checks, since every load runs them on every row. */
import type { Instant } from '../../domain/time.ts'

/** A valid value of a field. `isClosed` if it is one of a known set of names. */
export type Check<T> = {
  readonly holds: (value: unknown) => value is T
  readonly isClosed?: true
}

/** A field that may be missing. */
type Maybe<T> = { readonly maybe: Check<T> }

/** A check for each field of `T`; one that is missing here does not compile. */
export type Fields<T> = {
  readonly [K in keyof T]-?: Record<string, never> extends Pick<T, K>
    ? Maybe<Exclude<T[K], undefined>>
    : Check<T[K]>
}

export const text: Check<string> = {
  holds: (value): value is string => typeof value === 'string',
}
export const number: Check<number> = {
  holds: (value): value is number => typeof value === 'number',
}
export const instant: Check<Instant> = {
  holds: (value): value is Instant => typeof value === 'number',
}
export const truth: Check<boolean> = {
  holds: (value): value is boolean => typeof value === 'boolean',
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A list whose items each have these fields, or are of one kind. */
export function listOf<T>(item: Check<T>): Check<readonly T[]> {
  return {
    holds: (value): value is readonly T[] => Array.isArray(value) && value.every(item.holds),
  }
}

/** An object with at least these fields. The other fields of `T` are not checked. */
export function having<T extends object>(fields: Partial<Fields<Pick<T, keyof T>>>): Check<T> {
  const faultOf = faultIn<T>(fields)
  return { holds: (value): value is T => isRecord(value) && faultOf(value) === undefined }
}

/** One of these names. */
export function oneOf<const T extends string>(names: readonly T[]): Check<T> {
  const known: ReadonlySet<unknown> = new Set(names)
  return { holds: (value): value is T => known.has(value), isClosed: true }
}

/** @example maybe(text) // a field that may be missing, and otherwise is text */
export const maybe = <T>(check: Check<T>): Maybe<T> => ({ maybe: check })

/**
 * The fault in a row's fields: the first one that is invalid, with its value if it belongs to a
 * closed set. No other value is shown, since it could be an address or a name.
 *
 * @returns a function that returns undefined if nothing is wrong
 * @example faultIn<{ status: 'on' | 'off' }>({ status: oneOf(['on', 'off']) })({ status: 'dim' }) // 'status dim'
 */
export function faultIn<T>(
  fields: Partial<Fields<Pick<T, keyof T>>>,
): (row: Readonly<Record<string, unknown>>) => string | undefined {
  const all = Object.entries(fields) as readonly (readonly [
    string,
    Check<unknown> | Maybe<unknown>,
  ])[]
  const checks = all.map(([name, field]) => ({
    name,
    check: 'maybe' in field ? field.maybe : field,
    mayMiss: 'maybe' in field,
  }))
  return (row) => {
    for (const { name, check, mayMiss } of checks) {
      const value = row[name]
      if (!(mayMiss && value === undefined) && !check.holds(value))
        return `${name}${check.isClosed ? ` ${shown(value)}` : ''}`
    }
    return undefined
  }
}

/** A name of a closed set that is not known here, cut to what a log line can hold. */
const shown = (value: unknown): string =>
  typeof value === 'string' && /^[a-z][a-z0-9-]{0,39}$/.test(value) ? value : 'of another kind'
