/** Which journeys begin and which end: at most one for each entry into a class or purchase. */
import type { Campaign } from './campaign.ts'
import { lastOwnGrantAt } from './consent.ts'
import type { CustomerFacts } from './customer.ts'
import { spread } from './hash.ts'
import { isImporting } from './intake.ts'
import type { Journey, JourneyEnd } from './journey.ts'
import type { Assessment } from './lifecycle.ts'
import { marketingConsent } from './marketing-consent.ts'
import type { Settings } from './policy.ts'
import { type CountedOrder, ordersCountingAt } from './purchase.ts'
import type { Instant } from './time.ts'

/** How a customer stands at `now`, as far as it may end a journey. */
export type Standing = {
  /** The orders that count, in order of payment. */
  readonly counting: readonly CountedOrder[]
  readonly assessment: Assessment
  readonly consent: ReturnType<typeof marketingConsent>
  readonly now: Instant
}

/** The journey with its end, if the facts end it; otherwise the very same journey. */
export function endIfOver(
  journey: Journey,
  campaign: Campaign | undefined,
  standing: Standing,
): Journey {
  if (journey.end) return journey
  const end = endOf(journey, campaign, standing)
  return end ? { ...journey, end } : journey
}

function endOf(
  journey: Journey,
  campaign: Campaign | undefined,
  { counting, assessment, consent, now }: Standing,
): { readonly at: Instant; readonly reason: JourneyEnd } | undefined {
  const { start } = journey
  if (start.kind === 'consent-unconfirmed' && consent !== 'unconfirmed')
    return { at: now, reason: consent === 'granted' ? 'consent-confirmed' : 'consent-withdrawn' }
  if (start.kind === 'at-risk') {
    const { lastPurchaseAt } = assessment.rfm
    if (lastPurchaseAt !== undefined && lastPurchaseAt > start.lastPurchaseAt)
      return { at: lastPurchaseAt, reason: 'bought-meanwhile' }
    if (assessment.class === 'dormant' || assessment.class === 'prospect')
      return { at: Math.max(journey.startedAt, assessment.since ?? now), reason: 'left-class' }
  }
  if (start.kind === 'purchase' && !counting.some((order) => order.orderId === start.orderId))
    return { at: now, reason: 'order-refunded' }
  const bought = campaign?.endsOnPurchase
    ? counting.find((order) => order.from > journey.startedAt)
    : undefined
  if (bought) return { at: bought.from, reason: 'bought-meanwhile' }
  if (start.kind === 'class-entered' && assessment.class !== start.class)
    return { at: Math.max(journey.startedAt, assessment.since ?? now), reason: 'left-class' }
  return undefined
}

/** What a campaign would begin, now or at a later instant that is known already. */
export type Starts = { readonly journeys: readonly Journey[]; readonly nextAt?: Instant }

const NONE: Starts = { journeys: [] }

/** The journeys through `campaign` that begin by `now`, given all there were before. */
export function startsOf(
  campaign: Campaign,
  before: readonly Journey[],
  facts: CustomerFacts,
  assessment: Assessment,
  settings: Settings,
  now: Instant,
): Starts {
  const { openedAt } = settings.shop
  if (openedAt === undefined || isImporting(facts, settings)) return NONE
  const from = Math.max(openedAt, campaign.activeFrom)
  switch (campaign.start.kind) {
    case 'purchase':
      return purchaseStarts(campaign, before, facts, from, now)
    case 'class-entered':
      return classStart(campaign, before, facts, assessment, from, now)
    case 'consent-unconfirmed':
      return confirmationStart(campaign, before, facts, settings, from, now)
    case 'at-risk':
      return atRiskStart(campaign, before, assessment, from, now)
  }
}

