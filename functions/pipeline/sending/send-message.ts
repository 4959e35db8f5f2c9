/**
 * Sends one message: decides again on fresh rows, writes the mail, has the mailer prepare it,
 * claims the message as the last step before its bytes leave, and settles what came of it. A
 * process that dies before the claim leaves the message due.
 */
import { hasOldSlot, SLOT_MAY_LAG_MS } from '../../domain/address.ts'
import { objectsToProfiling } from '../../domain/consent.ts'
import type { CustomerFacts, Profile } from '../../domain/customer.ts'
import { type CustomerValue, customerValue } from '../../domain/customer-value.ts'
import { type Decision, decide } from '../../domain/decide.ts'
import { isErased } from '../../domain/erasure.ts'
import type { LifecycleClass } from '../../domain/lifecycle-class.ts'
import {
  claim,
  dueAgain,
  type Message,
  type MessageOf,
  type SendOutcome,
  settle,
  withStatus,
} from '../../domain/message.ts'
import { messageName, messageSort } from '../../domain/message-ref.ts'
import type { Settings } from '../../domain/policy.ts'
import { HOUR_MS, type Instant, MINUTE_MS } from '../../domain/time.ts'
import { isUnderstood, notUnderstood } from '../../domain/understood.ts'
import { type LoadedCustomer, loadCustomer, putMessage } from '../../store/customers.ts'
import type { CustomerKey } from '../../store/keys.ts'
import { rememberRecommended } from '../../store/recommended.ts'
import type { AddressKeys } from '../../store/secret.ts'
import type { SettingsOf } from '../../store/shops.ts'
import type { RowKey, Table } from '../../store/table.ts'
import { commitDecision } from '../decisions/commit-decision.ts'
import { decideCustomer, withAddress } from '../decisions/decide-customer.ts'
import type { OnNotUnderstood } from '../decisions/not-understood.ts'
import type { Mailer, OutgoingMail, ReadyMail } from './mailer.ts'
import type { Go } from './pacing/pacer.ts'
import { anyTurn } from './pacing/unpaced.ts'
import { mayTrack } from './tracking.ts'

/** The words themselves are at fault: writing the mail again would fail again. */
export class UnwritableMail extends Error {
  readonly code: string
  /** @param code the kind of fault, without any content of the mail or data of its customer */
  constructor(code: string) {
    super(`the mail cannot be written: ${code}`)
    this.code = code
  }
}

/** All that a mail says of its customer. */
export type Recipient = {
  readonly key: CustomerKey
  readonly shop: string
  readonly customer: string
  readonly profile?: Profile
  /** The keyed hash of the address in the profile. */
  readonly addressHash?: string
  readonly class: LifecycleClass
  readonly purchases: number
  readonly lastPurchaseAt?: Instant
  /** Whether opens and clicks of marketing may be counted. */
  readonly tracked: boolean
  /** Their purchases must not affect what they are offered. */
  readonly objectsToProfiling: boolean
  readonly value: CustomerValue
}

/**
 * A mail for one message, finished but for its delivery.
 *
 * @throws UnwritableMail; anything else, such as a store that does not answer, may pass
 */
export type WriteMail = (
  recipient: Recipient,
  message: MessageOf<'due'>,
  settings: Settings,
) => Promise<OutgoingMail>

export type SendPorts = {
  readonly table: Table
  readonly settings: SettingsOf
  readonly now: () => Instant
  readonly newClaimId: () => string
  /** Called as the first byte of a claimed mail leaves; if it throws, none leaves. */
  readonly onLeaving?: (claimId: string) => void
  /** Called with how a claim ended, where the store may not have taken it (settle-known.ts). */
  readonly onUnsettled?: (key: CustomerKey, claimId: string, after: Message) => void
  readonly writeMail: WriteMail
  readonly mailer: Mailer
  readonly onNotUnderstood: OnNotUnderstood
  /** The hashes of an address under every key of the secret; omitted where none is hashed. */
  readonly addressKeys?: () => Pick<AddressKeys, 'hashes'>
  /** A stored hash was made with another secret; the message states it too. */
  readonly onOtherSecret?: (message: string) => void
  /** A mail could not be written; the message states it too. */
  readonly onUnwritable: (message: string, error: unknown) => void
}

