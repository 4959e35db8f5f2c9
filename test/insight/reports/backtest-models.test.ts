/** Which models a backtest rests on, and how that is reported. */
import { describe, expect, it } from 'vitest'
import { backtestText } from '../../../functions/cli/backtest/text.ts'
import type { Policy, Settings } from '../../../functions/domain/policy.ts'
import { backtest } from '../../../functions/insight/reports/backtest.ts'
import { enCommand } from '../../../functions/language/en/command/words.ts'
import {
  campaign,
  days,
  NOON,
  policy,
  settings,
  shopModel,
  unusableModel,
} from '../../support/given.ts'
import { each } from './known.ts'

const OWN = { theta: 0.5, minDays: 30, maxDays: 365 }
const asking = campaign({
  steps: [{ id: 'picks', template: 'picks', afterMs: 0, conditions: { minChurnRisk: 0.3 } }],
})
/** The two months from NOON on; no customers are needed to see which model applies. */
const run = (changes: Partial<Settings>, ofPolicy: Partial<Policy> = {}) =>
  backtest({
    customers: () => each([]),
    settings: settings({ policy: policy(ofPolicy), ...changes }),
    from: NOON,
    to: NOON + days(60),
  })
const linesOf = async (...of: Parameters<typeof run>) =>
  backtestText(await run(...of), {}, { language: 'en', words: enCommand, now: 0 })
    .split('\n\n')[0]
    ?.split('\n')
    .slice(2)

/** Learned long after, while the shop was loading. */
const LATER = shopModel({ from: 0, fittedAt: NOON + days(300) })
const learnedAt = (version: number, day: number) =>
  shopModel({ version, fittedAt: NOON + days(day), from: NOON + days(day) + 60_000 })

describe('a backtest by a model', () => {
  it('says nothing of models if nothing asks for one', async () => {
    expect((await run({ models: [LATER] })).models).toBeNull()
    expect(await linesOf({ models: [LATER] })).toEqual([])
    const plain = campaign({
      eligible: { countries: ['DE'], minPurchases: 1, minMonetaryMinor: 1 },
    })
    expect((await run({ models: [LATER], campaigns: [plain] })).models).toBeNull()
  })

  it('owns to hindsight if the model knew what came after', async () => {
    expect((await run({ models: [LATER], campaigns: [asking] })).models).toEqual({
      thresholds: false,
      value: true,
      noneBefore: null,
      versions: [
        { version: 1, verdict: 'fitted', fittedAt: '2026-10-28T12:00:00.000Z', hindsight: true },
      ],
    })
    expect(await linesOf({ models: [LATER] }, { personalThreshold: OWN })).toEqual([
      'Personal thresholds used model version 1, learned 2026-10-28 12:00 UTC.',
      'Version 1 was learned after the time of use and already knew what followed: this part benefits from hindsight.',
    ])
  })

  it('has no hindsight by what was learned before it began, or before it was asked', async () => {
    const models = [learnedAt(1, -20), learnedAt(2, -10), learnedAt(3, 20), learnedAt(4, 80)]
    expect(await linesOf({ models, campaigns: [asking] })).toEqual([
      'Customer value conditions used model versions 2 to 3, learned 2025-12-22 12:00 UTC to 2026-01-21 12:00 UTC.',
    ])
  })

  it('also uses older models if thresholds are those of the last purchase', async () => {
    const models = [learnedAt(1, -500), learnedAt(2, -400), learnedAt(3, -10)]
    const { models: asked } = await run({ models }, { personalThreshold: OWN })
    expect(asked?.versions.map(({ version }) => version)).toEqual([2, 3])
    expect(asked?.noneBefore).toBeNull()
  })

  it('says up to when there was no model, and what came of it', async () => {
    const eligible = campaign({ eligible: { recencyScores: [1] } })
    expect(await linesOf({ models: [learnedAt(1, 20)], campaigns: [eligible] })).toEqual([
      'Customer value conditions used model version 1, learned 2026-01-21 12:00 UTC.',
      'Before 2026-01-21 12:01 UTC there was no model: steps with value conditions were skipped.',
    ])
    const both = await linesOf({ models: [], campaigns: [asking] }, { personalThreshold: OWN })
    expect(both).toEqual([
      "There was no model: steps with value conditions were skipped and the policy's fixed number of days applied to all customers.",
    ])
  })

  it('says that steps were not skipped for want of a model that came before it began', async () => {
    const models = [learnedAt(1, -20)]
    expect(await linesOf({ models, campaigns: [asking] }, { personalThreshold: OWN })).toEqual([
      'Personal thresholds and customer value conditions used model version 1, learned 2025-12-12 12:00 UTC.',
      "Before 2025-12-12 12:01 UTC there was no model: the policy's fixed number of days applied to customers whose last purchase was before then.",
    ])
  })

  it('names what was unusable', async () => {
    const models = [unusableModel({ fittedAt: NOON - days(1) })]
    expect(await linesOf({ models, campaigns: [asking] })).toContain(
      'Version 1 was unusable and made no predictions.',
    )
  })
})
