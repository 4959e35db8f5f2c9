/**
 * What may be logged of a failure: its kind, its code, and the text that goes with the code. The
 * message of an error is never logged, since it might carry an address or a name.
 */
import { getSystemErrorMessage } from 'node:util'
import type { FailureCause } from '../domain/failure-cause.ts'
import { causeOf } from './failure-cause.ts'

/** What a thread reports of an error to the thread that asked it. */
export type ReportedFailure = { readonly problem: string; readonly cause?: FailureCause }

/** An error of another thread, as it was reported. */
export class FailureElsewhere extends Error {
  readonly reported: ReportedFailure
  constructor(reported: ReportedFailure) {
    super(reported.problem)
    this.name = 'FailureElsewhere'
    this.reported = reported
  }
}

/** @example reportedFailure(error) // { problem: 'SQLITE_FULL: ...', cause: 'disk-full' } */
export function reportedFailure(error: unknown): ReportedFailure {
  const cause = failureCauseOf(error)
  return { problem: failureName(error), ...(cause && { cause }) }
}

/** As `causeOf`, also for what another thread reported. */
export const failureCauseOf = (error: unknown): FailureCause | undefined =>
  error instanceof FailureElsewhere ? error.reported.cause : causeOf(error)

/** Result codes of SQLite by their number: https://www.sqlite.org/rescode.html */
export const SQLITE_CODES: Readonly<Record<number, string>> = {
  1: 'SQLITE_ERROR',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  7: 'SQLITE_NOMEM',
  8: 'SQLITE_READONLY',
  9: 'SQLITE_INTERRUPT',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  15: 'SQLITE_PROTOCOL',
  17: 'SQLITE_SCHEMA',
  19: 'SQLITE_CONSTRAINT',
  26: 'SQLITE_NOTADB',
}

/**
 * The kind of an error, with the code and text of SQLite or of the system where it has one.
 *
 * @example failureName(new TypeError('no address for lin@example.com')) // 'TypeError'
 * @example failureName(error) // 'SQLITE_FULL (13): database or disk is full'
 */
export function failureName(error: unknown): string {
  if (error instanceof FailureElsewhere) return error.reported.problem
  if (!(error instanceof Error)) return typeof error
  const name = nameOf(error)
  return error.cause instanceof Error ? `${name}, caused by ${failureName(error.cause)}` : name
}

type Coded = Error & {
  readonly code?: unknown
  readonly errno?: unknown
  readonly syscall?: unknown
  readonly path?: unknown
  /** SQLite's. */
  readonly errcode?: unknown
  /** SQLite's text for its code, without any value. */
  readonly errstr?: unknown
  readonly CancellationReasons?: readonly { readonly Code?: string }[]
}

function nameOf(error: Coded): string {
  const { code, errno, syscall, path, errcode, errstr, CancellationReasons } = error
  if (typeof errcode === 'number') {
    const name = SQLITE_CODES[errcode & 0xff] ?? 'SQLITE'
    return `${name} (${errcode}): ${String(errstr)}`
  }
  if (typeof code === 'string' && typeof syscall === 'string') {
    const text = typeof errno === 'number' ? `: ${getSystemErrorMessage(errno)}` : ''
    return `${code}${text}, ${syscall}${typeof path === 'string' ? ` ${path}` : ''}`
  }
  if (CancellationReasons)
    return `${error.name}: ${CancellationReasons.map(({ Code = 'None' }) => Code).join(', ')}`
  return typeof code === 'string' ? code : error.name
}
