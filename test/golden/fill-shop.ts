/** What writes every kind of row: the use cases, for one shop. */
import { pauseCampaign } from '../../functions/campaigns/pause-campaign.ts'
import { withSuppression } from '../../functions/domain/address.ts'
import { HOLD_REASONS } from '../../functions/domain/customer.ts'
import type { SendOutcome } from '../../functions/domain/message.ts'
import { DAY_MS, HOUR_MS } from '../../functions/domain/time.ts'
import { buildRecommendations } from '../../functions/insight/learning/build-recommendations.ts'
import { fitModel } from '../../functions/insight/learning/fit-model.ts'
import { eraseCustomer } from '../../functions/intake/erase-customer.ts'
import {
  recordCustomer,
  recordPurchases,
  recordRefunds,
} from '../../functions/intake/record-facts.ts'
import { liftHold, recordHold } from '../../functions/intake/record-hold.ts'
import { makeConfirm } from '../../functions/pipeline/feedback/confirm.handler.ts'
import { makeChangePreferences } from '../../functions/pipeline/feedback/preferences.handler.ts'
import { unsubscribe } from '../../functions/pipeline/feedback/unsubscribe.ts'
import { changeAddress, liftSuppression, suppressForAll } from '../../functions/store/addresses.ts'
import { eachCustomer, loadCustomer } from '../../functions/store/customers.ts'
import { addFeed, leaseFeed, loadFeed, releaseFeed } from '../../functions/store/feeds.ts'
import { importRow } from '../../functions/store/imports.ts'
import { recordProduct } from '../../functions/store/items.ts'
import { customersPrefix } from '../../functions/store/keys.ts'
import {
  addShop,
  changeShop,
  classesRow,
  intakeRow,
  loadShop,
  pauseRow,
  segmentRow,
} from '../../functions/store/shops.ts'
import { OPENED, simulatedOrders } from '../insight/learning/simulated-book.ts'
import { secret, shopOf } from '../support/api-shop.ts'
import { policy } from '../support/given.ts'
import { postEvents } from './fill-events.ts'
import { emailOf, purchaseOf, SHOP, START, type StoredShop } from './stored-shop.ts'

const accepted = (customer: string): SendOutcome => ({
  outcome: 'accepted',
  mailerMessageId: `ses of ${customer}`,
})
const HELLO = 'welcome#1#hello'
const token = (customer: string, step = 'hello') => ({
  use: 'leave' as const,
  shop: SHOP,
  customer,
  campaign: 'welcome',
  n: 1,
  step,
  issuedAt: START,
})

/** Mails in each status that a sender leaves them in, some with delivery events. */
async function mailCustomers(shop: StoredShop): Promise<void> {
  const { react, buy, send, applyFeedback } = shop
  const bought = async (customer: string) => {
    await buy(customer, 'o-1')
    return customer
  }
  await bought('due')
  await buy('by night', 'o-1', START + 11 * HOUR_MS)
  await send(await bought('accepted/客'), HELLO, accepted('accepted/客'))
  await send(await bought('refused'), HELLO, { outcome: 'refused', reason: 'ses-message-rejected' })
  const until = START + HOUR_MS
  await send(await bought('parked'), HELLO, { outcome: 'parked', reason: 'ses-not-reached', until })
  await send(await bought('claimed'), HELLO, undefined)
  await send(await bought('unknown'), HELLO, { outcome: 'unknown' })
  await send(await bought('given up'), HELLO, { outcome: 'unknown' })
  await send(await bought('settled'), HELLO, { outcome: 'unknown' })
  await applyFeedback('settled', HELLO, { kind: 'delivered' }, START + HOUR_MS)
  for (const [i, happening] of (
    [
      { kind: 'sent' },
      { kind: 'delayed' },
      { kind: 'delivered' },
      { kind: 'opened', machine: true },
      { kind: 'clicked', machine: true },
      { kind: 'opened', machine: false },
      { kind: 'clicked', machine: false },
    ] as const
  ).entries())
    await applyFeedback('accepted/客', HELLO, happening, START + i * 60_000)
  await react('given up', START + 73 * HOUR_MS)
  await react('accepted/客', START + 8 * DAY_MS)
}

