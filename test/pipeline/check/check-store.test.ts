import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { StoreFinding } from '../../../functions/domain/store-check.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../functions/domain/time.ts'
import { checkStore, MOST_FINDINGS } from '../../../functions/pipeline/check/check-store.ts'
import { addressKey, type CustomerKey, journeySort } from '../../../functions/store/keys.ts'
import { addShop, campaignRow } from '../../../functions/store/shops.ts'
import {
  type DecidedShop,
  decidedShop,
  keyOf,
  messageKey,
  welcome,
} from '../../support/decided-shop.ts'
import { NOON, order } from '../../support/given.ts'
import { type TemporaryTable, temporaryTable } from '../../support/temporary-table.ts'

describe('a check of a store', () => {
  let temporary: TemporaryTable
  let shop: DecidedShop
  let pending: CustomerKey[]
  let settle: () => Promise<void>

  beforeAll(async () => {
    temporary = temporaryTable()
    shop = decidedShop(temporary.table)
    const { settings } = shop.inForce
    await addShop(temporary.table, settings.shop, settings.policy)
    await temporary.table.write([{ put: campaignRow('acme', welcome, { en: 'Welcome' }) }])
  })
  afterAll(() => temporary.stop())
  beforeEach(async () => {
    pending = []
    settle = async () => {}
    shop.clock.now = NOON
    await shop.recordConsenting('lin', { orders: [order('o-1', NOON)] })
    await shop.react('lin')
  })

  const check = async (): Promise<readonly StoreFinding[]> => (await checked()).findings
  const checked = (others: readonly (() => Promise<readonly StoreFinding[]>)[] = []) =>
    checkStore({
      table: temporary.table,
      now: () => shop.clock.now,
      pending: () => pending,
      settle: () => settle(),
      others,
    })
  const of = (customer: string) => ({ shop: 'acme', customer })

  /** Changes a row, checks, and puts it back. */
  async function changed(sk: string, fields: object): Promise<readonly StoreFinding[]> {
    const key = { pk: keyOf('lin'), sk }
    const before = await temporary.table.get(key)
    if (!before) throw new Error(`there is no row ${sk}`)
    await temporary.table.write([{ put: { ...before, ...fields } }])
    const found = await check()
    await temporary.table.write([{ put: before }])
    return found
  }

  it('finds nothing in one that is healthy, however much time has passed', async () => {
    expect(await check()).toEqual([])
    shop.clock.now += 400 * DAY_MS
    expect(await check()).toEqual([])
  })

  it('counts what it has read', async () => {
    expect(await checked()).toMatchObject({ shops: 1, customers: 1, messages: 1, more: 0 })
  })

  it('finds a wake that is later than the decision would change, or missing', async () => {
    const wrong = { check: 'wake-late', ...of('lin') }
    expect(await changed('state', { wakeAt: NOON + 500 * DAY_MS })).toMatchObject([wrong])
    expect(await changed('state', { wakeAt: undefined, wakeShard: undefined })).toMatchObject([
      { ...wrong, detail: expect.stringMatching(/^no wake, due 20/) },
    ])
    // An early wake decides again, and changes nothing.
    expect(await changed('state', { wakeAt: NOON + 1 })).toEqual([])
  })

  it('finds a class that nothing will change any more', async () => {
    expect(await changed('state', { class: 'dormant' })).toMatchObject([
      { check: 'wake-late', ...of('lin') },
    ])
  })

  it('finds facts that were not decided for, unless their reaction is still to come', async () => {
    await shop.recordConsenting('new', { orders: [order('o-1', NOON)] })
    expect(await check()).toEqual([{ check: 'reaction-lost', ...of('new') }])
    pending = [keyOf('new')]
    expect(await check()).toEqual([])
    pending = []
    settle = async () => {
      await shop.react('new')
    }
    expect(await check()).toEqual([])
  })

  it('takes purchases that wait for the wake of a till for healthy, for an hour', async () => {
    await shop.recordConsenting('till', { orders: [order('t-1', NOON)] })
    await shop.react('till')
    await shop.record('till', { orders: [order('t-2', NOON)] })
    const state = await shop.row('till', 'state')
    const waiting = (manyOrders: number | undefined, wakeAt: number) =>
      temporary.table.write([
        { put: { ...state, pk: keyOf('till'), sk: 'state', manyOrders, wakeAt } },
      ])
    await waiting(1, NOON + HOUR_MS)
    expect(await check()).toEqual([])
    await waiting(1, NOON + HOUR_MS + MINUTE_MS)
    expect(await check()).toMatchObject([{ check: 'wake-late', ...of('till') }])
    await waiting(undefined, NOON + HOUR_MS)
    expect(await check()).toMatchObject([{ check: 'wake-late', ...of('till') }])
    await shop.react('till')
  })

  it('finds an open message without its journey', async () => {
    const key = { pk: keyOf('lin'), sk: journeySort('welcome', 1) }
    const journey = await temporary.table.get(key)
    await temporary.table.write([{ remove: key }])
    const found = await check()
    await temporary.table.write([{ put: { ...journey, ...key } }])
    expect(found).toContainEqual({
      check: 'journey-missing',
      ...of('lin'),
      message: 'welcome#1#hello',
    })
  })

  it('finds a message that does not occupy the caps at its address', async () => {
    const at = addressKey('hash of lin@example.org')
    const [row] = await temporary.table.query(at)
    if (!row) throw new Error('there is no slot')
    await temporary.table.write([{ put: { ...row, slots: [] } }])
    const found = await check()
    await temporary.table.write([{ put: row }])
    expect(found).toEqual([
      {
        ...{ check: 'slot-missing', ...of('lin'), message: 'welcome#1#hello' },
        detail: expect.stringMatching(/^mail of .*, place none$/),
      },
    ])
    const late = { status: 'accepted', acceptedAt: NOON + 11 * MINUTE_MS, mailerMessageId: 'm' }
    shop.clock.now += 4 * HOUR_MS
    expect(await changed(messageKey('lin').sk, late)).toContainEqual(
      expect.objectContaining({ check: 'slot-missing' }),
    )
  })

  it('finds a row that only a newer version understands', async () => {
    expect(await changed(messageKey('lin').sk, { status: 'snoozed' })).toEqual([
      { check: 'row-unreadable', ...of('lin'), detail: 'message row: status snoozed' },
    ])
  })

  it('reports what other checks find, at most fifty in all', async () => {
    const many = Array.from({ length: 60 }, (): StoreFinding => ({ check: 'file', detail: 'torn' }))
    const { findings, more } = await checked([async () => many])
    expect([findings.length, more]).toEqual([MOST_FINDINGS, 10])
  })
})
