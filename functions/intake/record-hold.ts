/** Holds: posted once, lifted once and never changed, so that late arrivals do no harm. */
import { hash } from 'node:crypto'
import type { Instant } from '../domain/time.ts'
import { encode } from '../store/codecs/read-customer-rows.ts'
import { customerBehind, knownCustomer } from '../store/identity.ts'
import { customerKey, holdSort } from '../store/keys.ts'
import type { Row, Table } from '../store/table.ts'
import type { PostedHold } from './wire.ts'

/** Which hold of which customer. */
export type HoldName = {
  readonly shop: string
  readonly customer: string
  readonly hold: string
}

/**
 * Lifted: it was known already and has ended. Other: a different hold has this id. Erased: the
 * customer has been erased since.
 */
export type HoldRecorded = 'recorded' | 'unchanged' | 'lifted' | 'other' | 'erased'

/** A clock that runs ahead must not let a mail through meanwhile: a hold begins by `now`. */
export async function recordHold(
  { shop, customer, hold }: HoldName,
  posted: PostedHold,
  table: Table,
  now: Instant,
): Promise<HoldRecorded> {
  const asked = customerKey(shop, customer)
  const { key, erasure } = await knownCustomer(table, asked)
  if (erasure && posted.at <= erasure.at) return 'erased'
  const fact = { holdId: hold, ...posted, at: Math.min(posted.at, now) }
  const put: Row = {
    ...encode('hold', key, { ...fact, contentHash: contentOf(posted) }),
    ...(key !== asked && { movedFrom: customer }),
  }
  const [result] = await table.write([{ put, on: { absent: true } }])
  if (result?.done) return 'recorded'
  const stored = result?.stored
  if (stored?.contentHash !== put.contentHash) return 'other'
  return stored?.liftedAt === undefined ? 'unchanged' : 'lifted'
}

/** The hold as it was posted, which may differ from what is stored. */
const contentOf = ({ reason, at, until }: PostedHold): string =>
  hash('sha256', JSON.stringify([reason, at, until ?? null]), 'base64url').slice(0, 22)

/** The first lifting counts. @returns whether there is such a hold */
export async function liftHold(
  { shop, customer, hold }: HoldName,
  table: Table,
  now: Instant,
): Promise<boolean> {
  const pk = await customerBehind(table, customerKey(shop, customer))
  const merge: Row = { pk, sk: holdSort(hold), liftedAt: now }
  const [result] = await table.write([{ merge, on: { equals: { liftedAt: undefined } } }])
  return result?.done === true || result?.stored !== undefined
}
