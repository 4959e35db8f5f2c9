/** What must hold for every single write, checked as the table's stream delivers it. */
import { isDeepStrictEqual } from 'node:util'
import { type Message, wakeOf } from '../../../functions/domain/message.ts'
import { HOUR_MS, type Instant, isoInstant, MINUTE_MS } from '../../../functions/domain/time.ts'
import { isTombstone } from '../../../functions/store/erasure.ts'
import { STATE } from '../../../functions/store/keys.ts'
import type { Row, RowChange, RowKey } from '../../../functions/store/table.ts'
import { messageIdOf } from './doubts.ts'

type Status = Message['status']

/** What may become of each status; the same again is feedback, or another wait. */
const MAY_BECOME: Readonly<Record<Status, readonly Status[]>> = {
  held: ['held', 'deferred', 'due', 'skipped'],
  deferred: ['held', 'deferred', 'due', 'skipped'],
  due: ['held', 'deferred', 'due', 'skipped', 'claimed', 'parked', 'refused'],
  parked: ['held', 'deferred', 'due', 'skipped', 'parked', 'accepted'],
  // Due again where the store took the claim and its sender got no answer, so that nothing was handed
  // over: whether that is so is judged by the carrier's log.
  claimed: ['accepted', 'refused', 'unknown', 'parked', 'due'],
  unknown: ['accepted', 'given-up'],
  'given-up': ['accepted'],
  refused: ['accepted'],
  skipped: ['accepted'],
  accepted: ['accepted'],
}

/**
 * A due message is relayed again after an hour, even if something else is due for it earlier by
 * then.
 */
const SLACK_MS = HOUR_MS + MINUTE_MS

const nameOf = ({ pk, sk }: RowKey): string => `${pk}\n${sk}`

export type RowWatch = {
  /** The changes that one write made, or one transaction. */
  readonly check: (changes: readonly RowChange[], now: Instant) => void
  /** When each message was claimed for the mail that SES took or not, latest last. */
  readonly claimedAt: (messageId: string) => readonly Instant[]
  /** Every row that a key had, and since when; of one that moved, also under its former customer. */
  readonly historyOf: (key: RowKey) => readonly Version[]
}

export type Version = { readonly row: Row; readonly since: Instant }

/** The row that went away as another came: its customer turned out to be the other's. */
const movedTo = (after: Row, changes: readonly RowChange[]): Row | undefined =>
  changes.find(
    ({ before: gone, after: left }) =>
      gone && !left && gone.pk !== after.pk && isSameThing(gone, after),
  )?.before

/** Journeys and messages get another number as they move. */
function isSameThing(a: Row, b: Row): boolean {
  if (!/^(journey|message)#/.test(a.sk)) return a.sk === b.sk
  return ['campaign', 'step', 'dueAt', 'startedAt'].every((field) => a[field] === b[field])
}

/** @param onFault is called for each write that must not happen */
export function watchRows(onFault: (what: string) => void): RowWatch {
  const claims = new Map<string, Instant[]>()
  const histories = new Map<string, Version[]>()
  const openOf = new Map<string, Map<string, Instant>>()
  const stateOf = new Map<string, Row>()

  function checkMessage(before: Row | undefined, after: Row): void {
    const [was, is] = [before, after] as unknown as [Message | undefined, Message]
    const name = `${after.pk} ${after.sk}`
    const hasMoved = before !== undefined && before.pk !== after.pk
    if (was && !(hasMoved ? [was.status] : MAY_BECOME[was.status]).includes(is.status))
      onFault(`${name} went from ${was.status} to ${is.status}`)
    const claimed = is.status === 'claimed' && was?.status !== 'claimed'
    if (was && is.attempt !== was.attempt + (claimed ? 1 : 0))
      onFault(`${name} went from attempt ${was.attempt} to ${is.attempt}, ${is.status}`)
    if (was && (was.dueAt !== is.dueAt || was.marketing !== is.marketing))
      onFault(`${name} is not the message that it was`)
    const id = messageIdOf(after) ?? ''
    if (was && was.attempt > 0 && messageIdOf(before as Row) !== id)
      onFault(`${name} was handed over as ${messageIdOf(before as Row)}, and is ${id} now`)
    if (is.status === 'claimed' && claimed)
      claims.set(id, [...(claims.get(id) ?? []), is.claimedAt])
    const open = openOf.get(after.pk) ?? new Map<string, Instant>()
    openOf.set(after.pk, open)
    const wake = wakeOf(is)
    if (wake === undefined) open.delete(after.sk)
    else open.set(after.sk, wake)
  }

  function checkJourney(before: Row | undefined, after: Row): void {
    if (!before) return
    const isOther =
      before.startedAt !== after.startedAt ||
      !isDeepStrictEqual(before.start, after.start) ||
      (before.end !== undefined && after.end === undefined)
    if (isOther) onFault(`${after.pk} ${after.sk} was restarted, or its end was undone`)
  }

  /** No customer may ever be without a wake for what is still to come of them. */
  function checkWake(pk: string, now: Instant): void {
    const state = stateOf.get(pk)
    const wakes = [...(openOf.get(pk)?.values() ?? [])]
    if (wakes.length === 0 || (state && isTombstone(state))) return
    const first = Math.min(...wakes)
    const wakeAt = state?.wakeAt as Instant | undefined
    if (wakeAt === undefined || wakeAt > Math.max(first, now) + SLACK_MS)
      onFault(
        `${pk} has a message that asks for ${isoInstant(first)}, and is woken ${wakeAt === undefined ? 'never' : `at ${isoInstant(wakeAt)}`}`,
      )
  }

  function checkOne(
    { before: replaced, after }: RowChange,
    changes: readonly RowChange[],
    now: Instant,
  ): void {
    if (replaced && !after) openOf.get(replaced.pk)?.delete(replaced.sk)
    if (!after) return
    const { pk, sk } = after
    const before = replaced ?? movedTo(after, changes)
    const earlier = before && histories.get(nameOf(before))
    const history = histories.get(nameOf(after)) ?? [...(earlier ?? [])]
    histories.set(nameOf(after), history)
    history.push({ row: after, since: now })
    if (sk.startsWith('journey#')) checkJourney(before, after)
    if (sk.startsWith('message#')) checkMessage(before, after)
    if (sk !== STATE) return
    const was = before?.version as number | undefined
    if (was !== undefined && (after.version as number) < was)
      onFault(`${pk} went back from version ${was} to ${after.version}`)
    stateOf.set(pk, after)
  }

  return {
    check(changes, now) {
      for (const change of changes) checkOne(change, changes, now)
      const touched = changes.flatMap(({ after }) =>
        after && (after.sk === STATE || after.sk.startsWith('message#')) ? [after.pk] : [],
      )
      for (const pk of new Set(touched)) checkWake(pk, now)
    },
    claimedAt: (messageId) => claims.get(messageId) ?? [],
    historyOf: (key) => histories.get(nameOf(key)) ?? [],
  }
}
