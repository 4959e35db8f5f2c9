import { describe, expect, test } from 'vitest'
import { DAY_MS } from '../../../functions/domain/time.ts'
import { nextStepOf } from '../../../functions/insight/explain/next-step.ts'
import { message } from '../../support/given.ts'

const START = Date.UTC(2026, 0, 1)
const journey = {
  campaign: 'care',
  n: 1,
  startedAt: START,
  start: { kind: 'purchase', orderId: 'o' },
} as const
const NOTHING = { messages: [], events: [] }
const introduction = { id: 'introduction', template: 'a', afterMs: 0 }
const offer = { id: 'offer', template: 'b', afterMs: 7 * DAY_MS }

describe('The step that comes next in a campaign', () => {
  test('is the first that falls due after now', () => {
    expect(nextStepOf(journey, { steps: [introduction, offer] }, NOTHING, START + DAY_MS)).toEqual({
      step: 'offer',
      at: START + 7 * DAY_MS,
    })
  })

  test('is without an instant while it waits for the mail before it', () => {
    const tips = { id: 'tips', template: 'b', afterMs: 0, afterPreviousMs: DAY_MS }
    const steps = [introduction, tips]
    expect(nextStepOf(journey, { steps }, NOTHING, START + DAY_MS)).toEqual({ step: 'tips' })
  })

  test('is none once all fell due', () => {
    expect(nextStepOf(journey, { steps: [introduction] }, NOTHING, START + DAY_MS)).toBeUndefined()
  })

  test('is the next occurrence of a step that repeats', () => {
    const tips = {
      ...introduction,
      id: 'tips',
      repeat: { everyMs: 30 * DAY_MS, while: 'frequent' },
    } as const
    expect(nextStepOf(journey, { steps: [tips] }, NOTHING, START + DAY_MS)).toMatchObject({
      at: START + 30 * DAY_MS,
    })
    const last = message(
      { status: 'skipped', reason: 'left-class', at: START },
      { campaign: 'care', step: 'tips.1' },
    )
    expect(
      nextStepOf(journey, { steps: [tips] }, { messages: [last], events: [] }, START + DAY_MS),
    ).toBeUndefined()
  })
})
