/** @see fault-corpus.test.ts A line is counted from the snippet's first. */
export type ExpectedFault = readonly [line: number, problem: string, fix: string]

/** What a user of another tool would write, with the exact faults it is refused for, or with none. */
export type Snippet = readonly [source: string, faults: readonly ExpectedFault[]]
