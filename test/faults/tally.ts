/** What a run with faults counted, for one road or for several together. */

export type Tally = {
  /** Worlds that were run from an empty table to rest. */
  readonly runs: number
  /** Processes ended by SIGKILL, or functions ended in the middle. */
  readonly kills: number
  readonly messages: number
  readonly accepted: number
  readonly refused: number
  /** It was unknown whether they were sent, until an event of the carrier showed it. */
  readonly unknownSettled: number
  /** It stayed unknown, and they were never sent again. */
  readonly unknownGivenUp: number
  /** Messages that the carrier took more than once. */
  readonly duplicates: number
  /** Facts that were accepted and lost, and messages that should have been sent and were not. */
  readonly lost: number
  /** What the rows say of themselves and the witness denies. */
  readonly wronglyExplained: number
  /** More that was counted, by what it is; for the table alone. */
  readonly also: Readonly<Record<string, number>>
  /** A line for each duplicate, loss and wrong explanation, with the ids that find it again. */
  readonly findings: readonly string[]
}

export const NOTHING: Tally = {
  runs: 0,
  kills: 0,
  messages: 0,
  accepted: 0,
  refused: 0,
  unknownSettled: 0,
  unknownGivenUp: 0,
  duplicates: 0,
  lost: 0,
  wronglyExplained: 0,
  also: {},
  findings: [],
}

/** @example sumOf([machine, lambda]).kills */
export const sumOf = (tallies: readonly Tally[]): Tally => tallies.reduce(plus, NOTHING)

function plus(a: Tally, b: Tally): Tally {
  const also: Record<string, number> = { ...a.also }
  for (const [what, count] of Object.entries(b.also)) also[what] = (also[what] ?? 0) + count
  return {
    runs: a.runs + b.runs,
    kills: a.kills + b.kills,
    messages: a.messages + b.messages,
    accepted: a.accepted + b.accepted,
    refused: a.refused + b.refused,
    unknownSettled: a.unknownSettled + b.unknownSettled,
    unknownGivenUp: a.unknownGivenUp + b.unknownGivenUp,
    duplicates: a.duplicates + b.duplicates,
    lost: a.lost + b.lost,
    wronglyExplained: a.wronglyExplained + b.wronglyExplained,
    also,
    findings: [...a.findings, ...b.findings],
  }
}

export const isClean = ({ duplicates, lost, wronglyExplained }: Tally): boolean =>
  duplicates === 0 && lost === 0 && wronglyExplained === 0

const COLUMNS: readonly (readonly [string, (tally: Tally) => number])[] = [
  ['runs', ({ runs }) => runs],
  ['kills', ({ kills }) => kills],
  ['messages', ({ messages }) => messages],
  ['accepted', ({ accepted }) => accepted],
  ['refused', ({ refused }) => refused],
  ['unknown settled by an event', ({ unknownSettled }) => unknownSettled],
  ['unknown given up', ({ unknownGivenUp }) => unknownGivenUp],
  ['duplicates', ({ duplicates }) => duplicates],
  ['lost', ({ lost }) => lost],
  ['wrongly explained', ({ wronglyExplained }) => wronglyExplained],
]

/**
 * A row for each count and a column for each road, then what else was counted.
 *
 * @example tableOf({ machine, lambda }).join('\n')
 */
export function tableOf(roads: Readonly<Record<string, Tally>>): string[] {
  const tallies = Object.values(roads)
  const more = [...new Set(tallies.flatMap(({ also }) => Object.keys(also)))]
  const rows = [
    ...COLUMNS.map(([what, countOf]) => [what, ...tallies.map((tally) => String(countOf(tally)))]),
    ...more.map((what) => [`  ${what}`, ...tallies.map(({ also }) => String(also[what] ?? '-'))]),
  ]
  const table = [['', ...Object.keys(roads)], ...rows]
  const widths = table[0]?.map((_, column) =>
    Math.max(...table.map((row) => (row[column] ?? '').length)),
  )
  return table.map((row) =>
    row
      .map((cell, column) => {
        const width = widths?.[column] ?? 0
        return column === 0 ? cell.padEnd(width) : cell.padStart(width)
      })
      .join('  '),
  )
}

/** The one line that says it all. */
export const lastLine = ({ kills, messages, duplicates, lost }: Tally): string =>
  `kills ${kills}, messages ${messages}, duplicates ${duplicates}, lost ${lost}`
