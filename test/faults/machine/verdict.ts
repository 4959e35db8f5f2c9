/** Holds what the rows say of every message against what the witness saw. */
import type { Message } from '../../../functions/domain/message.ts'
import { NOTHING, type Tally } from '../tally.ts'
import { SETTLES_WITHIN_MS } from './chances.ts'
import type { Stored } from './read-file.ts'
import type { Attempt } from './witness.ts'
import type { Killing, WorldLog } from './world.ts'

/** Why it was impossible to know whether a mail was sent. */
type Doubt =
  | 'answered in doubt'
  | 'killed before the answer'
  | 'killed after the answer'
  | 'killed before it was handed over'
  | 'reported before the answer'
  | 'clock put forward meanwhile'

type Case = {
  readonly id: string
  readonly pk: string
  readonly message: Message
  readonly attempts: readonly Attempt[]
  /**
   * Where it was first found claimed, once for each claim, and its mail had reached SES: that is the
   * last that is ever done about it.
   */
  readonly inDoubt: readonly Killing[]
  /** Where it was found claimed and nothing had reached SES: the claim may count as never made. */
  readonly stayed: readonly Killing[]
  readonly reported: 'answered' | 'tried' | undefined
  readonly log: WorldLog
}

/** What is wrong with a message, if anything, and how it is counted. */
type Verdict = {
  readonly wrong?: {
    readonly kind: 'duplicate' | 'lost' | 'wrongly explained'
    readonly why: string
  }
  readonly counts: readonly string[]
}

const fine = (...counts: readonly string[]): Verdict => ({ counts })
const wrongly = (why: string): Verdict => ({
  wrong: { kind: 'wrongly explained', why },
  counts: [],
})
const lost = (why: string): Verdict => ({ wrong: { kind: 'lost', why }, counts: [] })

export function tallyOf(log: WorldLog): Tally {
  const { stored, load, witness } = log
  const attemptsOf = Map.groupBy(witness.attempts, ({ message }) => message)
  const also = new Map<string, number>()
  const count = (what: string, by = 1) => also.set(what, (also.get(what) ?? 0) + by)
  const findings = [...log.findings]
  const wrong = { duplicate: 0, lost: 0, 'wrongly explained': 0 }
  const find = (kind: keyof typeof wrong, what: string) => {
    wrong[kind]++
    findings.push(`${kind}: ${log.options.name}: ${what}`)
  }
  for (const finding of log.findings) {
    if (finding.startsWith('lost')) wrong.lost++
    else wrong['wrongly explained']++
  }
  for (const what of [...load.wrong, ...log.eventReporter.wrong]) find('wrongly explained', what)

  for (const { id, pk, message } of stored.messages) {
    const attempts = attemptsOf.get(id) ?? []
    const killings = Map.groupBy(killingsOf(id, log), (killing) =>
      wasHandedOver(attempts, killing, log) ? 'inDoubt' : 'stayed',
    )
    const one: Case = {
      ...{ id, pk, message, attempts },
      inDoubt: killings.get('inDoubt') ?? [],
      stayed: killings.get('stayed') ?? [],
      reported: log.eventReporter.reported.get(id),
      log,
    }
    const verdict = judge(one)
    for (const what of verdict.counts) count(what)
    if (verdict.wrong) find(verdict.wrong.kind, `${deliveryHistoryOf(one)}: ${verdict.wrong.why}`)
  }
  const ids = new Set(stored.messages.map(({ id }) => id))
  for (const id of attemptsOf.keys())
    if (!ids.has(id)) find('wrongly explained', `${id} was handed over and has no row`)
  const welcomed = new Set(
    stored.messages.flatMap(({ pk, message }) => (message.step === 'introduction' ? [pk] : [])),
  )
  for (const { id, as, accepted } of load.purchases) {
    if (!accepted) continue
    count(`purchases accepted${as ? `, ${as}` : ''}`)
    const pk = stored.orders.get(`order-${id}`)
    if (pk === undefined) find('lost', `order-${id} was accepted and is not there`)
    // Whose two purchases were decided for as one history never was a first-time customer.
    else if (!welcomed.has(pk) && ordersOf(stored, pk) === 1)
      find('lost', `the customer of order-${id} bought first and has no welcome`)
    else if (as === 'known' && ordersOf(stored, pk) !== 2)
      find('lost', `the customer of order-${id} is not one with the guest of before`)
  }
  const takenBy = Map.groupBy(
    stored.messages.filter(({ id }) => attemptsOf.get(id)?.some(({ accepted: taken }) => taken)),
    ({ pk, message }) => `${pk}/${message.campaign}/${message.step}`,
  )
  for (const [step, mails] of takenBy)
    if (mails.length > 1) find('duplicate', `${step} reached one person ${mails.length} times`)
  for (const { when } of log.killings) count(`kills ${when}`)
  for (const [event, times] of log.logged) count(`log: ${event}`, times)
  count('events posted', log.eventReporter.posted())
  const statusIs = (status: Message['status']) =>
    stored.messages.filter(({ message }) => message.status === status).length
  return {
    ...NOTHING,
    runs: 1,
    kills: log.killings.length,
    messages: stored.messages.length,
    accepted: statusIs('accepted'),
    refused: statusIs('refused'),
    unknownSettled: also.get('unknown, settled') ?? 0,
    unknownGivenUp: statusIs('given-up'),
    duplicates: wrong.duplicate,
    lost: wrong.lost,
    wronglyExplained: wrong['wrongly explained'],
    also: Object.fromEntries([...also].filter(([what]) => what !== 'unknown, settled').sort()),
    findings,
  }
}

