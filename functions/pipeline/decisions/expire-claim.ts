/** A claim whose sender is gone: the message is due again, or unknown. */
import { expire } from '../../domain/message.ts'
import type { Instant } from '../../domain/time.ts'
import { loadMessage, putMessage } from '../../store/customers.ts'
import type { CustomerKey } from '../../store/keys.ts'
import type { RowKey, Table } from '../../store/table.ts'

/**
 * Ends the claim on a message whose sender no longer runs. Does nothing where the message is not
 * claimed, or was changed meanwhile.
 *
 * @throws if the store fails
 * @example await expireClaim(table, { pk: 'tea/17', sk: 'message#care#1#tips' }, Date.now())
 */
export async function expireClaim(table: Table, key: RowKey, now: Instant): Promise<void> {
  const message = await loadMessage(table, key)
  if (message?.status !== 'claimed') return
  const after = expire(message, now)
  await table.write([putMessage(key.pk as CustomerKey, { before: message, after })])
}
