/** A customer re-evaluated by fresh facts; nothing is stored. */
import type { Decided } from '../../domain/decide.ts'
import { decidedAt } from '../../insight/explain/blockers.ts'
import { isKnown } from '../../intake/customers.handler.ts'
import { withAddress } from '../../pipeline/decisions/decide-customer.ts'
import { loadPerson } from '../../store/customers.ts'
import { customerKey } from '../../store/keys.ts'
import { type Store, shopIn } from '../open-store.ts'
import type { Io } from '../verb.ts'

/**
 * Includes what is known about their address, so that a suppression or another customer's opt-out
 * is seen too.
 *
 * @returns undefined if the customer is unknown
 * @throws Failure if there is no such shop
 */
export async function decidedFor(
  store: Store,
  shop: string,
  customer: string,
  { now }: Pick<Io, 'now'>,
): Promise<Decided | undefined> {
  const { settings } = await shopIn(store, shop)
  const loaded = await loadPerson(store.table, customerKey(settings.shop.id, customer))
  if (!isKnown(loaded)) return undefined
  const { facts } = await withAddress(store.table, loaded)
  const needsDomainCheck = settings.needsDomainCheck || store.needsDomainCheck
  return decidedAt(facts, { ...settings, needsDomainCheck }, now())
}
