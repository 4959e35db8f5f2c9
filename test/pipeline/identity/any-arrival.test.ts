/** One person, known with and without an id: whatever arrives in which order, killed or not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consentAt } from '../../../functions/domain/consent.ts'
import type { Message } from '../../../functions/domain/message.ts'
import { messageSort } from '../../../functions/domain/message-ref.ts'
import type { Instant } from '../../../functions/domain/time.ts'
import {
  recordCustomer,
  recordPurchases,
  recordRefunds,
} from '../../../functions/intake/record-facts.ts'
import { PostedPurchase, PostedRefund } from '../../../functions/intake/wire.ts'
import { loadAddress } from '../../../functions/store/addresses.ts'
import { loadPerson } from '../../../functions/store/customers.ts'
import { guestId, isOfPerson } from '../../../functions/store/identity.ts'
import { putPreferences } from '../../../functions/store/preferences.ts'
import type { Table } from '../../../functions/store/table.ts'
import { secret } from '../../support/api-shop.ts'
import { type DecidedShop, decidedShop, keyOf, welcome } from '../../support/decided-shop.ts'
import { type Chances, makeChances } from '../../support/fault-chances.ts'
import { campaign, days, NOON } from '../../support/given.ts'
import { Killed, killedAt } from '../../support/killed-table.ts'
import { STORE_ENGINES, type StoreUnderTest } from '../../support/store-engines.ts'

const { addressHash } = secret
const iso = (at: Instant): string => new Date(at).toISOString()
/** 30 of each engine here; `npm run test:faults` lives through many more. */
const HISTORIES = Number(process.env.REKINDLE_HISTORIES ?? 30)

const winBack = campaign({
  id: 'win-back',
  start: { kind: 'class-entered', class: 'dormant' },
  steps: [{ id: 'picks', template: 'hello', afterMs: 0 }],
  locales: { hello: ['en'] },
})

type Fact = {
  readonly id: string
  readonly at: Instant
  readonly isGuest: boolean
  readonly what: 'purchase' | 'withdrawal' | 'refund' | 'profile' | 'preferences'
  /** Of a purchase with an id: whether the shop says where it was mailed to. */
  readonly hasAddress?: boolean
}

function anyHistory(chances: Chances): readonly Fact[] {
  const facts: Fact[] = []
  const count = chances.whole(2, 6)
  for (let i = 0; i < count; i++) {
    const at = NOON - days(chances.pick([0, 0, 1, 2, 90, 91, 92, 200])) - i
    const isGuest = i === 0 || (i > 1 && chances.of(0.5))
    // The last one proves the address, so that the person is one in the end.
    const hasAddress = i === 1 || chances.of(0.6)
    facts.push({ id: `o-${i}`, at, isGuest, what: 'purchase', hasAddress })
    if (chances.of(0.2)) facts.push({ id: `p-${i}`, at: at + 3, isGuest: false, what: 'profile' })
    if (chances.of(0.2))
      facts.push({ id: `o-${i}`, at: at + 1, isGuest: chances.of(0.5), what: 'refund' })
    if (chances.of(0.15))
      facts.push({ id: `w-${i}`, at: at + 2, isGuest: chances.of(0.5), what: 'withdrawal' })
    if (chances.of(0.3))
      facts.push({ id: `${i}`, at: NOON + i, isGuest: chances.of(0.5), what: 'preferences' })
  }
  return facts
}

