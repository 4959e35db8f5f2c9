/** Every kind of row that is stored, as the use-cases write it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pauseCampaign } from '../../functions/campaigns/pause-campaign.ts'
import { withSuppression } from '../../functions/domain/address.ts'
import { CONSENT_BASES } from '../../functions/domain/consent.ts'
import { HOLD_REASONS } from '../../functions/domain/customer.ts'
import type { JourneyEnd } from '../../functions/domain/journey.ts'
import type { MessageStatus, SendOutcome } from '../../functions/domain/message.ts'
import type { JourneyStart } from '../../functions/domain/starts/start.ts'
import { DAY_MS, HOUR_MS } from '../../functions/domain/time.ts'
import type { HttpEvent } from '../../functions/http/requests.ts'
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
import { recordProduct } from '../../functions/store/items.ts'
import { customersPrefix } from '../../functions/store/keys.ts'
import {
  addShop,
  changeShop,
  importRow,
  intakeRow,
  loadShop,
  pauseRow,
} from '../../functions/store/shops.ts'
import type { Row } from '../../functions/store/table.ts'
import { OPENED, simulatedOrders } from '../insight/learning/simulated-book.ts'
import { secret, shopOf } from '../support/api-shop.ts'
import { policy } from '../support/given.ts'
import { temporaryTable } from '../support/temporary-table.ts'
import { everyRow, golden } from './golden.ts'
import { purchaseOf, SHOP, START, type StoredShop, storedShop } from './stored-shop.ts'

const STATUSES = [
  ...['held', 'deferred', 'due', 'skipped', 'claimed'],
  ...['accepted', 'refused', 'parked', 'unknown', 'given-up'],
] as readonly MessageStatus['status'][]
const STARTS: readonly JourneyStart['kind'][] = [
  'class-entered',
  'purchase',
  'consent-unconfirmed',
  'at-risk',
]
const ENDS: readonly JourneyEnd[] = [
  'left-class',
  'bought-meanwhile',
  'order-refunded',
  'consent-confirmed',
  'consent-withdrawn',
]
const FEEDBACK = [
  ...['sentAt', 'deliveredAt', 'delayedAt', 'rejectedAt', 'renderingFailedAt', 'complainedAt'],
  ...['bouncedAt', 'bounce', 'openedAt', 'lastClickAt', 'machineOpenedAt', 'machineClickedAt'],
]

/** Each kind of row that this file shows; what is not listed here fails, and so does what is missing. */
const KINDS: readonly string[] = [
  // A customer's partition.
  'order',
  'order of an import',
  'refund',
  'refund of no order',
  'profile recorded with a purchase',
  'profile recorded separately',
  'profile of an erasure',
  ...CONSENT_BASES.map((basis) => `consent granted, ${basis}`),
  'consent granted',
  'consent withdrawn',
  ...HOLD_REASONS.map((reason) => `hold, ${reason}`),
  'hold that was lifted',
  'preferences',
  ...STARTS.map((kind) => `journey, ${kind}`),
  ...ENDS.map((reason) => `journey ended, ${reason}`),
  ...STATUSES.map((status) => `message, ${status}`),
  'message of a repeat',
  'message settled by an event',
  ...FEEDBACK.map((field) => `feedback, ${field}`),
  'lifecycle',
  'state',
  'state with a wake',
  'state with a model',
  'state of an erasure',
  'state after an erasure',
  '~lines',
  '~recommended',
  // A shop's partition.
  'shop',
  'key',
  'intake',
  'models',
  'import, running',
  'import, complete',
  'pause',
  'pause that was ended',
  'campaign',
  'campaign that is paused',
  'template',
  'version',
  // The others.
  '~shops',
  '~address of a shop',
  '~address of all shops',
  '~address, a lifted suppression',
  ...['suppression', 'withdrawnAt', 'slots', 'softBounces'].map((field) => `~address, ${field}`),
  '~pace of the account',
  '~pace of a shop',
  ...['policy', 'temporary', 'unclear', 'no-such-mailbox', 'complaint'].map(
    (what) => `~mishaps, ${what}`,
  ),
  '~models',
  '~items, popular',
  '~items, neighbours',
  '~items, product',
]

function kindsOf(row: Row): readonly string[] {
  const { pk, sk } = row
  if (pk.startsWith('~address')) return addressKinds(row)
  if (pk === '~pace') return [`~pace of ${sk === 'account' ? 'the account' : 'a shop'}`]
  if (pk.startsWith('~mishaps')) return [`~mishaps, ${row.what}`]
  if (pk.startsWith('~items'))
    return [`~items, ${sk === 'popular' ? sk : sk.startsWith('item#') ? 'neighbours' : 'product'}`]
  if (pk.startsWith('~')) return [pk.split('/')[0] as string]
  return pk.includes('/') ? customerKinds(row) : shopKinds(row)
}

