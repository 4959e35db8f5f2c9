/**
 * Removes rows whose time is over, as DynamoDB does by its time to live: a few at a time, in the time
 * that the shops' own work leaves. Decisions do not change by it.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { DAY_MS, type Instant, MINUTE_MS, SECOND_MS } from '../../domain/time.ts'
import { EXPIRES_AT } from '../../manifest.ts'
import { reportedFailure } from '../../store/failure.ts'
import { customersPrefix } from '../../store/keys.ts'
import { listShops } from '../../store/shops.ts'
import type { Row, Table } from '../../store/table.ts'
import type { Log } from '../log.ts'
import { regularly } from './regularly.ts'

export type RemoveExpiredOptions = {
  readonly table: Table
  readonly now: () => Instant
  readonly log: Log
  readonly firstAfterMs?: number
}

/** Rows that are looked at between two pauses. */
const ROWS_AT_A_TIME = 500
const REMOVED_AT_A_TIME = 100
const PAUSE_MS = 20

/**
 * Looks at every customer's rows once a day, and ten minutes after the start.
 *
 * @example const stop = removeExpired({ table, now, log })
 */
export const removeExpired = ({
  table,
  now,
  log,
  firstAfterMs = 10 * MINUTE_MS,
}: RemoveExpiredOptions): (() => Promise<void>) =>
  regularly(
    async (isStopped) => {
      for (const shop of await listShops(table)) await sweep(table, shop, now, isStopped)
    },
    {
      ...{ firstAfterMs, everyMs: DAY_MS },
      onFailure: (error) => log('error', 'expired-rows-not-removed', reportedFailure(error)),
    },
  )

async function sweep(
  table: Table,
  shop: string,
  now: () => Instant,
  isStopped: () => boolean,
): Promise<void> {
  let expired: Row[] = []
  let looked = 0
  async function removeThose(): Promise<void> {
    await table.write(
      // One that was written again since stays.
      expired.map((row) => ({
        remove: { pk: row.pk, sk: row.sk },
        on: { equals: { [EXPIRES_AT]: Number(row[EXPIRES_AT]) } },
      })),
    )
    expired = []
  }
  for await (const row of table.scan(customersPrefix(shop), { enough: isStopped })) {
    const expiresAt = row[EXPIRES_AT]
    if (typeof expiresAt === 'number' && expiresAt * SECOND_MS <= now()) expired.push(row)
    if (expired.length >= REMOVED_AT_A_TIME) await removeThose()
    looked += 1
    if (looked % ROWS_AT_A_TIME === 0) await sleep(PAUSE_MS)
    if (isStopped()) break
  }
  await removeThose()
}
