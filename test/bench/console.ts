/** How long the console's pages take, in a shop and in one that is ten times as large. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeConsole } from '../../functions/console/console.ts'
import { customersPath, HOME_PATH, messagesPath } from '../../functions/console/paths.ts'
import { demoShop } from '../../functions/demo/catalogue.ts'
import { LIFECYCLE_CLASSES } from '../../functions/domain/lifecycle-class.ts'
import { messageSort } from '../../functions/domain/message-ref.ts'
import { defaultPolicy } from '../../functions/domain/policy.ts'
import { DAY_MS } from '../../functions/domain/time.ts'
import { prepareInbox } from '../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { readsInThread } from '../../functions/runtimes/one-machine/sqlite/read-thread.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { addShop, loadShop } from '../../functions/store/shops.ts'
import { openDatabase } from '../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import type { Table, Write } from '../../functions/store/table.ts'
import type { Figure } from './figure.ts'

const NOW = Date.UTC(2026, 5, 1, 12)
const SIZES = [30_000, 300_000] as const
const CUSTOMERS_A_WRITE = 500

export async function benchConsole(): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const customers of SIZES) figures.push(...(await measure(customers)))
  return figures
}

async function measure(customers: number): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-bench-'))
  const file = join(folder, 'bench.sqlite')
  const database = openDatabase(file)
  prepareInbox(file)
  const table = makeSqliteTable(database)
  database.sqlite.exec('PRAGMA synchronous = OFF')
  await addShop(table, { ...demoShop, openedAt: 0 }, defaultPolicy('GBP'))
  for (let from = 0; from < customers; from += CUSTOMERS_A_WRITE) await fill(table, from, customers)

  const reads = readsInThread(file)
  const settings = async (shop: string) => (await loadShop(table, shop))?.settings
  const ask = makeConsole({ reads, now: () => NOW, settings, addressHash: (email) => email })
  await reads.shops()
  const took = async (what: string, url: string, aim: string): Promise<Figure> => {
    const { pathname, searchParams } = new URL(url, 'http://localhost')
    const start = performance.now()
    await ask({ method: 'GET', path: pathname, query: searchParams, headers: {} })
    const value = performance.now() - start
    return { what: `${what}, ${customers.toLocaleString('en')} customers`, value, unit: 'ms', aim }
  }
  try {
    return [
      await took('first overview', HOME_PATH, '100'),
      await took('overview again', HOME_PATH, '50'),
      await took('messages', messagesPath(demoShop.id), '100'),
      await took('customers by spend', customersPath(demoShop.id, { sort: 'spend' }), '500'),
    ]
  } finally {
    await reads.close()
    database.close()
    rmSync(folder, { recursive: true })
  }
}

/** Customers of every class, each with a message. */
async function fill(table: Table, from: number, customers: number): Promise<void> {
  const writes: Write[] = []
  for (let i = from; i < Math.min(customers, from + CUSTOMERS_A_WRITE); i++) {
    const pk = customerKey(demoShop.id, `c-${i}`)
    const at = NOW - (i % 400) * DAY_MS
    const name = LIFECYCLE_CLASSES[i % LIFECYCLE_CLASSES.length]
    const state = { class: name, purchases: i % 9, lastPurchaseAt: at, monetaryMinor: i % 9_999 }
    const message = {
      ...{ campaign: 'first-time', n: 1, step: i % 2 ? 'introduction' : 'offer' },
      ...{ template: 'introduction', marketing: true, dueAt: at, putOff: false, attempt: 1 },
      ...(i % 3
        ? { status: 'accepted', locale: 'en', acceptedAt: at, mailerMessageId: 'm' }
        : { status: 'skipped', reason: 'stale-no-consent', at }),
    }
    writes.push(
      { put: { pk, sk: 'state', ...state, settingsVersion: 1, version: 1 } },
      { put: { pk, sk: 'profile', name: `Name ${i}`, email: `${i}@example.com`, updatedAt: at } },
      { put: { pk, sk: messageSort(message), ...message } },
    )
  }
  await table.write(writes)
}
