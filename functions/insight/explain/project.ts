/** What comes next without new facts: the same decision, made at future instants. */
import type { CustomerFacts } from '../../domain/customer.ts'
import { type Decision, decide } from '../../domain/decide.ts'
import type { Journey } from '../../domain/journey.ts'
import { type Message, withStatus } from '../../domain/message.ts'
import { messageName } from '../../domain/message-ref.ts'
import { mayRepeat } from '../../domain/nothing-new.ts'
import type { Settings } from '../../domain/policy.ts'
import type { ProjectedEvent } from '../../domain/projected-event.ts'
import type { Instant } from '../../domain/time.ts'
import { isUnderstood } from '../../domain/understood.ts'

/** A customer changes at far fewer instants; this only ends what should have ended. */
const MOST_INSTANTS = 60

/**
 * What will happen to a customer, in order of time. The shop's feed is taken to keep its rhythm,
 * and every mail to be sent as soon as it may be.
 *
 * @param most events after which to stop
 * @example projectEvents(facts, now, settings, 5) // [{ at, kind: 'sent', message: { step: 'offer', ... } }]
 */
export function projectEvents(
  facts: CustomerFacts,
  now: Instant,
  settings: Settings,
  most: number,
): readonly ProjectedEvent[] {
  const events: ProjectedEvent[] = []
  const steady: Settings = { ...settings, intakeDays: [] }
  let future = facts
  let decision = decide(facts, now, settings)
  let at: Instant | undefined = now
  for (let i = 0; i < MOST_INSTANTS && events.length < most; i++) {
    const applied = withDecision(future, decision, steady, at)
    future = applied.facts
    events.push(...applied.events)
    const before: Decision = decision
    // A mail taken to be sent leaves nothing to wake for, so the next instant is asked for again.
    at = later(decide(future, at, steady).wakeAt, at)
    if (at === undefined) break
    decision = decide(future, at, steady)
    if (decision.assessment.class !== before.assessment.class)
      events.push({ at, kind: 'class-entered', class: decision.assessment.class })
  }
  return events.slice(0, most)
}

const later = (wakeAt: Instant | undefined, at: Instant): Instant | undefined =>
  wakeAt === undefined ? undefined : Math.max(wakeAt, at + 1)

/** The facts once a decision was carried out and its mail sent, and the events of it. */
function withDecision(
  facts: CustomerFacts,
  { journeys, messages }: Decision,
  settings: Settings,
  at: Instant,
): { readonly facts: CustomerFacts; readonly events: readonly ProjectedEvent[] } {
  const changed = messages.map(({ after }) => after)
  const undecided = facts.messages.filter(
    (message) => !changed.some((after) => messageName(after) === messageName(message)),
  )
  const all = [...undecided, ...changed]
  const leaving = new Set(
    all.filter((message) => isLeaving(message) && isUnderstood(message, facts, settings)),
  )
  const known = new Set(facts.journeys.map(nameOf))
  return {
    facts: {
      ...facts,
      journeys: [
        ...facts.journeys.filter((one) => !journeys.some((after) => nameOf(after) === nameOf(one))),
        ...journeys,
      ],
      messages: all.map((message) => (leaving.has(message) ? asSent(message, at) : message)),
    },
    events: [
      ...journeys.flatMap((journey) => journeyEvents(journey, known.has(nameOf(journey)), at)),
      ...[...leaving].map(
        (message): ProjectedEvent => ({
          ...{ at, kind: 'sent', message },
          ifNew: mayRepeat(message, facts.messages),
        }),
      ),
      ...changed.flatMap((message): readonly ProjectedEvent[] =>
        message.status === 'skipped'
          ? [{ at, kind: 'skipped', message, reason: message.reason }]
          : [],
      ),
    ],
  }
}

const isLeaving = ({ status }: Message): boolean => status === 'due' || status === 'claimed'

const asSent = (message: Message, at: Instant): Message =>
  message.status === 'due' || message.status === 'claimed'
    ? withStatus(message, {
        status: 'accepted',
        locale: message.locale,
        acceptedAt: at,
        mailerMessageId: '',
      })
    : message

function journeyEvents(journey: Journey, isKnown: boolean, at: Instant): readonly ProjectedEvent[] {
  const { campaign, end } = journey
  return [
    ...(isKnown ? [] : [{ at, kind: 'journey-started', campaign } as const]),
    ...(end ? [{ at, kind: 'journey-ended', campaign, reason: end.reason } as const] : []),
  ]
}

const nameOf = ({ campaign, n }: Journey): string => `${campaign}#${n}`
