/** What is wrong with a campaign's files, where, and how to fix it: read by a marketer. */
export type Fault = {
  /** Relative to the campaign's folder. */
  readonly file: string
  /** Counted from 1; absent where the fault is that something is not there. */
  readonly line?: number
  /** The field of campaign.yaml or sample.json, or the element of a mail. */
  readonly field?: string
  readonly problem: string
  readonly fix: string
}

/** @example lineAt('a\nb', 2) // 2 */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1))
    line += 1
  return line
}
