import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unknownCustomer } from '../../functions/domain/customer.ts'
import { type Decision, decide } from '../../functions/domain/decide.ts'
import { messageName } from '../../functions/domain/message-ref.ts'
import { anyArrival, anyRecording } from '../support/any-facts.ts'
import { anyArrivals, anyNewcomer, LIFE_MS } from '../support/any-life.ts'
import { anySettings } from '../support/any-settings.ts'
import { applyDecision } from '../support/apply-decision.ts'
import { arrive } from '../support/arrive.ts'
import { NOON } from '../support/given.ts'
import { liveThrough } from '../support/live-through.ts'

const until = NOON + LIFE_MS

describe('deciding', () => {
  it('again at the same instant changes nothing and asks for the same wake', () => {
    fc.assert(
      fc.property(anyNewcomer, anyArrivals, anySettings, (newcomer, arrivals, settings) => {
        liveThrough(newcomer, arrivals, {
          until,
          settings: () => settings,
          onDecision: (facts, now, decision) => {
            const again = decide(applyDecision(facts, decision), now, settings)
            expect(again.journeys).toEqual([])
            expect(again.messages).toEqual([])
            expect(again.wakeAt).toBe(decision.wakeAt)
            expect(again.assessment).toEqual(decision.assessment)
          },
        })
      }),
      { numRuns: 300 },
    )
  })

  it('asks to be woken later than now, or never', () => {
    fc.assert(
      fc.property(anyNewcomer, anyArrivals, anySettings, (newcomer, arrivals, settings) => {
        liveThrough(newcomer, arrivals, {
          until,
          settings: () => settings,
          senderTakes: () => undefined,
          onDecision: (_, now, { wakeAt }) => expect(wakeAt ?? now + 1).toBeGreaterThan(now),
        })
      }),
      { numRuns: 60 },
    )
  })

  it('does not depend on the order in which facts arrived, given equal journeys and messages', () => {
    const anyTwoArrivals = fc
      .array(anyRecording(), { maxLength: 12 })
      .chain((facts) => fc.tuple(anyArrival(facts), anyArrival(facts)))
    const anyLived = fc
      .tuple(anyNewcomer, anyArrivals, anySettings)
      .map(([newcomer, arrivals, settings]) => ({
        settings,
        facts: liveThrough(newcomer, arrivals, {
          until: NOON + LIFE_MS / 2,
          settings: () => settings,
        }).facts,
      }))
    fc.assert(
      fc.property(anyLived, anyTwoArrivals, ({ facts, settings }, [one, other]) => {
        const now = NOON + LIFE_MS / 2
        const base = { ...unknownCustomer('acme', 'c-1'), ...facts }
        const shuffled = {
          ...base,
          journeys: base.journeys.toReversed(),
          messages: base.messages.toReversed(),
        }
        const decided = decide(one.reduce(arrive, base), now, settings)
        const decidedOther = decide(other.reduce(arrive, shuffled), now, settings)
        expect(sorted(decided)).toEqual(sorted(decidedOther))
      }),
      { numRuns: 200 },
    )
  })
})

const sorted = (decision: Decision) => ({
  ...decision,
  journeys: decision.journeys.toSorted((a, b) =>
    `${a.campaign}#${a.n}` < `${b.campaign}#${b.n}` ? -1 : 1,
  ),
  messages: decision.messages.toSorted((a, b) =>
    messageName(a.after) < messageName(b.after) ? -1 : 1,
  ),
})