/** Customers who are held, skipped, and taken through every end of a journey. */
async function moveCustomers(shop: StoredShop): Promise<void> {
  const { buy, react, ports, table, keyOf, clock } = shop
  const at = START + DAY_MS
  const customerOf = (id: string) => purchaseOf(id, '', at).customer
  await buy('no consent', 'o-1', START, { customer: { ...customerOf('no consent'), consents: [] } })

  await buy('refunded', 'o-1')
  await recordRefunds(
    SHOP,
    [
      {
        refundId: 'r-1',
        orderId: 'o-1',
        customer: { id: 'refunded' },
        at,
        currency: 'EUR',
        minor: 2_490,
      },
      { refundId: 'r-2', customer: { id: 'refunded' }, at, currency: 'EUR', minor: 1 },
    ],
    ports,
  )
  await react('refunded', at)

  for (const [i, orderId] of ['o-1', 'o-2', 'o-3'].entries())
    await buy('frequent', orderId, START + i * DAY_MS)
  await shop.send('frequent', 'care#1#care.1', accepted('frequent'))
  await react('frequent', START + 32 * DAY_MS)

  await buy('came back', 'o-1')
  await react('came back', START + 81 * DAY_MS)
  await buy('came back', 'o-2', START + 101 * DAY_MS)

  await buy('early sign', 'o-1')
  await react('early sign', START + 70 * DAY_MS)

  const onUnavailable = () => {}
  const german = (id: string) => {
    const { consents = [], ...customer } = customerOf(id) ?? {}
    const latelyGiven = consents.map((act) => ({ ...act, at: START - DAY_MS }))
    return { customer: { ...customer, consents: latelyGiven, country: 'DE' } }
  }
  await buy('unconfirmed', 'o-1', START, german('unconfirmed'))
  await buy('confirmed', 'o-1', START, german('confirmed'))
  await buy('withdrew', 'o-1', START, german('withdrew'))
  clock.now = at
  const atAddress = (id: string) => ({ addressHash: secret.addressHash(emailOf(id)) })
  const use = 'confirm' as const
  const confirmation = { ...token('confirmed', 'confirm'), ...atAddress('confirmed'), use }
  await makeConfirm({ ...ports, onUnavailable, openToken: () => confirmation })({
    pathParameters: { token: 'x' },
    headers: {},
  })
  const leaving = await loadCustomer(table, keyOf('withdrew'))
  await unsubscribe(token('withdrew'), leaving, table, clock.now)
  for (const customer of ['confirmed', 'withdrew']) await react(customer, at)

  await buy('chooses', 'o-1')
  clock.now = at
  const choosing = { ...token('chooses'), ...atAddress('chooses') }
  await makeChangePreferences({ ...ports, onUnavailable, openToken: () => choosing })({
    pathParameters: { token: 'x' },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'version=0&marketing-shown=on&marketing=on&often=monthly&campaign-shown=welcome&locale=zh-CN',
  })
  await react('chooses', at)

  for (const [i, reason] of HOLD_REASONS.entries()) {
    const name = { shop: SHOP, customer: 'on hold', hold: `h-${i}` }
    const until = i === 1 ? { until: START + 9 * DAY_MS } : {}
    await recordHold(name, { reason, at: START, ...until }, table, START)
    if (i === 2) await liftHold(name, table, START + HOUR_MS)
  }
  await buy('on hold', 'o-1')

  await recordCustomer(
    SHOP,
    'only a profile',
    {
      email: 'li@xn--fsqu00a.xn--55qx5d',
      name: '李',
      locale: 'zh-CN',
      consents: [
        { purpose: 'profiling', act: 'withdrawn', at: START, source: 'form' },
        { purpose: 'tracking', act: 'granted', at: START, source: 'sync' },
        { purpose: 'marketing', act: 'granted', at: START, source: 'import', basis: 'soft-opt-in' },
      ],
    },
    ports,
    START,
  )
  await react('only a profile', START)
  await recordPurchases(
    SHOP,
    [
      { ...purchaseOf('', 'guest-1', START), customer: { email: 'guest@example.com' } },
      { orderId: 'nobody-1', paidAt: START, currency: 'USD', grossMinor: 100 },
    ],
    ports,
  )
  await react(`~guest:${secret.addressHash('guest@example.com')}`, START)

  await changeShop(table, SHOP, () => ({
    rows: [
      importRow(SHOP, 'orders.csv', 'running'),
      importRow(SHOP, 'earlier.csv', 'complete'),
      intakeRow(SHOP, [20_458, 20_459, 20_460]),
      classesRow(SHOP, START),
      segmentRow(SHOP, {
        ...{ id: 'vip', name: { en: 'VIP' }, definedAt: START },
        conditions: { any: [{ minPurchases: 5 }, { class: ['frequent'] }] },
      }),
    ],
  }))
  await recordPurchases(SHOP, [purchaseOf('imported', 'o-1', START)], ports, 'orders.csv')
  await react('imported', START)

  for (const customer of ['erased', 'erased, and back']) {
    await buy(customer, 'o-1')
    await shop.send(customer, HELLO, accepted(customer))
    clock.now = at
    await eraseCustomer(keyOf(customer), ports)
  }
  await buy('erased, and back', 'o-2', at + DAY_MS)
}

