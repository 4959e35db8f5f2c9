/**
 * What compiling needs from the renderer, so that a mail is checked with the rules that send it.
 */
import type { MailVariables } from '../domain/mail-variables.ts'

type MailParts = { readonly subject: string; readonly html: string; readonly text: string }

export type RenderPort<Parsed = unknown> = {
  /** Throws if a source is broken. */
  readonly parse: (source: MailParts) => Parsed
  /** Throws if a variable is missing or a link is unsafe. */
  readonly render: (parsed: Parsed, variables: MailVariables) => MailParts
  /**
   * Returns all faults of one Liquid source without throwing; without values, only its syntax is
   * checked.
   */
  readonly check: (
    source: string,
    variables?: MailVariables,
  ) => {
    readonly faults: readonly {
      readonly line: number
      readonly column: number
      readonly problem: string
    }[]
    readonly uses: readonly string[]
  }
  /**
   * The text of a source that is the same for every customer of every shop; otherwise undefined.
   */
  readonly constantText: (
    source: string,
    known: Pick<MailVariables, 'brand' | 'content' | 'locale'>,
  ) => string | undefined
  /** Names of all filters. */
  readonly filters: readonly string[]
}

/** Enough to check Liquid that will not be sent. */
export type LiquidChecks = Pick<RenderPort, 'check' | 'filters'>
