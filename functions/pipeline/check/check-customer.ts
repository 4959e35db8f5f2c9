/**
 * What must hold of one customer's rows, whatever happened to them:
 *
 * 1. An open message belongs to a journey.
 * 2. A marketing message within the longest window of a cap has its slot at the customer's address.
 * 3. A customer with facts was decided for, or waits for the reaction to them.
 * 4. The stored wake is no later than the next instant at which the decision would be another.
 */
import type { Decision } from '../../domain/decide.ts'
import { isErased } from '../../domain/erasure.ts'
import { capSlotOf, isOpen, type Message } from '../../domain/message.ts'
import { messageName } from '../../domain/message-ref.ts'
import { PURCHASE_WAITS_MS } from '../../domain/person.ts'
import type { Settings } from '../../domain/policy.ts'
import { FIRST_RULES, RULES_VERSION } from '../../domain/rules-version.ts'
import type { StoreFinding } from '../../domain/store-check.ts'
import { DAY_MS, HOUR_MS, type Instant, isoInstant, MINUTE_MS } from '../../domain/time.ts'
import { loadAddress } from '../../store/addresses.ts'
import type { CustomerState } from '../../store/codecs/customer-row-types.ts'
import type { LoadedCustomer } from '../../store/customers.ts'
import { hashOfGuest } from '../../store/identity.ts'
import type { Table } from '../../store/table.ts'
import { decideCustomer } from '../decisions/decide-customer.ts'

export type CheckPorts = {
  readonly table: Table
  readonly settings: Settings
  readonly now: Instant
  /** Whether a reaction to facts of the customer is still to come. */
  readonly isPending: boolean
}

/** A message that waits with a sender keeps the wake of when it fell due, for so long. */
const WITH_SENDER_MS = HOUR_MS
/** A slot that is older moves before its mail leaves (domain/address.ts). */
const SLOT_MAY_LAG_MS = 10 * MINUTE_MS

/**
 * What is not as it must be; a customer who is just being decided for may have findings that are
 * gone a moment later.
 *
 * @example await checkCustomer(customer, { table, settings, now, isPending: false }) // []
 */
export async function checkCustomer(
  customer: LoadedCustomer,
  ports: CheckPorts,
): Promise<readonly StoreFinding[]> {
  const { facts, notUnderstood } = customer
  const who = { shop: facts.shop, customer: facts.customer }
  if (notUnderstood.length > 0)
    return [{ check: 'row-unreadable', ...who, detail: notUnderstood.join(', ') }]
  if (isErased(customer)) return []
  if (facts.isMoving) return movingFindings(customer, ports).map((one) => ({ ...one, ...who }))
  const decided = await decisionFindings(customer, ports)
  return [
    ...withoutJourney(customer).map(
      (message): StoreFinding => ({ check: 'journey-missing', message: messageName(message) }),
    ),
    ...(await withoutSlot(customer, ports)).map(
      ([message, at]): StoreFinding => ({
        ...{ check: 'slot-missing', message: messageName(message) },
        detail: `mail of ${isoInstant(capSlotOf(message) ?? 0)}, place ${at === undefined ? 'none' : `of ${isoInstant(at)}`}`,
      }),
    ),
    ...decided,
  ].map((finding) => ({ ...finding, ...who }))
}

/** Their rows are in two places, and nothing is decided: they only have to be woken. */
function movingFindings(
  { state }: LoadedCustomer,
  { isPending }: CheckPorts,
): readonly StoreFinding[] {
  if (isPending || state?.movedTo !== undefined || state?.wakeAt !== undefined) return []
  return [{ check: 'wake-late', detail: `${wakeText(undefined)}, but rows are on their way` }]
}

function withoutJourney({ facts }: LoadedCustomer): readonly Message[] {
  const journeys = new Set(facts.journeys.map(({ campaign, n }) => `${campaign}#${n}`))
  return facts.messages.filter(
    (message) => isOpen(message) && !journeys.has(`${message.campaign}#${message.n}`),
  )
}

