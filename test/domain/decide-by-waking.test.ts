import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import { type Message, messageName } from '../../functions/domain/message.ts'
import type { Settings } from '../../functions/domain/policy.ts'
import { MINUTE_MS } from '../../functions/domain/time.ts'
import { type Arrival, anyArrivals, anyNewcomer, LIFE_MS } from '../support/any-life.ts'
import { anySettings } from '../support/any-settings.ts'
import { NOON } from '../support/given.ts'
import { liveThrough } from '../support/live-through.ts'

const until = NOON + LIFE_MS
const halfHours = Array.from({ length: LIFE_MS / (30 * MINUTE_MS) }, (_, i) => NOON + i * 30 * MINUTE_MS)

type SenderTakes = (relay: number) => number | undefined

/**
 * The same life twice: once deciding only at arrivals and wakes, once also every half-hour and
 * at every instant at which the first one decided.
 */
function bothWays(
  newcomer: CustomerFacts,
  arrivals: readonly Arrival[],
  settings: Settings,
  senderTakes: SenderTakes,
) {
  const circumstances = { until, settings: () => settings, senderTakes }
  const waking = liveThrough(newcomer, arrivals, circumstances)
  const alsoAt = [...new Set([...halfHours, ...waking.decidedAt])]
  const always = liveThrough(newcomer, arrivals, { ...circumstances, alsoAt })
  return { waking: waking.facts, always: always.facts }
}

const byName = (messages: readonly Message[]) =>
  messages.toSorted((a, b) => (messageName(a) < messageName(b) ? -1 : 1))

const journeysOf = ({ journeys }: CustomerFacts) =>
  journeys.toSorted((a, b) => (`${a.campaign}#${a.n}` < `${b.campaign}#${b.n}` ? -1 : 1))

describe('waking only when the last decision asked for it', () => {
  it('gives the same journeys and messages, to the millisecond, as deciding all the time', () => {
    fc.assert(
      fc.property(anyNewcomer, anyArrivals, anySettings, (newcomer, arrivals, settings) => {
        const { waking, always } = bothWays(newcomer, arrivals, settings, () => 0)
        expect(journeysOf(waking)).toEqual(journeysOf(always))
        expect(byName(waking.messages)).toEqual(byName(always.messages))
      }),
      { numRuns: 150 },
    )
  })
})
