/** Combines the faults of several checks, so that none repeats another. */
import type { Fault } from './fault.ts'
import type { Corrected } from './foreign-faults.ts'

export const linesOf = (faults: readonly Fault[]): ReadonlySet<number | undefined> =>
  new Set(faults.map(({ line }) => line))

/**
 * The reported faults, and the others. Two faults without a line are the same if their problems
 * are, because the same cause can have been reported with its line.
 */
export function joined(said: readonly Fault[], faults: readonly Fault[]): readonly Fault[] {
  const keys = new Set(said.flatMap(({ line, problem }) => [keyOf(problem, line), problem]))
  return [...said, ...faults.filter(({ line, problem }) => !keys.has(keyOf(problem, line)))]
}

/** Two sentences are the same only if they are one object: what they say depends on the language. */
const keyOf = (problem: Fault['problem'], line?: number): unknown =>
  typeof problem === 'string' && line !== undefined ? `${line} ${problem}` : problem

/**
 * Names Liquid as the author wrote it, where a check read what replaced it.
 *
 * @param corrected what was replaced last comes first; its own faults name what the author wrote
 */
export function asWritten(
  faults: readonly Fault[],
  corrected: Pick<Corrected, 'faults' | 'replaced'>,
): readonly Fault[] {
  const own = new Set(corrected.faults)
  const replacedOn = Map.groupBy(corrected.replaced, ({ line }) => line)
  return faults.map((fault) => {
    const here = own.has(fault) ? [] : (replacedOn.get(fault.line ?? 0) ?? [])
    if (here.length === 0) return fault
    const { problem } = fault
    const named = (text: string): string =>
      here.reduce(
        (current, { source, repair }) =>
          isNamed(repair, source) ? current.replace(repair, () => source) : current,
        text,
      )
    return {
      ...fault,
      problem: typeof problem === 'string' ? named(problem) : (words) => named(problem(words)),
    }
  })
}

const isNamed = (repair: string, source: string): boolean =>
  /^\{[{%]/.test(repair) && !source.includes(repair)

/** Faults without a line, if something is missing, come last. */
export const byLine = (faults: readonly Fault[]): readonly Fault[] =>
  faults.toSorted(
    (a, b) => (a.line ?? Number.POSITIVE_INFINITY) - (b.line ?? Number.POSITIVE_INFINITY) || 0,
  )