function addressKinds(row: Row): readonly string[] {
  if (row.sk.startsWith('~lifted')) return ['~address, a lifted suppression']
  const filled = ['suppression', 'withdrawnAt', 'slots', 'softBounces'].filter((field) => {
    const value = row[field]
    return Array.isArray(value) ? value.length > 0 : value !== undefined
  })
  return [
    `~address of ${row.sk === '~all' ? 'all shops' : 'a shop'}`,
    ...filled.map((field) => `~address, ${field}`),
  ]
}

function shopKinds(row: Row): readonly string[] {
  const kind = row.sk.split('#')[0] as string
  if (kind === 'import') return [`import, ${row.status}`]
  if (kind === 'pause') return [row.resumedAt === undefined ? kind : 'pause that was ended']
  if (kind === 'campaign' && (row.campaign as { paused: boolean }).paused)
    return ['campaign that is paused']
  return [kind]
}

function customerKinds(row: Row): readonly string[] {
  const kind = row.sk.split('#')[0] as string
  const nested = (field: string) => (row[field] ?? {}) as Readonly<Record<string, unknown>>
  switch (kind) {
    case 'order':
      return [row.importId === undefined ? kind : 'order of an import']
    case 'refund':
      return [row.orderId === undefined ? 'refund of no order' : kind]
    case 'profile':
      if (row.contentHash === '~') return ['profile of an erasure']
      return [`profile recorded ${row.replacedAt === undefined ? 'with a purchase' : 'separately'}`]
    case 'consent':
      return [`consent ${row.act}${row.basis === undefined ? '' : `, ${row.basis}`}`]
    case 'hold':
      return [`hold, ${row.reason}`, ...(row.liftedAt ? ['hold that was lifted'] : [])]
    case 'journey':
      return [
        `journey, ${nested('start').kind}`,
        ...(row.end ? [`journey ended, ${nested('end').reason}`] : []),
      ]
    case 'message':
      return [
        `message, ${row.status}`,
        ...(String(row.step).includes('.') ? ['message of a repeat'] : []),
        ...(row.settledBy ? ['message settled by an event'] : []),
        ...Object.keys(nested('feedback')).map((field) => `feedback, ${field}`),
      ]
    case 'state':
      if (row.class === undefined) return ['state of an erasure']
      return [
        row.erasedAt === undefined ? kind : 'state after an erasure',
        ...(row.wakeAt ? ['state with a wake'] : []),
        ...(row.modelVersion ? ['state with a model'] : []),
      ]
    default:
      return [kind]
  }
}

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
  await react('came back', START + 100 * DAY_MS)
  await buy('came back', 'o-2', START + 101 * DAY_MS)

  await buy('early sign', 'o-1')
  await react('early sign', START + 70 * DAY_MS)

  const onUnavailable = () => {}
  const german = (id: string) => ({ customer: { ...customerOf(id), country: 'DE' } })
  await buy('unconfirmed', 'o-1', START, german('unconfirmed'))
  await buy('confirmed', 'o-1', START, german('confirmed'))
  await buy('withdrew', 'o-1', START, german('withdrew'))
  clock.now = at
  const confirmation = { ...token('confirmed', 'confirm'), use: 'confirm' as const }
  await makeConfirm({ ...ports, onUnavailable, openToken: () => confirmation })({
    pathParameters: { token: 'x' },
    headers: {},
  } as unknown as HttpEvent)
  const leaving = await loadCustomer(table, keyOf('withdrew'))
  await unsubscribe(token('withdrew'), leaving, table, clock.now)
  for (const customer of ['confirmed', 'withdrew']) await react(customer, at)

  await buy('chooses', 'o-1')
  clock.now = at
  await makeChangePreferences({ ...ports, onUnavailable, openToken: () => token('chooses') })({
    pathParameters: { token: 'x' },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'version=0&marketing-shown=on&marketing=on&often=monthly&campaign-shown=welcome&locale=zh-CN',
  } as unknown as HttpEvent)
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
  await applyFeedback('rejected', HELLO, { kind: 'rejected' }, START + 2)
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
}

const { table, stop } = temporaryTable()
let rows: readonly Row[] = []
beforeAll(async () => {
  const shop = await storedShop(table)
  await learnModels(shop)
  await mailCustomers(shop)
  await bounceMails(shop)
  await moveCustomers(shop)
  await sellItems(shop)
  await pauseCampaign(table, SHOP, 'early', true)
  const all = await everyRow(table, ['~', encodeURIComponent(SHOP), 'coffee'])
  rows = all.filter(({ pk }) => !pk.startsWith('coffee/'))
})
afterAll(stop)

describe('what is stored', () => {
  it('is there in every kind, and in no other', () => {
    expect([...new Set(rows.flatMap(kindsOf))].sort()).toEqual([...KINDS].sort())
  })

  it('is stored as before', async () => {
    const partitions: Record<string, Record<string, unknown>> = {}
    for (const { pk, sk, ...fields } of rows) partitions[pk] = { ...partitions[pk], [sk]: fields }
    await expect(golden(partitions)).toMatchFileSnapshot('./rows.json')
  })
})