const ordersOf = ({ orders }: Stored, pk: string): number =>
  [...orders.values()].filter((one) => one === pk).length

/** A process that dies at its start leaves the claims of the one before as they were. */
function killingsOf(id: string, { killings }: WorldLog): readonly Killing[] {
  const claims = new Set<string>()
  return killings.filter(({ claimed }) => {
    const claim = claimed.get(id)
    const isNew = claim !== undefined && !claims.has(claim)
    if (claim !== undefined) claims.add(claim)
    return isNew
  })
}

/** By the process that was killed: what an earlier one handed over was another claim's. */
function wasHandedOver(
  attempts: readonly Attempt[],
  { at, killedAt }: Killing,
  { killings }: WorldLog,
): boolean {
  const since = killings.findLast((other) => other.killedAt < at)?.killedAt ?? 0
  return attempts.some(({ arrivedAt }) => since <= arrivedAt && arrivedAt <= killedAt)
}

function judge(one: Case): Verdict {
  if (one.attempts.filter(({ accepted }) => accepted).length > 1)
    return { wrong: { kind: 'duplicate', why: 'SES took it more than once' }, counts: [] }
  const verdict = byStatus(one)
  return verdict.wrong ? verdict : (miscounted(one) ?? verdict)
}

function byStatus(one: Case): Verdict {
  const { message } = one
  switch (message.status) {
    case 'accepted':
      return message.settledBy === 'event' ? settledByEvent(one) : accepted(one, message)
    case 'refused':
      return refused(one, message.reason)
    case 'unknown':
    case 'given-up':
      return unknown(one)
    case 'skipped':
      return skipped(one, message.reason)
    case 'held':
    case 'deferred':
    case 'parked':
    case 'due':
    case 'claimed':
      return lost('it is still open')
  }
}

/** Nothing is handed over again but what SES said no to, and each claim is one handing over. */
function miscounted(one: Case): Verdict | undefined {
  const { attempts, message, inDoubt, stayed } = one
  if (attempts.slice(0, -1).some(({ answer }) => answer !== 'put-off'))
    return wrongly('it was handed over again after an answer that was not a no')
  const [killing] = inDoubt
  if (
    inDoubt.length > 1 ||
    attempts.some(({ arrivedAt }) => arrivedAt > (killing?.killedAt ?? Infinity))
  )
    return wrongly('it was claimed again after a kill that left it in doubt')
  const claims = attempts.length + stayed.length
  return message.attempt === claims ? undefined : wrongly(`there were ${claims} claims`)
}

const last = ({ attempts }: Case): Attempt | undefined => attempts.at(-1)

/** What left the last claim in doubt; undefined where nothing did. */
function doubtOf(one: Case): Doubt | undefined {
  const attempt = last(one)
  const [killing] = one.inDoubt
  if (killing && attempt) {
    if (attempt.answer === 'in-doubt') return 'answered in doubt'
    return attempt.answeredAt === undefined || attempt.answeredAt > killing.at
      ? 'killed before the answer'
      : 'killed after the answer'
  }
  const lastStay = one.stayed.at(-1)
  if (lastStay && (attempt?.arrivedAt ?? 0) < lastStay.killedAt)
    return 'killed before it was handed over'
  if (attempt?.answer === 'in-doubt') return 'answered in doubt'
  if (one.log.eventReporter.early.has(one.id)) return 'reported before the answer'
  return attempt && one.log.jumps.some((jump) => isDuring(attempt, jump))
    ? 'clock put forward meanwhile'
    : undefined
}

