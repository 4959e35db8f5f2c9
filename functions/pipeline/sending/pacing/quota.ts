/** Keeps the known quota of the account fresh: one sender reads it for all. */
import {
  type AccountPace,
  type QuotaReading,
  withReading,
} from '../../../domain/pace/pace-account.ts'
import { type Instant, MINUTE_MS, SECOND_MS } from '../../../domain/time.ts'
import { failureName } from '../../../store/failure.ts'
import { changeAccountPace, loadAccountPace, type Pause } from '../../../store/pace.ts'
import type { Table } from '../../../store/table.ts'

/** What the carrier says of the account; SES answers once a second at most. */
export type SendQuota = {
  /** @throws if it does not answer, or not sensibly */
  readonly read: () => Promise<QuotaReading>
}

export type QuotaPorts = {
  readonly table: Table
  readonly quota: SendQuota
  readonly now: () => Instant
  readonly sleep: (ms: number) => Promise<void>
  readonly pause: Pause
  /** Called if the known quota stays in force, with the name of the failure. */
  readonly onUnread: (problem: string) => void
}

const FRESH_MS = 2 * MINUTE_MS
const READ_WITHIN_MS = 2 * SECOND_MS
const FIRST_READING_WITHIN_MS = 3 * SECOND_MS
const LOOK_EVERY_MS = 200

/** A clock that was put back must not keep the old reading for as long. */
const isFresh = ({ askedAt }: AccountPace, now: Instant): boolean =>
  askedAt <= now && now < askedAt + FRESH_MS

/**
 * Reads the quota if it is older than two minutes; the sender that first records its intent reads
 * it. Nothing is read or written while `seen` is fresh. After a failure the known quota stays in
 * force; before the first reading all senders wait for it briefly, instead of starting at one mail
 * a second.
 *
 * @param seen the account's row as this process last saw it
 */
export async function freshenQuota(
  seen: AccountPace | undefined,
  ports: QuotaPorts,
): Promise<void> {
  const { now } = ports
  if (seen && seen.readAt > 0 && isFresh(seen, now())) return
  const { row, changed } = await changeAccountPace(ports, (was) =>
    isFresh(was, now()) ? was : { ...was, askedAt: now() },
  )
  if (changed) return readFor(ports)
  if (row.readAt === 0) await firstReading(row, ports)
}

async function readFor(ports: QuotaPorts): Promise<void> {
  const { quota, now, sleep, onUnread } = ports
  try {
    const read = await Promise.race([
      quota.read(),
      sleep(READ_WITHIN_MS).then((): never => {
        throw Object.assign(new Error('the quota was not read in time'), { code: 'timed-out' })
      }),
    ])
    await changeAccountPace(ports, (row) => withReading(row, read, now()))
  } catch (error) {
    onUnread(failureName(error))
  }
}

/** Waits for the sender that reads the quota for the very first time. */
async function firstReading(asked: AccountPace, { table, now, sleep }: QuotaPorts): Promise<void> {
  let row: AccountPace | undefined = asked
  while (row?.readAt === 0 && now() < row.askedAt + FIRST_READING_WITHIN_MS) {
    await sleep(LOOK_EVERY_MS)
    row = await loadAccountPace(table)
  }
}
