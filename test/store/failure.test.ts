import { openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import {
  FailureElsewhere,
  failureCauseOf,
  failureName,
  reportedFailure,
} from '../../functions/store/failure.ts'
import { StoreUnavailable } from '../../functions/store/failure-cause.ts'
import { StartError } from '../../functions/store/start-fault.ts'

const thrownBy = (act: () => unknown): unknown => {
  try {
    act()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

const withFields = (fields: object, name = 'Error'): Error =>
  Object.assign(new Error('secret'), { name }, fields)

const full = (): unknown => {
  const sqlite = new DatabaseSync(':memory:')
  sqlite.exec('PRAGMA max_page_count = 2; CREATE TABLE mails (body)')
  return thrownBy(() => sqlite.prepare('INSERT INTO mails VALUES (?)').run('lin'.repeat(9_999)))
}

describe('a failure is logged', () => {
  it('with the code and the text of SQLite, and nothing of what was written', () => {
    expect(reportedFailure(full())).toEqual({
      problem: 'SQLITE_FULL (13): database or disk is full',
      cause: 'disk-full',
    })
  })

  it('with the code, the text and the file of the system', () => {
    expect(reportedFailure(thrownBy(() => openSync('/proc/no-such-file', 'r')))).toEqual({
      problem: 'ENOENT: no such file or directory, open /proc/no-such-file',
    })
  })

  it('with the name of an exception of AWS and the reasons of a cancelled transaction', () => {
    const cancelled = withFields(
      { CancellationReasons: [{ Code: 'None' }, { Code: 'ThrottlingError' }] },
      'TransactionCanceledException',
    )
    expect(reportedFailure(cancelled)).toEqual({
      problem: 'TransactionCanceledException: None, ThrottlingError',
      cause: 'throttled',
    })
  })

  it('by its kind alone where it has no code: a message might carry an address', () => {
    expect(failureName(new TypeError('no address for lin@example.com'))).toBe('TypeError')
    expect(failureName('lin@example.com')).toBe('string')
  })

  it('with what caused it', () => {
    const cause = withFields({ code: 'ECONNREFUSED', errno: -111, syscall: 'connect' })
    const failed = new TypeError('fetch failed', { cause })
    expect(reportedFailure(failed)).toEqual({
      problem: 'TypeError, caused by ECONNREFUSED: connection refused, connect',
      cause: 'not-reachable',
    })
  })

  it('as the other thread reported it', () => {
    const elsewhere = new FailureElsewhere(reportedFailure(full()))
    expect(reportedFailure(elsewhere)).toEqual(reportedFailure(full()))
  })
})

describe('the cause of a failure', () => {
  it.each([
    [withFields({ errcode: 5 }), 'locked'],
    [withFields({ errcode: 778 }), 'disk-error'],
    [withFields({ errcode: 1032 }), 'read-only'],
    [withFields({ errcode: 267 }), 'corrupt'],
    [withFields({ code: 'EMFILE' }), 'out-of-descriptors'],
    [withFields({ code: 'ENOSPC' }), 'disk-full'],
    [withFields({}, 'ProvisionedThroughputExceededException'), 'throttled'],
    [withFields({ $metadata: { httpStatusCode: 500 } }, 'Odd'), 'not-reachable'],
    [withFields({}, 'TimeoutError'), 'not-reachable'],
    [new StoreUnavailable('newer-format'), 'newer-format'],
    [new StartError({ kind: 'newer-database', file: 'shop.sqlite', version: 9 }), 'newer-format'],
  ])('case %# is named', (error, cause) => {
    expect(failureCauseOf(error)).toBe(cause)
  })

  it.each([
    new Error('a fault of the code'),
    withFields({ errcode: 19 }),
    withFields({ $metadata: { httpStatusCode: 400 } }, 'ValidationException'),
    new StartError({ kind: 'database-in-use', file: 'shop.sqlite' }),
    'a string',
  ])('of case %# is none: the store can serve', (error) => {
    expect(failureCauseOf(error)).toBeUndefined()
  })
})
