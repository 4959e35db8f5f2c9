/** Logs why a request was answered 503. */
import { UNAVAILABLE_LINE } from '../manifest.ts'
import { reportedFailure } from '../store/failure.ts'
import { type Log, logToStderr } from './log.ts'

/** @example answeringUnavailable(handler, reportUnavailable(log)) */
export const reportUnavailable =
  (log: Log = logToStderr) =>
  (error: unknown): void =>
    log('error', UNAVAILABLE_LINE, { ...reportedFailure(error) })
