/** Faults that several checks find, put together so that none is the echo of another. */
import type { Fault } from './fault.ts'

/** Without those on lines of which something is said already: the one may follow from the other. */
export const elsewhere = (said: readonly Fault[], faults: readonly Fault[]): readonly Fault[] => {
  const lines = linesOf(said)
  return faults.filter(({ line }) => line === undefined || !lines.has(line))
}

export const linesOf = (faults: readonly Fault[]): ReadonlySet<number | undefined> =>
  new Set(faults.map(({ line }) => line))

/** Those said, and of the others those that do not follow from them. */
export const joined = (said: readonly Fault[], faults: readonly Fault[]): readonly Fault[] => [
  ...said,
  ...elsewhere(said, faults).filter(
    ({ line, problem }) => line !== undefined || said.every((one) => one.problem !== problem),
  ),
]

/** What is missing, and so has no line, comes last. */
export const byLine = (faults: readonly Fault[]): readonly Fault[] =>
  faults.toSorted(
    (a, b) => (a.line ?? Number.POSITIVE_INFINITY) - (b.line ?? Number.POSITIVE_INFINITY) || 0,
  )
