/** A fault in a campaign's files: what is wrong, where, and how to fix it. Marketers read it. */
import type { FaultText } from '../language/faults/fault-text.ts'
import type { FaultSentence, FaultWords } from '../language/faults/fault-words.ts'

export type Fault = {
  /** Relative to the campaign's folder. */
  readonly file: string
  /** Counted from 1; absent if something is missing. */
  readonly line?: number
  /** The field of campaign.yaml or sample.json, or the element of a mail. */
  readonly field?: string
  readonly problem: FaultSentence
  readonly fix: FaultSentence
  /** What other checks have to know of it. */
  readonly about?: About
}

export type About =
  /** MJML refused attributes, and keeps the rest of the element. */
  | {
      readonly kind: 'attributes'
      readonly illegal: readonly string[]
      readonly isInvalid: boolean
    }
  /** A link, reported at its line. */
  | { readonly kind: 'link' }
  /** From the renderer, which does not know lines. */
  | { readonly kind: 'unsafe-link' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'unknown-filter' }

/** The two sentences of a fault. */
export type FaultSentences = Pick<Fault, 'problem' | 'fix' | 'about'>

/** @example sentences((w) => w.campaign.noFile) // both sentences of one entry of the words */
export const sentences = (text: (words: FaultWords) => FaultText): FaultSentences => ({
  problem: (words) => text(words).problem,
  fix: (words) => text(words).fix,
})

/** A fault in one language. @example textOf(fault, words).problem // 'name is missing' */
export const textOf = ({ problem, fix }: FaultSentences, words: FaultWords): FaultText => ({
  problem: problem(words),
  fix: fix(words),
})

/** @example lineAt('a\nb', 2) // 2 */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1))
    line += 1
  return line
}
