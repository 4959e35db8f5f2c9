/** A demonstration shop in a real file: its past loaded, its campaigns run for some weeks. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileCampaign } from '../../functions/campaigns/compile-campaign.ts'
import { publishCampaign } from '../../functions/campaigns/publish-campaign.ts'
import { readCampaignFolder } from '../../functions/campaigns/read-campaign-folder.ts'
import { DEMO_CURRENCY, demoShop } from '../../functions/demo/catalogue.ts'
import {
  type SimulatedOrder,
  type SimulatedRefund,
  simulateShop,
} from '../../functions/demo/simulate-shop.ts'
import { defaultPolicy, type Settings } from '../../functions/domain/policy.ts'
import { DAY_MS, HOUR_MS, type Instant } from '../../functions/domain/time.ts'
import {
  recordCustomer,
  recordPurchases,
  recordRefunds,
} from '../../functions/intake/record-facts.ts'
import type { CustomerUpdate } from '../../functions/intake/wire.ts'
import { reactToCustomer } from '../../functions/pipeline/reactions/react-to-customer.ts'
import { outboxOf } from '../../functions/pipeline/reactions/relay-outbox.ts'
import { wakeDueCustomers } from '../../functions/pipeline/reactions/wake-due-customers.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { sendMessage } from '../../functions/pipeline/sending/send-message.ts'
import { makeWriteMail } from '../../functions/pipeline/sending/write-mail.ts'
import { inboxMailer } from '../../functions/runtimes/one-machine/inbox.ts'
import { inboxFileOf, makeInbox } from '../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { isFact } from '../../functions/store/codecs/read-customer-rows.ts'
import type { CustomerKey } from '../../functions/store/keys.ts'
import { makeSecret } from '../../functions/store/secret.ts'
import { addShop, changeShop, loadShop } from '../../functions/store/shops.ts'
import { type Database, openDatabase, openDurably } from '../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import type { RowKey, Table } from '../../functions/store/table.ts'
import { understandsAll } from '../support/understands-all.ts'

export type ShopInAFile = {
  readonly file: string
  readonly table: Table
  /** The mails, in the same file as the rows. */
  readonly inbox: Database
  readonly settings: (shop: string) => Promise<Settings | undefined>
  /** When the weeks of campaigns end. */
  readonly until: Instant
  /** Decides for customers with new facts and for customers who are due, and sends what is due. */
  readonly catchUp: (at: Instant) => Promise<void>
  readonly close: () => void
}

export const UNTIL = Date.UTC(2026, 10, 20, 12)

/** The rows of these shops store addresses unhashed. */
export const unhashed = (email: string): string => email

/** An empty file with one shop that is still loading. */
export async function emptyShopInAFile(until: Instant = UNTIL): Promise<ShopInAFile> {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-console-'))
  const file = join(folder, 'rekindle.sqlite')
  const database = openDatabase(file)
  const inbox = openDurably(inboxFileOf(file))
  inbox.sqlite.exec('PRAGMA synchronous = OFF')
  database.sqlite.exec('PRAGMA synchronous = OFF')
  const changed = new Set<CustomerKey>()
  const due = new Map<string, RowKey>()
  const table = makeSqliteTable(database, (changes) => {
    for (const { after } of changes)
      if (after && isFact(after.sk)) changed.add(after.pk as CustomerKey)
    for (const key of outboxOf(changes).dueMessages) due.set(`${key.pk} ${key.sk}`, key)
  })
  await addShop(table, demoShop, defaultPolicy(DEMO_CURRENCY))
  const settings = async (shop: string) => (await loadShop(table, shop))?.settings

  let clock = until
  const now = () => clock
  const react = (key: CustomerKey) =>
    reactToCustomer(key, { table, settings, now, ...understandsAll })
  const sendPorts = {
    ...understandsAll,
    table,
    settings,
    now,
    newClaimId: randomUUID,
    writeMail: makeWriteMail({
      table,
      renderer: makeRenderer(),
      signToken: makeSecret(new Uint8Array(32)).signToken,
      publicUrl: 'https://mail.shop.example.com',
      now,
    }),
    mailer: inboxMailer(makeInbox(inbox, now)),
    onUnwritable: (message: string, error: unknown) => {
      throw new Error(`${message} could not be written`, { cause: error })
    },
  }

  async function catchUp(at: Instant): Promise<void> {
    clock = at
    const keys = [...changed]
    changed.clear()
    await Promise.all(keys.map(react))
    const onFailure = async (_key: CustomerKey, error: unknown) => {
      throw error
    }
    await wakeDueCustomers({ table, now, react, onFailure, mayGoOn: () => true })
    const messages = [...due.values()]
    due.clear()
    for (const message of messages) await sendMessage(message, sendPorts)
  }

  return {
    file,
    table,
    inbox,
    settings,
    until,
    catchUp,
    close: () => {
      database.close()
      inbox.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * The shop opened `weeks` before the end, and everything since went through the campaigns.
 *
 * @param hasher for a file that is served afterwards, with the secret that is then next to it
 */
export async function busyShopInAFile(
  customers = 120,
  weeks = 5,
  hasher: (file: string) => (email: string) => string = () => unhashed,
): Promise<ShopInAFile> {
  const shop = await emptyShopInAFile()
  const { table, until } = shop
  const opened = until - weeks * 7 * DAY_MS
  const ports = { table, addressHash: hasher(shop.file) }
  const past = simulateShop({ seed: 7, until, customers })
  for (const { id, profile, consents } of past.customers) {
    const { updatedAt, ...fields } = profile
    await recordCustomer(
      demoShop.id,
      id,
      { ...fields, updatedAt, consents: [...consents] as NonNullable<CustomerUpdate['consents']> },
      ports,
      until,
    )
  }
  await record(past.orders, past.refunds, [0, opened], table)
  await shop.catchUp(opened - 1)
  await publishTemplates(table, opened)
  await changeShop(table, demoShop.id, ({ settings }) => ({
    shop: { ...settings.shop, openedAt: opened },
  }))
  const step = 6 * HOUR_MS
  for (let at = opened; at < until; at += step) {
    await record(past.orders, past.refunds, [at, at + step], table)
    await shop.catchUp(at + step)
  }
  return shop
}

export async function publishTemplates(
  table: Table,
  at: Instant,
  folders: readonly string[] = ['first-time', 'frequent', 'dormant'],
): Promise<void> {
  for (const folder of folders) {
    const files = await readCampaignFolder(`templates/${folder}`)
    const compilation = await compileCampaign(files, makeRenderer())
    if (!compilation.ok) throw new Error(JSON.stringify(compilation.faults))
    await publishCampaign(table, demoShop.id, compilation.campaign, at)
  }
}

async function record(
  orders: readonly SimulatedOrder[],
  refunds: readonly SimulatedRefund[],
  [from, to]: readonly [Instant, Instant],
  table: Table,
): Promise<void> {
  const ports = { table, addressHash: unhashed }
  const inside = (at: Instant) => at >= from && at < to
  await recordPurchases(
    demoShop.id,
    orders
      .filter(({ paidAt }) => inside(paidAt))
      .map(({ customer, lines, ...order }) => ({
        ...order,
        customer: { id: customer },
        lines: lines.map((line) => ({ ...line })),
      })),
    ports,
  )
  await recordRefunds(
    demoShop.id,
    refunds
      .filter(({ at }) => inside(at))
      .map(({ customer, ...refund }) => ({ ...refund, customer: { id: customer } })),
    ports,
  )
}