/** Once for each purchase that nothing came after for long, and while it is not too long already. */
function atRiskStart(
  campaign: Campaign,
  before: readonly Journey[],
  { atRiskAt: since, rfm: { lastPurchaseAt } }: Assessment,
  from: Instant,
  now: Instant,
): Starts {
  const last = before.at(-1)
  if (since === undefined || lastPurchaseAt === undefined || since < from) return NONE
  const isStarted = last?.start.kind === 'at-risk' && last.start.lastPurchaseAt >= lastPurchaseAt
  if (isStarted || (last && !last.end) || !mayReenter(campaign, last, since)) return NONE
  if (since > now) return { journeys: [], nextAt: since }
  const start = { kind: 'at-risk', since, lastPurchaseAt } as const
  return { journeys: [{ campaign: campaign.id, n: (last?.n ?? 0) + 1, startedAt: since, start }] }
}

/** One request to confirm in a customer's life, for an act of their own since the shop opened. */
function confirmationStart(
  campaign: Campaign,
  before: readonly Journey[],
  facts: CustomerFacts,
  settings: Settings,
  from: Instant,
  now: Instant,
): Starts {
  if (before.length > 0 || marketingConsent({ facts, settings, now }) !== 'unconfirmed') return NONE
  const since = lastOwnGrantAt(facts.consents, 'marketing', now)
  if (since === undefined || since < from) return NONE
  const start = { kind: 'consent-unconfirmed', since } as const
  return { journeys: [{ campaign: campaign.id, n: 1, startedAt: since, start }] }
}

function classStart(
  campaign: Campaign,
  before: readonly Journey[],
  facts: CustomerFacts,
  { class: current, since }: Assessment,
  from: Instant,
  now: Instant,
): Starts {
  const last = before.at(-1)
  if (campaign.start.kind !== 'class-entered' || campaign.start.class !== current) return NONE
  if (since === undefined || (last && (!last.end || last.startedAt >= since))) return NONE
  const at = since >= from ? since : backlogRelease(campaign, facts, from)
  if (at === undefined || !mayReenter(campaign, last, at)) return NONE
  if (at > now) return { journeys: [], nextAt: at }
  const start = { kind: 'class-entered', class: current, since } as const
  return { journeys: [{ campaign: campaign.id, n: (last?.n ?? 0) + 1, startedAt: at, start }] }
}

/** When a customer who was in the class already gets their turn, if the campaign asks for them. */
function backlogRelease(
  campaign: Campaign,
  facts: CustomerFacts,
  from: Instant,
): Instant | undefined {
  if (campaign.backlogOverMs === undefined) return undefined
  const turn = spread(`${facts.shop}/${facts.customer}/${campaign.id}`)
  return from + Math.floor(turn * campaign.backlogOverMs)
}

function purchaseStarts(
  campaign: Campaign,
  before: readonly Journey[],
  facts: CustomerFacts,
  from: Instant,
  now: Instant,
): Starts {
  const started = new Set(
    before.map(({ start }) => (start.kind === 'purchase' ? start.orderId : undefined)),
  )
  const journeys: Journey[] = []
  for (const order of ordersCountingAt(facts.orders, facts.refunds, now)) {
    if (order.from < from) continue
    const all = [...before, ...journeys]
    if (started.has(order.orderId) || !hasRoomAt(campaign, all, order.from)) continue
    journeys.push({
      campaign: campaign.id,
      n: (all.at(-1)?.n ?? 0) + 1,
      startedAt: order.from,
      start: { kind: 'purchase', orderId: order.orderId },
    })
  }
  return { journeys }
}

/** An older order may be told after a newer one, so the distance counts in both directions. */
const hasRoomAt = (campaign: Campaign, all: readonly Journey[], at: Instant): boolean =>
  all.every(
    ({ startedAt }) =>
      campaign.reentryAfterMs !== undefined && Math.abs(at - startedAt) >= campaign.reentryAfterMs,
  )

const mayReenter = (campaign: Campaign, last: Journey | undefined, at: Instant): boolean =>
  last === undefined ||
  (campaign.reentryAfterMs !== undefined && at >= last.startedAt + campaign.reentryAfterMs)
