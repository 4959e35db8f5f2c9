/**
 * Records a delivery event: on its message, on its address, and in the shop's counts for the
 * mailbox provider. Every step is safe to repeat, and an event is marked as done only after
 * everything that follows from it, so that an interrupted run is repeated in full.
 */
import { withSoftBounce, withSuppression, withWithdrawal } from '../../domain/address.ts'
import type { ConsentFact } from '../../domain/consent.ts'
import { applyEvent } from '../../domain/feedback/apply-event.ts'
import type { DeliveryEvent } from '../../domain/feedback/delivery-event.ts'
import { countsAs } from '../../domain/feedback/reputation.ts'
import { isSameOrigin } from '../../domain/identity.ts'
import type { Message } from '../../domain/message.ts'
import {
  MESSAGE_ROWS,
  type MessageRef,
  messageName,
  messageSort,
  parseMailId,
} from '../../domain/message-ref.ts'
import { type Provider, providerOf } from '../../domain/provider.ts'
import { DAY_MS } from '../../domain/time.ts'
import { changeAddress } from '../../store/addresses.ts'
import { decode, UnreadableRowError } from '../../store/codecs/codec.ts'
import { CUSTOMER_ROWS } from '../../store/codecs/customer-rows.ts'
import { encode } from '../../store/codecs/read-customer-rows.ts'
import { loadMessage } from '../../store/customers.ts'
import {
  type DeliveryFailure,
  isNoted,
  noteDeliveryFailure,
} from '../../store/delivery-failures.ts'
import { idOf, readState, withId } from '../../store/identity.ts'
import { type CustomerKey, journeySort, parseCustomerKey } from '../../store/keys.ts'
import type { AddressKeys } from '../../store/secret.ts'
import type { Row, RowKey, Table } from '../../store/table.ts'
import { addConsent } from './marketing-consent.ts'
import { type PausePorts, pauseIfUnwelcome } from './pause-provider.ts'
import { slowProvider } from './slow-provider.ts'

export type FeedbackPorts = PausePorts & {
  /** Keyed hash of an address. */
  readonly addressHash: (address: string) => string
  /** The same address under other keys, while there are any; omitted where there never are. */
  readonly addressKeys?: () => AddressKeys
}

/** The outcome of recording an event. */
export type FeedbackOutcome =
  | 'recorded'
  /** It was recorded before, or adds nothing to what is known. */
  | 'known'
  /** Its message is not here: erased, or never ours. */
  | 'no-such-message'

/**
 * One event, and the addresses that it is about. Where the carrier names none, nothing is held
 * against any: the customer's own may be another by now.
 */
export type ReportedEvent = {
  readonly event: DeliveryEvent
  readonly recipients: readonly string[]
}

const MOST_CONFLICTS = 20

/**
 * Records one event; repeated, late or out of order, the result is the same.
 *
 * @throws if the store fails, or others keep changing the message
 * @example await recordFeedback({ event, recipients: ['li@example.com'] }, ports) // 'recorded'
 */
export async function recordFeedback(
  reported: ReportedEvent,
  ports: FeedbackPorts,
): Promise<FeedbackOutcome> {
  const mailed = placeOf(reported.event.messageId)
  const found = mailed && (await findMessage(mailed, ports.table))
  if (!found) return 'no-such-message'
  const { place, row } = found
  const { value: message, fault } = decode(CUSTOMER_ROWS.message, row)
  if (message?.attempt === 0) return 'no-such-message'
  // What concerns the address does not wait until the message is understood.
  const isNews = await followUp(reported, message?.provider, place, ports)
  if (fault !== undefined) throw new UnreadableRowError(fault)
  const outcome = await noteOnMessage(message, reported.event, place, ports)
  // It moved to its customer's present id between reading and writing; or it was erased.
  if (outcome === 'no-such-message') return recordFeedback(reported, ports)
  return isNews ? 'recorded' : outcome
}

type Place = {
  readonly shop: string
  readonly row: RowKey & { readonly pk: CustomerKey }
  readonly ref: MessageRef
}

/** The key of a message's row, by its id; undefined if it is not one of our ids. */
function placeOf(messageId: string): Place | undefined {
  const message = parseMailId(messageId)
  if (!message) return undefined
  try {
    const who = parseCustomerKey(message.customerKey)
    const row = who && { pk: who.key, sk: messageSort(message.ref) }
    return row && isKey(row) ? { shop: who.shop, row, ref: message.ref } : undefined
  } catch {
    // It is not percent-encoded as ours are.
    return undefined
  }
}

/**
 * The message of a mail: where it was mailed from, or where its customer has moved since, by the id
 * that it was mailed under. While rows move, it may still be on its way: it is looked for in the
 * order in which rows move, and where it is being brought from.
 */
async function findMessage(
  mailed: Place,
  table: Table,
): Promise<{ readonly place: Place; readonly row: Row } | undefined> {
  const keys = new Set([mailed.row.pk])
  // A set yields what is added to it meanwhile.
  for (const pk of keys) {
    const row = await messageAt(pk, mailed, table)
    if (row) return { place: { ...mailed, row: { pk, sk: row.sk } }, row }
    const { movedTo, adopting = [] } = (await readState(table, pk)).state ?? {}
    const back = pk === mailed.row.pk ? await partedSince(mailed, table) : []
    const next = movedTo === undefined ? [...adopting, ...back] : [movedTo]
    for (const id of next) keys.add(withId(pk, id))
  }
  if (keys.size === 1) return undefined
  // It may have come back, by a split, while it was looked for elsewhere.
  const row = await table.get(mailed.row)
  return row && { place: mailed, row }
}

