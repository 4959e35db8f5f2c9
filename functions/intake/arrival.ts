/**
 * When facts arrived. `arrivedAt` is of each version of an order or a refund, and decides which one
 * counts (domain/fact-version.ts). `recordedAt` is when the first version of a fact arrived, stored only
 * of what happened before its shop came to be on other rules, which would otherwise be taken for old
 * although the former rules never saw it.
 */
import type { ConsentFact } from '../domain/consent.ts'
import type { Settings } from '../domain/policy.ts'
import { arrivesLate } from '../domain/rules-version.ts'
import type { Instant } from '../domain/time.ts'
import { encode } from '../store/codecs/read-customer-rows.ts'
import type { CustomerKey } from '../store/keys.ts'
import type { Write } from '../store/table.ts'
import { isListed } from './import/listed-withdrawal.ts'

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
  /** When this version of it arrived: stamped once, by the request or the first run of the import. */
  readonly arrivedAt: Instant
  readonly arrivalOf: ArrivalOf
}

/** What the row of a new order or refund states of how it came. */
export const marksOf = ({ importId, arrivalOf }: Brought, at: Instant) => {
  const recordedAt = importId === undefined ? arrivalOf(at) : undefined
  return {
    ...(importId !== undefined && { importId }),
    ...(recordedAt !== undefined && { recordedAt }),
  }
}

/**
 * A consent is written once. A withdrawal whose value the mapping lists adds that to the same one of an
 * earlier build, which did not say so: see lift-import-withdrawals.ts.
 *
 * @param movedFrom the id that it was posted under, if that is another one of the customer
 */
export function consentWrite(
  key: CustomerKey,
  consent: ConsentFact,
  arrivalOf: ArrivalOf,
  movedFrom?: string,
): Write {
  const recordedAt = arrivalOf(consent.at)
  const fact = recordedAt === undefined ? consent : { ...consent, recordedAt }
  const row = {
    ...encode('consent', key, fact),
    ...(movedFrom !== undefined && { movedFrom }),
  }
  return isListed(consent) ? { merge: row } : { put: row, on: ABSENT }
}
