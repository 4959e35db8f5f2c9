/** Ends an upgrade: from then on rows are written in the form of this build, and only builds like it. */
import { FIRST_RULES, RULES_VERSION } from '../domain/rules-version.ts'
import type { Instant } from '../domain/time.ts'
import type { Reevaluation } from './codecs/shop-rows.ts'
import { FIRST_FORMAT, FORMAT, loadFormat, putFormat, refuseNewer } from './format.ts'
import { FORMAT_OF_IDENTITY } from './identity.ts'
import { formatOfShop, putFormatOfShop, reevaluationRow } from './shop-upgrade.ts'
import { changeShop, listShops } from './shops.ts'
import type { Table } from './table.ts'

export type Finished = {
  readonly from: number
  readonly to: number
  /** Shops whose format was raised. */
  readonly shops: number
}

/**
 * Raises the store's format, and with it that of each shop, to this build's. Safe to stop and to
 * repeat. The caller makes sure that no older build is at work.
 *
 * @throws StoreUnavailable if a newer build has done so
 * @example await finishUpgrade(table, Date.now()) // { from: 1, to: 2, shops: 3 }
 */
export async function finishUpgrade(table: Table, since: Instant): Promise<Finished> {
  const { version: from } = await loadFormat(table)
  refuseNewer(from)
  let shops = 0
  if (FORMAT === FIRST_FORMAT) return { from, to: FORMAT, shops }
  if (from < FORMAT) await putFormat(table, { version: FORMAT, since })
  for (const shop of await listShops(table)) {
    const format = await formatOfShop(table, shop)
    if (format < FORMAT_OF_IDENTITY) await beginJoining(table, shop, since)
    if (await putFormatOfShop(table, shop, FORMAT)) shops += 1
  }
  return { from, to: FORMAT, shops }
}

/**
 * Customers of before are joined with their guests by a pass of its own, which waits for the format
 * (pipeline/reactions/adopt-rules.ts). What they come to by that starts nothing for a cause of before.
 */
async function beginJoining(table: Table, shop: string, since: Instant): Promise<void> {
  const pass: Reevaluation = {
    ...{ rulesVersion: RULES_VERSION, status: 'running', decided: 0, changedClass: 0, joins: true },
    ...{ startedAt: since, updatedAt: since },
  }
  await changeShop(
    table,
    shop,
    ({ settings: { rulesVersion = FIRST_RULES, rulesSince = since } }) => ({
      rules: { rulesVersion, rulesSince: Math.max(rulesSince, since) },
      rows: [reevaluationRow(shop, pass)],
    }),
  )
}

/** A store without a shop has nothing that an older build would have to read: it begins up to date. */
export async function finishIfNew(table: Table, since: Instant): Promise<void> {
  if ((await listShops(table)).length === 0) await finishUpgrade(table, since)
}