/** Whose journey it was: if they were parted since, the message went along, and the journey stayed. */
async function partedSince({ row: { pk }, ref }: Place, table: Table): Promise<readonly string[]> {
  const row = await table.get({ pk, sk: journeySort(ref.campaign, ref.n) })
  const origin = row && decode(CUSTOMER_ROWS.journey, row).value?.mailedAs
  return origin ? [origin.customer] : []
}

async function messageAt(pk: CustomerKey, mailed: Place, table: Table): Promise<Row | undefined> {
  if (pk === mailed.row.pk) return table.get(mailed.row)
  const { campaign, n, step } = mailed.ref
  const origin = { customer: parseCustomerKey(mailed.row.pk)?.customer ?? '', n }
  return (await table.query(pk, { prefix: MESSAGE_ROWS })).find((one) => {
    const { value } = decode(CUSTOMER_ROWS.message, one)
    return (
      value?.campaign === campaign && value.step === step && isSameOrigin(value.mailedAs, origin)
    )
  })
}

/** DynamoDB's limits of a partition key and a sort key; beyond them it answers with an error. */
const isKey = ({ pk, sk }: RowKey): boolean =>
  Buffer.byteLength(pk) <= 2_048 && Buffer.byteLength(sk) <= 1_024

async function noteOnMessage(
  first: Message,
  event: DeliveryEvent,
  { row }: Place,
  { table }: FeedbackPorts,
): Promise<FeedbackOutcome> {
  let message: Message | undefined = first
  for (let tries = 0; message && tries < MOST_CONFLICTS; tries++) {
    const after = applyEvent(message, event)
    if (after === message) return 'known'
    const { status, attempt, heard: before } = message
    const on = { equals: { status, attempt, heard: before } }
    const [result] = await table.write([{ put: encode('message', row.pk, after), on }])
    if (result?.done) return 'recorded'
    message = await loadMessage(table, row)
  }
  if (!message) return 'no-such-message'
  throw new Error(`a message was changed by others ${MOST_CONFLICTS} times in a row`)
}

/** @returns whether a complaint or a bounce was new */
async function followUp(
  reported: ReportedEvent,
  provider: Provider | undefined,
  place: Place,
  ports: FeedbackPorts,
): Promise<boolean> {
  const failure = deliveryFailureOf(reported, provider, place)
  if (!failure) return false
  const isNews = !(await isNoted(ports.table, failure))
  if (isNews) {
    await applyConsequences(failure, reported, place, ports)
    await noteDeliveryFailure(ports.table, failure)
  }
  if (countsAs(failure.what)) await pauseIfUnwelcome(failure.shop, failure.provider, ports)
  return isNews
}

function deliveryFailureOf(
  { event, recipients: [first = ''] }: ReportedEvent,
  provider: Provider | undefined,
  { shop }: Place,
): DeliveryFailure | undefined {
  if (event.kind !== 'bounced' && event.kind !== 'complained') return undefined
  return {
    shop,
    provider: provider ?? providerOf(first),
    what: event.kind === 'bounced' ? event.bounce : 'complaint',
    at: event.at,
    messageId: event.messageId,
  }
}

async function applyConsequences(
  { what, shop, provider }: DeliveryFailure,
  reported: ReportedEvent,
  { row: { pk }, ref }: Place,
  ports: FeedbackPorts,
): Promise<void> {
  switch (what) {
    case 'complaint':
      await withdrawConsent(pk, ref, reported.event, ports)
      await suppress('complaint', reported, shop, ports)
      break
    case 'no-such-mailbox':
      await suppress('no-such-mailbox', reported, shop, ports)
      break
    case 'policy':
      await slowProvider(ports, shop, provider)
      break
    case 'temporary':
    case 'unclear':
      await countSoftBounce(reported, shop, ports)
      break
  }
}

/** A complaint is an act of the customer's own: no synchronisation grants consent over it. */
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

async function suppress(
  reason: 'complaint' | 'no-such-mailbox',
  { event: { at }, recipients }: ReportedEvent,
  shop: string,
  ports: FeedbackPorts,
): Promise<void> {
  for (const hash of hashesOf(recipients, ports))
    await changeAddress(ports.table, shop, hash, (address) => {
      const suppressed = withSuppression(address, { reason, at })
      return reason === 'complaint' ? withWithdrawal(suppressed, at) : suppressed
    })
}

async function countSoftBounce(
  { event: { at }, recipients }: ReportedEvent,
  shop: string,
  ports: FeedbackPorts,
): Promise<void> {
  const known = await ports.settings(shop)
  if (!known) return
  const { bounces, withinDays } = known.policy.softBounces
  const limit = { bounces, withinMs: withinDays * DAY_MS }
  for (const hash of hashesOf(recipients, ports))
    await changeAddress(ports.table, shop, hash, (address) => withSoftBounce(address, at, limit))
}

/** Under every key: by which of them a customer is known is not said by an event. */
const hashesOf = (
  recipients: readonly string[],
  { addressHash, addressKeys }: FeedbackPorts,
): readonly string[] =>
  recipients.flatMap((address) => addressKeys?.().hashes(address) ?? [addressHash(address)])
