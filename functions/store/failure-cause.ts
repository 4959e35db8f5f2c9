/**
 * Why a store cannot serve at this moment: what keeps everything from being stored or read, rather
 * than one request or one customer. The request is safe to repeat and is to be sent again.
 */
import type { FailureCause } from '../domain/failure-cause.ts'
import { StartError } from './start-fault.ts'

type CauseEntry = {
  /** After which a caller may try again, in seconds. */
  readonly retryAfterSeconds: number
  /** What it means and what to do, for the API and the log. */
  readonly sentence: string
}

/** All that is known of each cause; what the console says of it stands in the languages. */
export const OF_CAUSE = {
  'disk-full': {
    retryAfterSeconds: 30,
    sentence: 'the disk is full, or the limit on the size of a file is reached: free some space',
  },
  'read-only': {
    retryAfterSeconds: 30,
    sentence: 'the store is read-only: let the server write to its file and its folder',
  },
  locked: {
    retryAfterSeconds: 5,
    sentence: 'another process is writing to the store and does not finish',
  },
  corrupt: {
    retryAfterSeconds: 300,
    sentence: 'the file of the store is damaged: run "rekindle store check", and restore a backup',
  },
  'disk-error': {
    retryAfterSeconds: 30,
    sentence: 'the disk reports errors: check the disk, then run "rekindle store check"',
  },
  'cannot-open': {
    retryAfterSeconds: 30,
    sentence:
      'a file of the store cannot be opened: it was moved, is not permitted, or too many files are open',
  },
  'out-of-descriptors': {
    retryAfterSeconds: 5,
    sentence: 'the process has too many open files and connections: raise its limit (ulimit -n)',
  },
  throttled: {
    retryAfterSeconds: 2,
    sentence: 'the table takes no more requests at this moment',
  },
  'not-reachable': {
    retryAfterSeconds: 5,
    sentence: 'a service that is needed cannot be reached, or fails',
  },
  'newer-format': {
    retryAfterSeconds: 60,
    sentence: 'a newer version of Rekindle has taken over the store: update this one',
  },
} as const satisfies Readonly<Record<FailureCause, CauseEntry>>

/** Thrown where the code itself finds the cause. */
export class StoreUnavailable extends Error {
  readonly failureCause: FailureCause
  constructor(failureCause: FailureCause) {
    super(OF_CAUSE[failureCause].sentence)
    this.name = 'StoreUnavailable'
    this.failureCause = failureCause
  }
}

/** By SQLite's primary result code: https://www.sqlite.org/rescode.html */
const BY_RESULT_CODE: Readonly<Record<number, FailureCause>> = {
  5: 'locked',
  6: 'locked',
  8: 'read-only',
  10: 'disk-error',
  11: 'corrupt',
  13: 'disk-full',
  14: 'cannot-open',
  26: 'corrupt',
}

/** By the system's code: `man 3 errno`; and by the SDK's own for a socket. */
const BY_SYSTEM_CODE: Readonly<Record<string, FailureCause>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
  EIO: 'disk-error',
  EMFILE: 'out-of-descriptors',
  ENFILE: 'out-of-descriptors',
  ECONNREFUSED: 'not-reachable',
  ECONNRESET: 'not-reachable',
  EHOSTUNREACH: 'not-reachable',
  ENETUNREACH: 'not-reachable',
  ENOTFOUND: 'not-reachable',
  EAI_AGAIN: 'not-reachable',
  EPIPE: 'not-reachable',
  ETIMEDOUT: 'not-reachable',
}

/** By the name of an exception of AWS, after the SDK's own retries. */
const BY_AWS_NAME: Readonly<Record<string, FailureCause>> = {
  ThrottlingException: 'throttled',
  ThrottlingError: 'throttled',
  Throttling: 'throttled',
  ProvisionedThroughputExceededException: 'throttled',
  ProvisionedThroughputExceeded: 'throttled',
  RequestLimitExceeded: 'throttled',
  TransactionInProgressException: 'throttled',
  TransactionConflictException: 'locked',
  InternalServerError: 'not-reachable',
  ServiceUnavailable: 'not-reachable',
  ServiceUnavailableException: 'not-reachable',
  TimeoutError: 'not-reachable',
}

/**
 * @returns undefined where the error is about this one request, or is a fault of the code
 * @example causeOf(new StoreUnavailable('disk-full')) // 'disk-full'
 */
export function causeOf(error: unknown): FailureCause | undefined {
  if (error instanceof StoreUnavailable) return error.failureCause
  if (error instanceof StartError)
    return error.fault.kind === 'newer-database' ? 'newer-format' : undefined
  if (!(error instanceof Error)) return undefined
  return causeByCode(error) ?? (error.cause === undefined ? undefined : causeOf(error.cause))
}

function causeByCode(error: Error): FailureCause | undefined {
  if ('errcode' in error) return causeOfSqlite(error)
  const byCode = 'code' in error ? BY_SYSTEM_CODE[String(error.code)] : undefined
  return byCode ?? BY_AWS_NAME[error.name] ?? causeOfAnswer(error)
}

/** Of a disk error, what the system said is more exact, where that is known (sqlite/system-error.ts). */
function causeOfSqlite(error: Error & { readonly errcode: unknown }): FailureCause | undefined {
  const cause = BY_RESULT_CODE[Number(error.errcode) & 0xff]
  return (cause === 'disk-error' ? causeOf(error.cause) : undefined) ?? cause
}

/** What an AWS service answered, where its exception has no name of the table. */
function causeOfAnswer(error: Error): FailureCause | undefined {
  const { $metadata, CancellationReasons }: AwsFields = error
  const status = $metadata?.httpStatusCode ?? 0
  if (status >= 500) return 'not-reachable'
  if (status === 429) return 'throttled'
  return CancellationReasons?.map(({ Code }) => BY_AWS_NAME[Code ?? '']).find(Boolean)
}

/** Of an exception of the SDK, as far as it is one. */
type AwsFields = Error & {
  readonly $metadata?: { readonly httpStatusCode?: number }
  readonly CancellationReasons?: readonly { readonly Code?: string }[]
}
