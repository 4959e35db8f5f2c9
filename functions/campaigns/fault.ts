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
export const lineAt = (text: string, offset: number): number =>
  text.slice(0, offset).split('\n').length
