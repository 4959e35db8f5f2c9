/**
 * Records what the carrier tells of a mail: on its message, on its address, and on how the shop
 * stands with the mailbox provider. Every step is safe to repeat, and the message comes last, so
 * that whoever was interrupted does all of it again.
 */
import { withSoftBounce, withSuppression, withWithdrawal } from '../domain/address.ts'
import type { ConsentFact } from '../domain/consent.ts'
import type { DeliveryEvent } from '../domain/delivery-event.ts'
import { heed } from '../domain/feedback.ts'
import type { Message } from '../domain/message.ts'
import { type Provider, providerOf } from '../domain/provider.ts'
import { DAY_MS } from '../domain/time.ts'
import { changeAddress } from '../store/addresses.ts'
import { loadMessage } from '../store/customers.ts'
import { type CustomerKey, consentSort, parseCustomerKey } from '../store/keys.ts'
import { noteMishap } from '../store/mishaps.ts'
import { slowProvider } from '../store/pace.ts'
import type { RowKey } from '../store/table.ts'
import { type PausePorts, pauseIfUnwelcome } from './pause-provider.ts'

export type FeedbackPorts = PausePorts & {
  /** Keyed hash of an address. */
  readonly addressHash: (address: string) => string
}

/** What became of an event. */
export type Heard =
  | 'recorded'
  /** It was told before, or says less than what is known. */
  | 'known'
  /** Its message is not here: erased, or never ours. */
  | 'no-such-message'

/** One event, and the addresses that it is about. */
export type Told = { readonly event: DeliveryEvent; readonly recipients: readonly string[] }

const MOST_CONFLICTS = 20

/**
 * Records one event; told again, late or out of order, it ends alike.
 *
 * @throws if the store fails, or others keep changing the message
 * @example await recordFeedback({ event, recipients: ['li@example.com'] }, ports) // 'recorded'
 */
export async function recordFeedback(told: Told, ports: FeedbackPorts): Promise<Heard> {
  const place = placeOf(told.event.messageId)
  if (!place) return 'no-such-message'
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const message = await loadMessage(ports.table, place.row)
    if (!message || message.attempt === 0) return 'no-such-message'
    const heard = heed(message, told.event)
    if (heard === message) return 'known'
    await followUp(told, message, place, ports)
    const { status, attempt: claims, heard: before } = message
    const [result] = await ports.table.write([
      {
        put: { ...heard, ...place.row },
        on: { equals: { status, attempt: claims, heard: before } },
      },
    ])
    if (result?.done) return 'recorded'
  }
  throw new Error(`a message was changed by others ${MOST_CONFLICTS} times in a row`)
}

type Place = { readonly shop: string; readonly row: RowKey & { readonly pk: CustomerKey } }

/** Where the row of a message stands, by its id; undefined where it is no id of ours. */
function placeOf(messageId: string): Place | undefined {
  const [, pk = '', name = ''] = /^([^/]+\/[^/]+)\/(.+#\d+#.+)$/.exec(messageId) ?? []
  const who = parseCustomerKey(pk)
  return who && { shop: who.shop, row: { pk: who.key, sk: `message#${name}` } }
}

async function followUp(
  { event, recipients }: Told,
  message: Message,
  { shop, row }: Place,
  ports: FeedbackPorts,
): Promise<void> {
  if (event.kind !== 'bounced' && event.kind !== 'complained') return
  const { table, addressHash, now } = ports
  const hashes = recipients.map(addressHash)
  const provider = message.provider ?? providerOf(recipients[0] ?? '')
  if (event.kind !== 'bounced') {
    await table.write([{ put: { ...row, ...complaintOf(message, event) }, on: { absent: true } }])
    await suppress(hashes, 'complaint', event, shop, ports)
    await mishap('complaints', provider, event, shop, ports)
    return
  }
  switch (event.bounce) {
    case 'no-such-mailbox':
      await suppress(hashes, 'no-such-mailbox', event, shop, ports)
      break
    case 'policy':
      await slowProvider({ table, now }, shop, provider)
      break
    case 'temporary':
    case 'unclear':
      await countSoftBounce(hashes, event, shop, ports)
      break
  }
  if (event.bounce !== 'temporary') await mishap('bounces', provider, event, shop, ports)
}

/** A complaint is an act of the customer's own: no synchronisation grants consent over it. */
function complaintOf({ campaign, n, step }: Message, { at }: DeliveryEvent) {
  const fact: ConsentFact = {
    purpose: 'marketing',
    act: 'withdrawn',
    at,
    source: 'complaint',
    evidence: [campaign, n, step].join('#'),
  }
  return { ...fact, sk: consentSort(fact) }
}

async function suppress(
  hashes: readonly string[],
  reason: 'complaint' | 'no-such-mailbox',
  { at }: DeliveryEvent,
  shop: string,
  { table }: FeedbackPorts,
): Promise<void> {
  for (const hash of hashes)
    await changeAddress(table, shop, hash, (address) => {
      const suppressed = withSuppression(address, { reason, at })
      return reason === 'complaint' ? withWithdrawal(suppressed, at) : suppressed
    })
}

async function countSoftBounce(
  hashes: readonly string[],
  { at }: DeliveryEvent,
  shop: string,
  { table, settings }: FeedbackPorts,
): Promise<void> {
  const known = await settings(shop)
  if (!known) return
  const { bounces, withinDays } = known.policy.softBounces
  const limit = { bounces, withinMs: withinDays * DAY_MS }
  for (const hash of hashes)
    await changeAddress(table, shop, hash, (address) => withSoftBounce(address, at, limit))
}

async function mishap(
  kind: 'bounces' | 'complaints',
  provider: Provider,
  { at, messageId }: DeliveryEvent,
  shop: string,
  ports: FeedbackPorts,
): Promise<void> {
  await noteMishap(ports.table, { shop, provider, kind, at, messageId })
  await pauseIfUnwelcome(shop, provider, ports)
}
