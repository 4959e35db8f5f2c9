/** Whether the shop's feed of purchases is later than its own usual rhythm. */
import type { CustomerFacts } from './customer.ts'
import type { Settings } from './policy.ts'
import { DAY_MS, type Instant } from './time.ts'

/** Fewer days than this say nothing about a rhythm. */
const DAYS_FOR_A_RHYTHM = 5

/**
 * A broken feed looks like dormancy. Late means: more days without a purchase than the longest
 * recent gap between days with purchases, plus one day.
 *
 * @param intakeDays whole days since 1970 (UTC), ascending
 */
export function intakeIsLate(intakeDays: readonly number[], now: Instant): boolean {
  const days = intakeDays.filter((day) => day * DAY_MS <= now)
  const last = days.at(-1)
  if (last === undefined || days.length < DAYS_FOR_A_RHYTHM) return false
  let longest = 1
  days.forEach((day, i) => {
    longest = Math.max(longest, day - (days[i - 1] ?? day))
  })
  return now >= (last + longest + 2) * DAY_MS
}

/** How many days of intake are kept: enough to see a monthly rhythm. */
const INTAKE_DAYS_KEPT = 35

/** The intake days including today; called only if today is new. */
export function withIntakeDay(intakeDays: readonly number[], now: Instant): readonly number[] {
  const today = Math.floor(now / DAY_MS)
  return [...intakeDays, today].sort((a, b) => a - b).slice(-INTAKE_DAYS_KEPT)
}

/** Whether today is not among the intake days yet. */
export const intakeIsNews = (intakeDays: readonly number[], now: Instant): boolean =>
  !intakeDays.includes(Math.floor(now / DAY_MS))

/** Whether an import that touched this customer is still running. */
export const isImporting = (
  facts: CustomerFacts,
  { openImports }: Pick<Settings, 'openImports'>,
): boolean =>
  openImports.length > 0 &&
  facts.orders.some(({ importId }) => importId !== undefined && openImports.includes(importId))
