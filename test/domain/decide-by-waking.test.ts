import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import { spread } from '../../functions/domain/hash.ts'
import { messageName } from '../../functions/domain/message-ref.ts'
import { isNotAPerson } from '../../functions/domain/person.ts'
import type { Settings } from '../../functions/domain/policy.ts'
import { HOUR_MS, MINUTE_MS } from '../../functions/domain/time.ts'
import { type Arrival, anyArrivalsWithPauses, anyNewcomer, LIFE_MS } from '../support/any-life.ts'
import { anyRestoredSettings, anySettings } from '../support/any-settings.ts'
import { NOON } from '../support/given.ts'
import { type Circumstances, liveThrough } from '../support/live-through.ts'

const until = NOON + LIFE_MS
const everyHour = Array.from({ length: LIFE_MS / HOUR_MS }, (_, i) => NOON + i * HOUR_MS)

type SenderTakes = NonNullable<Circumstances['senderTakes']>

/**
 * The same life twice: once deciding only at arrivals and wakes, once also every hour and
 * at every instant at which the first one decided.
 */
function bothWays(
  newcomer: CustomerFacts,
  arrivals: readonly Arrival[],
  settings: Settings,
  sending: Pick<Circumstances, 'senderTakes' | 'mailerSays' | 'settledAfter'> = {},
) {
  const circumstances = { until, settings: () => settings, ...sending }
  const waking = liveThrough(newcomer, arrivals, circumstances)
  const alsoAt = [...new Set([...everyHour, ...waking.decidedAt])]
  const always = liveThrough(newcomer, arrivals, { ...circumstances, alsoAt })
  return { waking: waking.facts, always: always.facts }
}

const messagesOf = ({ messages }: CustomerFacts) =>
  messages.toSorted((a, b) => (messageName(a) < messageName(b) ? -1 : 1))

/** A due message that waits for its sender may be skipped or deferred one relay later. */
const handedOver = (facts: CustomerFacts) =>
  messagesOf(facts).map((row) => [
    messageName(row),
    row.status === 'accepted' ? row.acceptedAt : 'not sent',
  ])

const journeysOf = ({ journeys }: CustomerFacts) =>
  journeys.toSorted((a, b) => (`${a.campaign}#${a.n}` < `${b.campaign}#${b.n}` ? -1 : 1))

/** A purchase of a customer who is no person may wait for an hour: nothing is promised for them. */
const givenAPerson = (facts: CustomerFacts, { policy }: Settings) =>
  fc.pre(!isNotAPerson(facts, policy))

const anyShop = fc.oneof({ arbitrary: anySettings, weight: 2 }, anyRestoredSettings)

/** Each step but the first follows hours after the mail before it. */
const countingFromTheMailBefore = (settings: Settings): Settings => ({
  ...settings,
  campaigns: settings.campaigns.map((campaign) => ({
    ...campaign,
    steps: campaign.steps.map(({ until: _, ...step }, i) =>
      i === 0 ? step : { ...step, afterMs: 0, afterPreviousMs: 2 * i * HOUR_MS },
    ),
  })),
})

describe('waking only when the last decision asked for it', () => {
  it('gives the same journeys and messages, to the millisecond, as deciding all the time', () => {
    fc.assert(
      fc.property(anyNewcomer, anyArrivalsWithPauses, anyShop, (newcomer, arrivals, settings) => {
        const { waking, always } = bothWays(newcomer, arrivals, settings)
        givenAPerson(always, settings)
        expect(journeysOf(waking)).toEqual(journeysOf(always))
        expect(messagesOf(waking)).toEqual(messagesOf(always))
      }),
      { numRuns: 90 },
    )
  })

  it('hands over the same at the same instants if senders are late or never come', () => {
    const anySender = fc
      .array(fc.constantFrom(0, 7 * MINUTE_MS, 20 * MINUTE_MS, 9 * HOUR_MS, undefined), {
        minLength: 1,
        maxLength: 4,
      })
      .map(
        (delays): SenderTakes =>
          (relay) =>
            delays[relay % delays.length],
      )
    fc.assert(
      fc.property(
        anyNewcomer,
        anyArrivalsWithPauses,
        anyShop,
        anySender,
        (newcomer, arrivals, settings, senderTakes) => {
          const { waking, always } = bothWays(newcomer, arrivals, settings, { senderTakes })
          givenAPerson(always, settings)
          expect(journeysOf(waking)).toEqual(journeysOf(always))
          expect(handedOver(waking)).toEqual(handedOver(always))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('gives the same if no answer comes and an event says early, late or never that it was sent', () => {
    const anySettling = fc
      .array(fc.constantFrom(MINUTE_MS, 5 * HOUR_MS, 30 * HOUR_MS, 71 * HOUR_MS, undefined), {
        minLength: 1,
        maxLength: 4,
      })
      .map(
        (delays): Pick<Circumstances, 'mailerSays' | 'settledAfter'> => ({
          mailerSays: () => ({ outcome: 'unknown' }),
          settledAfter: (message) => delays[Math.floor(spread(message) * delays.length)],
        }),
      )
    fc.assert(
      fc.property(
        anyNewcomer,
        anyArrivalsWithPauses,
        anyShop.map(countingFromTheMailBefore),
        anySettling,
        (newcomer, arrivals, settings, settling) => {
          const { waking, always } = bothWays(newcomer, arrivals, settings, settling)
          givenAPerson(always, settings)
          expect(journeysOf(waking)).toEqual(journeysOf(always))
          expect(messagesOf(waking)).toEqual(messagesOf(always))
        },
      ),
      { numRuns: 60 },
    )
  })
})
