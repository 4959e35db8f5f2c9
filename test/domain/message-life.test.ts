/** The life of one message among workers that crash, mailers that leave us in doubt, and events. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEvent } from '../../functions/domain/feedback/apply-event.ts'
import type { DeliveryEvent } from '../../functions/domain/feedback/delivery-event.ts'
import {
  claim,
  expire,
  GIVE_UP_AFTER_MS,
  giveUp,
  isOpen,
  type Message,
  type MessageOf,
  makeDue,
  type SendOutcome,
  settle,
  withStatus,
} from '../../functions/domain/message.ts'
import { HOUR_MS, type Instant, MINUTE_MS } from '../../functions/domain/time.ts'
import { message, NOON } from '../support/given.ts'

const WORKERS = 3

/** What a worker or the world does next; a step that is not possible now changes nothing. */
type WorkerStep = {
  readonly does: 'read' | 'claim' | 'hand-over' | 'settle' | 'crash'
  readonly worker: number
}
type Step =
  | WorkerStep
  | { readonly does: 'decide' | 'event' | 'lost-event' }
  | { readonly does: 'pass'; readonly ms: number }

/** How the mailer deals with a hand-over: whether it took the mail, and whether it says so. */
type Answer = 'takes' | 'takes-silently' | 'parks' | 'drops' | 'refuses'

type Worker = { read?: Message; claimed?: MessageOf<'claimed'>; said?: SendOutcome }

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      does: fc.constantFrom(
        'read' as const,
        'claim' as const,
        'hand-over' as const,
        'settle' as const,
      ),
      worker: fc.nat({ max: WORKERS - 1 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('crash' as const),
      worker: fc.nat({ max: WORKERS - 1 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constantFrom('decide' as const, 'event' as const, 'lost-event' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('pass' as const),
      ms: fc.constantFrom(1, MINUTE_MS, 6 * MINUTE_MS, 20 * HOUR_MS, GIVE_UP_AFTER_MS),
    }),
  },
)

const anyAnswers = fc.array(
  fc.constantFrom<Answer>('takes', 'takes-silently', 'parks', 'drops', 'refuses'),
  { minLength: 1, maxLength: 5 },
)

/** The store: a write is carried out where the row is as it was read. */
function makeRow(first: Message) {
  let row = first
  return {
    read: () => row,
    write(before: Message, after: Message): boolean {
      const isAsRead =
        row.status === before.status &&
        row.attempt === before.attempt &&
        row.heard === before.heard &&
        (before.status !== 'claimed' ||
          (row.status === 'claimed' && row.claimId === before.claimId))
      if (isAsRead) row = after
      return isAsRead
    },
  }
}

function live(steps: readonly Step[], answers: readonly Answer[]) {
  const row = makeRow(
    makeDue(
      message({ status: 'held', reason: 'no-address', until: NOON }),
      {
        locale: 'en',
      },
      NOON,
    ),
  )
  const workers: Worker[] = Array.from({ length: WORKERS }, () => ({}))
  const taken: Instant[] = []
  const unreported: DeliveryEvent[] = []
  const statuses: Message['status'][] = ['due']
  let [now, handedOver] = [NOON, 0]

  const handOver = (): SendOutcome => {
    const answer = answers[handedOver++ % answers.length]
    if (answer === 'takes' || answer === 'takes-silently') {
      taken.push(now)
      unreported.push({ messageId: 'm', kind: 'sent', at: now })
    }
    if (answer === 'takes') return { outcome: 'accepted', mailerMessageId: 'm' }
    if (answer === 'parks') return { outcome: 'parked', reason: 'rate', until: now + MINUTE_MS }
    return answer === 'refuses' ? { outcome: 'refused', reason: 'no' } : { outcome: 'unknown' }
  }
  /** What `decide` does with a message that nothing speaks against. */
  const decided = (stored: Message): Message => {
    if (stored.status === 'claimed' && stored.leaseUntil <= now) return expire(stored, now)
    if (stored.status === 'unknown' && stored.giveUpAt <= now) return giveUp(stored, now)
    if (stored.status === 'parked' && stored.until <= now)
      return makeDue(stored, { locale: 'en' }, now)
    return stored
  }
  const carryOut = (step: Step) => {
    if (step.does === 'pass') now += step.ms
    else if (step.does === 'decide') row.write(row.read(), decided(row.read()))
    else if (step.does === 'lost-event') unreported.shift()
    else if (step.does === 'event') {
      const [event] = unreported
      if (event) row.write(row.read(), applyEvent(row.read(), event))
    } else if ('worker' in step) work(workers[step.worker] as Worker, step)
  }
  const work = (worker: Worker, { does, worker: id }: WorkerStep) => {
    if (does === 'crash') {
      worker.read = undefined as never
      worker.claimed = undefined as never
      worker.said = undefined as never
    } else if (does === 'read') worker.read = row.read()
    else if (does === 'claim' && worker.read?.status === 'due' && !worker.claimed) {
      const mine = claim(worker.read, { claimId: `${id}@${now}`, repeatable: false }, now)
      if (row.write(worker.read, mine)) worker.claimed = mine
    } else if (does === 'hand-over' && worker.claimed && !worker.said) worker.said = handOver()
    else if (does === 'settle' && worker.claimed && worker.said) {
      row.write(worker.claimed, settle(worker.claimed, worker.said, now))
      worker.claimed = undefined as never
      worker.said = undefined as never
    }
  }

  for (const step of steps) {
    carryOut(step)
    if (statuses.at(-1) !== row.read().status) statuses.push(row.read().status)
  }
  return { message: row.read(), taken, unreported, statuses }
}

describe('the life of a message', () => {
  it('the mailer takes it at most once, however workers crash, race and are left in doubt', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 60 }), anyAnswers, (steps, answers) => {
        expect(live(steps, answers).taken.length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 3_000 },
    )
  })

  it('the final report about it is true, and nothing is reported twice', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 60 }), anyAnswers, (steps, answers) => {
        const { message: end, taken, statuses } = live(steps, answers)
        if (end.status === 'accepted') expect(taken).toHaveLength(1)
        if (end.status === 'refused' || end.status === 'parked') expect(taken).toHaveLength(0)
        if (end.status === 'due') expect(taken).toHaveLength(0)
        for (const final of ['accepted', 'refused'] as const)
          if (statuses.includes(final)) expect(statuses.at(-1)).toBe(final)
        const afterUnknown = statuses.slice(statuses.indexOf('unknown') + 1)
        if (statuses.includes('unknown'))
          for (const status of afterUnknown) expect(['given-up', 'accepted']).toContain(status)
      }),
      { numRuns: 3_000 },
    )
  })

  it('every event that arrives, however late, is in the final report', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 60 }), anyAnswers, (steps, answers) => {
        const { message: end, unreported } = live(steps, answers)
        for (const event of unreported) expect(applyEvent(end, event).status).toBe('accepted')
      }),
      { numRuns: 1_000 },
    )
  })

  it('left alone, it comes to an end', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 40 }), anyAnswers, (steps, answers) => {
        const rest: Step[] = [
          { does: 'pass', ms: 6 * MINUTE_MS },
          { does: 'decide' },
          { does: 'pass', ms: GIVE_UP_AFTER_MS },
          { does: 'decide' },
          { does: 'pass', ms: 6 * MINUTE_MS },
          { does: 'decide' },
        ]
        const { message: end } = live([...steps, ...rest], answers)
        expect(isOpen(end) || ['accepted', 'refused', 'given-up'].includes(end.status)).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })
})

