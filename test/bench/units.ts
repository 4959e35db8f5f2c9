/**
 * DynamoDB units as the engine meters them: what a purchase costs without and with a message, and
 * over a year of a simulated shop with all its wakes.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { simulateShop } from '../../functions/demo/simulate-shop.ts'
import type { Declarations } from '../../functions/domain/declarations.ts'
import { messageSort } from '../../functions/domain/message-ref.ts'
import { DAY_MS, type Instant } from '../../functions/domain/time.ts'
import type { PostedEvent } from '../../functions/intake/event-wire.ts'
import { recordEvents } from '../../functions/intake/record-events.ts'
import { recordPurchases, recordRefunds } from '../../functions/intake/record-facts.ts'
import type { PostedCustomer, PostedPurchase } from '../../functions/intake/wire.ts'
import { reactToCustomer } from '../../functions/pipeline/reactions/react-to-customer.ts'
import { simpleMailer } from '../../functions/pipeline/sending/mailer.ts'
import { makePacer } from '../../functions/pipeline/sending/pacing/pacer.ts'
import { sendInTurn } from '../../functions/pipeline/sending/send-in-turn.ts'
import { type SendPorts, sendMessage } from '../../functions/pipeline/sending/send-message.ts'
import { loadCustomer } from '../../functions/store/customers.ts'
import { guestId } from '../../functions/store/identity.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { loadShop } from '../../functions/store/shops.ts'
import { WAKE_SHARDS } from '../../functions/store/table.ts'
import { dynamodbEngineMissing } from '../support/dynamodb-engine.ts'
import { loadedShop, SHOP } from '../support/loaded-shop.ts'
import { startMeteredDynamoDb } from '../support/store-engines.ts'
import { understandsAll } from '../support/understands-all.ts'
import type { Figure } from './figure.ts'

const NOW = Date.UTC(2026, 5, 1, 12)
const SIMULATED_CUSTOMERS = 60

const DECLARED: Declarations = {
  events: {
    'checkout-started': {
      keepDays: 30,
      properties: { total: 'number', items: 'lines' },
    },
  },
  attributes: {},
}

export async function benchUnits(): Promise<readonly Figure[]> {
  if (dynamodbEngineMissing) {
    process.stderr.write(`left out: ${dynamodbEngineMissing}\n`)
    return []
  }
  const units = { read: 0, write: 0 }
  const engine = await startMeteredDynamoDb((used) => {
    units.read += used.read
    units.write += used.write
  })
  try {
    return await measure(engine.table, units)
  } finally {
    await engine.stop()
  }
}

type Units = { read: number; write: number }

const figuresOf = (
  what: string,
  { read, write }: Units,
  aim: { readonly write?: string; readonly read?: string } = {},
): readonly Figure[] => [
  {
    what: `${what}, write units`,
    ...{ value: write, unit: 'WRU' },
    ...(aim.write && { aim: aim.write }),
  },
  { what: `${what}, read units`, value: read, unit: 'RRU', ...(aim.read && { aim: aim.read }) },
]

async function measure(
  table: Awaited<ReturnType<typeof startMeteredDynamoDb>>['table'],
  units: Units,
): Promise<readonly Figure[]> {
  const clock = { now: NOW - 365 * DAY_MS }
  await loadedShop(table, clock.now)
  const settings = (await loadShop(table, SHOP))?.settings
  const ports = {
    table,
    addressHash: (address: string) => address,
    settings: async () => settings,
    now: () => clock.now,
    newClaimId: () => `claim-${clock.now}`,
    writeMail: async () => ({}) as never,
    mailer: simpleMailer({
      repeatable: false,
      send: async () => ({ outcome: 'accepted', mailerMessageId: '0100' }),
    }),
    onUnwritable: () => {},
    ...understandsAll,
  }

  async function pipeline(customer: string): Promise<void> {
    const key = customerKey(SHOP, customer)
    const reaction = await reactToCustomer(key, ports)
    if (!('decision' in reaction)) return
    for (const { after } of reaction.decision.messages)
      if (after.status === 'due') await sendMessage({ pk: key, sk: messageSort(after) }, ports)
  }

  const buy = (id: string, paidAt: Instant, customer: PostedCustomer): Promise<void> =>
    buyAs(customer.id ?? '', id, paidAt, customer)

  async function buyAs(
    who: string,
    id: string,
    paidAt: Instant,
    customer: PostedCustomer,
  ): Promise<void> {
    clock.now = paidAt
    const order: PostedPurchase = {
      orderId: id,
      paidAt,
      currency: 'EUR',
      grossMinor: 2_500,
      customer,
    }
    await recordPurchases(SHOP, [order], ports)
    await pipeline(who)
  }

  async function costOf(work: () => Promise<void>): Promise<Units> {
    const before = { ...units }
    await work()
    return { read: units.read - before.read, write: units.write - before.write }
  }

  const regular = { id: 'regular' }
  await buy('r1', NOW - 200 * DAY_MS, regular)
  await buy('r2', NOW - 120 * DAY_MS, regular)
  await buy('r3', NOW - 50 * DAY_MS, regular)
  // The wake that the second purchase asked for comes and moves on, as it would have on its own.
  clock.now = NOW - 30 * DAY_MS
  await pipeline(regular.id)
  const without = await costOf(() => buy('r4', NOW - DAY_MS, regular))

  const at = NOW
  const consents = [{ purpose: 'marketing', act: 'granted', at, source: 'checkout' }] as const
  const known = {
    id: 'new',
    email: 'new@example.com',
    locale: 'en',
    country: 'GB',
    consents: [...consents],
  }
  const withMessage = await costOf(() => buy('n1', at, known))

  const again = await costOf(() => buy('n2', at + 1, known))
  const ofShop = settings && { ...settings, declarations: DECLARED }
  if (!ofShop) throw new Error('the shop is not there')
  const happens =
    (eventId: string, properties: NonNullable<PostedEvent['properties']>) => async () => {
      clock.now += 1
      const event = { eventId, name: 'checkout-started', at: clock.now, properties }
      await recordEvents(ofShop, [{ ...event, customer: regular }], ports, clock.now)
      await pipeline(regular.id)
    }
  const event = await costOf(happens('e1', { total: 4_200 }))
  const eventWithLines = await costOf(happens('e2', { items: [{ sku: 'TEA', quantity: 2 }] }))
  // A guest of three orders and a mail, who turns out to be a customer.
  const email = 'guest@example.com'
  const guest = { email, locale: 'en', country: 'GB', consents: [...consents] }
  const guestKey = guestId(ports.addressHash(email))
  for (const [i, id] of ['g1', 'g2', 'g3'].entries())
    await buyAs(guestKey, id, at - (3 - i) * DAY_MS, guest)
  const adoption = await costOf(() => buyAs('known', 'k1', at, { ...guest, id: 'known' }))
  const sending = await sendingOf(clock, ports, costOf)
  const year = await yearOf(clock, ports, pipeline, costOf)
  return [
    ...figuresOf('a message from due to accepted, its turn in a batch of 10 included', sending, {
      write: '3 with the one that made it due',
      read: '2',
    }),
    ...figuresOf('returning purchase without a message', without, { write: '2', read: '1' }),
    ...figuresOf('first purchase with profile, consent and mail', withMessage),
    ...figuresOf('returning purchase with a known address', again),
    ...figuresOf('an event and its reaction, which sends nothing', event, { write: '1' }),
    ...figuresOf('the same of an event with lines', eventWithLines, { write: '2' }),
    ...figuresOf('first purchase of a customer who was a guest with three orders', adoption),
    ...figuresOf('a simulated year with its wakes, for each purchase', year),
  ]

  async function yearOf(
    time: { now: Instant },
    { addressHash }: typeof ports,
    react: (customer: string) => Promise<void>,
    cost: typeof costOf,
  ): Promise<Units> {
    const shop = simulateShop({
      seed: 7,
      from: NOW,
      until: NOW + 365 * DAY_MS,
      customers: SIMULATED_CUSTOMERS,
    })
    const consentsOf = new Map(
      shop.customers.map(({ id, profile, consents: given }) => [id, { profile, given }]),
    )
    const total = await cost(async () => {
      for (const order of shop.orders) {
        await wakeUntil(order.paidAt)
        time.now = order.paidAt
        const { profile, given } = consentsOf.get(order.customer) ?? {}
        const { updatedAt: _version, ...fields } = profile ?? { updatedAt: 0 }
        const isFirst = consentsOf.delete(order.customer)
        const { customer: id, lines: _lines, ...purchase } = order
        const customer = isFirst ? { id, ...fields, consents: [...(given ?? [])] } : { id }
        await recordPurchases(SHOP, [{ ...purchase, customer }], { table, addressHash })
        await react(id)
      }
      for (const { customer: id, ...refund } of shop.refunds) {
        await recordRefunds(SHOP, [{ ...refund, customer: { id } }], { table, addressHash })
        await react(id)
      }
      await wakeUntil(NOW + 365 * DAY_MS)
    })
    return {
      read: total.read / shop.orders.length,
      write: total.write / shop.orders.length,
    }

    /** The timer, without its empty looks: those cost the same however many customers there are. */
    async function wakeUntil(until: Instant): Promise<void> {
      for (;;) {
        const before = { ...units }
        const pages = await Promise.all(
          Array.from({ length: WAKE_SHARDS }, (_, shard) => table.due(shard, until, 1)),
        )
        Object.assign(units, before)
        const [first] = pages.flat().sort((a, b) => a.wakeAt - b.wakeAt)
        if (!first) return
        time.now = Math.max(time.now, first.wakeAt)
        const { facts } = await loadCustomerFree(first.pk)
        await react(facts.customer)
      }
    }

    async function loadCustomerFree(pk: string) {
      const before = { ...units }
      const customer = await loadCustomer(table, pk as ReturnType<typeof customerKey>)
      Object.assign(units, before)
      return customer
    }
  }
}

