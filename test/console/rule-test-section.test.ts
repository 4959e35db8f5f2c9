/** What the page of the model says of limits of their own, by the shop's history. */
import { describe, expect, test } from 'vitest'
import { ruleTestSection } from '../../functions/console/rule-test-section.ts'
import { RULE_OUTCOMES } from '../../functions/domain/models/rule-advice.ts'
import type { Policy } from '../../functions/domain/policy.ts'
import { source } from '../../functions/http/html.ts'
import { voiceFor } from '../../functions/language/voice.ts'
import type { RuleTest } from '../../functions/store/model-tests.ts'

const NOW = Date.UTC(2026, 4, 1)
const [ENGLISH, CHINESE] = [
  voiceFor('en', 'Europe/London', NOW),
  voiceFor('zh-CN', 'Europe/London', NOW),
] as const

const ADVISED: RuleTest = {
  outcome: 'advised',
  withinDays: 90,
  fixedDays: 75,
  right: {
    ...{ customers: 2_357, instants: 6, chance: 0.868, fixed: 0.839 },
    ...{ bestFixed: 0.856, bestFixedDays: 24 },
    ahead: { value: 0.0119, low: 0.0084, high: 0.0173 },
  },
  level: { expected: 0.37, actual: 0.46 },
  timing: {
    ...{ meanDays: 80.4, wasted: 0.315, fixedWasted: 0.339 },
    waste: { value: -0.0247, low: -0.083, high: 0.04 },
  },
  atBounds: { least: 0.21, most: 0.04 },
  preview: { intoDormant: 1_200, outOfDormant: 30, mails: 8, mailedCustomers: 7, laterMails: 16 },
}

const shown = (test: RuleTest, isOn = false, voice = ENGLISH) =>
  shownFor(test, isOn ? { chance: 'auto' } : null, voice)

const shownFor = (
  test: RuleTest,
  personalThreshold: Policy['personalThreshold'],
  voice = ENGLISH,
) =>
  source(ruleTestSection('acme', test, { personalThreshold }, voice))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

describe('What a shop’s own history says of limits of their own', () => {
  test('is advice in a sentence, with what would change and the line to set', () => {
    const text = shown(ADVISED)
    expect(text).toContain(
      'personal predictions were right 0.8 to 1.7 percentage points more often than the best fixed days. We recommend personal limits.',
    )
    expect(text).toContain(
      'now, 1,200 customers would become dormant and 30 customers would no longer be dormant. Up to 8 marketing e-mails to 7 customers would be sent right away: consent, quiet hours and frequency caps still apply. Up to 16 more would follow later.',
    )
    expect(text).toContain('personalThreshold: {}')
    expect(text).toContain('rekindle shop policy acme --policy policy.yaml')
  })

  test('shows its figures with the strongest opponent, the interval, and where the level is off', () => {
    const text = shown(ADVISED)
    expect(text).toContain('Tested on 2,357 customers: at 6 points in time')
    expect(text).toContain('Personal prediction 86.8%')
    expect(text).toContain('Best fixed limit, chosen in hindsight (24 days) 85.6%')
    expect(text).toContain('Your fixed limit (75 days) 83.9%')
    expect(text).toContain(
      'Difference to the best fixed limit: 1.2 percentage points (95% interval 0.8 to 1.7)',
    )
    expect(text).toContain(
      'In the last 90 days, 37% of customers were expected to buy again and 46% did.',
    )
    expect(text).toContain('21% of customers would have the minimum limit, 4% the maximum.')
    expect(text).toContain('31.5% of all who became dormant bought again within 90 days')
    expect(text).toContain('The difference is −2.5 percentage points (95% interval −8.3 to 4.0')
  })

  test('proposes to change nothing where the limits are on already, or are not advised', () => {
    expect(shown(ADVISED, true)).toContain('Personal limits are switched on: keep them.')
    expect(shown({ ...ADVISED, outcome: 'no-difference' }, true)).toContain('does not support them')
    for (const text of [shown(ADVISED, true), shown({ ...ADVISED, outcome: 'no-difference' })]) {
      expect(text).not.toContain('personalThreshold')
      expect(text).not.toContain('would become dormant')
    }
  })

  test('does not take limits of the earlier kind for those that were tested', () => {
    const theta = { theta: 0.5, minDays: 20, maxDays: 200 }
    const text = shownFor(ADVISED, theta)
    expect(text).toContain(
      'of the earlier kind (theta), which was not tested here. We recommend personal limits by the chance to buy again.',
    )
    expect(text).toContain('1,200 customers would become dormant')
    expect(text).toContain('personalThreshold: {minDays: 20, maxDays: 200}')
    const kept = shownFor({ ...ADVISED, outcome: 'no-difference' }, theta, CHINESE)
    expect(kept).toContain('建议改用固定天数。')
    expect(kept).not.toContain('personalThreshold')
  })

  test('says from when on it can be measured, and which time would do', () => {
    const young: RuleTest = {
      ...{ outcome: 'history-too-short', withinDays: 90, fixedDays: 90 },
      measurableFrom: Date.UTC(2026, 9, 12),
    }
    expect(shown(young)).toContain('it is long enough from 12 Oct 2026 on. We recommend keeping')
    expect(shown({ ...ADVISED, outcome: 'horizon-too-short', betterWithinDays: 141 })).toContain(
      'unlikely to buy again within 90 days: try 141 days (withinDays)',
    )
  })

  test.each(RULE_OUTCOMES)('has words for every outcome in both languages: %s', (outcome) => {
    const texts = [ENGLISH, CHINESE].map((voice) => shown({ ...ADVISED, outcome }, false, voice))
    for (const text of texts) expect(text).not.toMatch(/undefined|NaN|\[object/)
    expect(new Set(texts).size).toBe(2)
  })
})