async function withoutSlot(
  { facts, addressHash }: LoadedCustomer,
  { table, settings, now }: CheckPorts,
): Promise<readonly (readonly [Message, Instant | undefined])[]> {
  const known = new Map<string, Promise<ReadonlyMap<string, Instant>>>()
  async function readSlots(hash: string): Promise<ReadonlyMap<string, Instant>> {
    const { own } = await loadAddress(table, facts.shop, hash)
    const slots = own.slots.filter(({ customer }) => customer === facts.customer)
    return new Map(slots.map((slot) => [messageName(slot), slot.at]))
  }
  function slotsAt(hash: string): Promise<ReadonlyMap<string, Instant>> {
    const slots = known.get(hash) ?? readSlots(hash)
    known.set(hash, slots)
    return slots
  }
  // What was sent before the address changed has its slot at the address of that time.
  const from = Math.max(now - longestWindowMs(settings), facts.profile?.updatedAt ?? now)
  const missing: (readonly [Message, Instant | undefined])[] = []
  for (const message of facts.messages) {
    const reservedAt = capSlotOf(message) ?? 0
    const hash = addressHashOf(message, addressHash)
    if (reservedAt <= from || hash === undefined) continue
    const at = (await slotsAt(hash)).get(messageName(message))
    if (at === undefined || reservedAt > at + SLOT_MAY_LAG_MS) missing.push([message, at])
  }
  return missing
}

/** Where a message went that was mailed under an id of before; not known but of a guest. */
const addressHashOf = ({ mailedAs }: Message, own: string | undefined): string | undefined =>
  mailedAs ? hashOfGuest(mailedAs.customer) : own

const longestWindowMs = ({ policy, campaigns }: Settings): number =>
  Math.max(
    0,
    ...[...policy.caps, ...campaigns.flatMap(({ caps = [] }) => caps)].map(
      ({ withinDays }) => withinDays * DAY_MS,
    ),
  )

async function decisionFindings(
  customer: LoadedCustomer,
  { table, settings, now, isPending }: CheckPorts,
): Promise<readonly StoreFinding[]> {
  const { state } = customer
  if (isPending) return []
  if (!state) return hasFacts(customer) ? [{ check: 'reaction-lost' }] : []
  // A pass under newer settings is still to come, or the waker is about to.
  const isDue = state.wakeAt !== undefined && state.wakeAt <= now
  const isOfOtherRules = (state.rulesVersion ?? FIRST_RULES) !== RULES_VERSION
  if (state.settingsVersion < settings.version || isOfOtherRules || isDue) return []
  if (isLeftToWake(state, now)) return []
  const { decision } = await decideCustomer(table, customer, settings, now)
  if (isOtherThan(state, decision))
    return [{ check: 'wake-late', detail: `${wakeText(state.wakeAt)}, was due before` }]
  if (decision.messages.length > 0 || decision.wakeAt === undefined) return []
  const isWithSender = customer.facts.messages.some(
    ({ status }) => status === 'claimed' || status === 'parked',
  )
  const latest = decision.wakeAt + (isWithSender ? WITH_SENDER_MS : 0)
  if (state.wakeAt !== undefined && state.wakeAt <= latest) return []
  return [
    { check: 'wake-late', detail: `${wakeText(state.wakeAt)}, due ${isoInstant(decision.wakeAt)}` },
  ]
}

/** Purchases of a till may wait: see domain/person.ts. */
const isLeftToWake = ({ manyOrders, wakeAt }: CustomerState, now: Instant): boolean =>
  manyOrders !== undefined && wakeAt !== undefined && wakeAt <= now + PURCHASE_WAITS_MS

const wakeText = (wakeAt: Instant | undefined): string =>
  wakeAt === undefined ? 'no wake' : `wake ${isoInstant(wakeAt)}`

const hasFacts = ({ facts }: LoadedCustomer): boolean => {
  const { orders, refunds, consents, holds, events, attributes, profile } = facts
  return (
    profile !== undefined ||
    [orders, refunds, consents, holds, events, attributes].some((rows) => rows.length > 0)
  )
}

/** Something began, ended or counts that only a wake or a fact brings about, and neither came. */
const isOtherThan = (state: CustomerState, { assessment, journeys, messages }: Decision): boolean =>
  assessment.class !== state.class ||
  assessment.rfm.purchases !== state.purchases ||
  journeys.length > 0 ||
  messages.some(({ before }) => before === undefined)
