/** Combines the faults of several checks, so that none repeats another. */
import type { Fault } from './fault.ts'

/** Drops faults on lines that already have one, because they may follow from it. */
export const elsewhere = (said: readonly Fault[], faults: readonly Fault[]): readonly Fault[] => {
  const lines = linesOf(said)
  return faults.filter(({ line }) => line === undefined || !lines.has(line))
}

export const linesOf = (faults: readonly Fault[]): ReadonlySet<number | undefined> =>
  new Set(faults.map(({ line }) => line))

/** The reported faults, and the others that do not follow from them. */
export const joined = (said: readonly Fault[], faults: readonly Fault[]): readonly Fault[] => [
  ...said,
  ...elsewhere(said, faults).filter(
    ({ line, problem }) => line !== undefined || said.every((one) => one.problem !== problem),
  ),
]

/** Faults without a line, if something is missing, come last. */
export const byLine = (faults: readonly Fault[]): readonly Fault[] =>
  faults.toSorted(
    (a, b) => (a.line ?? Number.POSITIVE_INFINITY) - (b.line ?? Number.POSITIVE_INFINITY) || 0,
  )
