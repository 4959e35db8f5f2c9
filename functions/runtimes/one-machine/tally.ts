/** Counts by name, since the process began. */
export type Tally = {
  readonly add: (name: string) => void
  readonly counts: () => ReadonlyMap<string, number>
}

/** @example const sent = makeTally(); sent.add('accepted') */
export function makeTally(): Tally {
  const counts = new Map<string, number>()
  return {
    add: (name) => counts.set(name, (counts.get(name) ?? 0) + 1),
    counts: () => counts,
  }
}
