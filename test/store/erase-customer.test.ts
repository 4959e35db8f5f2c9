import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withSuppression } from '../../functions/domain/address.ts'
import { HOUR_MS, type Instant } from '../../functions/domain/time.ts'
import { recordFeedback } from '../../functions/feedback/record-feedback.ts'
import {
  recordCustomer,
  recordPurchases,
  recordRefunds,
} from '../../functions/purchases/record-facts.ts'
import { recordHold } from '../../functions/purchases/record-hold.ts'
import { Purchase, Refund } from '../../functions/purchases/wire.ts'
import { sendMessage } from '../../functions/sending/send-message.ts'
import { changeAddress, loadAddress } from '../../functions/store/addresses.ts'
import { eraseCustomer } from '../../functions/store/erase-customer.ts'
import { isErased } from '../../functions/store/erasure.ts'
import { wakeShardOf } from '../../functions/store/keys.ts'
import { putPreferences } from '../../functions/store/preferences.ts'
import type { Table } from '../../functions/store/table.ts'
import { secret } from '../support/api-shop.ts'
import { decidedShop, keyOf, messageKey, WELCOME_SORT, welcome } from '../support/decided-shop.ts'
import { fakeMailer, portsOf } from '../support/due-welcome.ts'
import { consent, days, NOON, order } from '../support/given.ts'
import { STORE_ENGINES, type StoreUnderTest } from '../support/store-engines.ts'

const { addressHash } = secret
const iso = (at: Instant) => new Date(at).toISOString()
const addressOf = (customer: string) => `${customer}@example.org`
const hashOf = (customer: string) => addressHash(addressOf(customer))

class Killed extends Error {}

/** The table of a process that is killed at its n-th write, just before it or just after. */
function killedAt(table: Table, write: number, when: 'before' | 'after'): Table {
  let writes = 0
  const watched =
    <A, R>(carryOut: (writes: A) => Promise<R>) =>
    async (asked: A): Promise<R> => {
      const isLast = ++writes === write
      if (writes > write || (isLast && when === 'before')) throw new Killed()
      const result = await carryOut(asked)
      if (isLast) throw new Killed()
      return result
    }
  return {
    ...table,
    write: watched((writes: Parameters<Table['write']>[0]) => table.write(writes)),
    writeTogether: watched((writes: Parameters<Table['write']>[0]) => table.writeTogether(writes)),
  }
}

