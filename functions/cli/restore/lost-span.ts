/** What a restore leaves unknown in a shop: the span, and the messages that fell due before it ended. */
import { mailIdOf } from '../../domain/message-ref.ts'
import { isProven, type Restore } from '../../domain/restore.ts'
import { isoInstant } from '../../domain/time.ts'
import { eachCustomer } from '../../store/customers.ts'
import { customersPrefix } from '../../store/keys.ts'
import { listShops, loadShop } from '../../store/shops.ts'
import type { Table } from '../../store/table.ts'

/** As `restore status` and `restore confirm` print it. */
export type ShopRestore = {
  readonly shop: string
  readonly epoch: number
  readonly lostFrom: string
  readonly restoredAt: string
  readonly optOuts: Restore['optOuts']
  readonly confirmedAt?: string
  readonly evidence?: string
  readonly service?: Restore['service']
  /** Marketing that may have been sent before the restore, by campaign: it is not sent now. */
  readonly notSent: Readonly<Record<string, number>>
  /** Service mail that waits for a person, by its ids. */
  readonly serviceWaiting: readonly string[]
}

/** Every shop that was restored, or one of them. */
export async function restoresOf(
  table: Table,
  only: string | undefined,
): Promise<readonly ShopRestore[]> {
  const found: ShopRestore[] = []
  for (const shop of only === undefined ? await listShops(table) : [only]) {
    const restore = (await loadShop(table, shop))?.settings.restore
    if (restore) found.push(await describe(table, shop, restore))
  }
  return found
}

async function describe(table: Table, shop: string, restore: Restore): Promise<ShopRestore> {
  const { epoch, lostFrom, restoredAt, optOuts, confirmedAt, evidence, service } = restore
  return {
    shop,
    epoch,
    lostFrom: isoInstant(lostFrom),
    restoredAt: isoInstant(restoredAt),
    optOuts,
    ...(confirmedAt !== undefined && { confirmedAt: isoInstant(confirmedAt) }),
    ...(evidence !== undefined && { evidence }),
    ...(service !== undefined && { service }),
    ...(isProven(restore)
      ? { notSent: {}, serviceWaiting: [] }
      : await messagesBefore(table, shop, restore)),
  }
}

/** Statuses in which a message that fell due before the restore has not been decided by proof. */
const OPEN: ReadonlySet<string> = new Set(['held', 'deferred', 'due', 'parked'])

async function messagesBefore(
  table: Table,
  shop: string,
  { restoredAt }: Restore,
): Promise<Pick<ShopRestore, 'notSent' | 'serviceWaiting'>> {
  const notSent: Record<string, number> = {}
  const serviceWaiting: string[] = []
  for await (const { key, facts } of eachCustomer(table, customersPrefix(shop)))
    for (const message of facts.messages) {
      if (message.dueAt >= restoredAt) continue
      const isSkipped = message.status === 'skipped' && message.reason === 'restored'
      if (!isSkipped && !OPEN.has(message.status)) continue
      if (message.marketing) notSent[message.campaign] = (notSent[message.campaign] ?? 0) + 1
      else if (!isSkipped) serviceWaiting.push(mailIdOf(key, message))
    }
  return { notSent, serviceWaiting }
}
