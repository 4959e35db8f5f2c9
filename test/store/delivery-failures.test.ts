import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countFailures } from '../../functions/domain/feedback/reputation.ts'
import {
  type DeliveryFailure,
  deliveryFailuresSince,
  isNoted,
  noteDeliveryFailure,
} from '../../functions/store/delivery-failures.ts'
import { parseCustomerKey } from '../../functions/store/keys.ts'
import type { Table } from '../../functions/store/table.ts'
import { days, NOON } from '../support/given.ts'
import { STORE_ENGINES, type StoreUnderTest } from '../support/store-engines.ts'

describe.each(STORE_ENGINES)('delivery failures, kept on $name', ({ missing, start }) => {
  describe.skipIf(missing)(missing ?? 'of a shop', () => {
    let store: StoreUnderTest
    let table: Table
    let shops = 0
    beforeAll(async () => {
      store = await start()
      table = store.table
    })
    afterAll(() => store?.stop())

    const aShop = (): Pick<DeliveryFailure, 'shop' | 'provider'> => ({
      shop: `tea/${++shops}`,
      provider: 'gmail',
    })
    const failure = (
      scope: Pick<DeliveryFailure, 'shop' | 'provider'>,
      more: Partial<DeliveryFailure>,
    ): DeliveryFailure => ({
      ...scope,
      what: 'no-such-mailbox',
      at: NOON,
      messageId: 'tea/17/win-back#1#picks',
      ...more,
    })
    const note = (...failures: readonly DeliveryFailure[]) =>
      Promise.all(failures.map((each) => noteDeliveryFailure(table, each)))
    const count = (scope: Pick<DeliveryFailure, 'shop' | 'provider'>, since = NOON - days(6)) =>
      deliveryFailuresSince(table, scope, since, NOON).then(countFailures)

    it('count the messages that bounced permanently and those that drew a complaint, each once', async () => {
      const scope = aShop()
      await note(
        failure(scope, { messageId: 'tea/17/win-back#1#picks' }),
        failure(scope, { messageId: 'tea/17/win-back#1#picks', at: NOON + 1 }),
        failure(scope, { messageId: 'tea/17/win-back#1#picks', what: 'policy' }),
        failure(scope, { messageId: 'tea/17/win-back#11#picks' }),
        failure(scope, { messageId: 'tea/1/win-back#1#picks', what: 'unclear' }),
        failure(scope, { messageId: 'tea/2/win-back#1#picks', what: 'temporary' }),
        failure(scope, { messageId: 'tea/3/win-back#1#picks', what: 'complaint' }),
      )
      expect(await count(scope)).toEqual({ bounced: 3, complained: 1 })
    })

    it('that are reported again are noted once', async () => {
      const scope = aShop()
      const one = failure(scope, {})
      expect(await isNoted(table, one)).toBe(false)
      await note(one, one)
      expect(await isNoted(table, one)).toBe(true)
      expect(await isNoted(table, { ...one, at: NOON + 1 })).toBe(false)
      expect(await isNoted(table, { ...one, what: 'policy' })).toBe(false)
      expect(await isNoted(table, { ...one, messageId: 'tea/17/win-back#1#news' })).toBe(false)
      expect(await count(scope)).toEqual({ bounced: 1, complained: 0 })
    })

    it('of another shop or provider are not counted', async () => {
      const scope = aShop()
      await note(failure(scope, { provider: 'qq' }), failure(aShop(), {}))
      expect(await count(scope)).toEqual({ bounced: 0, complained: 0 })
    })

    it('are counted from the instant that is asked for, over midnight too', async () => {
      const scope = aShop()
      const since = NOON - days(6)
      const instants = [since - 1, since, NOON - days(3), NOON, NOON + days(1)]
      await note(...instants.map((at) => failure(scope, { at, messageId: `tea/${at}/a#1#b` })))
      expect(await count(scope, since)).toEqual({ bounced: 3, complained: 0 })
      expect(await count(scope, NOON + 1)).toEqual({ bounced: 0, complained: 0 })
    })

    it('spread over the days, so that counting reads no older ones', async () => {
      const scope = aShop()
      const old = Array.from({ length: 30 }, (_, day) => NOON - days(day + 7))
      await note(...old.map((at) => failure(scope, { at })))
      await note(failure(scope, {}))
      const read: unknown[] = []
      const watched: Table = {
        ...table,
        async query(pk, range) {
          const rows = await table.query(pk, range)
          read.push(...rows)
          return rows
        },
      }
      await deliveryFailuresSince(watched, scope, NOON - days(6), NOON)
      expect(read).toHaveLength(1)
    })

    it('name no customer, and are taken for no customer', async () => {
      const scope = aShop()
      await note(failure(scope, { messageId: 'tea/lin-17/win-back#1#picks' }))
      const rows = []
      for await (const row of table.scan('~mishaps/')) rows.push(row)
      expect(rows.length).toBeGreaterThan(0)
      expect(JSON.stringify(rows)).not.toContain('lin-17')
      for (const { pk } of rows) expect(parseCustomerKey(pk)).toBeUndefined()
    })
  })
})