describe.each(STORE_ENGINES)('an erased customer on $name', ({ missing, start }) => {
  const check = missing ? it.skip : it
  const because = missing ? ` (skipped: ${missing})` : ''
  let store: StoreUnderTest
  let table: Table
  let customers = 0

  beforeAll(async () => {
    if (missing) return
    store = await start()
    table = store.table
  })
  afterAll(async () => store?.stop())

  const ports = () => ({ table, addressHash })
  const purchase = (customer: string, orderId: string, paidAt: Instant, rest: object = {}) =>
    Purchase.parse({
      orderId,
      paidAt: iso(paidAt),
      currency: 'EUR',
      grossMinor: 1_000,
      lines: [{ sku: 'tea', title: 'Tea', quantity: 1 }],
      customer: {
        id: customer,
        email: addressOf(customer),
        name: `Name of ${customer}`,
        locale: 'en',
        country: 'GB',
        consents: [
          {
            purpose: 'marketing',
            act: 'granted',
            at: iso(paidAt),
            source: 'checkout',
            basis: 'double-opt-in',
            evidence: addressOf(customer),
          },
        ],
      },
      ...rest,
    })
  const refund = (customer: string, refundId: string, at: Instant) =>
    Refund.parse({
      refundId,
      orderId: 'o-1',
      customer: { id: customer, email: addressOf(customer) },
      at: iso(at),
      currency: 'EUR',
      minor: 5,
    })
  const buy = (customer: string, orderId: string, paidAt: Instant, rest?: object) =>
    recordPurchases('acme', [purchase(customer, orderId, paidAt, rest)], ports())
  const erase = (customer: string, at = NOON, through = table) =>
    eraseCustomer(keyOf(customer), { table: through, now: () => at })
  const rowsOf = (customer: string) => table.query(keyOf(customer))

  /** Someone of whom there is a row of every kind, with a mail that is due. */
  async function someone() {
    const customer = `c-${++customers}`
    const shop = decidedShop(table)
    await buy(customer, 'o-1', NOON - days(1))
    await recordRefunds('acme', [refund(customer, 'r-1', NOON - 5)], ports())
    const name = { shop: 'acme', customer, hold: 'case' }
    await recordHold(name, { reason: 'chargeback', at: NOON - 9, until: NOON - 8 }, table, NOON)
    await table.write([putPreferences(keyOf(customer), undefined, { campaignsOff: [] }, NOON - 7)])
    await shop.react(customer)
    expect(await shop.row(customer, WELCOME_SORT)).toMatchObject({ status: 'due' })
    return { customer, shop }
  }

  /** What the whole table still knows: the customer's rows, and all that name them elsewhere. */
  async function left(customer: string) {
    const rows = []
    for (const prefix of ['acme/', '~address/'])
      for await (const row of table.scan(prefix)) rows.push(JSON.stringify(row))
    return {
      rows: (await rowsOf(customer)).map(({ sk }) => sk),
      told: rows.filter((row) => row.includes(addressOf(customer)) || row.includes('Name of')),
      slots: rows.filter((row) => row.includes(`"customer":"${customer}"`)),
    }
  }
  const NOTHING = { rows: ['profile', 'state'], told: [], slots: [] }

  check(`is forgotten but for the fact, and is nobody from then on${because}`, async () => {
    const { customer, shop } = await someone()
    const kinds = (await rowsOf(customer)).map(({ sk }) => sk.split('#')[0])
    expect(new Set(kinds)).toEqual(
      new Set(
        'consent hold journey lifecycle message order preferences profile refund state ~lines'.split(
          ' ',
        ),
      ),
    )
    expect((await left(customer)).slots).toHaveLength(1)
    expect(await erase(customer)).toEqual({ outcome: 'erased' })
    expect(await left(customer)).toEqual(NOTHING)
    expect(await shop.react(customer)).toEqual({ outcome: 'nobody' })
    expect(isErased(await shop.load(customer))).toBe(true)
    const due = await table.due(wakeShardOf(keyOf(customer)), Number.MAX_SAFE_INTEGER, 10_000)
    expect(due.map(({ pk }) => pk)).not.toContain(keyOf(customer))
    expect(await left(customer)).toEqual(NOTHING)
  })

  check(`stays suppressed, and others keep their caps at the same address${because}`, async () => {
    const { customer } = await someone()
    const other = { customer: 'other', campaign: 'care', n: 1, step: 'tip', at: NOON }
    const gone = { reason: 'complaint', at: NOON } as const
    await changeAddress(table, 'acme', hashOf(customer), (facts) =>
      withSuppression({ ...facts, slots: [...facts.slots, other] }, gone),
    )
    await erase(customer)
    expect((await loadAddress(table, 'acme', hashOf(customer))).own).toEqual({
      softBounces: [],
      slots: [other],
      suppression: gone,
    })
  })

  check(
    `has no address behind wherever the erasing is cut short, once it is done again${because}`,
    async () => {
      for (let write = 1; ; write++) {
        for (const when of ['before', 'after'] as const) {
          const { customer, shop } = await someone()
          let isKilled = true
          try {
            await erase(customer, NOON, killedAt(table, write, when))
            isKilled = false
          } catch (error) {
            expect(error).toBeInstanceOf(Killed)
          }
          if (!isKilled) {
            expect(write).toBeGreaterThan(3)
            return
          }
          const isBuried = (await shop.row(customer, 'state'))?.erasedAt !== undefined
          expect(isBuried).toBe(write > 1 || when === 'after')
          const { mailer, sent } = fakeMailer()
          if (isBuried) {
            expect(await shop.react(customer)).toEqual({ outcome: 'nobody' })
            expect(await sendMessage(messageKey(customer), portsOf(shop, mailer))).toBe('gone')
            expect(sent).toEqual([])
          }
          expect(await erase(customer)).toMatchObject({ outcome: 'erased' })
          expect(await left(customer), `killed ${when} write ${write}`).toEqual(NOTHING)
        }
      }
    },
  )

  check(`is erased once: again changes nothing${because}`, async () => {
    const { customer } = await someone()
    await erase(customer)
    const before = await rowsOf(customer)
    expect(await erase(customer, NOON + 9, killedAt(table, 1, 'before'))).toEqual({
      outcome: 'erased',
    })
    expect(await rowsOf(customer)).toEqual(before)
  })

  check(`was known: of anybody else there is nothing to erase${because}`, async () => {
    expect(await erase('nobody')).toEqual({ outcome: 'unknown' })
    expect(await rowsOf('nobody')).toEqual([])
  })

  check(`with more rows than one transaction takes is erased whole${because}`, async () => {
    const customer = `c-${++customers}`
    const many = Array.from({ length: 120 }, (_, i) => purchase(customer, `o-${i}`, NOON - i))
    await recordPurchases('acme', many, ports())
    await erase(customer)
    expect(await left(customer)).toEqual(NOTHING)
  })

  check(`is not brought back by what is told late${because}`, async () => {
    const { customer, shop } = await someone()
    await erase(customer)
    expect(await buy(customer, 'o-2', NOON)).toEqual(['erased'])
    expect(await buy(customer, 'o-2', NOON - 1, { updatedAt: iso(NOON + 5) })).toEqual(['erased'])
    const late = refund(customer, 'r-2', NOON)
    expect(await recordRefunds('acme', [late], ports())).toEqual(['erased'])
    const update = { email: addressOf(customer), updatedAt: NOON, consents: [consent(NOON)] }
    const put = (told: object) => recordCustomer('acme', customer, told, ports(), NOON + 1)
    expect(await put(update)).toBe('erased')
    expect(await put({ consents: [consent(NOON - 1)] })).toBe('erased')
    const name = { shop: 'acme', customer, hold: 'case' }
    expect(await recordHold(name, { reason: 'chargeback', at: NOON }, table, NOON)).toBe('erased')
    expect(await left(customer)).toEqual(NOTHING)
    expect(await shop.react(customer)).toEqual({ outcome: 'nobody' })
  })

  check(
    `is not brought back by what was on its way into the table meanwhile${because}`,
    async () => {
      const { customer, shop } = await someone()
      const slow: Table = { ...table, query: async () => [] }
      await erase(customer)
      const written = [purchase(customer, 'o-2', NOON)]
      await recordPurchases('acme', written, { table: slow, addressHash })
      expect(await shop.row(customer, 'profile')).not.toHaveProperty('email')
      expect(await shop.react(customer)).toEqual({ outcome: 'nobody' })
      expect((await shop.load(customer)).facts).toMatchObject({ orders: [], consents: [] })
      await erase(customer)
      expect(await left(customer)).toEqual(NOTHING)
    },
  )

  check(
    `is not brought back by the repeat of what was dated a little ahead${because}`,
    async () => {
      const { customer, shop } = await someone()
      await buy(customer, 'o-2', NOON + 60_000)
      await erase(customer)
      expect(await buy(customer, 'o-2', NOON + 60_000)).toEqual(['erased'])
      shop.clock.now = NOON + days(1)
      expect(await shop.react(customer)).toEqual({ outcome: 'nobody' })
    },
  )

  check(
    `begins a new history with a purchase, of which nothing older is part${because}`,
    async () => {
      const { customer, shop } = await someone()
      await erase(customer)
      shop.clock.now = NOON + days(2)
      const bare = { id: customer, email: 'new@example.org', locale: 'en', country: 'GB' }
      const consents = [consent(NOON - 5), consent(NOON + days(2))].map(({ at, ...told }) => ({
        ...told,
        at: iso(at),
      }))
      const rest = { customer: { ...bare, consents } }
      expect(await buy(customer, 'o-2', NOON + days(2), rest)).toEqual(['recorded'])
      expect(await buy(customer, 'o-1', NOON - days(1))).toEqual(['erased'])
      expect(await shop.react(customer)).toMatchObject({ outcome: 'committed' })
      const { facts, state, lifecycle } = await shop.load(customer)
      expect(facts.orders.map(({ orderId }) => orderId)).toEqual(['o-2'])
      expect(facts.profile).toEqual({
        email: 'new@example.org',
        locale: 'en',
        country: 'GB',
        updatedAt: NOON + days(2),
      })
      expect(facts.consents.map(({ at }) => at)).toEqual([NOON + days(2)])
      expect(facts.journeys).toMatchObject([{ campaign: welcome.id, n: 1 }])
      expect(facts.messages).toMatchObject([{ status: 'due' }])
      expect(state).toMatchObject({ class: 'first-time', erasedAt: NOON })
      expect(lifecycle).toMatchObject([{ from: 'prospect', to: 'first-time' }])
      expect(await buy(customer, 'o-0', NOON - days(3))).toEqual(['erased'])
      await erase(customer, NOON + days(3))
      expect(await left(customer)).toEqual(NOTHING)
    },
  )

  check(`begins none with a refund, whatever that tells of them${because}`, async () => {
    const { customer, shop } = await someone()
    await erase(customer)
    const later = refund(customer, 'r-9', NOON + 5)
    expect(await recordRefunds('acme', [later], ports())).toEqual(['recorded'])
    const { told, rows } = await left(customer)
    expect({ told, rows }).toEqual({ told: [], rows: ['profile', 'refund#r-9', 'state'] })
    expect(await shop.react(customer)).toEqual({ outcome: 'nobody' })
  })

  check(`may be told anew by a profile of a later instant${because}`, async () => {
    const { customer, shop } = await someone()
    await erase(customer)
    const update = { name: 'Anew', updatedAt: NOON + 1 }
    expect(await recordCustomer('acme', customer, update, ports(), NOON + 1)).toBe('updated')
    expect((await shop.load(customer)).facts.profile).toEqual({ name: 'Anew', updatedAt: NOON + 1 })
    expect(await shop.react(customer)).toMatchObject({ outcome: 'committed' })
  })

  /** The table, on which somebody is erased just before a decision is committed. */
  const erasedMeanwhile = (customer: string): Table => ({
    ...table,
    async writeTogether(writes) {
      await erase(customer)
      return table.writeTogether(writes)
    },
  })

  check(
    `is not brought back by a decision that was in hand, the first or any${because}`,
    async () => {
      const mailing = await someone()
      await buy(mailing.customer, 'o-2', NOON)
      const silent = { customer: `c-${++customers}`, shop: decidedShop(table, { campaigns: [] }) }
      await silent.shop.tell(silent.customer, { orders: [order('o-1', NOON)] })
      await silent.shop.react(silent.customer)
      await silent.shop.tell(silent.customer, { orders: [order('o-2', NOON)] })
      const first = { customer: `c-${++customers}`, shop: silent.shop }
      await first.shop.tell(first.customer, { orders: [order('o-1', NOON)] })
      for (const { customer, shop } of [mailing, silent, first]) {
        const meanwhile = erasedMeanwhile(customer)
        expect(await shop.react(customer, meanwhile)).toEqual({ outcome: 'nobody' })
        expect(await left(customer)).toEqual(NOTHING)
      }
    },
  )

  check(`is erased whole although a decision is committed meanwhile${because}`, async () => {
    const { customer, shop } = await someone()
    let isFirst = true
    const busy: Table = {
      ...table,
      async write(writes) {
        if (isFirst) {
          isFirst = false
          const moved = { id: customer, email: 'moved@example.net', locale: 'en', country: 'GB' }
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
      const { customer, shop } = await someone()
      const { mailer, sent } = fakeMailer()
      const claiming: Table = {
        ...table,
        async write(writes) {
          await erase(customer)
          return table.write(writes)
        },
      }
      const claimed = { ...portsOf(shop, mailer), table: claiming }
      expect(await sendMessage(messageKey(customer), claimed)).toBe('claimed-by-another')
      expect(await sendMessage(messageKey(customer), portsOf(shop, mailer))).toBe('gone')
      expect(sent).toEqual([])
      expect(await left(customer)).toEqual(NOTHING)
    },
  )

  check(`has no row made anew by what the mailer and the carrier say${because}`, async () => {
    const { customer, shop } = await someone()
    const { mailer } = fakeMailer()
    const erasing = {
      ...mailer,
      async send(mail: Parameters<typeof mailer.send>[0]) {
        await erase(customer)
        return mailer.send(mail)
      },
    }
    const ports = portsOf(shop, erasing)
    expect(await sendMessage(messageKey(customer), ports)).toBe('claimed-by-another')
    const messageId = `${keyOf(customer)}/${WELCOME_SORT.slice('message#'.length)}`
    const told = {
      event: { kind: 'complained', messageId, at: NOON + 5 } as const,
      recipients: [addressOf(customer)],
    }
    const heard = { table, settings: shop.ports.settings, now: () => NOON, addressHash }
    expect(await recordFeedback(told, { ...heard, onPaused: () => {} })).toBe('no-such-message')
    expect(await left(customer)).toEqual(NOTHING)
  })

  check(`is named together with the guest who gave the same address${because}`, async () => {
    const { customer } = await someone()
    const guest = `~guest:${hashOf(customer)}`
    await buy(customer, 'g-1', NOON - 1, { customer: { email: addressOf(customer) } })
    expect(await erase(customer)).toEqual({ outcome: 'erased', guest })
    expect((await left(customer)).told).toHaveLength(1)
    expect(await erase(guest)).toEqual({ outcome: 'erased' })
    expect(await left(customer)).toEqual(NOTHING)
    const again = await someone()
    expect(await erase(again.customer)).toEqual({ outcome: 'erased' })
  })

  check(`has the mails erased that were kept, after the last of the rows${because}`, async () => {
    const { customer } = await someone()
    const kept: unknown[] = []
    const eraseMails = async (key: string) => {
      kept.push([key, (await rowsOf(customer)).map(({ sk }) => sk)])
    }
    const all = { table, now: () => NOON, eraseMails }
    await eraseCustomer(keyOf(customer), all)
    await eraseCustomer(keyOf(customer), all)
    expect(kept).toEqual(Array(2).fill([keyOf(customer), NOTHING.rows]))
  })
})
