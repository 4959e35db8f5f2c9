/**
 * A store that turned out to be older than its journal: what the journal proves is written back, a
 * new epoch begins in every shop, and the customers concerned are decided for again. Without proof
 * these are the ones with mail that fell due before the restore: what is stored about it then agrees
 * with what pages and commands explain. Only then does the pipeline start.
 */
import { isOpen } from '../../domain/message.ts'
import { MESSAGE_ROWS } from '../../domain/message-ref.ts'
import { type Instant, isoInstant } from '../../domain/time.ts'
import { replayJournal } from '../../intake/replay-journal.ts'
import { reactToCustomer } from '../../pipeline/reactions/react-to-customer.ts'
import { reactToEach } from '../../pipeline/reactions/redecide-shop.ts'
import { decode } from '../../store/codecs/codec.ts'
import { CUSTOMER_ROWS } from '../../store/codecs/customer-rows.ts'
import { failureName } from '../../store/failure.ts'
import { BEYOND_DECISIONS, type CustomerKey, customersPrefix } from '../../store/keys.ts'
import { beginEpoch, completeRestore } from '../../store/restores.ts'
import { listShops } from '../../store/shops.ts'
import type { Table } from '../../store/table.ts'
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
  const concerned = noticed.covered ? each(customers) : dueBefore(noticed.restoredAt, table)
  const { decided } = await reactToEach(concerned, {
    react: (key) => reactToCustomer(key, ports),
    onFailure: (customer, error) =>
      log('error', 'reaction-failed', { customer, problem: failureName(error) }),
  })
  await completeRestore(table, noticed)
  log('info', 'restore-worked-through', { ...what, rows, erased, customers: decided })
}

/** The customers with an open message that fell due before an instant, or one that is not understood. */
async function* dueBefore(instant: Instant, table: Table): AsyncIterable<CustomerKey> {
  for (const shop of await listShops(table)) {
    let latest: string | undefined
    for await (const row of table.scan(customersPrefix(shop), { below: BEYOND_DECISIONS })) {
      if (!row.sk.startsWith(MESSAGE_ROWS) || row.pk === latest) continue
      const { value } = decode(CUSTOMER_ROWS.message, row)
      if (value && !(isOpen(value) && value.dueAt < instant)) continue
      latest = row.pk
      yield row.pk as CustomerKey
    }
  }
}

async function* each(customers: ReadonlySet<CustomerKey>): AsyncIterable<CustomerKey> {
  yield* customers
}
