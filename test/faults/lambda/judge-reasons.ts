/** Whether what a skipped message says of itself was true when it was skipped. */
import type { AddressFacts } from '../../../functions/domain/address.ts'
import type { Campaign } from '../../../functions/domain/campaign.ts'
import { capSlotOf, type Message, type MessageOf } from '../../../functions/domain/message.ts'
import { mailedIdOf, messageSort, stepIdOf } from '../../../functions/domain/message-ref.ts'
import { DAY_MS, type Instant } from '../../../functions/domain/time.ts'
import type { LoadedCustomer } from '../../../functions/store/customers.ts'
import { addressKey, shopKey } from '../../../functions/store/keys.ts'
import type { Row } from '../../../functions/store/table.ts'
import type { Finding } from './judge-mail.ts'
import { SHOP } from './shop.ts'
import type { Version } from './watch-rows.ts'
import { readBeforeMs } from './weather.ts'
import type { Remains } from './world.ts'

export const judgeReasons = (remains: Remains): readonly Finding[] =>
  [...remains.customers.values()].flatMap((customer) =>
    customer.facts.messages.flatMap((message): readonly Finding[] =>
      message.status !== 'skipped' || isTrue(message, customer, remains)
        ? []
        : [
            {
              kind: 'wrong',
              what: `${customer.key} ${messageSort(message)} was skipped as ${message.reason}, which is not so`,
            },
          ],
    ),
  )

function isTrue(
  message: MessageOf<'skipped'>,
  customer: LoadedCustomer,
  remains: Remains,
): boolean {
  const { reason, at } = message
  const { facts, key } = customer
  const written = remains.watch
    .historyOf({ pk: key, sk: messageSort(message) })
    .find(({ row }) => row.status === 'skipped')
  const by = written?.since ?? at
  const journey = facts.journeys.find(
    ({ campaign, n }) => campaign === message.campaign && n === message.n,
  )
  if (journey?.end?.reason === reason) return true
  if (reason.startsWith('stale-') || reason === 'too-late')
    return isStale(message, customer, remains)
  if (reason.startsWith('put-off-too-long-')) return message.putOff || at > message.dueAt
  switch (reason) {
    case 'left-class':
      return customer.lifecycle.some(({ noticedAt }) => noticedAt <= at)
    case 'unsubscribed':
      return (
        facts.consents.some((fact) => fact.act === 'withdrawn' && fact.at <= at) ||
        addressesBy(by, facts.customer, remains).some(
          ({ withdrawnAt }) => withdrawnAt !== undefined,
        )
      )
    case 'suppressed':
      return addressesBy(by, facts.customer, remains).some(({ suppression }) => suppression)
    case 'nothing-new':
      return wasSaid(message, customer)
    case 'sent-to-same-address':
      return wasSentToOther(message, by, customer, remains)
    default:
      return false
  }
}

/** Whether the customer has, or may have, the same words by another occurrence of the step. */
const wasSaid = (message: MessageOf<'skipped'>, { facts }: LoadedCustomer): boolean =>
  facts.messages.some(
    (other) =>
      other.campaign === message.campaign &&
      stepIdOf(other) === stepIdOf(message) &&
      messageSort(other) !== messageSort(message) &&
      other.saysHash !== undefined &&
      MAY_BE_HAD.includes(other.status),
  )

const MAY_BE_HAD: readonly Message['status'][] = ['claimed', 'accepted', 'unknown', 'given-up']

function isStale(
  message: MessageOf<'skipped'>,
  { facts, key }: LoadedCustomer,
  { settings, watch }: Remains,
): boolean {
  const { reason, at, dueAt, putOff } = message
  const { staleAfterDays, deferForDays } = settings.policy
  if (at < dueAt + (putOff ? deferForDays : staleAfterDays) * DAY_MS) return false
  switch (reason) {
    case 'too-late':
      return true
    case 'stale-no-address':
      return versionAt(watch.historyOf({ pk: key, sk: 'profile' }), at)?.email === undefined
    case 'stale-campaign-paused': {
      const row = { pk: shopKey(SHOP), sk: `campaign#${message.campaign}` }
      const campaign = versionAt(watch.historyOf(row), at)?.campaign as Campaign | undefined
      return campaign?.paused === true
    }
    case 'stale-provider-paused': {
      const row = versionAt(watch.historyOf({ pk: shopKey(SHOP), sk: 'pause#other' }), at)
      return row !== undefined && row.resumedAt === undefined
    }
    case 'stale-customer-on-hold':
      return facts.holds.length > 0
    case 'stale-no-consent':
      return facts.consents.every((fact) => fact.act !== 'granted' || fact.at > dueAt)
    case 'stale-consent-unconfirmed':
      return facts.profile?.country === 'DE'
    default:
      return false
  }
}

/** Another message had its place at the address; one that is parked keeps it. */
function wasSentToOther(
  { campaign, n, step }: MessageOf<'skipped'>,
  by: Instant,
  { key, addressHash }: LoadedCustomer,
  { customers, watch, doubts, weather }: Remains,
): boolean {
  const same = [...customers.values()].filter((other) => other.addressHash === addressHash)
  return same.some((other) =>
    other.facts.messages.some((message) => {
      // A person's own mail of another journey is one that they got under another id.
      if (message.campaign !== campaign || message.step !== step) return false
      if (other.key === key && message.n === n) return false
      // It gave its place back as it was about to be sent.
      if (message.status === 'skipped' && message.reason === 'nothing-new') return true
      if (doubts.about(mailedIdOf(other.key, message)).length > 0) return true
      const history = watch.historyOf({ pk: other.key, sk: messageSort(message) })
      return versionsBy(history, by, readBeforeMs(weather)).some(
        (row) => row.status === 'parked' || capSlotOf(row as unknown as Message) !== undefined,
      )
    }),
  )
}

const addressesBy = (
  by: Instant,
  customer: string,
  { addresses, watch, weather }: Remains,
): readonly AddressFacts[] => {
  const hash = addresses.get(customer)?.hash ?? ''
  const history = watch.historyOf({ pk: addressKey(hash), sk: encodeURIComponent(SHOP) })
  return versionsBy(history, by, readBeforeMs(weather)) as unknown as readonly AddressFacts[]
}

const versionAt = (history: readonly Version[], at: Instant): Row | undefined =>
  history.findLast(({ since }) => since <= at)?.row

/** What may have been read for something that was written then. */
function versionsBy(history: readonly Version[], by: Instant, readBefore: number): readonly Row[] {
  const first = history.findLastIndex(({ since }) => since <= by - readBefore)
  return history
    .slice(Math.max(0, first))
    .filter(({ since }) => since <= by)
    .map(({ row }) => row)
}