const isDuring = ({ arrivedAt, answeredAt }: Attempt, at: number): boolean =>
  arrivedAt - SETTLES_WITHIN_MS < at &&
  at < (answeredAt ?? Number.POSITIVE_INFINITY) + SETTLES_WITHIN_MS

function accepted(one: Case, { mailerMessageId }: { readonly mailerMessageId: string }): Verdict {
  const attempt = last(one)
  if (!attempt?.accepted) return lost('the row says accepted, and SES never took it')
  if (attempt.mail.messageId !== mailerMessageId) return wrongly('it names another mail')
  if (attempt.answer !== 'accepted') return wrongly('SES never said so')
  if (one.inDoubt.length > 0) return wrongly('its sender was killed before it was settled')
  const again = one.stayed.length > 0 ? ['sent after a kill that it did not leave'] : []
  return one.attempts.length > 1 ? fine('deferred, then accepted', ...again) : fine(...again)
}

function settledByEvent(one: Case): Verdict {
  if (!last(one)?.accepted) return lost('an event says accepted, and SES never took it')
  if (one.reported === undefined) return wrongly('no event of it was posted')
  const doubt = doubtOf(one)
  if (!doubt) return wrongly('it was never in doubt')
  return isLate(one, doubt) ?? fine('unknown, settled', `settled: ${doubt}`)
}

function unknown(one: Case): Verdict {
  if (one.reported === 'answered') return lost('its event was answered, and the row does not know')
  if (one.message.status === 'unknown') return lost('it is still unknown after 72 hours')
  const doubt = doubtOf(one)
  if (!doubt || doubt === 'reported before the answer') return wrongly('it was never in doubt')
  const taken = last(one)?.accepted ? 'sent' : 'not sent'
  return isLate(one, doubt) ?? fine(`given up: ${doubt}, ${taken}`)
}

/** An answer is written down at once: one that was not, long before the kill, was forgotten. */
function isLate(one: Case, doubt: Doubt): Verdict | undefined {
  const [killing] = one.inDoubt
  const answeredAt = last(one)?.answeredAt
  if (doubt !== 'killed after the answer' || !killing || answeredAt === undefined) return undefined
  const ms = killing.at - answeredAt
  return ms > SETTLES_WITHIN_MS ? wrongly(`answered ${ms} ms before the kill`) : undefined
}

const refused = (one: Case, reason: string): Verdict =>
  last(one)?.answer === 'refused' && reason === 'ses-message-rejected'
    ? fine()
    : lost('SES did not refuse it')

/** A welcome is never skipped: no customer left, and nothing waited for so long. */
function skipped(one: Case, reason: string): Verdict {
  const { message, attempts } = one
  if (attempts.some(({ answer }) => answer !== 'put-off')) return wrongly('it was in SES’s hands')
  // A second purchase takes a customer out of the class that the welcome is for.
  if (ordersOf(one.log.stored, one.pk) > 1 && BY_SECOND_PURCHASE.has(reason))
    return fine(`skipped: ${reason}`)
  const isOffer = message.step === 'offer'
  return isOffer && (reason === 'suppressed' || reason === 'unsubscribed')
    ? fine(`skipped: ${reason}`)
    : lost('it was skipped')
}

const BY_SECOND_PURCHASE: ReadonlySet<string> = new Set([
  'left-class',
  'merged',
  'sent-to-same-address',
])

function deliveryHistoryOf({ id, message, attempts, inDoubt, stayed, reported }: Case): string {
  const reason = 'reason' in message ? ` (${message.reason})` : ''
  const saw = attempts.map(
    ({ answer, accepted: taken, mail }) => `${answer}${taken ? ` as ${mail.messageId}` : ''}`,
  )
  return [
    `${id} is ${message.status}${reason} after ${message.attempt} claims`,
    `SES saw ${saw.join(', ') || 'nothing'}`,
    `claimed at ${inDoubt.length} kills with its mail at SES and ${stayed.length} without`,
    `events ${reported ?? 'not posted'}`,
  ].join('; ')
}
