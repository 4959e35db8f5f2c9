/** What follows from a bounce or a complaint, beyond its message: for the address and the provider. */
import {
  type AddressFacts,
  type Suppression,
  suppressionFor,
  withSoftBounce,
  withSuppression,
  withWithdrawal,
} from '../../domain/address.ts'
import type { ConsentFact } from '../../domain/consent.ts'
import type { DeliveryEvent } from '../../domain/feedback/delivery-event.ts'
import { type ComplaintKind, consequencesOf } from '../../domain/feedback/report-type.ts'
import { countsAs } from '../../domain/feedback/reputation.ts'
import type { Message } from '../../domain/message.ts'
import { type MessageRef, messageName } from '../../domain/message-ref.ts'
import { type Provider, providerOf } from '../../domain/provider.ts'
import { DAY_MS } from '../../domain/time.ts'
import { changeAddress } from '../../store/addresses.ts'
import {
  type DeliveryFailure,
  isNoted,
  noteDeliveryFailure,
} from '../../store/delivery-failures.ts'
import { idOf } from '../../store/identity.ts'
import type { CustomerKey } from '../../store/keys.ts'
import { addConsent } from './marketing-consent.ts'
import { type Place, placeOf } from './message-place.ts'
import { pauseIfUnwelcome } from './pause-provider.ts'
import type { FeedbackPorts, Happened } from './reported-event.ts'
import { slowProvider } from './slow-provider.ts'

/**
 * Safe to repeat.
 *
 * @param message undefined if it cannot be read: what concerns the address does not wait for that
 * @returns whether a complaint or a bounce was new
 */
export async function followUp(
  happened: Happened,
  message: Message | undefined,
  place: Place,
  ports: FeedbackPorts,
): Promise<boolean> {
  const { event } = happened
  if (event.kind === 'withheld') {
    // Reported before, it may have been taken off the list by a person since.
    const isKnown = message?.feedback?.withheldAt !== undefined
    if (!isKnown)
      await suppress(suppressionFor('account-list', event.at), happened, place.shop, ports)
    return false
  }
  const failure = deliveryFailureOf(happened, message?.provider, place)
  if (!failure) return false
  const isNews = !(await isNoted(ports.table, failure))
  if (isNews) {
    await applyConsequences(failure, happened, place, ports)
    await noteDeliveryFailure(ports.table, failure)
  }
  if (countsAs(failure.what)) await pauseIfUnwelcome(failure.shop, failure.provider, ports)
  return isNews
}

function deliveryFailureOf(
  { event, statedAt, recipients: [first = ''] }: Happened,
  provider: Provider | undefined,
  { shop }: Place,
): DeliveryFailure | undefined {
  if (event.kind !== 'bounced' && event.kind !== 'complained') return undefined
  return {
    shop,
    provider: provider ?? providerOf(first),
    ...(event.kind === 'bounced'
      ? { what: event.bounce }
      : { what: 'complaint', complaint: event.complaint ?? 'abuse' }),
    at: event.at,
    statedAt,
    messageId: event.messageId,
  }
}

async function applyConsequences(
  failure: DeliveryFailure,
  happened: Happened,
  place: Place,
  ports: FeedbackPorts,
): Promise<void> {
  const { what, shop, provider } = failure
  const { at } = happened.event
  switch (what) {
    case 'complaint':
      await takeComplaint(failure.complaint ?? 'abuse', happened, place, ports)
      break
    case 'no-such-mailbox':
      await suppress({ reason: what, at }, happened, shop, ports)
      break
    case 'policy':
      await slowProvider(ports, shop, provider)
      break
    case 'temporary':
    case 'unclear':
      await countSoftBounce(happened, shop, ports)
      break
  }
}

async function takeComplaint(
  kind: ComplaintKind,
  happened: Happened,
  { shop, row: { pk }, ref }: Place,
  ports: FeedbackPorts,
): Promise<void> {
  const { suppresses, endsMarketing } = consequencesOf(kind)
  const { at } = happened.event
  if (endsMarketing) await withdrawConsent(pk, ref, happened.event, ports)
  await changeEach(happened, shop, ports, (address) => {
    const left = endsMarketing ? withWithdrawal(address, at) : address
    return suppresses ? withSuppression(left, { reason: 'complaint', at }) : left
  })
}

/** A complaint stands like an act of the customer's own: no synchronisation grants consent over it. */
async function withdrawConsent(
  pk: CustomerKey,
  ref: MessageRef,
  { at, messageId }: DeliveryEvent,
  { table }: FeedbackPorts,
): Promise<void> {
  const fact: ConsentFact = {
    purpose: 'marketing',
    act: 'withdrawn',
    at,
    source: 'complaint',
    evidence: messageName(ref),
  }
  const mailed = placeOf(messageId)?.row.pk ?? pk
  await table.write([addConsent(pk, fact, idOf(mailed))])
}

const suppress = (
  suppression: Suppression,
  happened: Happened,
  shop: string,
  ports: FeedbackPorts,
): Promise<void> =>
  changeEach(happened, shop, ports, (address) => withSuppression(address, suppression))

async function countSoftBounce(
  happened: Happened,
  shop: string,
  ports: FeedbackPorts,
): Promise<void> {
  const known = await ports.settings(shop)
  if (!known) return
  const { bounces, withinDays } = known.policy.softBounces
  const limit = { bounces, withinMs: withinDays * DAY_MS }
  const { at } = happened.event
  await changeEach(happened, shop, ports, (address) => withSoftBounce(address, at, limit))
}

/** Each address that it is about, under every key: by which a customer is known no event says. */
async function changeEach(
  { recipients }: Happened,
  shop: string,
  { table, addressHash, addressKeys }: FeedbackPorts,
  change: (address: AddressFacts) => AddressFacts,
): Promise<void> {
  const hashes = recipients.flatMap(
    (address) => addressKeys?.().hashes(address) ?? [addressHash(address)],
  )
  for (const hash of hashes) await changeAddress(table, shop, hash, change)
}
