/**
 * What a restore from an older copy means for the mail of a shop. Proven: a journal, or the original
 * table, shows everything that was sent and every opt-out since the copy. Otherwise:
 *
 * 1. Whatever fell due before the restore may have been sent. Marketing of that kind is skipped, and
 *    a person decides about service mail.
 * 2. No marketing goes out until a person has confirmed the restore. Afterwards it goes to everybody
 *    only if all opt-outs since the copy are known to be recovered, and otherwise to customers who
 *    agreed after the restore.
 * 3. A cause from before the restore starts no journey.
 *
 * Proven or not, a journey that starts afterwards has a number that none had before, and one that
 * is known to have started while its order is lost waits for the shop to post that order again.
 */
import { type ConsentFact, lastOwnGrantAt } from './consent.ts'
import type { Journey } from './journey.ts'
import { stageOf } from './lifecycle-class.ts'
import type { Order } from './order.ts'
import { DAY_MS, type Instant, SECOND_MS } from './time.ts'

/** Where the opt-outs since the copy come from. */
export const OPT_OUT_SOURCES = ['journal', 'imported', 'unknown'] as const

export const SERVICE_CHOICES = ['send', 'skip'] as const
/** What a person decided about service mail of unknown fate. */
export type ServiceChoice = (typeof SERVICE_CHOICES)[number]

/** The latest restore of a shop. */
export type Restore = {
  /** Higher than that of any earlier restore: see `nextEpoch`. */
  readonly epoch: number
  /** From this instant until the restore something may be missing. */
  readonly lostFrom: Instant
  readonly restoredAt: Instant
  readonly optOuts: (typeof OPT_OUT_SOURCES)[number]
  /** When a person confirmed it; one that is proven needs no confirmation. */
  readonly confirmedAt?: Instant
  readonly service?: ServiceChoice
  /** How the person who imported opt-outs knows that none is missing. */
  readonly evidence?: string
}

/**
 * The epoch of a restore. Where nothing is proven, an earlier restore of the same copy may be among
 * what was lost, so its number is the time in seconds: a message's id has room for 15 digits.
 *
 * @param known the latest epoch that is known
 * @example nextEpoch(1, { restoredAt: 1_796_000_000_000, isProven: false }) // 1796000000
 */
export const nextEpoch = (
  known: number,
  restore: { readonly restoredAt: Instant; readonly isProven: boolean },
): number =>
  restore.isProven ? known + 1 : Math.max(known + 1, Math.floor(restore.restoredAt / SECOND_MS))

/** No journey of an epoch has a number of an earlier one. */
const NUMBERS_PER_EPOCH = 1_000

/** Whether it is known what was sent and who opted out since the copy. */
export const isProven = ({ optOuts }: Restore): boolean => optOuts === 'journal'

/** @example nextJourneyNumber([], { epoch: 1, ...restore }) // 1001 */
export const nextJourneyNumber = (
  before: readonly Pick<Journey, 'n'>[],
  restore: Restore | undefined,
): number =>
  Math.max(...before.map(({ n }) => n + 1), restore ? restore.epoch * NUMBERS_PER_EPOCH + 1 : 1)

/** What happened before this starts no journey; undefined if there is no such limit. */
export const causesCountFrom = (restore: Restore | undefined): Instant | undefined =>
  restore && !isProven(restore) ? restore.restoredAt : undefined

/** A message that falls due, as far as a restore concerns it. */
type Concerned = { readonly isMarketing: boolean; readonly dueAt: Instant }

/** Whether it may have been sent before the restore, and so is not sent now. */
export function isSkippedByRestore(
  { isMarketing, dueAt }: Concerned,
  restore: Restore | undefined,
): boolean {
  if (!restore || isProven(restore) || dueAt >= restore.restoredAt) return false
  return isMarketing || restore.service === 'skip'
}

/** What a message waits for after a restore; undefined for nothing. */
export function restoreHolds(
  { isMarketing, dueAt }: Concerned,
  consents: readonly ConsentFact[],
  restore: Restore | undefined,
  now: Instant,
): 'restored' | 'consent-before-restore' | undefined {
  if (!restore || isProven(restore)) return undefined
  if (!isMarketing)
    return dueAt < restore.restoredAt && restore.service === undefined ? 'restored' : undefined
  if (restore.confirmedAt === undefined) return 'restored'
  if (restore.optOuts === 'imported') return undefined
  const grantedAt = lastOwnGrantAt(consents, 'marketing', now)
  return grantedAt !== undefined && grantedAt >= restore.restoredAt
    ? undefined
    : 'consent-before-restore'
}

/**
 * From when on a message's patience counts: service mail of unknown fate waits for a person, and
 * the time before the restore, or before the decision, was not theirs.
 */
export const patienceFrom = (
  { isMarketing, dueAt }: Concerned,
  restore: Restore | undefined,
): Instant =>
  !restore || isProven(restore) || isMarketing || dueAt >= restore.restoredAt
    ? dueAt
    : (restore.confirmedAt ?? restore.restoredAt)

/**
 * Until when a journey of the lost span does not end because the order that started it is missing;
 * undefined if it does not wait.
 *
 * @param waitDays how long a step waits for what may still arrive
 * @example awaitsOrderUntil(journey, facts.orders, settings.restore, policy.staleAfterDays)
 */
export function awaitsOrderUntil(
  { start, startedAt, end }: Journey,
  orders: readonly Order[],
  restore: Restore | undefined,
  waitDays: number,
): Instant | undefined {
  if (!restore || end || startedAt < restore.lostFrom || startedAt >= restore.restoredAt)
    return undefined
  return isOrderMissing(start, orders) ? restore.restoredAt + waitDays * DAY_MS : undefined
}

function isOrderMissing(start: Journey['start'], orders: readonly Order[]): boolean {
  switch (start.kind) {
    case 'purchase':
      return orders.every(({ orderId }) => orderId !== start.orderId)
    case 'class-entered':
      return (
        stageOf(start.class) === 'buying' && orders.every(({ paidAt }) => paidAt !== start.since)
      )
    case 'at-risk':
    case 'segment-entered':
    case 'event':
    case 'date':
    case 'broadcast':
    case 'consent-unconfirmed':
      return false
  }
}
