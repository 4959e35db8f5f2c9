/** Counted things in English. */
import { figure } from '../figures.ts'

/** @example count(1, 'customer') // '1 customer' */
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${figure(n)} ${n === 1 ? one : many}`

/** @example either(['a', 'b', 'c']) // 'a, b or c' */
export const either = (items: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(items)

/** @example all(['a', 'b', 'c']) // 'a, b and c' */
export const all = (items: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(items)
