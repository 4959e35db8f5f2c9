/**
 * When facts arrived, where that is stored: only of what happened before its shop came to be on other
 * rules, which would otherwise be taken for old although the former rules never saw it.
 */
import type { ConsentFact } from '../domain/consent.ts'
import type { Settings } from '../domain/policy.ts'
import { arrivesLate } from '../domain/rules-version.ts'
import type { Instant } from '../domain/time.ts'
import type { CustomerRows } from '../store/codecs/customer-row-types.ts'
import { encode } from '../store/codecs/read-customer-rows.ts'
import type { CustomerKey } from '../store/keys.ts'
import type { Write } from '../store/table.ts'
import type { FactWrites } from './write-facts.ts'

/** When what happened at an instant arrived; undefined where that is not stored. */
export type ArrivalOf = (at: Instant) => Instant | undefined

/** @example recordPurchases('acme', [purchase], ports, undefined, arrivalAt(settings, now)) */
export const arrivalAt =
  (settings: Settings, now: Instant): ArrivalOf =>
  (at) =>
    arrivesLate(settings, at, now) ? now : undefined

const ABSENT = { absent: true } as const

/** How a fact came, as far as its row states it. */
export type Brought = {
  readonly importId: string | undefined
  readonly arrivalOf: ArrivalOf
}

/**
 * An order that was there already is not the import's to withdraw, nor did it arrive now: a later
 * version of it keeps when the first one arrived.
 */
export function orderWrites(
  key: CustomerKey,
  order: CustomerRows['order'],
  { importId, arrivalOf }: Brought,
): { readonly write: Write; readonly ifPresent?: FactWrites['ifPresent'] } {
  const { updatedAt, contentHash } = order
  const recordedAt = arrivalOf(order.paidAt)
  const onNewer = (put: CustomerRows['order']): Write => ({
    put: encode('order', key, put),
    on: { newer: { updatedAt, contentHash } },
  })
  if (importId !== undefined)
    return {
      write: { put: encode('order', key, { ...order, importId }), on: ABSENT },
      ifPresent: () => onNewer(order),
    }
  if (recordedAt === undefined) return { write: onNewer(order) }
  return {
    write: { put: encode('order', key, { ...order, recordedAt }), on: ABSENT },
    ifPresent: (stored) =>
      onNewer(
        typeof stored?.recordedAt === 'number'
          ? { ...order, recordedAt: stored.recordedAt }
          : order,
      ),
  }
}

/** A consent is written once. */
export function consentWrite(key: CustomerKey, consent: ConsentFact, arrivalOf: ArrivalOf): Write {
  const recordedAt = arrivalOf(consent.at)
  const fact = recordedAt === undefined ? consent : { ...consent, recordedAt }
  return { put: encode('consent', key, fact), on: ABSENT }
}