const BATCH = 10

/** What one message costs from the queue to the mailer, as a batch of the send function has it. */
async function sendingOf(
  clock: { now: Instant },
  ports: SendPorts & Parameters<typeof recordPurchases>[2],
  costOf: (work: () => Promise<void>) => Promise<Units>,
): Promise<Units> {
  const customers = Array.from({ length: BATCH }, (_, i) => `batch-${i}`)
  const consents = [
    {
      purpose: 'marketing' as const,
      act: 'granted' as const,
      at: NOW,
      source: 'checkout' as const,
    },
  ]
  clock.now = NOW
  for (const id of customers) {
    const customer = { id, email: `${id}@example.com`, locale: 'en', country: 'GB', consents }
    const order = { orderId: id, paidAt: NOW, currency: 'EUR', grossMinor: 2_500, customer }
    await recordPurchases(SHOP, [order], ports)
    await reactToCustomer(customerKey(SHOP, id), ports)
  }
  const began = performance.now()
  const now = () => NOW + Math.floor(performance.now() - began)
  const pacer = makePacer({
    table: ports.table,
    quota: {
      read: async () => ({ maxSendRate: 100, max24HourSend: 50_000, sentLast24Hours: 0 }),
    },
    softStart: async () => null,
    now,
    sleep: (ms) => sleep(ms),
    id: 'bench',
    onEvent: () => {},
  })
  const send = (id: string) =>
    sendInTurn(
      {
        pk: customerKey(SHOP, id),
        sk: 'message#first-time#1#introduction',
        marketing: true,
        provider: 'other',
        relayAt: NOW + DAY_MS,
      },
      { ...ports, now, pacer },
    )
  // The first turn reads the quota of the account, which is good for the next minutes.
  await send('stranger')
  const cost = await costOf(async () => {
    const sent = await Promise.all(customers.map(send))
    const unsent = sent.filter(({ outcome }) => outcome !== 'accepted')
    if (unsent.length > 0) throw new Error(`not every message was sent: ${JSON.stringify(unsent)}`)
  })
  return { read: cost.read / BATCH, write: cost.write / BATCH }
}
