import { createReadStream, existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { publishCampaign } from '../../functions/campaigns/publish-campaign.ts'
import { compileFolders } from '../../functions/cli/campaign/compile-folders.ts'
import { demoShop } from '../../functions/demo/catalogue.ts'
import { simulateShop } from '../../functions/demo/simulate-shop.ts'
import type { Message } from '../../functions/domain/message.ts'
import { defaultPolicy } from '../../functions/domain/policy.ts'
import { DAY_MS, type Instant } from '../../functions/domain/time.ts'
import { backtest } from '../../functions/insight/reports/backtest.ts'
import { importOrders } from '../../functions/intake/import/import-orders.ts'
import type { ImportedRecord } from '../../functions/intake/import/make-record.ts'
import { readMapping } from '../../functions/intake/import/read-mapping.ts'
import { shippedMapping } from '../../functions/intake/import/shipped-mappings.ts'
import { eachCustomer } from '../../functions/store/customers.ts'
import { customersPrefix } from '../../functions/store/keys.ts'
import { addShop, loadShop } from '../../functions/store/shops.ts'
import type { Table } from '../../functions/store/table.ts'
import { settings } from '../support/given.ts'
import { STORE_ENGINES } from '../support/store-engines.ts'
import { type Happening, liveThroughShop, type ShopHistory } from './live-shop.ts'

const TEMPLATES = fileURLToPath(new URL('../../templates', import.meta.url))
const RETAIL = fileURLToPath(
  new URL('../../../shared/data/online_retail_2010-12-01_2011-08-31.csv.gz', import.meta.url),
)
const SHOP = demoShop.id

/** A message without the mailer's own id, for comparison. */
const comparable = (customer: string, message: Message): string => {
  const { mailerMessageId: _its, ...rest } = message as Message & { mailerMessageId?: string }
  const entries = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify({ customer, ...Object.fromEntries(entries) })
}

type Period = { readonly from: Instant; readonly to: Instant }

async function openShop(table: Table, from: Instant): Promise<void> {
  const policy = defaultPolicy('GBP')
  await addShop(table, { ...demoShop, openedAt: from }, policy)
  const { campaigns } = await compileFolders([TEMPLATES], settings({ shop: demoShop, policy }))
  for (const campaign of campaigns) await publishCampaign(table, SHOP, campaign, from)
}

async function lived(table: Table): Promise<readonly string[]> {
  const found: string[] = []
  for await (const { facts } of eachCustomer(table, customersPrefix(SHOP)))
    for (const message of facts.messages) found.push(comparable(facts.customer, message))
  return found.sort()
}

async function replayed(table: Table, period: Period): Promise<readonly string[]> {
  const found: string[] = []
  const shop = await loadShop(table, SHOP)
  if (!shop) throw new Error('the shop does not exist')
  await backtest({
    customers: () => eachCustomer(table, customersPrefix(SHOP)),
    settings: shop.settings,
    ...period,
    onMessage: ({ customer }, { message }) => void found.push(comparable(customer, message)),
  })
  return found.sort()
}

const statusesOf = (messages: readonly string[]): ReadonlySet<string> =>
  new Set(messages.map((message) => (JSON.parse(message) as Message).status))

/** The first so many customers of the simulated shop, with what they did and said. */
function simulatedHistory(until: Instant, customers: number): ShopHistory {
  const shop = simulateShop({ seed: 7, until, customers })
  return {
    profiles: new Map(
      shop.customers.map(({ id, profile: { updatedAt: _at, ...profile } }) => [id, profile]),
    ),
    happenings: [
      ...shop.orders.map(({ customer, ...purchase }): Happening => {
        const lines = purchase.lines.map(({ sku, quantity }) => ({ sku, quantity }))
        return {
          at: purchase.paidAt,
          customer,
          purchase: { ...purchase, customer: { id: customer }, lines },
        }
      }),
      ...shop.refunds.map(
        ({ customer, ...refund }): Happening => ({
          at: refund.at,
          customer,
          refund: { ...refund, customer: { id: customer } },
        }),
      ),
      ...shop.customers.flatMap(({ id, consents }) =>
        consents.map((consent): Happening => ({ at: consent.at, customer: id, consent })),
      ),
    ],
  }
}

for (const { name, missing, start } of STORE_ENGINES) {
  const [customers, lengthDays] = name === 'SQLite' ? [150, 200] : [30, 120]
  describe.skipIf(missing)(`a backtest on ${name}${missing ? ` (${missing})` : ''}`, () => {
    it('reports, message for message, what happens when the same purchases are posted one by one', async () => {
      const to = Date.UTC(2026, 5, 1)
      const period = { from: to - lengthDays * DAY_MS, to }
      const { table, stop } = await start()
      await openShop(table, period.from)
      await liveThroughShop(table, SHOP, simulatedHistory(to, customers), period)
      const [really, predicted] = [await lived(table), await replayed(table, period)]
      expect(predicted).toEqual(really)
      expect(really.length).toBeGreaterThan(customers / 2)
      expect([...statusesOf(really)]).toEqual(expect.arrayContaining(['accepted', 'skipped']))
      await stop()
    }, 120_000)
  })
}

const noRetail = existsSync(RETAIL) ? '' : ' (skipped: shared/data is not there)'

/** Every so many-eth customer; the engine that stands in for DynamoDB takes its time. */
const RETAIL_SAMPLES = {
  SQLite: { oneIn: 89, days: 184, atLeast: 25 },
  DynamoDB: { oneIn: 131, days: 62, atLeast: 8 },
} as const
const isOneIn = (oneIn: number) => (customer: string) => Number(customer) % oneIn === 3

for (const { name, missing, start } of STORE_ENGINES) {
  const { oneIn, days, atLeast } = RETAIL_SAMPLES[name === 'SQLite' ? name : 'DynamoDB']
  const because = noRetail || (missing ? ` (skipped: ${missing})` : '')
  describe.skipIf(because)(`a backtest of Online Retail on ${name}${because}`, () => {
    it('reports what happens when its invoices are posted one by one', async () => {
      const to = Date.UTC(2011, 8, 1)
      const period = { from: to - days * DAY_MS, to }
      const history = await retailHistory(isOneIn(oneIn))
      const { table, stop } = await start()
      await openShop(table, period.from)
      await liveThroughShop(table, SHOP, history, period)
      const [really, predicted] = [await lived(table), await replayed(table, period)]
      expect(predicted).toEqual(really)
      expect(really.length).toBeGreaterThan(atLeast)
      await stop()
    }, 120_000)
  })
}

/** The customers of the two tests: the file is read once for both. */
const isWantedAtAll = (customer: string): boolean =>
  Object.values(RETAIL_SAMPLES).some(({ oneIn }) => isOneIn(oneIn)(customer))

/** Those of the file's customers; every third gave no address, as in many an old file. */
async function retailHistory(isWanted: (customer: string) => boolean): Promise<ShopHistory> {
  retail ??= readRetail()
  const records = (await retail).filter(({ customer }) => isWanted(customer.id ?? ''))
  const ids = [...new Set(records.map(({ customer }) => customer.id ?? ''))]
  const reachable = ids.filter((_, i) => i % 3 !== 0)
  return {
    profiles: new Map(reachable.map((id) => [id, { email: `${id}@example.org`, locale: 'en' }])),
    happenings: [
      ...records.map(retailHappening),
      ...reachable.map((customer): Happening => {
        const consent = { purpose: 'marketing', act: 'granted', source: 'form' } as const
        return { at: 0, customer, consent: { ...consent, at: 0 } }
      }),
    ],
  }
}

let retail: Promise<readonly ImportedRecord[]> | undefined

async function readRetail(): Promise<readonly ImportedRecord[]> {
  const reading = readMapping(await shippedMapping('online-retail'), 'online-retail')
  if (!reading.ok) throw new Error('the mapping that ships has a fault')
  const records: ImportedRecord[] = []
  await importOrders({
    source: createReadStream(RETAIL),
    mapping: reading.mapping,
    importId: 'retail',
    port: {
      begin: async () => {},
      complete: async () => {},
      async record(batch) {
        records.push(...batch.filter(({ customer }) => isWantedAtAll(customer.id ?? '')))
        return batch.map(() => ({ status: 'recorded' }))
      },
    },
  })
  return records
}

function retailHappening(record: ImportedRecord): Happening {
  const customer = record.customer.id ?? ''
  if (record.kind === 'refund') {
    const { kind: _kind, ...refund } = record
    return { at: refund.at, customer, refund: { ...refund, customer: { id: customer } } }
  }
  const { kind: _kind, lines: _lines, ...purchase } = record
  return { at: purchase.paidAt, customer, purchase: { ...purchase, customer: { id: customer } } }
}
