/** What would change for a shop's customers if they got limits of their own now. */
import { type Campaign, isMarketing } from '../../domain/campaign.ts'
import type { CustomerFacts } from '../../domain/customer.ts'
import { type Decision, decide } from '../../domain/decide.ts'
import { journeyName } from '../../domain/journey.ts'
import { assess } from '../../domain/lifecycle.ts'
import { isOpen } from '../../domain/message.ts'
import { messageName } from '../../domain/message-ref.ts'
import type { PersonalRule } from '../../domain/models/learned-chance.ts'
import { Policy, type Settings } from '../../domain/policy.ts'
import type { Instant } from '../../domain/time.ts'

export type PersonalPreview = {
  /** Customers whose class changes into dormant, and out of it. */
  readonly intoDormant: number
  readonly outOfDormant: number
  /** Marketing mails that fall due with the change and would not have, and the customers they are for. */
  readonly mails: number
  readonly mailedCustomers: number
  /** Marketing mails of later steps of the journeys that begin with it, at most. */
  readonly laterMails: number
}

/** What a policy may say of them. */
export type PersonalLimits = Partial<Omit<PersonalRule, 'fixedDays'>>

/**
 * Decides for each customer at `now`, as the shop is and with personal limits. Nothing is written. A
 * mail may still be withheld when it is sent.
 *
 * @example const preview = previewPersonal(settings, now); preview.add(facts); preview.result().mails // 12
 */
export function previewPersonal(settings: Settings, now: Instant, limits: PersonalLimits = {}) {
  const changed: Settings = {
    ...settings,
    policy: Policy.parse({ ...settings.policy, personalThreshold: limits }),
  }
  const counts = { intoDormant: 0, outOfDormant: 0, mails: 0, mailedCustomers: 0, laterMails: 0 }
  return {
    add(facts: CustomerFacts): void {
      const [before, after] = [settings, changed].map(({ policy, models }) =>
        assess(facts, now, policy, models),
      )
      if (before?.reason.dormantAfterDays === after?.reason.dormantAfterDays) return
      if (before?.class !== 'dormant' && after?.class === 'dormant') counts.intoDormant++
      if (before?.class === 'dormant' && after?.class !== 'dormant') counts.outOfDormant++
      const without = decide(facts, now, settings)
      const decided = decide(facts, now, changed)
      const mails = addedMails(without, decided)
      counts.mails += mails
      if (mails > 0) counts.mailedCustomers++
      counts.laterMails += laterMails(without, decided, settings.campaigns)
    },
    result: (): PersonalPreview => counts,
  }
}

function addedMails(without: Decision, decided: Decision): number {
  const known = new Set(without.messages.map(({ after }) => messageName(after)))
  return decided.messages.filter(
    ({ before, after }) =>
      !before && after.marketing && isOpen(after) && !known.has(messageName(after)),
  ).length
}

/** Of journeys that begin and go on: the steps that have no message yet. */
function laterMails(without: Decision, decided: Decision, campaigns: readonly Campaign[]): number {
  const known = new Set(without.journeys.map(journeyName))
  return decided.journeys
    .filter((journey) => !journey.end && !known.has(journeyName(journey)))
    .reduce((sum, journey) => {
      const campaign = campaigns.find(({ id }) => id === journey.campaign)
      if (!campaign || !isMarketing(campaign)) return sum
      const begun = decided.messages.filter(
        ({ after }) => journeyName(after) === journeyName(journey),
      )
      return sum + Math.max(0, campaign.steps.length - begun.length)
    }, 0)
}
