import { describe, expect } from 'vitest'
import { HOUR_MS } from '../../functions/domain/time.ts'
import { recordFeedback } from '../../functions/pipeline/feedback/record-feedback.ts'
import { simpleMailer } from '../../functions/pipeline/sending/mailer.ts'
import { sendMessage } from '../../functions/pipeline/sending/send-message.ts'
import { loadAddress } from '../../functions/store/addresses.ts'
import type { Table } from '../../functions/store/table.ts'
import { sendAlone } from '../support/any-mail.ts'
import { decidedShop, keyOf, messageKey, WELCOME_SORT } from '../support/decided-shop.ts'
import { fakeMailer, portsOf } from '../support/due-welcome.ts'
import { days, NOON, order } from '../support/given.ts'
import { onEngine } from '../support/on-engine.ts'
import { STORE_ENGINES } from '../support/store-engines.ts'
import { addressHash, addressOf, erasingShop, iso, NOTHING } from './erasing-shop.ts'

describe.each(STORE_ENGINES)('a customer who is erased during other work on $name', (engine) => {
  let table: Table
  const { check, because } = onEngine(engine, (store) => {
    table = store.table
  })
  const { newCustomer, buy, erase, mailedCustomer, left } = erasingShop(() => table)

  /** The table, on which the customer is erased just before a decision is committed. */
  const erasedConcurrently = (customer: string): Table => ({
    ...table,
    async writeTogether(writes) {
      await erase(customer)
      return table.writeTogether(writes)
    },
  })

  check(`is not restored by a concurrent decision, the first or any${because}`, async () => {
    const mailing = await mailedCustomer()
    await buy(mailing.customer, 'o-2', NOON)
    const unmailed = { customer: newCustomer(), shop: decidedShop(table, { campaigns: [] }) }
    await unmailed.shop.record(unmailed.customer, { orders: [order('o-1', NOON)] })
    await unmailed.shop.react(unmailed.customer)
    await unmailed.shop.record(unmailed.customer, { orders: [order('o-2', NOON)] })
    const first = { customer: newCustomer(), shop: unmailed.shop }
    await first.shop.record(first.customer, { orders: [order('o-1', NOON)] })
    for (const { customer, shop } of [mailing, unmailed, first]) {
      const erased = erasedConcurrently(customer)
      expect(await shop.react(customer, erased)).toEqual({ outcome: 'no-customer' })
      expect(await left(customer)).toEqual(NOTHING)
    }
  })

  check(`is erased whole although a decision is committed meanwhile${because}`, async () => {
    const { customer, shop } = await mailedCustomer()
    let isFirst = true
    const busy: Table = {
      ...table,
      async write(writes) {
        if (isFirst) {
          isFirst = false
          const consents = [
            { purpose: 'marketing', act: 'granted', at: iso(NOON), source: 'checkout' },
          ]
          const moved = {
            ...{ id: customer, email: 'moved@example.net', locale: 'en', country: 'GB' },
            consents,
          }
          await buy(customer, 'o-1', NOON - days(1), { updatedAt: iso(NOON), customer: moved })
          // Due for so long that it is relayed again, and takes a slot at the new address.
          shop.clock.now = NOON + HOUR_MS
          await shop.react(customer)
          expect((await slotsOf('moved@example.net')).length).toBe(1)
        }
        return table.write(writes)
      },
    }
    const slotsOf = async (address: string) =>
      (await loadAddress(table, 'acme', addressHash(address))).own.slots
    expect(await erase(customer, NOON + 2 * HOUR_MS, busy)).toEqual({ outcome: 'erased' })
    expect(await slotsOf('moved@example.net')).toEqual([])
    expect((await left(customer)).rows).toEqual(NOTHING.rows)
  })

  check(
    `gets no mail that was due, also where a sender had read it already${because}`,
    async () => {
      const { customer, shop } = await mailedCustomer()
      const { mailer, sent } = fakeMailer()
      const claiming: Table = {
        ...table,
        async write(writes) {
          await erase(customer)
          return table.write(writes)
        },
      }
      const claimed = { ...portsOf(shop, mailer), table: claiming }
      expect(await sendMessage(messageKey(customer), claimed)).toEqual({
        outcome: 'not-sent',
        why: 'claimed-by-another',
      })
      expect(await sendMessage(messageKey(customer), portsOf(shop, mailer))).toEqual({
        outcome: 'not-sent',
        why: 'not-found',
      })
      expect(sent).toEqual([])
      expect(await left(customer)).toEqual(NOTHING)
    },
  )

  check(`gets no new row by what the mailer and the carrier report${because}`, async () => {
    const { customer, shop } = await mailedCustomer()
    const { mailer } = fakeMailer()
    const erasing = simpleMailer({
      repeatable: false,
      send: async (mail) => {
        await erase(customer)
        return sendAlone(mailer, mail)
      },
    })
    const ports = portsOf(shop, erasing)
    expect(await sendMessage(messageKey(customer), ports)).toMatchObject({ outcome: 'accepted' })
    const messageId = `${keyOf(customer)}/${WELCOME_SORT.slice('message#'.length)}`
    const event = {
      event: { kind: 'complained', messageId, at: NOON + 5 } as const,
      recipients: [addressOf(customer)],
    }
    const feedbackPorts = { table, settings: shop.ports.settings, now: () => NOON, addressHash }
    expect(await recordFeedback(event, { ...feedbackPorts, onPaused: () => {} })).toBe(
      'no-such-message',
    )
    expect(await left(customer)).toEqual(NOTHING)
  })
})
