/** Combines the faults of several checks, so that none repeats another. */
import type { FaultSentence } from '../language/faults/fault-words.ts'
import type { Fault } from './fault.ts'
import type { Corrected } from './foreign-faults.ts'
import { sentenceKey } from './sentence-key.ts'

export const linesOf = (faults: readonly Fault[]): ReadonlySet<number | undefined> =>
  new Set(faults.map(({ line }) => line))

/**
 * The reported faults, and the others. Two faults without a line are the same if their problems
 * are, because the same cause can have been reported with its line.
 */
export function joined(said: readonly Fault[], faults: readonly Fault[]): readonly Fault[] {
  const keys = new Set(said.flatMap((fault) => [onItsLine(fault), sentenceKey(fault.problem)]))
  return [
    ...said,
    ...faults.filter(
      (fault) =>
        !keys.has(fault.line === undefined ? sentenceKey(fault.problem) : onItsLine(fault)),
    ),
  ]
}

const onItsLine = ({ line, problem }: Fault): string => `${line} ${sentenceKey(problem)}`

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
    const problem: FaultSentence = (words) =>
      here.reduce(
        (text, { source, repair }) =>
          isNamed(repair, source) ? text.replace(repair, () => source) : text,
        fault.problem(words),
      )
    return here.length === 0 ? fault : { ...fault, problem }
  })
}

const isNamed = (repair: string, source: string): boolean =>
  /^\{[{%]/.test(repair) && !source.includes(repair)

/** Faults without a line, if something is missing, come last. */
export const byLine = (faults: readonly Fault[]): readonly Fault[] =>
  faults.toSorted(
    (a, b) => (a.line ?? Number.POSITIVE_INFINITY) - (b.line ?? Number.POSITIVE_INFINITY) || 0,
  )