/** In any order but for what a person chooses on a page, which is stored as they choose it. */
function shuffled(all: readonly Fact[], chances: Chances): readonly Fact[] {
  const chosen = all.filter(isChosen).values()
  return all
    .map((one) => ({ one, key: chances.between(0, 1) }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => (isChosen(one) ? (chosen.next().value ?? one) : one))
}

const isChosen = ({ what }: Fact): boolean => what === 'preferences'

describe.each(STORE_ENGINES)('a person with and without an id on $name', ({ missing, start }) => {
  const check = missing ? it.skip : it
  const because = missing ? ` (skipped: ${missing})` : ''
  let store: StoreUnderTest
  beforeAll(async () => {
    if (!missing) store = await start()
  })
  afterAll(() => store?.stop())

  let people = 0
  /** The same history, as one order of arrival has it. */
  async function lived(facts: readonly Fact[], chances: Chances, kills: boolean) {
    const name = `p${++people}`
    const email = `${name}@example.org`
    const guest = guestId(addressHash(email))
    const shop = decidedShop(store.table, { campaigns: [welcome, winBack] })
    const sent: string[] = []

    /** Carried out, or killed at some write and carried out again, as a shop and a queue do. */
    async function surely(work: (table: Table) => Promise<unknown>): Promise<void> {
      while (kills && chances.of(0.5)) {
        const table = killedAt(store.table, chances.whole(1, 6), chances.pick(['before', 'after']))
        try {
          return void (await work(table))
        } catch (error) {
          if (!(error instanceof Killed)) throw error
        }
      }
      await work(store.table)
    }

    const post = (fact: Fact) => (table: Table) => {
      const ports = { table, addressHash, now: () => shop.clock.now }
      const customer = {
        ...(fact.isGuest ? {} : { id: name }),
        ...{ locale: 'en', country: 'GB' },
        ...((fact.isGuest || fact.hasAddress !== false) && { email }),
      }
      const withdrawn = { purpose: 'marketing', act: 'withdrawn', source: 'form', at: iso(fact.at) }
      const granted = { purpose: 'marketing', act: 'granted', source: 'checkout', at: iso(fact.at) }
      const purchase = {
        ...{ paidAt: iso(fact.at), currency: 'EUR', grossMinor: 1_000 },
        orderId: `${name}-${fact.id}`,
      }
      switch (fact.what) {
        case 'purchase':
          return recordPurchases(
            'acme',
            [PostedPurchase.parse({ ...purchase, customer: { ...customer, consents: [granted] } })],
            ports,
          )
        case 'withdrawal':
          return recordPurchases(
            'acme',
            [
              PostedPurchase.parse({
                ...{ ...purchase, grossMinor: 0 },
                customer: { ...customer, consents: [withdrawn] },
              }),
            ],
            ports,
          )
        case 'profile':
          return recordCustomer(
            'acme',
            name,
            { email, locale: 'en', country: 'GB', updatedAt: fact.at },
            ports,
            shop.clock.now,
          )
        case 'preferences':
          return choose(table, fact)
        case 'refund':
          return recordRefunds(
            'acme',
            [
              PostedRefund.parse({
                ...{ refundId: `${name}-r-${fact.id}`, orderId: `${name}-${fact.id}` },
                ...{ at: iso(fact.at), currency: 'EUR', minor: 1_000, customer },
              }),
            ],
            ports,
          )
      }
    }

    async function choose(table: Table, { id, at, isGuest }: Fact): Promise<void> {
      const { key, facts } = await loadPerson(table, keyOf(isGuest ? guest : name))
      const chosen = { everyDays: Number(id) + 1, campaignsOff: [] }
      await table.write([putPreferences(key, facts.preferences, chosen, at)])
    }

    const react = async (id: string) => surely((table) => shop.react(id, table))

    /** A sender takes what is due. */
    async function send(id: string): Promise<void> {
      const { facts, state } = await shop.load(id)
      if (state?.movedTo !== undefined || state?.adopting) return
      for (const message of facts.messages) {
        if (message.status !== 'due') continue
        const attempt = message.attempt + 1
        const accepted: Message = {
          ...{ ...message, attempt, status: 'accepted', acceptedAt: shop.clock.now },
          mailerMessageId: 'm',
        } as Message
        const [result] = await store.table.write([
          {
            put: { ...accepted, pk: keyOf(id), sk: messageSort(message) },
            on: { equals: { status: 'due', attempt: message.attempt } },
          },
        ])
        if (result?.done) sent.push(`${message.campaign} ${message.step}`)
      }
    }

    for (const fact of facts) {
      await surely(post(fact))
      if (chances.of(0.7)) await react(fact.isGuest ? guest : name)
      if (chances.of(0.3)) await send(fact.isGuest ? guest : name)
    }
    for (const id of [guest, name]) await react(id)
    await react(name)
    expect((await store.table.query(keyOf(guest))).filter(isOfPerson)).toEqual([])
    return { name, shop, sent, slots: await slotsAt(email), ...(await standingOf(shop, name)) }
  }

  const slotsAt = async (email: string) =>
    (await loadAddress(store.table, 'acme', addressHash(email))).own.slots

  async function standingOf(shop: DecidedShop, name: string) {
    const { facts, state } = await shop.load(name)
    const bare = (id: string) => id.slice(name.length)
    return {
      facts,
      standing: {
        class: state?.class,
        since: state?.since,
        purchases: state?.purchases,
        monetary: state?.monetaryMinor,
        last: state?.lastPurchaseAt,
        orders: facts.orders.map(({ orderId }) => bare(orderId)).sort(),
        refunds: facts.refunds.map(({ refundId }) => bare(refundId)).sort(),
        marketing: consentAt(facts.consents, 'marketing', NOON),
        everyDays: facts.preferences?.everyDays,
        profile: { ...facts.profile, email: facts.profile?.email === undefined },
      },
    }
  }

  check(
    `ends the same in any order of arrival, and each step reaches the address once${because}`,
    { timeout: 60_000 + HISTORIES * 1_000 },
    async () => {
      let mails = 0
      for (let seed = 0; seed < HISTORIES; seed++) {
        const chances = makeChances(`identity ${seed}`)
        const history = anyHistory(chances)
        const first = await lived(history, chances.also('a'), false)
        const other = await lived(shuffled(history, chances), chances.also('b'), true)
        expect(other.standing, `history ${seed}`).toEqual(first.standing)
        mails += first.sent.length + other.sent.length
        for (const { sent, name, slots, facts } of [first, other]) {
          expect(new Set(sent).size, `history ${seed}: ${sent}`).toBe(sent.length)
          const mailed = facts.messages.filter(
            ({ status }) => status === 'accepted' || status === 'due',
          )
          expect(slots.map(({ customer }) => customer)).toEqual(slots.map(() => name))
          expect(slots.length, `history ${seed}`).toBe(mailed.length)
        }
      }
      expect(mails).toBeGreaterThan(HISTORIES / 10)
    },
  )
})
