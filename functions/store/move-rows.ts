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
import { HASHED_GUEST, isGuest, originOf } from '../domain/identity.ts'
import type { Journey, JourneyOrigin } from '../domain/journey.ts'
import type { Message } from '../domain/message.ts'
import type { Instant } from '../domain/time.ts'
import { readRow, upgraded } from './codecs/codec.ts'
import type { StoredProfile } from './codecs/customer-row-types.ts'
import { CUSTOMER_ROWS } from './codecs/customer-rows.ts'
import { customerRowKind, datedAt, encode, isMarker } from './codecs/read-customer-rows.ts'
import { findState } from './erasure.ts'
import { idOf } from './identity.ts'
import { type CustomerKey, formerSort, journeySort, PROFILE } from './keys.ts'
import { addressIdOf, mergedProfile } from './merge-profile.ts'
import { mergedRow } from './merge-row.ts'
import type { Row, Write, WriteCondition } from './table.ts'

/** The rows of both customers, and what is needed to number journeys. */
export type Moving = {
  readonly from: CustomerKey
  readonly to: CustomerKey
  readonly source: readonly Row[]
  readonly target: readonly Row[]
  /** Left out where everything moves: the id whose rows go back to it. */
  readonly only?: string
  readonly now: Instant
  /** @param before the journeys of one campaign that `to` has */
  readonly nextNumber: (before: readonly Journey[]) => number
}

/** Writes that are carried out together. */
export type Step = readonly Write[]

/**
 * The journeys that `to` lacks, each under a number that it keeps. They stay at `from` until all
 * messages have moved, which get their numbers from them.
 *
 * @throws UnreadableRowError
 */
export function journeySteps(moving: Moving): readonly Step[] {
  const { from, to, source, target, only, nextNumber } = moving
  const customer = idOf(from)
  const known = journeysIn(target)
  return journeysIn(source).flatMap((journey) => {
    const origin = originOf(journey, customer)
    if (only !== undefined && origin.customer !== only) return []
    const own = known.filter(({ campaign }) => campaign === journey.campaign)
    if (own.some((one) => isFrom(one, origin, only))) return []
    const { mailedAs: _before, ...rest } = journey
    const n = only === undefined ? nextNumber(own) : origin.n
    const moved: Journey = { ...rest, n, ...mailedUnder(origin, only) }
    known.push(moved)
    return [[{ put: encode('journey', to, moved), on: { absent: true } }]]
  })
}

/**
 * Everything else but the journeys and the profile.
 *
 * @throws UnreadableRowError
 */
export function rowSteps(moving: Moving): readonly Step[] {
  const { from, to, source, target, only } = moving
  const erasedAt = Math.max(erasureOf(source), erasureOf(target))
  const stored = new Map(target.map((row) => [row.sk, row]))
  const numbers = numbersOf(moving)
  const addressId = addressIdOf(profileIn(source))
  return source.flatMap((row): readonly Step[] => {
    const kind = customerRowKind(row.sk)
    if (kind === undefined || kind === 'journey' || kind === 'profile' || kind === 'state')
      return []
    if (only !== undefined && !isOf(only, row, numbers)) return []
    const remove: Write = { remove: { pk: row.pk, sk: row.sk }, on: unchanged(row) }
    if (datedAt(row) <= erasedAt && kind !== 'recommended') return [[remove]]
    const put = kind === 'message' ? movedMessage(row, moving, numbers) : movedFact(row, moving)
    if (!put || (isMarker(put) && put.movedTo === idOf(to))) return [[remove]]
    const here = stored.get(put.sk)
    const merged = here ? mergedRow(put, here, idOf(from)) : withAddress(put, addressId)
    if (!merged) return [[remove]]
    // A person who asked to be left alone is left alone under both ids.
    const stays = only !== undefined && row.act === 'withdrawn'
    return [
      [...(stays ? [] : [remove]), { put: merged, on: here ? unchanged(here) : { absent: true } }],
    ]
  })
}

/** Whether a row came from that id: a fact says so itself, a message by its journey. */
function isOf(id: string, row: Row, numbers: Numbers): boolean {
  if (customerRowKind(row.sk) !== 'message') return row.movedFrom === id
  const { campaign, n } = readRow(CUSTOMER_ROWS.message, row)
  return numbers(campaign, n) !== undefined
}

/** The journeys, once everything that asks for their numbers has moved. */
export const journeyRemovals = ({ from, source, only }: Moving): readonly Step[] =>
  journeysIn(source)
    .filter((one) => only === undefined || originOf(one, idOf(from)).customer === only)
    .map((one): Step => [{ remove: { pk: from, sk: journeySort(one.campaign, one.n) } }])

/**
 * The last step: who they are. What was known of them under the former id is kept with it, so that a
 * split can bring it back.
 */
export function profileStep(moving: Moving): Step {
  const { from, to, source, target, only, now } = moving
  if (only !== undefined) return formerProfileStep(moving, only)
  const row = source.find(({ sk }) => sk === PROFILE)
  const profile = profileIn(source)
  const isGone = !profile || profile.updatedAt <= Math.max(erasureOf(source), erasureOf(target))
  const id = idOf(from)
  const former = { id, movedAt: now, ...(!isGone && { profile }) }
  const kept = { put: encode('former', to, former) }
  if (!row || !profile) return [kept]
  const remove: Write = { remove: { pk: row.pk, sk: row.sk }, on: unchanged(row) }
  if (isGone) return [remove, kept]
  const here = target.find(({ sk }) => sk === PROFILE)
  const known = profileIn(target)
  // Of any other customer the address is not the one that the guest is known by.
  const isRekeyed = isGuest(id) && isGuest(idOf(to))
  const own = isRekeyed ? underKeyOf(idOf(to), profile) : profile
  const merged = known ? mergedProfile(known, own) : own
  if (merged === known) return [remove, kept]
  const on = here ? unchanged(here) : ({ absent: true } as const)
  return [remove, { put: encode('profile', to, merged), on }, kept]
}

