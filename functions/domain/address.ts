/** What applies to an address, for all customers of the shop who share it. */
import type { ConsentFact } from './consent.ts'
import { type MessageRef, messageName } from './message-ref.ts'
import { DAY_MS, type Instant, MINUTE_MS } from './time.ts'

export const SUPPRESSION_REASONS = [
  'no-such-mailbox',
  'complaint',
  'soft-bounces',
  'by-hand',
] as const
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number]

/** The address is written to no more, whatever it is about. */
export type Suppression = {
  readonly reason: SuppressionReason
  readonly at: Instant
  /** The carrier's account has the address on a list of its own. A build without it reads `reason`. */
  readonly by?: 'account-list'
}

export type SuppressionCause = SuppressionReason | 'account-list'

/** @example suppressionCause({ reason: 'complaint', at, by: 'account-list' }) // 'account-list' */
export const suppressionCause = ({ reason, by }: Suppression): SuppressionCause => by ?? reason

/**
 * A suppression as it is stored: an older build takes the account's list for a complaint, so that no
 * mail goes there either way.
 *
 * @example suppressionFor('account-list', at) // { reason: 'complaint', by: 'account-list', at }
 */
export const suppressionFor = (cause: SuppressionCause, at: Instant): Suppression =>
  cause === 'account-list' ? { reason: 'complaint', by: cause, at } : { reason: cause, at }

/**
 * A marketing message that occupies the caps of its address, or a request to confirm, which has caps of
 * its own kind there.
 */
export type AddressSlot = {
  readonly kind?: 'confirmation'

  readonly customer: string
  readonly campaign: string
  readonly n: number
  readonly step: string
  readonly at: Instant
}

export type AddressFacts = {
  readonly suppression?: Suppression
  /** When someone at this address last asked to be left alone. */
  readonly withdrawnAt?: Instant
  readonly softBounces: readonly Instant[]
  readonly slots: readonly AddressSlot[]
}

/** A customer with the facts about their address. */
type AtAddress = { readonly address?: AddressFacts; readonly customer: string }

/** What other customers at the same address have had. */
export const slotsOfOthers = ({ address, customer }: AtAddress): readonly AddressSlot[] =>
  (address?.slots ?? []).filter((slot) => slot.customer !== customer)

/** Whether it is of a request to confirm. */
export const isRequest = ({ kind }: AddressSlot): boolean => kind === 'confirmation'

/**
 * Whether the facts about an address can affect a decision for one of its customers: decisions read
 * nothing else about it.
 *
 * @example mayChangeDecisions({ address: UNKNOWN_ADDRESS, customer: 'c-17' }) // false
 */
export const mayChangeDecisions = (facts: AtAddress): boolean =>
  facts.address?.suppression !== undefined ||
  facts.address?.withdrawnAt !== undefined ||
  slotsOfOthers(facts).length > 0

/** An address about which nothing is known. */
export const UNKNOWN_ADDRESS: AddressFacts = { softBounces: [], slots: [] }

/** The address's opt-out as a fact like any other: it covers every customer who shares it. */
export const withdrawalsOf = ({
  withdrawnAt,
}: Partial<AddressFacts> = {}): readonly ConsentFact[] =>
  withdrawnAt === undefined
    ? []
    : [{ purpose: 'marketing', act: 'withdrawn', at: withdrawnAt, source: 'unsubscribe' }]

/**
 * The address with one more temporary bounce; suppressed where there were `bounces` of them within
 * `withinDays`. The same instant again changes nothing.
 */
export function withSoftBounce(
  address: AddressFacts,
  at: Instant,
  limit: { readonly bounces: number; readonly withinMs: number },
): AddressFacts {
  if (address.softBounces.includes(at)) return address
  const all = [...address.softBounces, at].sort((a, b) => a - b)
  const latest = all.at(-1) ?? at
  const softBounces = all.filter((each) => each > latest - limit.withinMs)
  const noted = { ...address, softBounces }
  return softBounces.length < limit.bounces
    ? noted
    : withSuppression(noted, { reason: 'soft-bounces', at: latest })
}

