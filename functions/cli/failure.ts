/** The two ways in which a verb fails. Both say what is wrong, where, and how to fix it. */
import type { CommandWords, Sentence } from '../language/command/command-words.ts'
import { isSystemError, problemOf, problemWithPath } from './problem-of.ts'

/** The command was used wrongly: exit code 2. */
export class UsageError extends Error {
  readonly sentence: Sentence
  constructor(sentence: Sentence) {
    super('wrong usage')
    this.sentence = sentence
  }
}

/**
 * The command was used rightly and could not do what it was asked: exit code 1. Or there was
 * nothing to do for it, though a person expects that there was: exit code 3.
 */
export class Failure extends Error {
  readonly sentence: Sentence
  readonly kind: 'failed' | 'nothing'
  constructor(sentence: Sentence, kind: 'failed' | 'nothing' = 'failed') {
    super('failed')
    this.sentence = sentence
    this.kind = kind
  }
}

/**
 * What to throw where a file or folder cannot be read: a Failure, or the error itself if it is not
 * the system's.
 */
export const cannotRead = (file: string, error: unknown): unknown =>
  isSystemError(error)
    ? new Failure((w) => w.failures.cannotRead(file, problemOf(error, w)))
    : error

/** What to throw where a file cannot be written: see `cannotRead`. */
export const cannotWrite = (file: string, error: unknown): unknown =>
  isSystemError(error)
    ? new Failure((w) => w.failures.cannotWrite(file, problemOf(error, w)))
    : error

/** Whether the system, or a database, says with a code why something failed. */
export const isWithCode = (error: unknown): boolean =>
  isSystemError(error) || (error instanceof Error && 'errcode' in error)

/** An error that has no words of its own; its stack helps to fix it. */
export const unexpectedError = (error: unknown, words: CommandWords, isDebug: boolean): string =>
  words.failures.unexpected(
    `${problemWithPath(error, words)}${isDebug && error instanceof Error ? `\n${error.stack}` : ''}`,
  )
