import { describe, expect, it } from 'vitest'
import type { Campaign } from '../../functions/domain/campaign.ts'
import { decide } from '../../functions/domain/decide.ts'
import type { Settings } from '../../functions/domain/policy.ts'
import { RULES_VERSION, startingNothingOld } from '../../functions/domain/rules-version.ts'
import { startsOf } from '../../functions/domain/start-journeys.ts'
import { campaign, customer, days, NOON, order, policy, settings } from '../support/given.ts'

const shopWith = (changes: Partial<Campaign>, rest: Partial<Settings> = {}): Settings =>
  settings({ campaigns: [campaign(changes)], policy: policy({ quietHours: null }), ...rest })

/** Bought once at noon, hence dormant 90 days later. */
const oneTimer = customer({ orders: [order('o1', NOON)] })
const DORMANT = NOON + days(90)

describe('A shop that is on other rules since an instant', () => {
  it.each<[string, Settings, number]>([
    ['what happens at it', shopWith({}, { rulesSince: DORMANT }), 1],
    ['not what happened before it', shopWith({}, { rulesSince: DORMANT + 1 }), 0],
    [
      'nothing that happened before the campaign, whatever the rules',
      shopWith({ activeFrom: DORMANT + 2 }, { rulesSince: DORMANT }),
      0,
    ],
    [
      'no backlog that was to be released from before',
      shopWith({ backlogOverMs: 0 }, { rulesSince: DORMANT + 1 }),
      0,
    ],
    [
      'the backlog of a campaign that is published later',
      shopWith({ backlogOverMs: 0, activeFrom: DORMANT + 2 }, { rulesSince: DORMANT + 1 }),
      1,
    ],
  ])('starts %s', (_, shop, journeys) => {
    expect(decide(oneTimer, DORMANT + days(1), shop).journeys).toHaveLength(journeys)
  })

  it('says so of what would have started', () => {
    const shop = shopWith({}, { rulesSince: DORMANT + 1 })
    const { assessment } = decide(oneTimer, DORMANT + days(1), shop)
    const [winBack] = shop.campaigns
    if (!winBack) throw new Error('there is one')
    expect(startsOf(winBack, [], oneTimer, assessment, shop, DORMANT + days(1))).toEqual({
      journeys: [],
      whyNot: { reason: 'rules-changed', at: DORMANT + 1 },
    })
  })

  it('ends journeys and continues those that run', () => {
    const started = decide(oneTimer, DORMANT, shopWith({})).journeys
    const shop = shopWith({}, { rulesSince: DORMANT + days(1) })
    const inWinBack = { ...oneTimer, journeys: started }
    expect(decide(inWinBack, DORMANT + days(2), shop).messages).not.toEqual([])
    const back = { ...inWinBack, orders: [...oneTimer.orders, order('o2', DORMANT + days(2))] }
    expect(decide(back, DORMANT + days(3), shop).journeys).toMatchObject([
      { end: { at: DORMANT + days(2) } },
    ])
  })
})

describe('A shop that another build left on its rules', () => {
  it('starts nothing for a cause before now, whether that build is newer or older', () => {
    const shop = shopWith({})
    expect(startingNothingOld(shop, NOON)).toBe(shop)
    expect(startingNothingOld({ ...shop, rulesVersion: RULES_VERSION }, NOON)).toMatchObject({
      rulesVersion: RULES_VERSION,
    })
    for (const rulesVersion of [RULES_VERSION - 1, RULES_VERSION + 1])
      expect(startingNothingOld({ ...shop, rulesVersion }, NOON).rulesSince).toBe(NOON)
  })
})
