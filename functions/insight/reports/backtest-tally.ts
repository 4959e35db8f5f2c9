/** The totals of a backtest, and the shape in which they are reported. */
import { isOpen, type Message } from '../../domain/message.ts'
import { stepIdOf } from '../../domain/message-ref.ts'
import { mayRepeat } from '../../domain/nothing-new.ts'
import type { MoneyFacts } from '../../domain/order.ts'
import type { Settings } from '../../domain/policy.ts'
import type { Replay, ReplayedMessage } from '../../domain/replay.ts'
import { HOUR_MS, type Instant, isoInstant } from '../../domain/time.ts'
import { type BacktestModels, modelsAsked } from './backtest-models.ts'
import { type BoughtAfter, newBoughtTally } from './bought-after.ts'

export type StepTotals = {
  readonly step: string
  readonly sent: number
  readonly skipped: number
  /** Neither sent nor skipped when the backtest ended. */
  readonly waiting: number
}

export type CampaignTotals = {
  readonly campaign: string
  readonly version: number
  readonly journeys: number
  readonly sent: number
  /** Customers who were sent at least one of its mails. */
  readonly mailed: number
  readonly boughtAfter: BoughtAfter
  readonly steps: readonly StepTotals[]
}

export type DayTotal = {
  /** The calendar day in the shop's own zone, such as 2026-03-29. */
  readonly day: string
  readonly sent: number
}

export type Backtest = {
  readonly shop: string
  /** RFC 3339, in UTC; the second is not included. */
  readonly from: string
  readonly to: string
  readonly assumeReachable: boolean
  /** Null if nothing asks for a model. */
  readonly models: BacktestModels | null
  readonly customers: number
  readonly sent: number
  /** Customers who were sent at least one mail, and what they bought after any of them. */
  readonly mailed: number
  readonly boughtAfter: BoughtAfter
  /** Of the money, ISO 4217. */
  readonly currency: string
  /**
   * How many of those sent follow an earlier mail of the same step: they go out only if they say
   * something new, which a backtest does not know.
   */
  readonly sentIfNew: number
  readonly skipped: number
  readonly waiting: number
  readonly campaigns: readonly CampaignTotals[]
  /** Days on which anything was sent, in their order. */
  readonly days: readonly DayTotal[]
  /** The first of the days on which the most was sent. */
  readonly busiestDay: DayTotal | null
  /** Messages that were skipped, by the reason. */
  readonly skips: Readonly<Record<string, number>>
  /**
   * Messages that were ever held for the reason, whatever happened to them later; deferred
   * too.
   */
  readonly holds: Readonly<Record<string, number>>
  readonly deferrals: Readonly<Record<string, number>>
}

export type BacktestTally = {
  readonly add: (replay: Replay, money: MoneyFacts) => void
  readonly result: (customers: number) => Backtest
}

type ReasonCounts = Record<string, number>
type TallyOptions = {
  readonly from: Instant
  readonly to: Instant
  readonly assumeReachable: boolean
}
type StepTally = { sent: number; skipped: number; waiting: number }

export function newBacktestTally(
  settings: Settings,
  { from, to, assumeReachable }: TallyOptions,
): BacktestTally {
  const steps = new Map<string, StepTally>()
  const [journeys, days, skips, holds, deferrals] = [
    counts(),
    counts(),
    counts(),
    counts(),
    counts(),
  ]
  const dayOf = calendarDay(settings.shop.zone)
  const stepTally = (campaign: string, step: string): StepTally => {
    const name = `${campaign}#${step}`
    const known = steps.get(name) ?? { sent: 0, skipped: 0, waiting: 0 }
    steps.set(name, known)
    return known
  }

  const bought = newBoughtTally(settings.policy.currency)
  let sentIfNew = 0

  function addMessage({ message, waits }: ReplayedMessage): void {
    const of = stepTally(message.campaign, stepIdOf(message))
    of[tallyFieldOf(message)]++
    if (message.status === 'accepted') count(days, dayOf(message.acceptedAt))
    if (message.status === 'skipped') count(skips, message.reason)
    for (const reason of reasonsOf(waits, 'held')) count(holds, reason)
    for (const reason of reasonsOf(waits, 'deferred')) count(deferrals, reason)
  }

  function campaignTotals(): readonly CampaignTotals[] {
    return settings.campaigns.map((campaign) => {
      const ofSteps = campaign.steps.map(({ id }) => ({ step: id, ...stepTally(campaign.id, id) }))
      return {
        campaign: campaign.id,
        version: campaign.version,
        journeys: journeys[campaign.id] ?? 0,
        sent: sumOf(ofSteps, 'sent'),
        ...bought.after(campaign.id),
        steps: ofSteps,
      }
    })
  }

  return {
    add(replay, money) {
      for (const { campaign } of replay.journeys) count(journeys, campaign)
      bought.add(replay, money)
      for (const message of replay.messages) addMessage(message)
      const sent = replay.messages
        .map(({ message }) => message)
        .filter((message) => tallyFieldOf(message) === 'sent')
      sentIfNew += sent.filter((message, i) => mayRepeat(message, sent.slice(0, i))).length
    },
    result(customers) {
      const all = [...steps.values()]
      const inOrder = Object.entries(days)
        .map(([day, sent]) => ({ day, sent }))
        .sort((a, b) => (a.day < b.day ? -1 : 1))
      return {
        shop: settings.shop.id,
        from: isoInstant(from),
        to: isoInstant(to),
        assumeReachable,
        models: modelsAsked(settings, { from, to }),
        customers,
        sent: sumOf(all, 'sent'),
        ...bought.afterAny(),
        currency: settings.policy.currency,
        sentIfNew,
        skipped: sumOf(all, 'skipped'),
        waiting: sumOf(all, 'waiting'),
        campaigns: campaignTotals(),
        days: inOrder,
        busiestDay: inOrder.reduce<DayTotal | null>(
          (busiest, day) => (day.sent > (busiest?.sent ?? 0) ? day : busiest),
          null,
        ),
        skips: byNumber(skips),
        holds: byNumber(holds),
        deferrals: byNumber(deferrals),
      }
    },
  }
}

const counts = (): ReasonCounts => ({})

function count(counts: ReasonCounts, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1
}

const sumOf = (tallies: readonly StepTally[], field: keyof StepTally): number =>
  tallies.reduce((sum, tally) => sum + tally[field], 0)

/** A replay's mailer accepts everything, so a message that is not open was sent or skipped. */
const tallyFieldOf = (message: Message): keyof StepTally =>
  message.status === 'skipped' ? 'skipped' : isOpen(message) ? 'waiting' : 'sent'

const reasonsOf = (
  waits: ReplayedMessage['waits'],
  wanted: 'held' | 'deferred',
): ReadonlySet<string> =>
  new Set(waits.filter(({ status }) => status === wanted).map(({ reason }) => reason))

const byNumber = (counts: ReasonCounts): ReasonCounts =>
  Object.fromEntries(Object.entries(counts).sort(([, a], [, b]) => b - a))

/** Asking Intl is slow, and every zone's day begins on a quarter of an hour. */
function calendarDay(zone: string): (at: Instant) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
  const quarterHour = HOUR_MS / 4
  const known = new Map<number, string>()
  return (at) => {
    const quarter = Math.floor(at / quarterHour)
    const day = known.get(quarter) ?? format.format(at)
    known.set(quarter, day)
    return day
  }
}
