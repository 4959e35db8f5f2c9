/** The two ways in which a verb fails. Both say what is wrong, where, and how to fix it. */
import type { CommandWords, Sentence } from '../language/command/command-words.ts'

/** A plain text is for what another part has put into words already, such as a fault in a file. */
type Says = string | Sentence

const sentenceOf = (says: Says): Sentence => (typeof says === 'string' ? () => says : says)

/** The command was used wrongly: exit code 2. */
export class UsageError extends Error {
  readonly sentence: Sentence
  constructor(says: Says) {
    super('wrong usage')
    this.sentence = sentenceOf(says)
  }
}

/** The command was used rightly and could not do what it was asked: exit code 1. */
export class Failure extends Error {
  readonly sentence: Sentence
  constructor(says: Says) {
    super('failed')
    this.sentence = sentenceOf(says)
  }
}

/** An error that has no words of its own; its stack helps to fix it. */
export const unexpectedError = (error: unknown, words: CommandWords, isDebug: boolean): string =>
  words.failures.unexpected(
    error instanceof Error ? `${error.message}${isDebug ? `\n${error.stack}` : ''}` : String(error),
  )
