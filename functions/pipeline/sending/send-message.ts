/**
 * Sends one message: decides again on fresh rows, writes the mail, has the mailer prepare it,
 * claims the message as the last step before its bytes leave, and settles what came of it. A
 * process that dies before the claim leaves the message due.
 */
import { hasOldSlot, SLOT_MAY_LAG_MS } from '../../domain/address.ts'
import { campaignIn } from '../../domain/campaign.ts'
import type { CustomerFacts } from '../../domain/customer.ts'
import { decide } from '../../domain/decide.ts'
import { entryNumbers } from '../../domain/identity.ts'
import { journeyName } from '../../domain/journey.ts'
import type { MessageOf, SendOutcome } from '../../domain/message.ts'
import { messageName, messageSort } from '../../domain/message-ref.ts'
import { saysNothingNew } from '../../domain/nothing-new.ts'
import type { Settings } from '../../domain/policy.ts'
import { sendByOf } from '../../domain/starts/start.ts'
import { HOUR_MS, type Instant, MINUTE_MS } from '../../domain/time.ts'
import { isUnderstood, notUnderstood } from '../../domain/understood.ts'
import { NO_CODES } from '../../store/code-waiters.ts'
import { type LoadedCustomer, loadCustomer } from '../../store/customers.ts'
import type { CustomerKey } from '../../store/keys.ts'
import type { AddressKeys } from '../../store/secret.ts'
import type { RowKey } from '../../store/table.ts'
import { commitDecision } from '../decisions/commit-decision.ts'
import { withAddress } from '../decisions/decide-customer.ts'
import type { OnNotUnderstood } from '../decisions/not-understood.ts'
import {
  type Claimed,
  type ClaimPorts,
  claimReady,
  handOver,
  isTooLateToClaim,
  settleClaim,
  type Written,
} from './claim-message.ts'
import type { Coupons } from './coupons.ts'
import { type Recipient, recipientOf, UnwritableMail, type WriteMail } from './mail-writer.ts'
import type { OutgoingMail, ReadyMail } from './mailer.ts'
import {
  type Delivery,
  type NotSent,
  notSent,
  parkAs,
  refuse,
  skipAs,
  waitForCode,
} from './not-sent.ts'
import type { Go } from './pacing/pacer.ts'
import { anyTurn } from './pacing/unpaced.ts'

export type SendPorts = ClaimPorts & {
  /** The codes of campaigns that give one; without it such mail waits. */
  readonly coupons?: Coupons

  readonly writeMail: WriteMail
  readonly onNotUnderstood: OnNotUnderstood
  /** The hashes of an address under every key of the secret; omitted where none is hashed. */
  readonly addressKeys?: () => Pick<AddressKeys, 'hashes'>
  /** A stored hash was made with another secret; the message states it too. */
  readonly onOtherSecret?: (message: string) => void
  /** A mail could not be written; the message states it too. */
  readonly onUnwritable: (message: string, error: unknown) => void
}

/** How often a message is looked at again while the secret is another than its address's. */
const LOOK_AGAIN_AT_SECRET_MS = HOUR_MS
/** How soon a message looks again for a code that others have in hand. */
const LOOK_AGAIN_AT_OTHERS_MS = MINUTE_MS

/**
 * Sends the message at `key` if it is due and nothing blocks it now. Safe to call again: each
 * attempt has only one claim, and a message that is no longer due is left alone.
 *
 * @param turn ends in the mailer's answer, or is given back; omitted if there is no line
 * @throws if the store fails; the message is then due, or claimed until its lease ends
 * @example await sendMessage({ pk, sk }, ports) // { outcome: 'accepted', mailerMessageId: '...' }
 */
export async function sendMessage(
  key: RowKey,
  ports: SendPorts,
  turn: Go = anyTurn,
): Promise<Delivery> {
  let answer: SendOutcome | undefined
  try {
    const prepared = await claimPrepared(key, ports)
    if (prepared.outcome !== 'claimed') return prepared
    const { claimed, ready } = prepared
    answer = ready.outcome === 'ready' ? await handOver(claimed, ready, ports) : ready
    await settleClaim(claimed, answer, ports)
    return answer
  } finally {
    ports.coupons?.release(key)
    if (answer) await turn.said(answer)
    else turn.giveBack()
  }
}

/** How often a mail is written again because another one took its code. */
const MOST_CODES_TRIED = 20

/** @throws if one code after the other was taken by others */
async function claimPrepared(
  key: RowKey,
  ports: SendPorts,
): Promise<
  | { readonly outcome: 'claimed'; readonly claimed: Claimed; readonly ready: Prepared['ready'] }
  | Exclude<Awaited<ReturnType<typeof prepareDue>>, Prepared>
> {
  for (let tried = 0; tried < MOST_CODES_TRIED; tried++) {
    const prepared = await prepareDue(key, ports)
    if (prepared.outcome !== 'prepared') return prepared
    const { written, ready } = prepared
    if (isTooLateToClaim(written, ports.now())) {
      if (ready.outcome === 'ready') ready.discard()
      return notSent('not-due')
    }
    const claimed = await claimReady(written, ready, ports)
    if (claimed !== 'code-gone') {
      if (claimed) ports.coupons?.taken(key)
      return claimed ? { outcome: 'claimed', claimed, ready } : notSent('claimed-by-another')
    }
    await ports.coupons?.discard(key)
  }
  throw new Error(`the code of a mail was taken by others ${MOST_CODES_TRIED} times in a row`)
}

type Prepared = {
  readonly outcome: 'prepared'
  readonly written: Written
  readonly ready: ReadyMail | SendOutcome
}

/**
 * A mail that leaves as of now is decided as of now: where the clock was put forward meanwhile, its
 * place under the caps is another.
 */