/** What goes wrong with mails, and what follows for addresses and providers. */
async function bounceMails(shop: StoredShop): Promise<void> {
  const { buy, send, applyFeedback, table } = shop
  const mailed = async (customer: string) => {
    await buy(customer, 'o-1')
    await send(customer, HELLO, accepted(customer))
    return customer
  }
  const bounces = ['policy', 'temporary', 'unclear', 'no-such-mailbox'] as const
  for (const bounce of bounces) await mailed(`bounced ${bounce}`)
  for (const customer of ['complained', 'rejected']) await mailed(customer)
  for (const bounce of bounces)
    await applyFeedback(`bounced ${bounce}`, HELLO, { kind: 'bounced', bounce }, START + 1)
  await applyFeedback('complained', HELLO, { kind: 'complained' }, START + 2)
  await applyFeedback('rejected', HELLO, { kind: 'rejected', rejection: 'bad-content' }, START + 2)
  await applyFeedback('rejected', HELLO, { kind: 'complained', complaint: 'virus' }, START + 2)
  await applyFeedback('rejected', HELLO, { kind: 'auth-failed' }, START + 2)
  await applyFeedback('rejected', HELLO, { kind: 'not-spam' }, START + 2)
  await applyFeedback('rejected', HELLO, { kind: 'withheld' }, START + 2)
  await applyFeedback('rejected', HELLO, { kind: 'rendering-failed' }, START + 3)
  await changeShop(table, SHOP, () => ({
    rows: [pauseRow(SHOP, { provider: 'gmail', reason: 'complaints', at: START }, START + DAY_MS)],
  }))
  const suppression = { reason: 'complaint', at: START } as const
  await suppressForAll(table, secret.addressHash('everywhere@example.com'), suppression)
  const lifted = secret.addressHash('lifted@example.com')
  await changeAddress(table, SHOP, lifted, (address) => withSuppression(address, suppression))
  await liftSuppression(table, SHOP, lifted, { why: 'They asked for it', at: START + DAY_MS })
}

/** A separate shop, with enough customers to learn from. */
async function learnModels({ table, ports, clock }: StoredShop): Promise<void> {
  const orders = simulatedOrders(250, 365)
  await addShop(table, { ...shopOf('coffee'), openedAt: OPENED }, policy())
  for (let from = 0; from < orders.length; from += 400)
    await recordPurchases(
      'coffee',
      orders.slice(from, from + 400).map(({ customer, ...order }) => ({
        ...order,
        customer: { id: customer },
      })),
      ports,
    )
  clock.now = OPENED + 365 * DAY_MS
  await fitModel('coffee', eachCustomer(table, customersPrefix('coffee')), ports)
  const learned = (await loadShop(table, 'coffee'))?.settings.models ?? []
  await changeShop(table, SHOP, () => ({
    rows: [
      {
        pk: encodeURIComponent(SHOP),
        sk: 'models',
        models: learned.map((model) => ({ ...model, from: 0 })),
      },
    ],
  }))
  clock.now = START
}

async function sellItems({ table, ports, clock }: StoredShop): Promise<void> {
  const locales = {
    en: { title: 'Green tea', url: 'https://tea.example.com/p/7', imageUrl: 'https://t.example/7' },
  }
  await recordProduct(table, SHOP, 'TEA/7', { available: true, locales } as never, START)
  clock.now = START + 2 * DAY_MS
  await buildRecommendations(SHOP, ports)
  await fetchFeed(table)
}

/** A feed that was read once, and then refused. */
async function fetchFeed(table: StoredShop['table']): Promise<void> {
  await addFeed(table, SHOP, {
    ...{ name: 'english', url: 'https://tea.example.com/feed.csv?key=k', locale: 'en' },
    ...{ currency: 'EUR', encoding: 'utf-8', idColumn: 'sku', idRule: 'lower', mapping: '{}' },
    ...{ isWhole: true, everyHours: 24, addedAt: START },
  })
  const feed = await loadFeed(table, SHOP, 'english')
  const lease = { now: START, until: START + HOUR_MS }
  const leased = feed && (await leaseFeed(table, SHOP, feed, lease))
  if (!leased) throw new Error('there is a feed')
  const outcome = { products: 2, withdrawn: 1, isCut: false, bestSellers: { counted: 2, named: 1 } }
  await releaseFeed(table, SHOP, leased, {
    ...leased,
    runs: [
      { at: START + DAY_MS, status: 'failed', why: 'server-fault', detail: 'HTTP 503' },
      { at: START, status: 'read', rows: 3, refused: 1, outcome },
    ],
    ...{ readAt: START, failingSince: START + DAY_MS, etag: '"1"', lastModified: 'Sun' },
  })
}

/** Everything that a shop can come to store, in an order in which it could have happened. */
export async function fillShop(shop: StoredShop): Promise<void> {
  await learnModels(shop)
  await mailCustomers(shop)
  await bounceMails(shop)
  await moveCustomers(shop)
  await sellItems(shop)
  await pauseCampaign(shop.table, SHOP, 'early', true)
  await postEvents(shop)
}
