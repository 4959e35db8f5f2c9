/**
 * Work done for each shop once a week: which shops are due depends on the last result, not on a
 * calendar, so a missed or failed run is made up for by the next one.
 */
import type { Settings } from '../../domain/policy.ts'
import { DAY_MS, type Instant, MINUTE_MS } from '../../domain/time.ts'
import { listShops, loadShop } from '../../store/shops.ts'
import type { Table } from '../../store/table.ts'

/** Half a day less than a week: daily runs are not punctual to the minute. */
export const DUE_AFTER_MS = 6.5 * DAY_MS

/** In less a shop would be judged by a few of its customers; it is the first of the next run. */
export const LEAST_SHARE_MS = 2 * MINUTE_MS

export type DuePorts = {
  readonly table: Table
  readonly now: () => Instant
  /** How much longer this run may take, in milliseconds. */
  readonly remainingMs: () => number
  /** Called for a shop whose work failed; the others are still done. */
  readonly onFailure: (shop: string, error: unknown) => void
}

export type WeeklyWork = {
  readonly lastDoneAt: (settings: Settings) => Promise<Instant | undefined>
  /** How long the last result is valid: a week by default. */
  readonly goodForMs?: (settings: Settings) => number
  /** @param enough whether to stop reading and use what was read */
  readonly learn: (settings: Settings, enough: () => boolean) => Promise<void>
}

/** How many shops were due, by outcome; there was no time for those left. */
export type DueRun = { readonly done: number; readonly failed: number; readonly left: number }

type DueShop = { readonly settings: Settings; readonly dueSince: Instant }

/**
 * Processes the open shops that are due, the longest due first. Loading shops are excluded, because
 * half of a history would be mistaken for all of it. Each shop gets an equal share of the remaining
 * time, half of it for reading and half for the work; unused time goes to the others.
 *
 * @example await workOffDueShops(work, ports) // { done: 3, failed: 0, left: 0 }
 */
export async function workOffDueShops(work: WeeklyWork, ports: DuePorts): Promise<DueRun> {
  const { remainingMs, onFailure } = ports
  let [done, failed] = [0, 0]
  const fail = (shop: string, error: unknown) => {
    failed++
    onFailure(shop, error)
  }
  const due = await dueShops(work, ports, fail)
  for (const [i, { settings }] of due.entries()) {
    const [remaining, left] = [remainingMs(), due.length - i]
    if (remaining < LEAST_SHARE_MS) return { done, failed, left }
    const share = Math.max(remaining / left, LEAST_SHARE_MS)
    try {
      await work.learn(settings, () => remainingMs() < remaining - share / 2)
      done++
    } catch (error) {
      fail(settings.shop.id, error)
    }
  }
  return { done, failed, left: 0 }
}

async function dueShops(
  { lastDoneAt, goodForMs = () => DUE_AFTER_MS }: WeeklyWork,
  { table, now }: DuePorts,
  fail: DuePorts['onFailure'],
): Promise<readonly DueShop[]> {
  const at = now()
  const due: DueShop[] = []
  for (const shop of await listShops(table)) {
    try {
      const settings = (await loadShop(table, shop))?.settings
      if (settings?.shop.openedAt === undefined) continue
      const last = (await lastDoneAt(settings)) ?? Number.NEGATIVE_INFINITY
      const dueSince = last + goodForMs(settings)
      if (dueSince <= at) due.push({ settings, dueSince })
    } catch (error) {
      fail(shop, error)
    }
  }
  return due.sort((one, other) => (one.dueSince < other.dueSince ? -1 : 1))
}