/** What came of sending a message: the mailer's answer, or why the mailer was given no mail. */
export type Delivery = SendOutcome | NotSent

export type NotSent = {
  readonly outcome: 'not-sent'
  readonly why:
    | 'not-found'
    | 'not-due'
    /** A newer build wrote something about it that this one does not know: that one sends it. */
    | 'not-understood'
    | 'claimed-by-another'
    /** What was decided instead, just before it would have been sent. */
    | Exclude<Message['status'], 'due'>
}

const notSent = (why: NotSent['why']): NotSent => ({ outcome: 'not-sent', why })

/** How often a message is looked at again while the secret is another than its address's. */
const LOOK_AGAIN_AT_SECRET_MS = HOUR_MS

/** When it is tried again to note that a mail leaves. */
const NOTE_AGAIN_AFTER_MS = MINUTE_MS

/** A message whose mail is written, and which is not claimed yet. */
type Written = {
  readonly outcome: 'written'
  readonly key: CustomerKey
  readonly due: MessageOf<'due'>
  readonly mail: OutgoingMail
}

/** A message in this sender's hands, and its mail. */
type Claimed = {
  readonly key: CustomerKey
  readonly message: MessageOf<'claimed'>
  readonly mail: OutgoingMail
}

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
    const prepared = await prepareDue(key, ports)
    if (prepared.outcome !== 'prepared') return prepared
    const { written, ready } = prepared
    const claimed = await claimReady(written, ready, ports)
    if (!claimed) return notSent('claimed-by-another')
    answer = ready.outcome === 'ready' ? await handOver(claimed, ready, ports) : ready
    await settleClaim(claimed, answer, ports)
    return answer
  } finally {
    if (answer) await turn.said(answer)
    else turn.giveBack()
  }
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
  if (isHashedOtherwise(customer, ports)) return parkForSecret(customer.key, decided, ports)
  const mail = await write(recipientOf(customer, decision, settings, now), decided, settings, ports)
  if (!mail) return refuse(customer.key, decided, ports)
  return { outcome: 'written', key: customer.key, due: decided, mail }
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

/** What is not claimed does not leave, also where the store fails. */
async function claimReady(
  written: Written,
  ready: ReadyMail | SendOutcome,
  ports: SendPorts,
): Promise<Claimed | undefined> {
  let claimed: Claimed | undefined
  try {
    claimed = await claimMessage(written, ports)
    return claimed
  } finally {
    if (!claimed && ready.outcome === 'ready') ready.discard()
  }
}

/** Undefined if another sender claimed it, or a decision changed it meanwhile. */
async function claimMessage(
  { key, due, mail }: Written,
  ports: SendPorts,
): Promise<Claimed | undefined> {
  const by = { claimId: ports.newClaimId(), repeatable: ports.mailer.repeatable }
  const message = claim(due, by, ports.now())
  try {
    return (await isClaimed(key, due, message, ports)) ? { key, message, mail } : undefined
  } catch (error) {
    // It may be stored all the same, and must not be in doubt once its lease has ended.
    const after = dueAgain(message)
    await hasSettled(key, message, after, ports).catch(() => {
      ports.onUnsettled?.(key, message.claimId, after)
    })
    throw error
  }
}

/**
 * What could not be noted has not left, and is parked.
 *
 * @throws what kept it from being noted
 */
async function handOver(
  claimed: Claimed,
  ready: ReadyMail,
  ports: SendPorts,
): Promise<SendOutcome> {
  let isNoted = true
  try {
    return await ready.send(() => {
      isNoted = false
      ports.onLeaving?.(claimed.message.claimId)
      isNoted = true
    })
  } catch (error) {
    if (isNoted) throw error
    const until = ports.now() + NOTE_AGAIN_AFTER_MS
    const parked = { outcome: 'parked', reason: 'departure-not-noted', until } as const
    await settleClaim(claimed, parked, ports).catch(() => {})
    throw error
  }
}

/**
 * The stored wake is for the relay of a due message; a parked one may need an earlier one. A
 * refused message frees its slot at the address for other customers who share it.
 */
