/** A fault in a campaign's files: what is wrong, where, and how to fix it. Marketers read it. */
export type Fault = {
  /** Relative to the campaign's folder. */
  readonly file: string
  /** Counted from 1; absent if something is missing. */
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