const anyEvent: fc.Arbitrary<DeliveryEvent> = fc
  .record({ at: fc.nat({ max: 6 }), mailerMessageId: fc.constant('ses') })
  .chain((base) =>
    fc
      .oneof(
        fc.record({
          kind: fc.constantFrom(
            'sent' as const,
            'delivered' as const,
            'delayed' as const,
            'rejected' as const,
            'rendering-failed' as const,
            'complained' as const,
          ),
        }),
        fc.record({
          kind: fc.constant('bounced' as const),
          bounce: fc.constantFrom(
            'no-such-mailbox' as const,
            'temporary' as const,
            'policy' as const,
            'unclear' as const,
          ),
        }),
        fc.record({
          kind: fc.constantFrom('opened' as const, 'clicked' as const),
          machine: fc.boolean(),
        }),
      )
      .map((kind) => ({ messageId: 'm', ...base, ...kind })),
  )

const sent = settle(
  claim(
    makeDue(message({ status: 'held', reason: 'no-address', until: NOON }), { locale: 'en' }, NOON),
    { claimId: 'c', repeatable: false },
    NOON,
  ),
  { outcome: 'unknown' },
  NOON,
)
const applied = (events: readonly DeliveryEvent[]) =>
  events.reduce<Message>((known, event) => applyEvent(known, event), sent).feedback

describe('feedback', () => {
  it('is the same in whichever order events come, and however often', () => {
    fc.assert(
      fc.property(
        fc.array(anyEvent, { minLength: 1, maxLength: 8 }).chain((events) =>
          fc.tuple(
            fc.constant(events),
            fc.shuffledSubarray([...events, ...events], {
              minLength: events.length * 2,
              maxLength: events.length * 2,
            }),
          ),
        ),
        ([once, again]) => {
          expect(applied(again)).toEqual(applied(once))
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it('reported a second time is the very same message', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        const once = applyEvent(sent, event)
        expect(applyEvent(once, event)).toBe(once)
      }),
    )
  })

  it('is not of a message that no mailer was ever given', () => {
    const held = message({ status: 'held', reason: 'no-consent', until: NOON })
    expect(applyEvent(held, { messageId: 'm', kind: 'sent', at: 1 })).toBe(held)
  })

  it('settles an unknown message, also after it was given up', () => {
    const lost = giveUp(sent as MessageOf<'unknown'>, NOON + GIVE_UP_AFTER_MS)
    const settled = applyEvent(lost, {
      messageId: 'm',
      mailerMessageId: 'ses',
      kind: 'sent',
      at: NOON + 5,
    })
    expect(settled).toMatchObject({
      status: 'accepted',
      settledBy: 'event',
      acceptedAt: NOON,
      mailerMessageId: 'ses',
      feedback: { sentAt: NOON + 5 },
      heard: 1,
    })
    expect(settled).not.toHaveProperty('giveUpAt')
  })

  it('keeps a refusal that an event contradicts from being sent again', () => {
    const parked = withStatus(sent, { status: 'parked', reason: 'rate', until: NOON })
    expect(applyEvent(parked, { messageId: 'm', kind: 'delivered', at: NOON })).toMatchObject({
      status: 'accepted',
    })
  })
})
