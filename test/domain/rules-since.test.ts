import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Campaign } from '../../functions/domain/campaign.ts'
import type { ConsentFact } from '../../functions/domain/consent.ts'
import { decide } from '../../functions/domain/decide.ts'
import type { Order } from '../../functions/domain/order.ts'
import type { Settings } from '../../functions/domain/policy.ts'
import type { Restore } from '../../functions/domain/restore.ts'
import {
  arrivesLate,
  RULES_VERSION,
  startingNothingOld,
} from '../../functions/domain/rules-version.ts'
import { startsOf } from '../../functions/domain/start-journeys.ts'
import { boughtAtNoon, DORMANT, openAtAnyHour } from '../support/bought-at-noon.ts'
import { consent, customer, days, NOON, order } from '../support/given.ts'

describe('A shop that is on other rules since an instant', () => {
  it.each<[string, Settings, number]>([
    ['what happens at it', openAtAnyHour({}, { rulesSince: DORMANT }), 1],
    ['not what happened before it', openAtAnyHour({}, { rulesSince: DORMANT + 1 }), 0],
    [
      'nothing that happened before the campaign, whatever the rules',
      openAtAnyHour({ activeFrom: DORMANT + 2 }, { rulesSince: DORMANT }),
      0,
    ],
    [
      'no backlog that was to be released from before',
      openAtAnyHour({ backlogOverMs: 0 }, { rulesSince: DORMANT + 1 }),
      0,
    ],
    [
      'the backlog of a campaign that is published later',
      openAtAnyHour({ backlogOverMs: 0, activeFrom: DORMANT + 2 }, { rulesSince: DORMANT + 1 }),
      1,
    ],
  ])('starts %s', (_, shop, journeys) => {
    expect(decide(boughtAtNoon, DORMANT + days(1), shop).journeys).toHaveLength(journeys)
  })

  it('says so of what would have started', () => {
    const shop = openAtAnyHour({}, { rulesSince: DORMANT + 1 })
    const { assessment } = decide(boughtAtNoon, DORMANT + days(1), shop)
    const [winBack] = shop.campaigns
    if (!winBack) throw new Error('there is one')
    expect(startsOf(winBack, [], boughtAtNoon, assessment, shop, DORMANT + days(1))).toEqual({
      journeys: [],
      whyNot: { reason: 'rules-changed', at: DORMANT + 1 },
    })
  })

  it('ends journeys and continues those that run', () => {
    const started = decide(boughtAtNoon, DORMANT, openAtAnyHour()).journeys
    const shop = openAtAnyHour({}, { rulesSince: DORMANT + days(1) })
    const inWinBack = { ...boughtAtNoon, journeys: started }
    expect(decide(inWinBack, DORMANT + days(2), shop).messages).not.toEqual([])
    const back = { ...inWinBack, orders: [...boughtAtNoon.orders, order('o2', DORMANT + days(2))] }
    expect(decide(back, DORMANT + days(3), shop).journeys).toMatchObject([
      { end: { at: DORMANT + days(2) } },
    ])
  })
})

describe('A purchase that was paid before the rules changed', () => {
  const starts = { kind: 'purchase' } as const
  const onEntry = { kind: 'class-entered', class: 'first-time' } as const
  const CHANGED = NOON + 60_000
  const journeysOf = (
    paid: Partial<Order>,
    start: Campaign['start'],
    rest: Partial<Settings> = {},
    activeFrom = 0,
  ) =>
    decide(
      customer({ orders: [order('o1', NOON, paid)] }),
      CHANGED + days(1),
      openAtAnyHour({ start, activeFrom }, rest),
    ).journeys
  const restored = (restoredAt: number): Restore => ({
    ...{ epoch: 1, lostFrom: 0, restoredAt, optOuts: 'unknown' },
  })

  it.each([starts, onEntry])('keeps the mail of $kind if it arrived after the change', (start) => {
    const since = { rulesSince: CHANGED }
    expect(journeysOf({ recordedAt: CHANGED }, start, since)).toMatchObject([{ startedAt: NOON }])
    expect(journeysOf({ recordedAt: CHANGED - 1 }, start, since)).toEqual([])
    expect(journeysOf({}, start, since)).toEqual([])
  })

  it.each([starts, onEntry])(
    'starts nothing of $kind from before the campaign, or from before a restore',
    (start) => {
      const late = { recordedAt: CHANGED + 1 }
      expect(journeysOf(late, start, { rulesSince: CHANGED }, NOON + 1)).toEqual([])
      const restore = restored(NOON + 1)
      expect(journeysOf(late, start, { rulesSince: CHANGED, restore })).toEqual([])
    },
  )

  it('keeps the request to confirm a consent that arrived after the change', () => {
    const shop = openAtAnyHour(
      { start: { kind: 'consent-unconfirmed' }, kind: 'service' },
      { rulesSince: CHANGED },
    )
    const inGermany = { email: 'c-1@example.org', updatedAt: 0, country: 'DE' }
    const asked = (rest: Partial<ConsentFact>) =>
      decide(
        customer({
          profile: inGermany,
          consents: [consent(NOON, { source: 'form', basis: 'explicit', ...rest })],
        }),
        CHANGED + days(1),
        shop,
      ).journeys
    expect(asked({ recordedAt: CHANGED })).toMatchObject([{ startedAt: NOON }])
    expect(asked({ recordedAt: CHANGED - 1 })).toEqual([])
    expect(asked({})).toEqual([])
  })

  it('starts what it would have started without the change, and otherwise nothing', () => {
    const instant = fc.integer({ min: NOON - 3, max: NOON + 3 })
    fc.assert(
      fc.property(
        fc.constantFrom(starts, onEntry),
        instant,
        instant,
        fc.option(instant, { nil: undefined }),
        (start, rulesSince, activeFrom, recordedAt) => {
          const paid = recordedAt === undefined ? {} : { recordedAt }
          const isOld = Math.max(NOON, recordedAt ?? NOON) < rulesSince
          expect(journeysOf(paid, start, { rulesSince }, activeFrom)).toEqual(
            isOld ? [] : journeysOf(paid, start, {}, activeFrom),
          )
        },
      ),
    )
  })
})

describe('A shop that another build left on its rules', () => {
  it('starts nothing for a cause before now, whether that build is newer or older', () => {
    const shop = { ...openAtAnyHour(), rulesVersion: RULES_VERSION }
    expect(startingNothingOld(shop, NOON)).toBe(shop)
    for (const rulesVersion of [RULES_VERSION - 1, RULES_VERSION + 1])
      expect(startingNothingOld({ ...shop, rulesVersion }, NOON).rulesSince).toBe(NOON)
  })

  it('notes the arrival of what it may come to take for old', () => {
    const shop = { ...openAtAnyHour(), rulesVersion: RULES_VERSION }
    expect(arrivesLate(shop, NOON - 1, NOON)).toBe(false)
    expect(arrivesLate({ ...shop, rulesVersion: RULES_VERSION + 1 }, NOON - 1, NOON)).toBe(true)
    expect(arrivesLate({ ...shop, rulesSince: NOON }, NOON - 1, NOON + 9)).toBe(true)
    expect(arrivesLate({ ...shop, rulesSince: NOON }, NOON, NOON + 9)).toBe(false)
  })
})
