/** Runs a shop's campaigns over its past: who would have been mailed what, when, and why not. */

import type { Settings } from '../../domain/policy.ts'
import { type ReplayedMessage, replayAtAddress } from '../../domain/replay.ts'
import type { Instant } from '../../domain/time.ts'
import type { LoadedCustomer } from '../../store/customers.ts'
import { asReachable, settingsInForce } from './backtest-settings.ts'
import { type Backtest, newBacktestTally } from './backtest-tally.ts'
import { intakeHistoryOf } from './intake-history.ts'
import { isKnownAt } from './known-customers.ts'
import { byAddress, sharedAddressesOf } from './shared-addresses.ts'

/** By the address that is known of them, empty if none is, whatever was assumed. */
export type BacktestCustomer = { readonly customer: string; readonly email: string }

export type BacktestOptions = {
  /**
   * Every customer of the shop; read three times. Only those who share an address are held in memory.
   */
  readonly customers: () => AsyncIterable<LoadedCustomer>
  /** Today's settings; the campaigns run as if they had been in force since `from`. */
  readonly settings: Settings
  readonly from: Instant
  /** Nothing is decided at it or later. */
  readonly to: Instant
  /** As if every customer had an address, had agreed and read the shop's first language. */
  readonly assumeReachable?: boolean
  readonly onMessage?: (
    customer: BacktestCustomer,
    replayed: ReplayedMessage,
  ) => void | Promise<void>
  readonly onProgress?: (customers: number) => void
}

/**
 * Replays every customer from `from` up to but not including `to`; those who share an address
 * together, since its caps and its opt-outs are theirs together. Nothing is written, and no mail
 * is sent. The shop's existing journeys and messages are ignored.
 *
 * @throws if `from` is not before `to`
 * @example
 * const report = await backtest({ customers: () => eachCustomer(table, prefix), settings, from, to })
 */
export async function backtest(options: BacktestOptions): Promise<Backtest> {
  const { customers, from, to, assumeReachable = false, onMessage, onProgress } = options
  if (!(from < to)) throw new RangeError('a backtest begins before it ends')
  const intake = await intakeHistoryOf(customers())
  const shared = await sharedAddressesOf(known(customers(), to))
  const settingsAt = settingsInForce(options.settings, { from, assumeReachable }, intake)
  const tally = newBacktestTally(options.settings, { from, to, assumeReachable })
  let replayed = 0
  for await (const together of byAddress(known(customers(), to), shared)) {
    const facts = together.map((each) => (assumeReachable ? asReachable(each.facts) : each.facts))
    for (const [i, found] of replayAtAddress(facts, { from, to, settingsAt }).entries()) {
      const of = together[i]?.facts
      if (!of) continue
      tally.add(found, of)
      const named = { customer: of.customer, email: of.profile?.email ?? '' }
      for (const message of found.messages) await onMessage?.(named, message)
      replayed++
      if (replayed % 1_000 === 0) onProgress?.(replayed)
    }
  }
  return tally.result(replayed)
}

async function* known(
  customers: AsyncIterable<LoadedCustomer>,
  by: Instant,
): AsyncGenerator<LoadedCustomer> {
  for await (const customer of customers) if (isKnownAt(customer, by)) yield customer
}
