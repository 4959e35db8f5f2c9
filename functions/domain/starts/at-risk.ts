/** Starts at the early sign, once for each purchase that nothing came after for long. */
import * as z from 'zod/mini'
import { stageOf } from '../lifecycle-class.ts'
import { nothing, type StartRule, tooSoon } from './start-rule.ts'
import { enteredState } from './state-entry.ts'

export const atRisk: StartRule<'at-risk'> = {
  fields: { kind: true },
  purpose: 'of-campaign',
  isCausedByAbsence: () => true,
  happensAs: 'state',
  journey: z.looseObject({
    kind: z.literal('at-risk'),
    since: z.number(),
    lastPurchaseAt: z.number(),
  }),
  isSameCause: () => undefined,
  begin: (_start, occasion) => {
    const { campaign, before, from } = occasion
    const { atRiskAt: since, rfm } = occasion.assessment
    const { lastPurchaseAt } = rfm
    const last = before.at(-1)
    const none = nothing(last ? tooSoon(campaign, last) : { reason: 'not-at-risk' })
    if (since === undefined || lastPurchaseAt === undefined || since < from) return none
    const isStarted = last?.start.kind === 'at-risk' && last.start.lastPurchaseAt >= lastPurchaseAt
    if (isStarted) return none
    const start = { kind: 'at-risk', since, lastPurchaseAt } as const
    const comesAt = { reason: 'at-risk-from', at: since } as const
    return enteredState({ at: since, start, comesAt }, occasion)
  },
  lapsesAt: () => undefined,
  endChangesAt: () => undefined,
  end: (start, { assessment, startedAt, now }) => {
    const { lastPurchaseAt } = assessment.rfm
    if (lastPurchaseAt !== undefined && lastPurchaseAt > start.lastPurchaseAt)
      return { at: lastPurchaseAt, reason: 'bought-meanwhile' }
    if (stageOf(assessment.class) !== 'buying')
      return { at: Math.max(startedAt, assessment.since ?? now), reason: 'left-class' }
    return undefined
  },
}
