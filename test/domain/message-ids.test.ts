import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Campaign } from '../../functions/domain/campaign.ts'
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import type { Decision } from '../../functions/domain/decide.ts'
import type { SendOutcome } from '../../functions/domain/message.ts'
import { messageName } from '../../functions/domain/message-ref.ts'
import type { Settings } from '../../functions/domain/policy.ts'
import { HOUR_MS, type Instant, MINUTE_MS } from '../../functions/domain/time.ts'
import { anyArrivals, anyNewcomer, LIFE_MS } from '../support/any-life.ts'
import { anySettings } from '../support/any-settings.ts'
import { days, hours, NOON } from '../support/given.ts'
import { liveThrough } from '../support/live-through.ts'

const until = NOON + LIFE_MS

/** What a marketer does to a campaign between two decisions. */
type Edit = (campaign: Campaign) => Campaign | undefined

const reorderSteps: Edit = (campaign) => ({ ...campaign, steps: campaign.steps.toReversed() })
const renameTemplates: Edit = (campaign) => ({
  ...campaign,
  version: campaign.version + 1,
  steps: campaign.steps.map((step) => ({ ...step, template: `${step.template}-new` })),
  locales: Object.fromEntries(
    Object.entries(campaign.locales).map(([template, locales]) => [`${template}-new`, locales]),
  ),
})
const withdraw: Edit = () => undefined
const pause: Edit = (campaign) => ({ ...campaign, paused: !campaign.paused })
const dropFirstStep: Edit = (campaign) => ({ ...campaign, steps: campaign.steps.slice(1) })
const hurry: Edit = (campaign) => ({
  ...campaign,
  steps: campaign.steps.map((step) => ({ ...step, afterMs: Math.max(0, step.afterMs - days(1)) })),
})
const asFirstPublished: Edit = (campaign) => campaign

const anyEdits = fc.array(
  fc.record({
    at: fc.nat({ max: LIFE_MS / HOUR_MS }).map((hour) => NOON + hours(hour)),
    which: fc.nat({ max: 2 }),
    edit: fc.constantFrom(
      reorderSteps,
      renameTemplates,
      withdraw,
      pause,
      dropFirstStep,
      hurry,
      asFirstPublished,
    ),
  }),
  { maxLength: 8 },
)

/** The settings by instant. Every edit is of what was published first, so nothing is lost. */
function editedSettings(
  first: Settings,
  edits: readonly { at: Instant; which: number; edit: Edit }[],
) {
  const inOrder = edits.toSorted((a, b) => a.at - b.at)
  return (now: Instant): Settings => {
    const known = inOrder.filter(({ at }) => at <= now)
    const campaigns = first.campaigns.flatMap((campaign, i) => {
      const last = known.findLast(({ which }) => which === i)
      return (last ? last.edit(campaign) : campaign) ?? []
    })
    return { ...first, version: 1 + known.length, campaigns }
  }
}

const anyMailer = fc.record({
  repeatable: fc.boolean(),
  said: fc.array(
    fc.constantFrom<SendOutcome['outcome'] | 'vanishes'>(
      'accepted',
      'accepted',
      'refused',
      'parked',
      'unknown',
      'vanishes',
    ),
    { minLength: 1, maxLength: 4 },
  ),
})

function outcomeOf(said: SendOutcome['outcome'] | 'vanishes' | undefined, now: Instant) {
  if (said === 'parked')
    return { outcome: said, reason: 'quota', until: now + hours(5) + MINUTE_MS } as const
  if (said === 'refused') return { outcome: said, reason: 'no such address' } as const
  if (said === 'unknown') return { outcome: said } as const
  if (said === 'vanishes') return undefined
  return { outcome: 'accepted', mailerMessageId: 'm' } as const
}

const FINAL = ['accepted', 'refused', 'skipped', 'given-up']

function expectPinned(facts: CustomerFacts, { journeys, messages }: Decision) {
  for (const row of journeys) {
    const stored = facts.journeys.find(
      ({ campaign, n }) => campaign === row.campaign && n === row.n,
    )
    if (!stored) continue
    const { end: _, ...pinned } = row
    expect(stored).toEqual(pinned)
  }
  for (const { before, after } of messages) {
    const stored = facts.messages.filter((row) => messageName(row) === messageName(after))
    expect(stored).toEqual(before ? [before] : [])
    if (!before) continue
    expect(FINAL).not.toContain(before.status)
    const { campaign, n, step, marketing, dueAt } = before
    expect(after).toMatchObject({ campaign, n, step, marketing, dueAt })
  }
}

describe('whatever is corrected, refunded, renamed, reordered or withdrawn', () => {
  it('journeys stay pinned, no message id is issued twice, and what is final stays so', () => {
    fc.assert(
      fc.property(
        anyNewcomer,
        anyArrivals,
        anySettings,
        anyEdits,
        anyMailer,
        (newcomer, arrivals, first, edits, { repeatable, said }) => {
          const life = liveThrough(newcomer, arrivals, {
            until,
            settings: editedSettings(first, edits),
            alsoAt: edits.map(({ at }) => at),
            repeatable,
            mailerSays: (attempt, now) => outcomeOf(said[(attempt - 1) % said.length], now),
            onDecision: (facts, _, decision) => expectPinned(facts, decision),
          })
          const names = life.facts.messages.map(messageName)
          expect(new Set(names).size).toBe(names.length)
          const steps = life.facts.journeys.map(({ campaign, n }) => `${campaign}#${n}`)
          expect(new Set(steps).size).toBe(steps.length)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('a mailer that knows no repeats is asked again only after it said "certainly not sent"', () => {
    fc.assert(
      fc.property(
        anyNewcomer,
        anyArrivals,
        anySettings,
        anyEdits,
        anyMailer,
        (newcomer, arrivals, first, edits, { said }) => {
          const life = liveThrough(newcomer, arrivals, {
            until,
            settings: editedSettings(first, edits),
            alsoAt: edits.map(({ at }) => at),
            mailerSays: (attempt, now) => outcomeOf(said[(attempt - 1) % said.length], now),
          })
          for (const { attempt } of life.facts.messages)
            for (let earlier = 1; earlier < attempt; earlier++)
              expect(said[(earlier - 1) % said.length]).toBe('parked')
        },
      ),
      { numRuns: 300 },
    )
  })

  it('nothing is stranded: no claim outlives its lease by more than one relay', () => {
    fc.assert(
      fc.property(anyNewcomer, anyArrivals, anySettings, (newcomer, arrivals, settings) => {
        const { facts } = liveThrough(newcomer, arrivals, {
          until,
          settings: () => settings,
          mailerSays: () => undefined,
        })
        for (const row of facts.messages)
          if (row.status === 'claimed') expect(row.leaseUntil).toBeGreaterThan(until - hours(1))
      }),
      { numRuns: 200 },
    )
  })
})
