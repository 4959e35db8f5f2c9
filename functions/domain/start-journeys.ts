/** Which journeys begin and which end: at most one for each entry into a class or purchase. */
import { cameAt, endsWithoutEventAt } from './awaited-events.ts'
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
import { earliest, type Instant } from './time.ts'
import { unknownInCampaign, unknownInJourney } from './understood.ts'

/**
 * The journey with its end, if the facts or time end it; otherwise the very same journey. One that this
 * version does not understand is left as it is.
 */
export function endIfOver(
  journey: Journey,
  campaign: Campaign | undefined,
  standing: Standing,
  soFar: SoFar,
): Journey {
  if (journey.end || unknownInJourney(journey)) return journey
  if (campaign && unknownInCampaign(campaign, standing.settings).length > 0) return journey
  const end = endOf(journey, campaign, standing) ?? lapseBy(journey, campaign, standing, soFar)
  return end ? { ...journey, end } : journey
}

/** What has come of a journey so far; asked only where it matters. */
export type SoFar = {
  readonly mailedAt: MailedAt
  /** Whether the message of a step is there. */
  readonly isDecided: (stepId: string) => boolean
}

/** How a running journey ends if no new fact arrives; undefined if time does not end it. */
export function lapseOf(
  journey: Journey,
  campaign: Campaign | undefined,
  { facts: { events }, settings }: Pick<Standing, 'facts' | 'settings'>,
  { mailedAt, isDecided }: SoFar,
): JourneyEnding | undefined {
  if (journey.end || unknownInJourney(journey)) return undefined
  if (campaign && unknownInCampaign(campaign, settings).length > 0) return undefined
  const expiresAt = startRule(journey.start)?.lapsesAt(journey.startedAt, mailedAt)
  const missedAt = campaign && endsWithoutEventAt(journey, campaign, events, isDecided)
  if (missedAt !== undefined && missedAt < (expiresAt ?? Number.POSITIVE_INFINITY))
    return { at: missedAt, reason: 'event-did-not-come' }
  return expiresAt === undefined ? undefined : { at: expiresAt, reason: 'link-expired' }
}

/** When the end of a running journey is to be asked for again if no new fact arrives. */
export const endChangesAt = (journey: Journey, standing: Standing): Instant | undefined =>
  journey.end || unknownInJourney(journey)
    ? undefined
    : startRule(journey.start)?.endChangesAt(journey.start, standing)

function lapseBy(
  journey: Journey,
  campaign: Campaign | undefined,
  standing: Standing,
  soFar: SoFar,
): JourneyEnding | undefined {
  const lapse = lapseOf(journey, campaign, standing, soFar)
  return lapse && lapse.at <= standing.now ? lapse : undefined
}

function endOf(
  journey: Journey,
  campaign: Campaign | undefined,
  standing: Standing,
): JourneyEnding | undefined {
  const { start, startedAt } = journey
  const bought = campaign?.endsOnPurchase
    ? standing.counting.find((order) => order.from > startedAt)
    : undefined
  const ended = startRule(start)?.end(start, { ...standing, startedAt, bought })
  if (ended) return ended
  const cameFirst = cameAtFirst(journey, campaign, standing)
  if (bought && bought.from <= (cameFirst ?? bought.from))
    return { at: bought.from, reason: 'bought-meanwhile' }
  return cameFirst === undefined ? undefined : { at: cameFirst, reason: 'event-came' }
}

/** When the first of the events that end the campaign came. */
const cameAtFirst = (
  journey: Journey,
  campaign: Campaign | undefined,
  { facts: { events }, now }: Standing,
): Instant | undefined =>
  earliest(
    campaign?.endsOnEvents?.map((name) =>
      cameAt(
        name,
        journey,
        events.filter(({ at }) => at <= now),
      ),
    ) ?? [],
  )

/**
 * The journeys of one campaign, of which a later start ends those that began before it, if the campaign
 * restarts. Returns the very same objects where nothing changes.
 *
 * @param journeys the latest start last
 */
export function withRestarts(
  journeys: readonly Journey[],
  campaign: Campaign | undefined,
  settings: Pick<Settings, 'segments'>,
): readonly Journey[] {
  if (campaign?.restart === undefined) return journeys
  if (unknownInCampaign(campaign, settings).length > 0) return journeys
  return journeys.map((journey, index) => {
    const next = journeys[index + 1]
    if (journey.end || !next || unknownInJourney(journey)) return journey
    return { ...journey, end: { at: next.startedAt, reason: 'restarted' } }
  })
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
