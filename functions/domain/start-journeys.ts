/** Which journeys begin and which end: at most one for each entry into a class or purchase. */
import type { Campaign } from './campaign.ts'
import type { CustomerFacts } from './customer.ts'
import { isImporting } from './intake.ts'
import type { Journey } from './journey.ts'
import type { Assessment } from './lifecycle.ts'
import type { Settings } from './policy.ts'
import { causesCountFrom } from './restore.ts'
import {
  type JourneyEnding,
  type MailedAt,
  nothing,
  type Standing,
  type Starts,
} from './starts/start-rule.ts'
import { startRule } from './starts/starts.ts'
import type { Instant } from './time.ts'
import { unknownInCampaign, unknownInJourney } from './understood.ts'

/**
 * The journey with its end, if the facts or time end it; otherwise the very same journey. One that this
 * version does not understand is left as it is.
 *
 * @param mailedAt finds when its latest mail was handed over
 */
export function endIfOver(
  journey: Journey,
  campaign: Campaign | undefined,
  standing: Standing,
  mailedAt: MailedAt,
): Journey {
  if (journey.end || unknownInJourney(journey)) return journey
  if (campaign && unknownInCampaign(campaign, standing.settings).length > 0) return journey
  const end = endOf(journey, campaign, standing) ?? lapseBy(journey, mailedAt, standing.now)
  return end ? { ...journey, end } : journey
}

/**
 * When a running journey ends if no new fact arrives; undefined if time does not end it.
 *
 * @param mailedAt finds when its latest mail was handed over
 */
export const lapsesAt = (journey: Journey, mailedAt: MailedAt): Instant | undefined =>
  journey.end || unknownInJourney(journey)
    ? undefined
    : startRule(journey.start)?.lapsesAt(journey.startedAt, mailedAt)

/** When the end of a running journey is to be asked for again if no new fact arrives. */
export const endChangesAt = (journey: Journey, standing: Standing): Instant | undefined =>
  journey.end || unknownInJourney(journey)
    ? undefined
    : startRule(journey.start)?.endChangesAt(journey.start, standing)

function lapseBy(journey: Journey, mailedAt: MailedAt, now: Instant): JourneyEnding | undefined {
  const at = lapsesAt(journey, mailedAt)
  return at !== undefined && at <= now ? { at, reason: 'link-expired' } : undefined
}

function endOf(
  { start, startedAt }: Journey,
  campaign: Campaign | undefined,
  standing: Standing,
): JourneyEnding | undefined {
  const bought = campaign?.endsOnPurchase
    ? standing.counting.find((order) => order.from > startedAt)
    : undefined
  const ended = startRule(start)?.end(start, { ...standing, startedAt, bought })
  return ended ?? (bought && { at: bought.from, reason: 'bought-meanwhile' })
}

/**
 * The journeys through `campaign` that begin by `now`, or why none does.
 *
 * @param before the customer's journeys through this campaign so far, the latest start last
 * @example startsOf(winBack, [], facts, assessment, settings, now)
 *   // { journeys: [], whyNot: { reason: 'other-class', class: 'dormant' } }
 */
export function startsOf(
  campaign: Campaign,
  before: readonly Journey[],
  facts: CustomerFacts,
  assessment: Assessment,
  settings: Settings,
  now: Instant,
): Starts {
  const rule = startRule(campaign.start)
  if (!rule || unknownInCampaign(campaign, settings).length > 0 || before.some(unknownInJourney))
    return nothing({ reason: 'not-understood' })
  const { openedAt } = settings.shop
  if (openedAt === undefined) return nothing({ reason: 'shop-not-open' })
  if (isImporting(facts, settings)) return nothing({ reason: 'import-running' })
  const begunAt = Math.max(openedAt, campaign.activeFrom)
  const rulesSince = settings.rulesSince ?? begunAt
  const restoredAt = causesCountFrom(settings.restore) ?? begunAt
  const happenedFrom = Math.max(begunAt, restoredAt)
  const from = Math.max(happenedFrom, rulesSince)
  const releasesBacklog = from === begunAt
  const starts = beforeItIsOver(
    rule.begin(campaign.start, {
      ...{ campaign, before, facts, assessment, settings, from, releasesBacklog, now },
      late: { arrivedFrom: rulesSince, happenedFrom },
    }),
    campaign,
    now,
  )
  const isTooOld = 'whyNot' in starts && 'at' in starts.whyNot && starts.whyNot.at === from
  if (!isTooOld || releasesBacklog) return starts
  const reason = from === restoredAt ? 'restored' : 'rules-changed'
  return { ...starts, whyNot: { reason, at: from } }
}

/** Without what happens once the campaign is over for new starts. */
function beforeItIsOver(
  starts: Starts,
  { activeUntil = Number.POSITIVE_INFINITY }: Campaign,
  now: Instant,
): Starts {
  const { nextAt = now } = starts
  const [first, ...more] = starts.journeys.filter(({ startedAt }) => startedAt < activeUntil)
  const next = nextAt < activeUntil && nextAt > now ? { nextAt } : {}
  if (first) return { journeys: [first, ...more], ...next }
  const isOver = starts.journeys.length > 0 || nextAt >= activeUntil
  return isOver || !('whyNot' in starts)
    ? nothing({ reason: 'campaign-over', at: activeUntil })
    : starts
}