async function prepareDue(
  key: RowKey,
  ports: SendPorts,
): Promise<Prepared | Exclude<Awaited<ReturnType<typeof writeDue>>, Written>> {
  const decidedAt = ports.now()
  const written = await writeDue(key, ports)
  if (written.outcome !== 'written') return written
  const ready = await ports.mailer.prepare(written.mail)
  if (ports.now() <= decidedAt + SLOT_MAY_LAG_MS) return { outcome: 'prepared', written, ready }
  if (ready.outcome === 'ready') ready.discard()
  return prepareDue(key, ports)
}

/** All that comes before the mailer; refused where the mail itself could not be written. */
async function writeDue(
  { pk, sk }: RowKey,
  ports: SendPorts,
): Promise<Written | NotSent | Extract<SendOutcome, { readonly outcome: 'refused' | 'parked' }>> {
  const customer = await withAddress(
    ports.table,
    await loadCustomer(ports.table, pk as CustomerKey),
  )
  if (customer.notUnderstood.length > 0) {
    ports.onNotUnderstood(customer.key, customer.notUnderstood)
    return notSent('not-understood')
  }
  // They are being joined with another customer; it is relayed again once that is done.
  if (customer.facts.isMoving) return notSent('not-due')
  const settings = await ports.settings(customer.facts.shop, customer.state?.settingsVersion)
  const found = customer.facts.messages.find((message) => messageSort(message) === sk)
  if (!settings || !found) return notSent('not-found')
  if (found.status !== 'due') return notSent('not-due')
  if (!isUnderstood(found, customer.facts, settings)) {
    ports.onNotUnderstood(customer.key, notUnderstood(customer.facts, settings).names)
    return notSent('not-understood')
  }

  const now = ports.now()
  const { stored, facts } = dueAgainIfLate(customer, found, now)
  const decision = decide(facts, now, settings)
  const decided = decision.messages.find(({ before }) => before === stored)?.after ?? stored
  if (decided !== stored) {
    const outcome = await commitDecision(ports.table, customer, decision, settings, now)
    if (outcome === 'conflict') return writeDue({ pk, sk }, ports)
  }
  if (decided.status !== 'due') return notSent(decided.status)
  if (isHashedOtherwise(customer, ports)) {
    ports.onOtherSecret?.(messageName(decided))
    const until = ports.now() + LOOK_AGAIN_AT_SECRET_MS
    return parkAs('address-hash-differs', until, customer.key, decided, ports)
  }
  const given = await couponFor(customer, decided, settings, ports)
  if (given?.outcome === 'expired') return skipAs('coupon-expired', customer.key, decided, ports)
  if (given?.outcome === 'in-hand')
    return parkAs(NO_CODES, now + LOOK_AGAIN_AT_OTHERS_MS, customer.key, decided, ports)
  if (given?.outcome === 'none-left') return waitForCode(customer.key, decided, given, ports)
  const recipient = {
    ...recipientOf(customer, decision, settings, decided, now),
    ...(given && { coupon: given.coupon }),
  }
  const mail = await write(recipient, decided, settings, ports)
  if (!mail) return refuse(customer.key, decided, ports)
  if (saysNothingNew(decided, facts.messages, mail.saysHash))
    return skipAs('nothing-new', customer.key, decided, ports)
  const journey = facts.journeys.find((one) => journeyName(one) === journeyName(decided))
  const leaveBy = journey && sendByOf(journey.start)
  return {
    ...{ outcome: 'written', key: customer.key, due: decided, mail, leaveBy },
    ...(given?.isNew && { takes: given.coupon }),
  }
}

async function couponFor(
  { key, facts: { shop, journeys } }: LoadedCustomer,
  message: MessageOf<'due'>,
  settings: Settings,
  { coupons }: SendPorts,
) {
  const campaign = campaignIn(settings, message.campaign)
  const rule = campaign?.coupon
  if (!rule) return undefined
  const entries = entryNumbers(message, journeys, campaign)
  const answer = coupons?.give({ shop, key, message, rule, entries })
  return answer ?? ({ outcome: 'in-hand' } as const)
}

/**
 * One that waited for long falls due again, so that its place under the caps moves: others at the
 * address are counted by when it leaves.
 */
function dueAgainIfLate(
  { facts, address }: LoadedCustomer,
  found: MessageOf<'due'>,
  now: Instant,
): { readonly stored: MessageOf<'due'>; readonly facts: CustomerFacts } {
  if (!address || !hasOldSlot(address.own, facts.customer, found, now))
    return { stored: found, facts }
  const stored = { ...found, relayAt: Math.min(found.relayAt, now) }
  const messages = facts.messages.map((message) => (message === found ? stored : message))
  return { stored, facts: { ...facts, messages } }
}

/** Before the claim, so that a store that fails meanwhile leaves the message due. */
async function write(
  recipient: Recipient,
  message: MessageOf<'due'>,
  settings: Settings,
  { writeMail, onUnwritable }: SendPorts,
): Promise<OutgoingMail | undefined> {
  try {
    return await writeMail(recipient, message, settings)
  } catch (error) {
    if (!(error instanceof UnwritableMail)) throw error
    onUnwritable(messageName(message), error)
    return undefined
  }
}

/**
 * Whether an address was hashed with another secret: then what is known about it, such as that its
 * customer left, is not where this secret looks for it.
 */
function isHashedOtherwise(
  { facts: { profile }, addressHash }: LoadedCustomer,
  { addressKeys }: SendPorts,
): boolean {
  if (!addressKeys || profile?.email === undefined || addressHash === undefined) return false
  return !addressKeys().hashes(profile.email).includes(addressHash)
}
