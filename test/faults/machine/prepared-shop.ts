/** The file that every world begins with: an open shop that may send through SES, and a key to it. */

import { issueKey } from '../../../functions/http/keys.ts'
import { changeShop, putKey } from '../../../functions/store/shops.ts'
import { openDatabase } from '../../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../../functions/store/sqlite/sqlite-table.ts'
import { loadedShop, SHOP } from '../../support/loaded-shop.ts'

/**
 * @param openedAt before anything that is posted to it
 * @returns a bearer that may post purchases and events
 */
export async function prepareShop(file: string, openedAt: number): Promise<string> {
  const database = openDatabase(file)
  const table = makeSqliteTable(database)
  await loadedShop(table, openedAt)
  const { bearer, key } = issueKey(['ingest', 'consent', 'feedback'], openedAt)
  await table.write([putKey(SHOP, key)])
  await changeShop(table, SHOP, ({ settings: { shop, policy } }) => ({
    shop: { ...shop, domainCheck: { domain: 'bench.example.com', passedAt: openedAt } },
    // Bounces enough to stop a provider would leave nothing to send.
    policy: { ...policy, pauseAt: { ...policy.pauseAt, leastSent: 1_000_000 } },
  }))
  database.close()
  return bearer
}
