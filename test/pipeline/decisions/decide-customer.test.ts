import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  withSoftBounce,
  withSuppression,
  withWithdrawal,
} from '../../../functions/domain/address.ts'
import { decide } from '../../../functions/domain/decide.ts'
import { decideCustomer } from '../../../functions/pipeline/decisions/decide-customer.ts'
import { changeAddress } from '../../../functions/store/addresses.ts'
import { decidedShop } from '../../support/decided-shop.ts'
import { NOON, order } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

vi.mock('../../../functions/domain/decide.ts', { spy: true })

const { table, stop } = temporaryTable()
afterAll(stop)
beforeEach(() => void vi.mocked(decide).mockClear())

const shop = decidedShop(table)
const hashOf = (customer: string) => `hash of ${customer}@example.org`
const slotOf = (customer: string) => ({
  customer,
  campaign: 'care',
  n: 1,
  step: 'tea',
  at: NOON - 1,
})

/** Someone who bought for the first time, so that a message falls due. */
async function decided(customer: string) {
  await shop.recordConsenting(customer, { orders: [order('o-1', NOON)] })
  const loaded = await shop.load(customer)
  const { decision, customer: read } = await decideCustomer(
    table,
    loaded,
    shop.inForce.settings,
    NOON,
  )
  return { decision, read, calls: vi.mocked(decide).mock.calls.length }
}

describe('a customer whose message falls due', () => {
  it('is decided for once if nothing is known about their address', async () => {
    const { decision, read, calls } = await decided('new')
    expect(calls).toBe(1)
    expect(read.address?.hash).toBe(hashOf('new'))
    expect(decision).toEqual(decide(read.facts, NOON, shop.inForce.settings))
    expect(decision.messages.map(({ after }) => after.status)).toEqual(['due'])
  })

  it('is decided for once if what is known about it concerns only them', async () => {
    const limit = { bounces: 5, withinMs: NOON }
    await changeAddress(table, 'acme', hashOf('own'), (address) => ({
      ...withSoftBounce(address, NOON - 1, limit),
      slots: [slotOf('own')],
    }))
    const { decision, read, calls } = await decided('own')
    expect(calls).toBe(1)
    expect(decision).toEqual(decide(read.facts, NOON, shop.inForce.settings))
  })

  it.each([
    [
      'is suppressed',
      withSuppression({ softBounces: [], slots: [] }, { reason: 'by-hand', at: 0 }),
    ],
    ['was opted out by another', withWithdrawal({ softBounces: [], slots: [] }, NOON - 1)],
    ['has just had mail for another', { softBounces: [], slots: [slotOf('another')] }],
  ])('is decided for with their address if it %s', async (what, known) => {
    await changeAddress(table, 'acme', hashOf(what), () => known)
    const { decision, read, calls } = await decided(what)
    expect(calls).toBe(2)
    expect(decision).toEqual(decide(read.facts, NOON, shop.inForce.settings))
  })
})
