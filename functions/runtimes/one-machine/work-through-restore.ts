/**
 * A store that turned out to be older than its journal: what the journal proves is written back, a
 * new epoch begins in every shop, and the customers concerned are decided for again. Only then does
 * the pipeline start.
 */
import { isoInstant } from '../../domain/time.ts'
import { replayJournal } from '../../intake/replay-journal.ts'
import { reactToCustomer } from '../../pipeline/reactions/react-to-customer.ts'
import { reactToEach } from '../../pipeline/reactions/redecide-shop.ts'
import { failureName } from '../../store/failure.ts'
import type { CustomerKey } from '../../store/keys.ts'
import { beginEpoch, completeRestore } from '../../store/restores.ts'
import type { Log } from '../log.ts'
import { reportNotUnderstood } from '../report-not-understood.ts'
import { makeShopCache, type Sending } from '../shop-cache.ts'
import type { Engine } from './engine.ts'

/**
 * Does nothing if no restore was noticed. Cut short at any instant, the next start finishes it.
 *
 * @throws if the store fails, or what a newer build wrote cannot be read
 * @example await workThroughRestore(engine, { needsDomainCheck: false }, log)
 */
export async function workThroughRestore(
  { table, restore, now, eraseMails }: Engine,
  sending: Sending,
  log: Log,
): Promise<void> {
  if (!restore) return
  const { noticed, entries } = restore
  const what = {
    lostFrom: isoInstant(noticed.lostFrom),
    epoch: noticed.epoch,
    proof: noticed.covered ? 'journal' : 'none',
  }
  log('error', 'restore-noticed', what)
  const { rows, erased, customers } = await replayJournal(await entries(), {
    table,
    now,
    eraseMails,
  })
  await beginEpoch(table, noticed)
  const settings = makeShopCache(table, now, sending).settings
  const ports = { table, settings, now, onNotUnderstood: reportNotUnderstood(log, now) }
  await reactToEach(each(customers), {
    react: (key) => reactToCustomer(key, ports),
    onFailure: (customer, error) =>
      log('error', 'reaction-failed', { customer, problem: failureName(error) }),
  })
  await completeRestore(table, noticed)
  log('error', 'restore-worked-through', { ...what, rows, erased, customers: customers.size })
}

async function* each(customers: ReadonlySet<CustomerKey>): AsyncIterable<CustomerKey> {
  yield* customers
}