function formerProfileStep({ from, to, source, target }: Moving, id: string): Step {
  const sk = formerSort(id)
  const row = source.find((one) => one.sk === sk)
  const profile = row && readRow(CUSTOMER_ROWS.former, row).profile
  const isKnown = target.some((one) => one.sk === PROFILE)
  return [
    ...(row ? [{ remove: { pk: from, sk } }] : []),
    ...(profile && !isKnown
      ? [{ put: encode('profile', to, profile), on: { absent: true } as const }]
      : []),
  ]
}

/** A guest who moves to another guest has the same address under another key. */
const underKeyOf = (guest: string, profile: StoredProfile): StoredProfile => {
  const [addressId, at] = [addressIdOf(profile), profile.addressHashAt]
  return {
    ...profile,
    addressHash: guest.slice(HASHED_GUEST.length),
    ...(addressId !== undefined && { addressId }),
    ...(at !== undefined && { addressIdAt: at }),
  }
}

/** What the number of a journey of `from` is at `to`; undefined for one that is not there. */
export type Numbers = (campaign: string, n: number) => number | undefined

/** @throws UnreadableRowError */
export function numbersOf({ from, source, target, only }: Moving): Numbers {
  const customer = idOf(from)
  const there = journeysIn(target)
  const numbers = new Map<string, number>()
  for (const journey of journeysIn(source)) {
    const origin = originOf(journey, customer)
    const moved = there.find(
      (one) => one.campaign === journey.campaign && isFrom(one, origin, only),
    )
    if (moved) numbers.set(`${journey.campaign}#${journey.n}`, moved.n)
  }
  return (campaign, n) => numbers.get(`${campaign}#${n}`)
}

const journeysIn = (rows: readonly Row[]): Journey[] =>
  rows
    .filter(({ sk }) => customerRowKind(sk) === 'journey')
    .map((row) => readRow(CUSTOMER_ROWS.journey, row))

const isFrom = (
  journey: Journey,
  { customer, n }: JourneyOrigin,
  only: string | undefined,
): boolean =>
  customer === only
    ? journey.mailedAs === undefined && journey.n === n
    : journey.mailedAs?.customer === customer && journey.mailedAs.n === n

/** Back under the id that it had there is no other one to remember. */
const mailedUnder = (
  origin: JourneyOrigin,
  only: string | undefined,
): { readonly mailedAs?: JourneyOrigin } => (origin.customer === only ? {} : { mailedAs: origin })

const profileIn = (rows: readonly Row[]) =>
  readRow(
    CUSTOMER_ROWS.profile,
    rows.find(({ sk }) => sk === PROFILE),
  )

function erasureOf(rows: readonly Row[]): number {
  const { erasedAt } = findState(rows)
  return erasedAt ?? Number.NEGATIVE_INFINITY
}

/** Fields that change with every change of a row, as far as its kind has them. */
const VERSION_FIELDS = [
  'updatedAt',
  'contentHash',
  'arrivedAt',
  'status',
  'attempt',
  'heard',
  'liftedAt',
  'movedTo',
]

const unchanged = (row: Row): WriteCondition => ({
  equals: Object.fromEntries(
    VERSION_FIELDS.map((field) => [field, row[field] as string | number | undefined]),
  ),
})

/** In today's form: the table asks for that, whatever form it has stored. */
function movedFact(stored: Row, { from, to, only }: Moving): Row {
  const kind = customerRowKind(stored.sk)
  const { movedFrom: source, ...row } = kind ? upgraded(CUSTOMER_ROWS[kind], stored) : stored
  if (only !== undefined) return { ...row, pk: to }
  const movedFrom = typeof source === 'string' ? source : idOf(from)
  const isNamed = kind !== undefined && NAMING_SOURCE.has(kind)
  return { ...row, pk: to, ...(isNamed && { movedFrom }) }
}

/** Kinds whose rows say under which id they were recorded. */
const NAMING_SOURCE: ReadonlySet<string> = new Set(['order', 'lines', 'refund', 'consent', 'hold'])

/** A grant that was reported without an address was given at the one that its customer had. */
const withAddress = (row: Row, addressId: string | undefined): Row =>
  addressId !== undefined && row.act === 'granted' && row.addressHash === undefined
    ? { ...row, addressHash: addressId }
    : row

/** Undefined for a message whose journey is not there: nothing will ever be sent for it. */
function movedMessage(row: Row, { from, to, only }: Moving, numbers: Numbers): Row | undefined {
  const message = readRow(CUSTOMER_ROWS.message, row)
  const n = numbers(message.campaign, message.n)
  if (n === undefined) return undefined
  const origin = originOf(message, idOf(from))
  return encode('message', to, movedOne(message, n, origin, only))
}

/** One that was ever handed over stays known by the id that it had then, any other gets a new one. */
function movedOne(
  message: Message,
  n: number,
  origin: JourneyOrigin,
  only: string | undefined,
): Message {
  if (message.status === 'claimed') throw new Error('a claimed message does not move')
  const { mailedAs: _before, ...rest } = message
  const moved: Message = { ...rest, n, ...(message.attempt > 0 && mailedUnder(origin, only)) }
  return moved.status === 'due' ? { ...moved, relayAt: moved.decidedAt } : moved
}
