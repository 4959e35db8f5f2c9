/** Delivery as bad as it may be: everything twice, and in no order but that of each item. */

/** Whole numbers below `n`, the same for the same seed (Park and Miller, 1988). */
export function seeded(seed: number): (n: number) => number {
  let state = (seed % 2_147_483_646) + 1
  return (n) => {
    state = (state * 48_271) % 2_147_483_647
    return state % n
  }
}

/**
 * Every record twice, as if each item's records were read again from the first, items mixed.
 *
 * @example twiceAndMixed([a1, b1, a2], ({ item }) => item, seeded(1)) // perhaps [b1, a1, a2, b1, a1, a2]
 */
export function twiceAndMixed<T>(
  records: readonly T[],
  itemOf: (record: T) => string,
  below: (n: number) => number,
): readonly T[] {
  const lanes = [...Map.groupBy(records, itemOf).values()].map((lane) => [...lane, ...lane])
  const mixed: T[] = []
  while (mixed.length < 2 * records.length) {
    const left = lanes.filter((lane) => lane.length > 0)
    mixed.push(left[below(left.length)]?.shift() as T)
  }
  return mixed
}

export const inBatches = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
    all.slice(i * size, (i + 1) * size),
  )

/**
 * Whether a record passes an event filter: for every field, the pattern lists exact values or
 * prefixes.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 *
 * @throws {Error} for a rule of another kind
 */
export function passes(pattern: unknown, value: unknown): boolean {
  if (Array.isArray(pattern)) return pattern.some((rule) => isMet(rule, value))
  const fields = value as Readonly<Record<string, unknown>> | undefined
  return Object.entries(pattern as object).every(([field, inner]) => passes(inner, fields?.[field]))
}

function isMet(rule: unknown, value: unknown): boolean {
  if (typeof rule !== 'object' || rule === null) return rule === value
  const [[kind, wanted] = []] = Object.entries(rule)
  if (kind !== 'prefix') throw new Error(`No rule "${kind}" is known here.`)
  return typeof value === 'string' && value.startsWith(wanted)
}
