/**
 * Sends one message: decides again on fresh rows, writes the mail, has the mailer prepare it,
 * claims the message as the last step before its bytes leave, and settles what came of it. A
 * process that dies before the claim leaves the message due.
 */
import { hasOldSlot, SLOT_MAY_LAG_MS } from '../../domain/address.ts'
import type { CustomerFacts } from '../../domain/customer.ts'
import { decide } from '../../domain/decide.ts'
import { journeyName } from '../../domain/journey.ts'
import { type Message, type MessageOf, type SendOutcome, withStatus } from '../../domain/message.ts'
import { messageName, messageSort } from '../../domain/message-ref.ts'
import { saysNothingNew } from '../../domain/nothing-new.ts'
import type { Settings } from '../../domain/policy.ts'
import { sendByOf } from '../../domain/starts/start.ts'
import { HOUR_MS, type Instant } from '../../domain/time.ts'
import { isUnderstood, notUnderstood } from '../../domain/understood.ts'
import { type LoadedCustomer, loadCustomer, putMessage } from '../../store/customers.ts'
import type { CustomerKey } from '../../store/keys.ts'
import type { AddressKeys } from '../../store/secret.ts'
import type { RowKey } from '../../store/table.ts'
import { commitDecision } from '../decisions/commit-decision.ts'
import { withAddress } from '../decisions/decide-customer.ts'
import type { OnNotUnderstood } from '../decisions/not-understood.ts'
import {
  type ClaimPorts,
  claimReady,
  handOver,
  isTooLateToClaim,
  settleClaim,
  type Written,
} from './claim-message.ts'
import { decideAfter } from './decide-after-sending.ts'
import { type Recipient, recipientOf, UnwritableMail, type WriteMail } from './mail-writer.ts'
import type { OutgoingMail, ReadyMail } from './mailer.ts'
import type { Go } from './pacing/pacer.ts'
import { anyTurn } from './pacing/unpaced.ts'

export type SendPorts = ClaimPorts & {
  readonly writeMail: WriteMail
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
    if (isTooLateToClaim(written, ports.now())) {
      if (ready.outcome === 'ready') ready.discard()
      return notSent('not-due')
    }
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
  if (saysNothingNew(decided, facts.messages, mail.saysHash))
    return skipAsNothingNew(customer.key, decided, ports)
  const journey = facts.journeys.find((one) => journeyName(one) === journeyName(decided))
  const leaveBy = journey && sendByOf(journey.start)
  return { outcome: 'written', key: customer.key, due: decided, mail, leaveBy }
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

/** Its place at the address is free again for whatever else is due. */
async function skipAsNothingNew(key: CustomerKey, before: MessageOf<'due'>, ports: SendPorts) {
  const skipped = { status: 'skipped', reason: 'nothing-new', at: ports.now() } as const
  const [result] = await ports.table.write([
    putMessage(key, { before, after: withStatus(before, skipped) }),
  ])
  if (!result?.done) return notSent('claimed-by-another')
  await decideAfter('skipped', key, ports)
  return notSent('skipped')
}

async function refuse(key: CustomerKey, before: MessageOf<'due'>, ports: SendPorts) {
  const reason = 'mail-could-not-be-written'
  const after = withStatus(before, { status: 'refused', reason, at: ports.now() })
  const [result] = await ports.table.write([putMessage(key, { before, after })])
  if (!result?.done) return notSent('claimed-by-another')
  await decideAfter('refused', key, ports)
  return { outcome: 'refused', reason } as const
}
