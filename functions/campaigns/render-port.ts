/** What compiling needs of the renderer, so that a mail is checked by the rules it is sent by. */
import type { MailVariables } from '../domain/mail-variables.ts'

type MailParts = { readonly subject: string; readonly html: string; readonly text: string }

export type RenderPort<Parsed = unknown> = {
  /** Throws where a source is broken. */
  readonly parse: (source: MailParts) => Parsed
  /** Throws where a variable is missing or a link unsafe. */
  readonly render: (parsed: Parsed, variables: MailVariables) => MailParts
  /** All that is wrong with one Liquid source, without throwing; its syntax alone, given no values. */
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
  /** What a source says where it says the same to every customer of every shop; else undefined. */
  readonly constantText: (
    source: string,
    known: Pick<MailVariables, 'content' | 'locale'>,
  ) => string | undefined
  /** Names of the filters there are. */
  readonly filters: readonly string[]
}

/** Enough to look at Liquid that is not to be sent. */
export type LiquidChecks = Pick<RenderPort, 'check' | 'filters'>
