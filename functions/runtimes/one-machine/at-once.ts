/** Which customers something else than a purchase waits for: those are decided for at once. */
import type { LeftToWake, PurchasesThatWait } from '../../pipeline/reactions/purchases-that-wait.ts'
import type { Reaction } from '../../pipeline/reactions/react-to-customer.ts'
import type { CustomerKey } from '../../store/keys.ts'

export type AtOnce = {
  readonly add: (key: CustomerKey) => void
  /**
   * Reacts to what waits for a customer, or leaves it to a wake if that is purchases which may wait.
   *
   * @throws if the reaction fails; then it is asked for again, as urgent as before
   */
  readonly reactTo: (
    key: CustomerKey,
    react: () => Promise<Reaction>,
  ) => Promise<Reaction | LeftToWake>
}

/** @example await makeAtOnce(waits).reactTo(key, () => reactToCustomer(key, ports)) */
export function makeAtOnce({ leave }: Pick<PurchasesThatWait, 'leave'>): AtOnce {
  const urgent = new Set<CustomerKey>()
  return {
    add: (key) => urgent.add(key),
    async reactTo(key, react) {
      const isUrgent = urgent.delete(key)
      try {
        return (isUrgent ? undefined : await leave(key)) ?? (await react())
      } catch (error) {
        urgent.add(key)
        throw error
      }
    },
  }
}
