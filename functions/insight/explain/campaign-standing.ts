/** A customer's state in each campaign: what they got, what they did not get, and why. */
import type { Campaign } from '../../domain/campaign.ts'
import type { CustomerFacts } from '../../domain/customer.ts'
import type { Decision } from '../../domain/decide.ts'
import type { Journey } from '../../domain/journey.ts'
import type { Message } from '../../domain/message.ts'
import { messageName } from '../../domain/message-ref.ts'
import type { Settings } from '../../domain/policy.ts'
import { startsOf } from '../../domain/start-journeys.ts'
import type { WhyNot } from '../../domain/starts/start.ts'
import type { Instant } from '../../domain/time.ts'

export type JourneyStanding = {
  readonly journey: Journey
  /** In the order in which they fell due. */
  readonly messages: readonly Message[]
}

export type CampaignStanding = {
  readonly id: string
  /** Absent if it is no longer published. */
  readonly campaign: Campaign | undefined
  /** Newest first. */
  readonly journeys: readonly JourneyStanding[]
  /** Absent while a journey runs, and where the campaign is published no more. */
  readonly whyNot?: WhyNot
}

/**
 * The campaigns in force and those the customer went through, as the decision of `now` has them:
 * what a decision would change, if anything, is shown as changed.
 */
export function campaignStandings(
  facts: CustomerFacts,
  decision: Decision,
  settings: Settings,
  now: Instant,
): readonly CampaignStanding[] {
  const decided = new Map(decision.messages.map(({ after }) => [messageName(after), after]))
  const messages = new Map(facts.messages.map((message) => [messageName(message), message]))
  for (const [name, message] of decided) messages.set(name, message)
  const journeys = new Map(facts.journeys.map((journey) => [nameOf(journey), journey]))
  for (const journey of decision.journeys) journeys.set(nameOf(journey), journey)

  const ids = new Set([
    ...settings.campaigns.map(({ id }) => id),
    ...[...journeys.values()].map(({ campaign }) => campaign),
  ])
  return [...ids].map((id) => {
    const campaign = settings.campaigns.find((one) => one.id === id)
    const own = [...journeys.values()]
      .filter((journey) => journey.campaign === id)
      .sort((a, b) => a.n - b.n)
    const runs = own.some((journey) => !journey.end)
    const starts =
      campaign && !runs
        ? startsOf(campaign, own, facts, decision.assessment, settings, now)
        : undefined
    return {
      id,
      campaign,
      journeys: own.toReversed().map((journey) => ({
        journey,
        messages: [...messages.values()]
          .filter((message) => message.campaign === id && message.n === journey.n)
          .sort((a, b) => a.dueAt - b.dueAt),
      })),
      ...(starts && 'whyNot' in starts && { whyNot: starts.whyNot }),
    }
  })
}

const nameOf = ({ campaign, n }: Journey): string => `${campaign}#${n}`
