import { describe, expect, it } from 'vitest'
import { compareRules } from '../../../functions/domain/models/holdout-rules.ts'
import { compareTiming } from '../../../functions/domain/models/holdout-timing.ts'
import { type AdviceFacts, adviceOf } from '../../../functions/domain/models/rule-advice.ts'

const casesWith = (chanceOfReturning: number) =>
  Array.from({ length: 200 }, (_, i) => ({
    ...{ customer: i, inactiveDays: 60, isDormant: false, cameBack: i % 2 === 0 },
    ...{ chance: i % 2 === 0 ? chanceOfReturning : 1 - chanceOfReturning, alive: 0.5 },
  }))
/** Right about all, and right about none. */
const [RIGHT, WRONG] = [compareRules(casesWith(0.9), 90), compareRules(casesWith(0.1), 90)]
/** Everyone comes back, which fixed days know too. */
const asAlways = (one: ReturnType<typeof casesWith>[number]) => ({
  ...{ ...one, chance: 0.9 },
  cameBack: true,
})
const LEARNED = { withinDays: 90, auto: 0.25, boughtOnce: 'personal' } as const

const facts: AdviceFacts = {
  verdict: 'fitted',
  reasons: [],
  learned: { ...LEARNED, atBounds: { least: 0.2, most: 0.3 } },
  isComplete: true,
  compared: RIGHT,
  timing: undefined,
}
const LATE = compareTiming(
  Array.from({ length: 100 }, (_, i) => ({
    customer: i,
    gapDays: i % 2 === 0 ? Number.POSITIVE_INFINITY : 5 + (i % 60),
    // Waits long for those who left, and hardly for those who come back.
    ownDays: i % 2 === 0 ? 180 : 2,
  })),
  { withinDays: 90, mostDays: 180 },
)

describe('the advice from a shop’s own history', () => {
  it('is for personal limits where the chance is right more often, beyond chance', () => {
    expect(adviceOf(facts)).toBe('advised')
  })

  it.each([
    ['model-unusable', { verdict: 'unusable' }],
    ['model-unusable', { learned: undefined }],
    ['history-too-short', { isComplete: false }],
    ['history-too-short', { compared: undefined }],
    ['horizon-too-short', { reasons: ['horizon-too-short', 'customers-alike'] }],
    ['customers-alike', { reasons: ['customers-alike'] }],
    ['most-at-bounds', { learned: { ...LEARNED, atBounds: { least: 0.3, most: 0.21 } } }],
    ['fixed-better', { compared: WRONG }],
    ['too-few-customers', { compared: compareRules(casesWith(0.9).slice(0, 99), 90) }],
    ['no-difference', { compared: compareRules(casesWith(0.9).map(asAlways), 90) }],
    ['timing-worse', { timing: LATE }],
  ] as const)('is otherwise %s', (outcome, change) => {
    expect(adviceOf({ ...facts, ...(change as Partial<AdviceFacts>) })).toBe(outcome)
  })
})
