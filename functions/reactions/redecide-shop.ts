/** Decides anew for customers who were decided for under older settings, or whom an import touched. */
import type { CustomerState } from '../store/customers.ts'
import { type CustomerKey, customersPrefix, STATE } from '../store/keys.ts'
import type { RowOf } from '../store/table.ts'
import { type ReactionPorts, reactToCustomer } from './react-to-customer.ts'

export type PassPorts = ReactionPorts & {
  /** Waits for its turn before each customer, so that a pass leaves room for the shop's own work. */
  readonly pace?: () => Promise<void>
  readonly onDecided?: (key: CustomerKey, decided: number) => void | Promise<void>
  /** Hears of a customer whose reaction failed; the others go on. */
  readonly onFailure: (key: CustomerKey, error: unknown) => void
  readonly atATime?: number
}

export type Pass = { readonly decided: number; readonly failed: number }

/** As many as one commit of the file takes along well. */
const CUSTOMERS_AT_A_TIME = 128

/**
 * Decides for every customer of the shop whose `settingsVersion` is older than the shop's. Safe
 * to stop and to repeat: whoever was decided for is not asked again.
 *
 * @throws if the shop is unknown
 * @example await redecideShop('acme', { table, settings, now, onFailure })
 */
export async function redecideShop(shop: string, ports: PassPorts): Promise<Pass> {
  const settings = await ports.settings(shop)
  if (!settings) throw new Error(`there is no shop ${shop}`)
  return reactToEach(decidedBefore(shop, settings.version, ports), ports)
}

async function* decidedBefore(
  shop: string,
  settingsVersion: number,
  { table }: PassPorts,
): AsyncIterable<CustomerKey> {
  for await (const row of table.scan(customersPrefix(shop), { prefix: STATE })) {
    const state = row as RowOf<CustomerState>
    if (row.sk === STATE && state.settingsVersion < settingsVersion) yield row.pk as CustomerKey
  }
}

/** Reacts to each of the customers once, several at a time, however many there are. */
export async function reactToEach(
  keys: AsyncIterable<CustomerKey>,
  ports: PassPorts,
): Promise<Pass> {
  const { pace, onDecided, onFailure, atATime = CUSTOMERS_AT_A_TIME } = ports
  const queue = keys[Symbol.asyncIterator]()
  let [decided, failed] = [0, 0]

  async function reactTo(key: CustomerKey): Promise<void> {
    try {
      await reactToCustomer(key, ports)
    } catch (error) {
      failed++
      onFailure(key, error)
      return
    }
    decided++
    await onDecided?.(key, decided)
  }

  async function work(): Promise<void> {
    for (let next = await queue.next(); !next.done; next = await queue.next()) {
      await pace?.()
      await reactTo(next.value)
    }
  }

  await Promise.all(Array.from({ length: atATime }, work))
  return { decided, failed }
}
