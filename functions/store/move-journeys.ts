/**
 * How the journeys of a customer move who is joined with another, or parted from them: each under
 * the next free number, or under the one that it had there before, with the id that it was mailed
 * under (`mailedAs`).
 */
import { isSameOrigin, originOf } from '../domain/identity.ts'
import type { Journey, JourneyOrigin } from '../domain/journey.ts'
import type { Message } from '../domain/message.ts'
import { readRows } from './codecs/codec.ts'
import { CUSTOMER_ROWS } from './codecs/customer-rows.ts'
import { encode } from './codecs/read-customer-rows.ts'
import { idOf } from './identity.ts'
import { journeySort } from './keys.ts'
import { lastErasure, type Moving, type Step } from './moving.ts'
import type { Row } from './table.ts'

/**
 * The journeys that `to` lacks, each under a number that it keeps. They stay at `from` until all
 * messages have moved, which get their numbers from them.
 *
 * @throws UnreadableRowError
 */
export function journeySteps(moving: Moving): readonly Step[] {
  const { to, target, nextNumber } = moving
  const known = journeysIn(target)
  const erasedAt = lastErasure(moving)
  return comingJourneys(moving).flatMap(({ journey, origin, had }) => {
    // It would not count there, and its messages would wait for ever.
    if (journey.startedAt <= erasedAt) return []
    const own = known.filter(({ campaign }) => campaign === journey.campaign)
    if (own.some((one) => isFrom(one, origin, idOf(to)))) return []
    const isFree = own.every((one) => one.n !== had)
    const n = had !== undefined && isFree ? had : nextNumber(own)
    const { mailedAs: _before, ...rest } = journey
    const moved: Journey = { ...rest, n, ...mailedUnder(origin, idOf(to), n) }
    known.push(moved)
    return [[{ put: encode('journey', to, moved), on: { absent: true } }]]
  })
}

type Coming = {
  readonly journey: Journey
  readonly origin: JourneyOrigin
  /** Its number under the present id, if it was there before. */
  readonly had?: number
}

/** Those that had a number there come first, so that they find it free. */
function comingJourneys({ from, to, source, parted }: Moving): readonly Coming[] {
  const [customer, id] = [idOf(from), idOf(to)]
  const messages = parted ? messagesIn(source) : []
  const coming = journeysIn(source).flatMap((journey): readonly Coming[] => {
    const origin = originOf(journey, customer)
    if (!parted) return [{ journey, origin }]
    if (!parted.has(origin.customer)) return []
    const own = messages.find((one) => isIn(journey, one) && one.mailedAs?.customer === id)
    const had = origin.customer === id ? origin.n : own?.mailedAs?.n
    return [{ journey, origin, ...(had !== undefined && { had }) }]
  })
  return coming.toSorted((a, b) => Number(a.had === undefined) - Number(b.had === undefined))
}

const isIn = ({ campaign, n }: Journey, message: Message): boolean =>
  message.campaign === campaign && message.n === n

/**
 * The journeys, once everything that asks for their numbers has moved. One in which a mail went out
 * under the number that it has here ends and stays, so that no other gets that number.
 */
export function journeyRemovals(moving: Moving): readonly Step[] {
  const { from, source, target, parted, now } = moving
  const messages = parted ? messagesIn(source) : []
  const gone = parted ? messagesIn(target) : []
  return comingJourneys(moving).flatMap(({ journey }): readonly Step[] => {
    const { campaign, n } = journey
    const wasMailed =
      messages.some((one) => isIn(journey, one) && one.attempt > 0 && one.mailedAs === undefined) ||
      // Moved in an earlier transaction.
      gone.some(
        (one) =>
          one.campaign === campaign && isSameOrigin(one.mailedAs, { customer: idOf(from), n }),
      )
    if (!wasMailed)
      return [[{ remove: { pk: from, sk: journeySort(journey.campaign, journey.n) } }]]
    if (journey.end) return []
    const ended: Journey = { ...journey, end: { at: now, reason: 'merged' } }
    return [[{ put: encode('journey', from, ended) }]]
  })
}

/** What the number of a journey of `from` is at `to`; undefined for one that is not there. */
export type Numbers = (campaign: string, n: number) => number | undefined

/** @throws UnreadableRowError */
export function numbersOf(moving: Moving): Numbers {
  const there = journeysIn(moving.target)
  const numbers = new Map<string, number>()
  for (const { journey, origin } of comingJourneys(moving)) {
    const moved = there.find(
      (one) => one.campaign === journey.campaign && isFrom(one, origin, idOf(moving.to)),
    )
    if (moved) numbers.set(`${journey.campaign}#${journey.n}`, moved.n)
  }
  return (campaign, n) => numbers.get(`${campaign}#${n}`)
}

const journeysIn = (rows: readonly Row[]): Journey[] => [...readRows(CUSTOMER_ROWS.journey, rows)]

const messagesIn = (rows: readonly Row[]): readonly Message[] =>
  readRows(CUSTOMER_ROWS.message, rows)

/** Whether it is the journey of that origin, at the customer with that id. */
const isFrom = (journey: Journey, origin: JourneyOrigin, id: string): boolean =>
  isSameOrigin(originOf(journey, id), origin)

/** Where it has the id and the number that it had there is no other to remember. */
export const mailedUnder = (
  origin: JourneyOrigin,
  id: string,
  n: number,
): { readonly mailedAs?: JourneyOrigin } =>
  isSameOrigin(origin, { customer: id, n }) ? {} : { mailedAs: origin }
