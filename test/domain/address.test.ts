import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  UNKNOWN_ADDRESS,
  withdrawalsOf,
  withSoftBounce,
  withSuppression,
  withWithdrawal,
} from '../../functions/domain/address.ts'
import { days } from '../support/given.ts'

const limit = { bounces: 3, withinMs: days(14) }
const bounced = (...at: readonly number[]) =>
  at.reduce((address, each) => withSoftBounce(address, each, limit), UNKNOWN_ADDRESS)

describe('an address that bounces for the time being', () => {
  it('is suppressed at the third bounce within two weeks', () => {
    expect(bounced(days(1), days(8)).suppression).toBeUndefined()
    expect(bounced(days(1), days(8), days(14)).suppression).toEqual({
      reason: 'soft-bounces',
      at: days(14),
    })
  })

  it('is not if they are further apart, or reported twice', () => {
    expect(bounced(days(1), days(8), days(15)).suppression).toBeUndefined()
    expect(bounced(days(1), days(8), days(8), days(1)).suppression).toBeUndefined()
  })

  it('ends alike in whichever order bounces are reported', () => {
    fc.assert(
      fc.property(
        fc
          .uniqueArray(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 3 })
          .chain((at) =>
            fc.tuple(
              fc.constant(at),
              fc.shuffledSubarray(at, { minLength: at.length, maxLength: at.length }),
            ),
          ),
        ([at, shuffled]) => {
          expect(bounced(...shuffled.map(days)).suppression).toEqual(
            bounced(...at.toSorted((a, b) => a - b).map(days)).suppression,
          )
        },
      ),
    )
  })
})

describe('what is known of an address', () => {
  it('keeps the gravest reason why it is suppressed, and of two alike the first', () => {
    const dead = { reason: 'no-such-mailbox', at: 1 } as const
    const complaint = { reason: 'complaint', at: 2 } as const
    for (const order of [
      [dead, complaint],
      [complaint, dead],
    ])
      expect(order.reduce(withSuppression, UNKNOWN_ADDRESS).suppression).toEqual(complaint)
    const byHand = { reason: 'by-hand', at: 3 } as const
    const suppressed = withSuppression(UNKNOWN_ADDRESS, dead)
    expect(withSuppression(suppressed, byHand)).toBe(suppressed)
  })

  it('gives up the account’s own list for what is known of the address itself, in either order', () => {
    const listed = { reason: 'complaint', by: 'account-list', at: 1 } as const
    const complaint = { reason: 'complaint', at: 2 } as const
    for (const order of [
      [listed, complaint],
      [complaint, listed],
    ])
      expect(order.reduce(withSuppression, UNKNOWN_ADDRESS).suppression).toEqual(complaint)
    const again = { ...listed, at: 3 }
    expect([listed, again].reduce(withSuppression, UNKNOWN_ADDRESS).suppression).toEqual(listed)
  })

  it('keeps the latest opt-out, as a withdrawal of every customer who shares it', () => {
    const left = withWithdrawal(UNKNOWN_ADDRESS, 5)
    expect(withWithdrawal(left, 4)).toBe(left)
    expect(withdrawalsOf(withWithdrawal(left, 6))).toEqual([
      { purpose: 'marketing', act: 'withdrawn', at: 6, source: 'unsubscribe' },
    ])
    expect(withdrawalsOf(undefined)).toEqual([])
  })
})