/**
 * How much a reason says. A person's complaint is the gravest; that the carrier's account has the
 * address on its list is not known of the address itself.
 */
const gravityOf = ({ reason, by }: Suppression): number =>
  by !== undefined ? 0 : reason === 'complaint' ? 2 : 1

/** A graver reason replaces the one that is there, since it would be gone once that one is lifted. */
export const withSuppression = (address: AddressFacts, suppression: Suppression): AddressFacts =>
  address.suppression && gravityOf(address.suppression) >= gravityOf(suppression)
    ? address
    : { ...address, suppression }

export const withWithdrawal = (address: AddressFacts, at: Instant): AddressFacts =>
  address.withdrawnAt !== undefined && address.withdrawnAt >= at
    ? address
    : { ...address, withdrawnAt: at }

/**
 * One shop's facts about an address, merged with those for all shops: the first suppression and the
 * latest opt-out count.
 */
export function withFactsOfAllShops(
  own: AddressFacts,
  { suppression, withdrawnAt }: AddressFacts,
): AddressFacts {
  const suppressed = suppression ? withSuppression(own, suppression) : own
  return withdrawnAt === undefined ? suppressed : withWithdrawal(suppressed, withdrawnAt)
}

/**
 * The address without its suppression, and without the temporary bounces, which would suppress it
 * again at the next. An opt-out stays.
 */
export function withoutSuppression({
  suppression: _suppression,
  ...others
}: AddressFacts): AddressFacts {
  return { ...others, softBounces: [] }
}

/** No cap's window is longer. */
const SLOTS_KEPT_MS = 365 * DAY_MS
/**
 * A slot may be so much older than its message; caps look back over days. With the longest claim,
 * no mail is accepted more than ten minutes after its slot.
 */
export const SLOT_MAY_LAG_MS = 5 * MINUTE_MS

/**
 * The address with these slots of a customer, and without slots that no cap looks back to. Returns
 * the same object if the messages are unchanged. A message that was parked, or relayed again,
 * occupies the caps from when it fell due again.
 */
export function withSlots(
  address: AddressFacts,
  customer: string,
  slots: readonly AddressSlot[],
  now: Instant,
): AddressFacts {
  const before = address.slots.filter((slot) => slot.customer === customer)
  const recent = slots.filter(({ at }) => at > now - SLOTS_KEPT_MS)
  const reserved = new Map(before.map((slot) => [messageName(slot), slot.at]))
  if (
    recent.length === before.length &&
    recent.every((slot) => slot.at <= (reserved.get(messageName(slot)) ?? 0) + SLOT_MAY_LAG_MS)
  )
    return address
  const others = address.slots.filter(
    (slot) => slot.customer !== customer && slot.at > now - SLOTS_KEPT_MS,
  )
  return { ...address, slots: [...others, ...recent] }
}

/** Whether a message has waited so long that its slot moves before it is sent. */
export function hasOldSlot(
  { slots }: AddressFacts,
  customer: string,
  message: MessageRef,
  now: Instant,
): boolean {
  const slot = slots.find(
    (one) => one.customer === customer && messageName(one) === messageName(message),
  )
  return slot !== undefined && slot.at + SLOT_MAY_LAG_MS < now
}

/** The address without a customer's slots; the same object if they have none. */
export function withoutSlotsOf(address: AddressFacts, customer: string): AddressFacts {
  const slots = address.slots.filter((slot) => slot.customer !== customer)
  return slots.length === address.slots.length ? address : { ...address, slots }
}

/** Whether nothing is known about an address, so that it does not have to be stored. */
export const isUnknownAddress = ({ softBounces, slots, ...others }: AddressFacts): boolean =>
  softBounces.length === 0 && slots.length === 0 && Object.keys(others).length === 0
