/** Counts by name, since the process began. */
export type Tally = {
  readonly add: (name: string) => void
  readonly counts: () => ReadonlyMap<string, number>
}

/**
 * @param known names that are reported as 0 until they are counted: a series that begins at 1 shows
 * no increase
 * @example const sent = makeTally(['accepted']); sent.add('accepted')
 */
export function makeTally(known: readonly string[] = []): Tally {
  const counts = new Map<string, number>(known.map((name) => [name, 0]))
  return {
    add: (name) => counts.set(name, (counts.get(name) ?? 0) + 1),
    counts: () => counts,
  }
}
