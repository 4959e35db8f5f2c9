/**
 * Moves the facts about an address from its hash under an older key to that under a newer one.
 *
 * 1. A moved row says where its facts are, and each read and change of it follows. So the facts of
 *    an address are in one place for each shop, whichever of its hashes a customer is known by.
 * 2. The facts are at their new place before the old row says so. A move that was cut short leaves
 *    a copy there, which the next one merges again.
 * 3. Only towards a newer key, so that no address moves in a circle.
 */
import { type AddressFacts, UNKNOWN_ADDRESS, withFactsOfAllShops } from '../domain/address.ts'
import { messageName } from '../domain/message-ref.ts'
import { type AddressPlace, changeAddress, factsOf, placeIn, shopSort } from './addresses.ts'
import { ALL_SHOPS, addressKey } from './keys.ts'
import type { Table } from './table.ts'

export type Move = {
  readonly shop: string
  /** The address under an older key. */
  readonly from: string
  /** The same address under the current key. */
  readonly to: string
  /**
   * Whether an address about which nothing is known moves too. It must while customers are known by
   * the older hash, whose slots would otherwise not be seen under the newer one.
   */
  readonly evenIfUnknown: boolean
}

const MOST_CONFLICTS = 20

/**
 * Moves what one shop, and all shops, know of an address. Safe to repeat; one query if there is
 * nothing to move.
 *
 * @throws if others keep changing the address
 * @example await moveAddress(table, { shop: 'acme', from: older, to: newer, evenIfUnknown: true })
 */
export async function moveAddress(table: Table, move: Move): Promise<void> {
  const { shop, from, to, evenIfUnknown } = move
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const rows = await table.query(addressKey(from))
    const own = placeIn(rows, shopSort(shop), from)
    const all = placeIn(rows, ALL_SHOPS, from)
    const [movesOwn, movesAll] = [isToMove(own, evenIfUnknown), isToMove(all, false)]
    if (!movesOwn && !movesAll) return
    const outcomes = [
      !movesOwn || (await moveRow(table, shop, own, to)),
      !movesAll || (await moveRow(table, ALL_SHOPS, all, to)),
    ]
    if (outcomes.every((done) => done)) return
  }
  throw new Error(`an address was changed by others ${MOST_CONFLICTS} times in a row`)
}

const isToMove = ({ stored, movedTo }: AddressPlace, evenIfUnknown: boolean): boolean =>
  movedTo === undefined && (stored !== undefined || evenIfUnknown)

/** @returns whether the row was as it was read: see 2 */
async function moveRow(
  table: Table,
  shop: string,
  { hash, stored }: AddressPlace,
  to: string,
): Promise<boolean> {
  const facts = stored ? factsOf(stored) : UNKNOWN_ADDRESS
  await changeAddress(table, shop, to, (known) => mergedFacts(known, facts))
  const version = stored?.version
  const note = {
    pk: addressKey(hash),
    sk: shop === ALL_SHOPS ? ALL_SHOPS : shopSort(shop),
    movedTo: to,
    version: (version ?? 0) + 1,
  }
  const [result] = await table.write([
    { put: note, on: version === undefined ? { absent: true } : { equals: { version } } },
  ])
  return result?.done === true
}

/**
 * What is known of one address under two hashes: every suppression, opt-out, bounce and slot of
 * both. The same facts again change nothing.
 */
export function mergedFacts(known: AddressFacts, moved: AddressFacts): AddressFacts {
  const merged = withFactsOfAllShops(known, moved)
  const bounces = moved.softBounces.filter((at) => !known.softBounces.includes(at))
  const slots = moved.slots.filter((slot) => !known.slots.some((each) => isSameSlot(each, slot)))
  if (bounces.length === 0 && slots.length === 0) return merged
  return {
    ...merged,
    softBounces: [...known.softBounces, ...bounces].sort((a, b) => a - b),
    slots: [...known.slots, ...slots],
  }
}

type Slot = AddressFacts['slots'][number]

const isSameSlot = (a: Slot, b: Slot): boolean =>
  a.customer === b.customer && messageName(a) === messageName(b)
