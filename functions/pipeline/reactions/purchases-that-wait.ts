/**
 * Where the reaction to a purchase may wait: a till books 20,000 orders under one id, and each
 * decision reads them all.
 *
 * 1. Only for a customer who has more orders than a person (domain/person.ts), and only if nothing but
 *    purchases arrived: an opt-out, a hold, an erasure, a consent, a refund or a profile is decided for
 *    at once, and with it whatever waited.
 * 2. What waits stands in the state: a wake, an hour away at most. A process that is killed loses
 *    nothing.
 * 3. Which customers these are is remembered by the process that decided for one, so that the purchase
 *    of a person costs no read. It is only a reason to look: the state itself says whether it is so.
 */
import { PURCHASE_WAITS_MS } from '../../domain/person.ts'
import type { Instant } from '../../domain/time.ts'
import type { CustomerState } from '../../store/codecs/customer-row-types.ts'
import { customerRowKind, encode } from '../../store/codecs/read-customer-rows.ts'
import { readState } from '../../store/identity.ts'
import { type CustomerKey, wakeShardOf } from '../../store/keys.ts'
import type { Row, Table } from '../../store/table.ts'
import type { Reaction } from './react-to-customer.ts'

/** Their state has a wake by which the purchase will be decided for. */
export type LeftToWake = { readonly outcome: 'waits' }

export type PurchasesThatWait = {
  /** To be called with what came of each reaction. */
  readonly note: (key: CustomerKey, reaction: Reaction) => void
  /**
   * Leaves a purchase to the next wake, and moves that to an hour from now at most.
   *
   * @returns undefined if it is to be decided for now
   * @throws if the store fails
   */
  readonly leave: (key: CustomerKey) => Promise<LeftToWake | undefined>
}

/** @example await leaveOrReact(waits, key, isPurchase, () => reactToCustomer(key, ports)) */
export async function leaveOrReact(
  { leave, note }: PurchasesThatWait,
  key: CustomerKey,
  isPurchase: boolean,
  react: () => Promise<Reaction>,
): Promise<Reaction | LeftToWake> {
  const waiting = isPurchase ? await leave(key) : undefined
  if (waiting) return waiting
  const reaction = await react()
  note(key, reaction)
  return reaction
}

/** By how much the clocks of two functions may differ. */
const DUE_WITHIN_MS = 1_000

/** Forgotten when there are too many: the next decision for each remembers it again. */
const MOST_REMEMBERED = 10_000

/**
 * @example
 * const waits = makePurchasesThatWait({ table, now })
 * await leaveOrReact(waits, key, true, () => reactToCustomer(key, ports))
 */
export function makePurchasesThatWait({
  table,
  now,
}: {
  readonly table: Table
  readonly now: () => Instant
}): PurchasesThatWait {
  const remembered = new Set<CustomerKey>()
  return {
    note(key, reaction) {
      if (!('decision' in reaction)) return
      if (!reaction.isNotAPerson) remembered.delete(key)
      else {
        if (remembered.size >= MOST_REMEMBERED) remembered.clear()
        remembered.add(key)
      }
    },
    async leave(key) {
      if (!remembered.has(key)) return undefined
      const { state } = await readState(table, key)
      if (!mayWait(state)) {
        remembered.delete(key)
        return undefined
      }
      const { wakeAt } = state
      const by = now() + PURCHASE_WAITS_MS
      // A wake that is due may have read the rows before this purchase, and then it ends.
      if (wakeAt !== undefined && wakeAt <= now() + DUE_WITHIN_MS) return undefined
      // Any other stays in place, whatever is decided in the meantime.
      if (wakeAt !== undefined && wakeAt <= by) return { outcome: 'waits' }
      // A version of its own, so that no decision which loaded before is committed over the wake.
      const later = {
        ...state,
        wakeAt: by,
        wakeShard: wakeShardOf(key),
        version: state.version + 1,
      }
      const [result] = await table.write([
        { put: encode('state', key, later), on: { equals: { version: state.version } } },
      ])
      return result?.done ? { outcome: 'waits' } : undefined
    },
  }
}

type FoundState = Awaited<ReturnType<typeof readState>>['state']

/** While rows are on their way to or from a customer, each reaction takes them further. */
const mayWait = (state: FoundState): state is CustomerState =>
  state?.class !== undefined &&
  state.manyOrders !== undefined &&
  state.movedTo === undefined &&
  state.adopting === undefined &&
  state.releasing === undefined

/**
 * Whether a changed row is part of a purchase: an order, its lines, or what it says of the buyer. A
 * profile that was posted separately is not.
 *
 * @example isOfPurchase({ pk: 'tea/c-17', sk: 'order#A-1001', … }) // true
 */
export function isOfPurchase(row: Row): boolean {
  const kind = customerRowKind(row.sk)
  if (kind === 'order' || kind === 'lines') return true
  if (kind !== 'profile') return false
  return row.replacedAt !== row.updatedAt
}
