/**
 * The names of a table that has an entry for each.
 *
 * @example namesOf({ on: true, off: true } satisfies Record<Switch, true>) // ['on', 'off']
 */
export const namesOf = <T extends string>(table: Readonly<Record<T, unknown>>): readonly T[] =>
  Object.keys(table) as T[]
