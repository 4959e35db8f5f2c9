import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '../../../functions/domain/decide.ts'
import type { Settings } from '../../../functions/domain/policy.ts'
import { anyArrivals, anyNewcomer, LIFE_MS } from '../../support/any-life.ts'
import { anySettings } from '../../support/any-settings.ts'
import { applyDecision } from '../../support/apply-decision.ts'
import { hours, NOON, shopModel } from '../../support/given.ts'
import { liveThrough } from '../../support/live-through.ts'

const republished = (shop: Settings): Settings => ({
  ...shop,
  version: shop.version + 1,
  campaigns: shop.campaigns.map((campaign) => ({
    ...campaign,
    version: campaign.version + 1,
    contentHash: 'other words',
    steps: campaign.steps.toReversed(),
    paused: !campaign.paused,
  })),
})

/** Of customers who hardly ever come back. */
const refitted = (shop: Settings, now: number): Settings => ({
  ...shop,
  version: shop.version + 1,
  models: [
    ...shop.models,
    shopModel({
      version: 9,
      from: now,
      params: { r: 0.3, alpha: 1, a: 4, b: 1 },
      quintiles: {
        recencyDays: [1, 2, 3, 4],
        purchases: [1, 2, 3, 4],
        monetaryMinor: [1, 2, 3, 4],
      },
    }),
  ],
})

const moved = (shop: Settings): Settings => ({
  ...shop,
  version: shop.version + 1,
  campaigns: shop.campaigns.map((campaign) =>
    campaign.start.kind === 'broadcast'
      ? { ...campaign, start: { ...campaign.start, at: { local: '2026-01-12T11:00' } } }
      : campaign,
  ),
})

const anyHour = fc.nat({ max: LIFE_MS / hours(1) }).map((hour) => NOON + hours(hour))

describe('whatever is published, fitted or moved', () => {
  it('starts nothing at that instant that would not have started without it', () => {
    fc.assert(
      fc.property(
        anyNewcomer,
        anyArrivals,
        anySettings,
        anyHour,
        (newcomer, arrivals, shop, now) => {
          const { facts } = liveThrough(newcomer, arrivals, { until: now, settings: () => shop })
          const decided = applyDecision(facts, decide(facts, now, shop))
          for (const after of [republished(shop), refitted(shop, now)]) {
            const { journeys } = decide(decided, now, after)
            expect(journeys.filter(({ end }) => !end)).toEqual([])
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  it('a broadcast starts at most once for a customer', () => {
    fc.assert(
      fc.property(
        anyNewcomer,
        anyArrivals,
        anySettings,
        anyHour,
        (newcomer, arrivals, shop, at) => {
          const settings = (now: number) => (now < at ? shop : moved(shop))
          const alsoAt = [at]
          const { facts } = liveThrough(newcomer, arrivals, {
            ...{ until: NOON + LIFE_MS, settings, alsoAt },
          })
          const broadcasts = facts.journeys.filter(({ start }) => start.kind === 'broadcast')
          const campaigns = broadcasts.map(({ campaign }) => campaign)
          expect(new Set(campaigns).size).toBe(campaigns.length)
        },
      ),
      { numRuns: 100 },
    )
  })
})
