/** Whether every mail that SES took was one that might be sent: to that address, at that instant. */
import type { AddressFacts } from '../../../functions/domain/address.ts'
import type { Campaign } from '../../../functions/domain/campaign.ts'
import type { ConsentFact } from '../../../functions/domain/consent.ts'
import { quietUntil } from '../../../functions/domain/hours.ts'
import { marketingConsent } from '../../../functions/domain/marketing-consent.ts'
import { DAY_MS, HOUR_MS, type Instant, isoInstant } from '../../../functions/domain/time.ts'
import type { LoadedCustomer } from '../../../functions/store/customers.ts'
import { addressKey, shopKey } from '../../../functions/store/keys.ts'
import type { Handed } from './carrier.ts'
import { type CustomersMessage, type Finding, withCustomers } from './judge-mail.ts'
import { CAMPAIGNS, SHOP } from './shop.ts'
import { readBeforeMs } from './weather.ts'
import type { Remains } from './world.ts'

/** Between a claim and the instant at which SES takes the mail. */
const CLAIMED_BEFORE_MS = HOUR_MS
const SETTINGS_ARE_KEPT_MS = 10_000

type Taken = Handed & {
  readonly claimedAt: Instant
  readonly customer: LoadedCustomer
  readonly campaignOf: Campaign
}

export function judgeRules(remains: Remains): readonly Finding[] {
  const known = withCustomers(remains)
  const taken = remains.carrier.handed.flatMap((mail) => takenOf(mail, known, remains))
  const marketing = taken.filter(({ campaignOf }) => campaignOf.kind === 'marketing')
  const perAddress = Map.groupBy(marketing, ({ to }) => to.toLowerCase())
  return [
    ...taken.flatMap((mail) => whySuppressed(mail, remains)),
    ...taken.flatMap((mail) => whyPaused(mail, remains)),
    ...marketing.flatMap((mail) => whyUnwelcome(mail, remains)),
    ...marketing.flatMap((mail) => whyAtNight(mail, remains)),
    ...[...perAddress.values()].flatMap((mails) => [
      ...tooMany(mails, remains),
      ...stepTwice(mails),
    ]),
  ].map((what) => ({ kind: 'wrong', what }))
}

function takenOf(
  mail: Handed,
  known: ReadonlyMap<string, CustomersMessage>,
  { watch, erased }: Remains,
): readonly Taken[] {
  const claimedAt = watch.claimedAt(mail.messageId).findLast((at) => at <= mail.at)
  const customer = known.get(mail.messageId)?.customer
  const campaignOf = CAMPAIGNS.find(({ id }) => id === mail.campaign)
  if (customer && erased.has(customer.facts.customer)) return []
  if (mail.sesId === undefined || claimedAt === undefined || !customer || !campaignOf) return []
  return [{ ...mail, claimedAt, customer, campaignOf }]
}

/** The rows that the address had when the sender may have read it. */
function addressesRead({ customer, claimedAt }: Taken, { watch, addresses, weather }: Remains) {
  const since = claimedAt - readBeforeMs(weather)
  const { hash } = addresses.get(customer.facts.customer) ?? {}
  if (hash === undefined) return []
  const history = watch.historyOf({ pk: addressKey(hash), sk: encodeURIComponent(SHOP) })
  const before = history.findLast((version) => version.since < since)
  const during = history.filter((version) => version.since >= since && version.since <= claimedAt)
  const nothing: AddressFacts = { slots: [], softBounces: [] }
  return [
    before ? (before.row as unknown as AddressFacts) : nothing,
    ...during.map(({ row }) => row as unknown as AddressFacts),
  ]
}

function whySuppressed(mail: Taken, remains: Remains): readonly string[] {
  const read = addressesRead(mail, remains)
  const isSuppressed = read.length > 0 && read.every(({ suppression }) => suppression)
  return isSuppressed ? [`${mail.messageId} went to a suppressed address`] : []
}

function whyUnwelcome(mail: Taken, remains: Remains): readonly string[] {
  const { customer, claimedAt } = mail
  const { watch, settings, weather } = remains
  const since = claimedAt - readBeforeMs(weather)
  const cameAt = (fact: ConsentFact & { readonly sk: string }): Instant =>
    watch.historyOf({ pk: customer.key, sk: fact.sk })[0]?.since ?? 0
  const consents = (remains.rows.get(customer.facts.customer) ?? []).filter(({ sk }) =>
    sk.startsWith('consent#'),
  ) as unknown as readonly (ConsentFact & { readonly sk: string })[]
  const known = (by: Instant) => consents.filter((fact) => cameAt(fact) <= by)
  const readings = [since, ...consents.map(cameAt), claimedAt]
    .filter((at) => at >= since && at <= claimedAt)
    .map(known)
  const isWelcome = readings.some((facts) =>
    addressesRead(mail, remains).some(
      (address) =>
        marketingConsent({
          facts: { ...customer.facts, consents: facts, address },
          settings,
          now: claimedAt,
        }) === 'granted',
    ),
  )
  return isWelcome ? [] : [`${mail.messageId} went to a customer who did not agree to it`]
}

function whyPaused({ messageId, campaign, claimedAt }: Taken, { watch, weather }: Remains) {
  const from = claimedAt - readBeforeMs(weather) - SETTINGS_ARE_KEPT_MS
  const history = watch.historyOf({ pk: shopKey(SHOP), sk: `campaign#${campaign}` })
  const read = history.filter(({ since }, i) => {
    const until = history[i + 1]?.since ?? Number.POSITIVE_INFINITY
    return since <= claimedAt && until >= from
  })
  const isPaused = read.every(({ row }) => (row.campaign as Campaign).paused)
  return isPaused ? [`${messageId} was sent while its campaign was paused`] : []
}

function whyAtNight({ messageId, claimedAt }: Taken, { settings }: Remains): readonly string[] {
  const { quietHours } = settings.policy
  const until = quietHours && quietUntil(claimedAt, 'UTC', quietHours)
  return until ? [`${messageId} was claimed at night, ${isoInstant(claimedAt)}`] : []
}

function tooMany(mails: readonly Taken[], { settings }: Remains): readonly string[] {
  return settings.policy.caps.flatMap(({ messages, withinDays }) => {
    const windowMs = withinDays * DAY_MS - CLAIMED_BEFORE_MS
    const sorted = mails.toSorted((a, b) => a.at - b.at)
    return sorted.flatMap((mail, i) => {
      const next = sorted[i + messages]
      return next && next.at - mail.at < windowMs
        ? [
            `${next.messageId} was one too many: ${messages + 1} from ${isoInstant(mail.at)} to ${isoInstant(next.at)}`,
          ]
        : []
    })
  })
}

function stepTwice(mails: readonly Taken[]): readonly string[] {
  const steps = Map.groupBy(mails, ({ campaign, step }) => `${campaign} ${step}`)
  return [...steps].flatMap(([step, all]) => {
    const keys = new Set(all.map(({ customer }) => customer.key))
    return keys.size > 1 ? [`${step} went to one address for ${[...keys].join(' and ')}`] : []
  })
}
