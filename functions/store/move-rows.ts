/**
 * How each row of a customer who is joined with another moves: the write that takes it away
 * from `from` and the one that brings it to `to`. Both are carried out together, so that a row is in
 * one place at any moment, and each on condition that it was not changed meanwhile.
 *
 * 1. Facts keep their content, and name the id that they were recorded under (`movedFrom`), except
 *    where the same fact is there already: the newer version stays.
 * 2. Journeys and messages get the next free number, and name the one they had (`mailedAs`).
 * 3. A message that waits moves as it is, so that it keeps its time; one that is due falls due again.
 */
import { originOf } from '../domain/identity.ts'
import type { JourneyOrigin } from '../domain/journey.ts'
import type { Message } from '../domain/message.ts'
import { readRow, upgraded } from './codecs/codec.ts'
import type { CustomerRowKind } from './codecs/customer-row-types.ts'
import { CUSTOMER_ROWS } from './codecs/customer-rows.ts'
import { customerRowKind, datedAt, encode, isMarker } from './codecs/read-customer-rows.ts'
import { idOf } from './identity.ts'
import { addressIdOf } from './merge-profile.ts'
import { mergedRow } from './merge-row.ts'
import { mailedUnder, type Numbers, numbersOf } from './move-journeys.ts'
import { erasureOf, lastErasure, type Moving, profileIn, type Step, unchanged } from './moving.ts'
import { isRowOf } from './parted-rows.ts'
import type { Row, Write } from './table.ts'

/**
 * Everything else but the journeys and the profile.
 *
 * @throws UnreadableRowError
 */
export function rowSteps(moving: Moving): readonly Step[] {
  const { from, to, source, target, parted } = moving
  const erasedAt = lastErasure(moving)
  const isParted = parted && isRowOf(parted, source)
  const stored = new Map(target.map((row) => [row.sk, row]))
  const numbers = numbersOf(moving)
  const addressId = addressIdOf(profileIn(source))
  return source.flatMap((row): readonly Step[] => {
    const kind = customerRowKind(row.sk)
    if (kind === undefined || kind === 'journey' || kind === 'profile' || kind === 'state')
      return []
    // What came from which id is known by them until the last step.
    // What was chosen as one person counts for both.
    if (isParted && kind === 'preferences') return preferencesKept(row, moving)
    if (isParted && (kind === 'former' || !isParted(row))) return []
    const remove: Write = { remove: { pk: row.pk, sk: row.sk }, on: unchanged(row) }
    // Of who led here before the other was erased no more is kept than that they did.
    if (kind === 'former' && datedAt(row) <= erasedAt && datedAt(row) > erasureOf(source)) {
      const { profile: _profile, replaced: _replaced, ...bare } = movedFact(row, moving)
      const put = { ...bare, movedAt: moving.now }
      return [stored.has(row.sk) ? [remove] : [remove, { put, on: { absent: true } }]]
    }
    if (datedAt(row) <= erasedAt && kind !== 'recommended') return [[remove]]
    const put = movedRow(kind, row, moving, numbers)
    if (!put || (isMarker(put) && put.movedTo === idOf(to))) return [[remove]]
    const here = stored.get(put.sk)
    const merged = here ? mergedRow(put, here, idOf(from)) : withAddress(put, addressId)
    // A person who asked to be left alone is left alone under both ids, as long as they are known.
    const stays = parted && row.act === 'withdrawn' && datedAt(row) > erasureOf(source)
    const gone = stays ? [{ put: ownOf(row), on: unchanged(row) }] : [remove]
    if (!merged) return [gone]
    return [[...gone, { put: merged, on: here ? unchanged(here) : { absent: true } }]]
  })
}

/** Of neither side more than of the other: each takes it along wherever they are joined next. */
const ownOf = ({ movedFrom: _other, ...row }: Row): Row => row

function preferencesKept(row: Row, { to, target, source }: Moving): readonly Step[] {
  const here = target.find(({ sk }) => sk === row.sk)
  const isGone = datedAt(row) <= Math.max(erasureOf(source), erasureOf(target))
  if (isGone || here) return []
  return [[{ put: { ...row, pk: to }, on: { absent: true } }]]
}

/** In today's form: the table asks for that, whatever form it has stored. */
function movedFact(stored: Row, { from, to, parted }: Moving): Row {
  const kind = customerRowKind(stored.sk)
  const { movedFrom: source, ...row } = kind ? upgraded(CUSTOMER_ROWS[kind], stored) : stored
  const movedFrom = typeof source === 'string' ? source : idOf(from)
  if (parted) return { ...row, pk: to, ...(movedFrom !== idOf(to) && { movedFrom }) }
  if (kind === 'former') return { ...row, pk: to, via: row.via ?? idOf(from) }
  const isNamed = kind !== undefined && NAMING_SOURCE.has(kind)
  return { ...row, pk: to, ...(isNamed && { movedFrom }) }
}

/** Kinds whose rows say under which id they were recorded. */
const NAMING_SOURCE: ReadonlySet<string> = new Set([
  ...['order', 'lines', 'refund', 'consent', 'hold'],
  ...['event', 'event-body', 'attribute'],
])

/** A grant that was reported without an address was given at the one that its customer had. */
const withAddress = (row: Row, addressId: string | undefined): Row =>
  addressId !== undefined && row.act === 'granted' && row.addressHash === undefined
    ? { ...row, addressHash: addressId }
    : row

function movedRow(
  kind: CustomerRowKind,
  row: Row,
  moving: Moving,
  numbers: Numbers,
): Row | undefined {
  switch (kind) {
    case 'message':
      return movedMessage(row, moving, numbers)
    case 'coupon':
      return movedCoupon(row, moving, numbers)
    default:
      return movedFact(row, moving)
  }
}

/** It stays with its journey, whatever number that gets. */
function movedCoupon(row: Row, { to }: Moving, numbers: Numbers): Row | undefined {
  const coupon = readRow(CUSTOMER_ROWS.coupon, row)
  const n = numbers(coupon.campaign, coupon.n)
  return n === undefined ? undefined : encode('coupon', to, { ...coupon, n })
}

/** Undefined for a message whose journey is not there: nothing will ever be sent for it. */
function movedMessage(row: Row, { from, to }: Moving, numbers: Numbers): Row | undefined {
  const message = readRow(CUSTOMER_ROWS.message, row)
  const n = numbers(message.campaign, message.n)
  if (n === undefined) return undefined
  const origin = originOf(message, idOf(from))
  return encode('message', to, movedOne(message, n, origin, idOf(to)))
}

/** One that was ever handed over stays known by the id that it had then, any other gets a new one. */
function movedOne(message: Message, n: number, origin: JourneyOrigin, id: string): Message {
  if (message.status === 'claimed') throw new Error('a claimed message does not move')
  const { mailedAs: _before, ...rest } = message
  const moved: Message = { ...rest, n, ...(message.attempt > 0 && mailedUnder(origin, id, n)) }
  return moved.status === 'due' ? { ...moved, relayAt: moved.decidedAt } : moved
}
