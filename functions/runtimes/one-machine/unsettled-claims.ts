/** How claims of this process ended, as long as the store has not taken it, by their customers. */
import type { Message } from '../../domain/message.ts'
import type { SettledAs } from '../../pipeline/decisions/settle-known.ts'
import type { CustomerKey } from '../../store/keys.ts'

export type UnsettledClaims = {
  readonly add: (customer: CustomerKey, claimId: string, after: Message) => void
  /**
   * Runs a reaction to the customer, which stores what is known, and then forgets it.
   *
   * @throws as the reaction does; what is known is then kept
   */
  readonly settling: <T>(
    customer: CustomerKey,
    reaction: (settledAs: SettledAs) => Promise<T>,
  ) => Promise<T>
}

/** @example await claims.settling(key, (settledAs) => reactToCustomer(key, { ...ports, settledAs })) */
export function makeUnsettledClaims(): UnsettledClaims {
  const known = new Map<CustomerKey, ReadonlyMap<string, Message>>()
  return {
    add(customer, claimId, after) {
      known.set(customer, new Map([...(known.get(customer) ?? []), [claimId, after]]))
    },
    async settling(customer, reaction) {
      const before = known.get(customer)
      const result = await reaction((claimId) => before?.get(claimId))
      // What was added meanwhile waits for the next reaction.
      if (before && known.get(customer) === before) known.delete(customer)
      return result
    },
  }
}
