/** All values of `content`, at any depth. */

export type Leaf = { readonly path: readonly (string | number)[]; readonly value: unknown }

/** @example leavesOf({ a: ['b'] }, ['content']) // [{ path: ['content', 'a', 0], value: 'b' }] */
export const leavesOf = (value: unknown, path: Leaf['path']): readonly Leaf[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) =>
        leavesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
      )
    : [{ path, value }]