async function decideAfter(
  sent: 'parked' | 'refused',
  key: CustomerKey,
  ports: SendPorts,
): Promise<void> {
  const { table, settings, now } = ports
  const read = await loadCustomer(table, key)
  // Since the mail went out they may have been decided for under newer ones.
  const known = await settings(read.facts.shop, read.state?.settingsVersion)
  if (!known || isErased(read) || read.notUnderstood.length > 0) return
  const loaded = sent === 'refused' ? await withAddress(table, read) : read
  const at = now()
  // Another message may fall due just now, and needs its place at the address too.
  const { customer, decision } = await decideCustomer(table, loaded, known, at)
  const outcome = await commitDecision(table, customer, decision, known, at)
  // The concurrent decision has seen the parked message, but may not have read the address.
  if (outcome === 'conflict' && sent === 'refused') await decideAfter(sent, key, ports)
}

/** The customer as a mail that is written at `now` knows them. */
export function recipientOf(
  { key, facts, addressHash }: LoadedCustomer,
  { assessment }: Decision,
  settings: Settings,
  now: Instant,
): Recipient {
  const { lastPurchaseAt, purchases } = assessment.rfm
  return {
    key,
    shop: facts.shop,
    customer: facts.customer,
    ...(facts.profile && { profile: facts.profile }),
    ...(addressHash !== undefined && { addressHash }),
    class: assessment.class,
    purchases,
    ...(lastPurchaseAt !== undefined && { lastPurchaseAt }),
    tracked: mayTrack(facts, settings.policy, now),
    objectsToProfiling: objectsToProfiling(facts.consents, now),
    value: customerValue({ facts, assessment, settings, now }),
  }
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

async function parkForSecret(key: CustomerKey, before: MessageOf<'due'>, ports: SendPorts) {
  const parked = {
    reason: 'address-hash-differs',
    until: ports.now() + LOOK_AGAIN_AT_SECRET_MS,
  } as const
  const after = withStatus(before, { status: 'parked', ...parked })
  ports.onOtherSecret?.(messageName(before))
  const [result] = await ports.table.write([putMessage(key, { before, after })])
  if (!result?.done) return notSent('claimed-by-another')
  await decideAfter('parked', key, ports)
  return { outcome: 'parked', ...parked } as const
}

async function refuse(key: CustomerKey, before: MessageOf<'due'>, ports: SendPorts) {
  const reason = 'mail-could-not-be-written'
  const after = withStatus(before, { status: 'refused', reason, at: ports.now() })
  const [result] = await ports.table.write([putMessage(key, { before, after })])
  if (!result?.done) return notSent('claimed-by-another')
  await decideAfter('refused', key, ports)
  return { outcome: 'refused', reason } as const
}

async function isClaimed(
  key: CustomerKey,
  before: Message,
  after: MessageOf<'claimed'>,
  { table }: SendPorts,
): Promise<boolean> {
  const [result] = await table.write([putMessage(key, { before, after })])
  // The store may have carried out a write whose answer was lost, and refused its repeat.
  return result?.done === true || result?.stored?.claimId === after.claimId
}

/**
 * A claim that ran out meanwhile is settled by others already, and nothing follows from it here.
 */
async function settleClaim(
  { key, message, mail }: Claimed,
  answer: SendOutcome,
  ports: SendPorts,
): Promise<void> {
  const after = settle(message, answer, ports.now())
  try {
    if (!(await hasSettled(key, message, after, ports))) return
  } catch (error) {
    ports.onUnsettled?.(key, message.claimId, after)
    throw error
  }
  switch (answer.outcome) {
    case 'accepted':
    case 'unknown':
      return rememberRecommended(ports.table, key, mail.recommended ?? [], ports.now())
    case 'refused':
    case 'parked':
      return decideAfter(answer.outcome, key, ports)
  }
}

async function hasSettled(
  key: CustomerKey,
  claimed: MessageOf<'claimed'>,
  after: Message,
  { table }: SendPorts,
): Promise<boolean> {
  const { put } = putMessage(key, { before: claimed, after })
  const { status, attempt, claimId } = claimed
  const [result] = await table.write([{ put, on: { equals: { status, attempt, claimId } } }])
  const stored = result?.stored
  // As with a claim, the answer may have been lost, and the repeat refused.
  return result?.done || (stored?.status === after.status && stored.attempt === attempt)
}
