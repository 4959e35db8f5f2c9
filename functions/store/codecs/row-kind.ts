/** What kind of row a key belongs to, whichever partition it is in. */
import { parseCustomerKey } from '../keys.ts'
import type { RowKey } from '../table.ts'
import { isOfKind } from './codec.ts'
import { customerRowKind } from './read-customer-rows.ts'
import { SHOP_ROWS } from './shop-rows.ts'

const UNKNOWN = 'unknown'

/**
 * A customer's rows by their kind, a shop's as `shop/<kind>`, and those of other partitions by the
 * name of the partition. What this build does not know is `unknown`.
 *
 * @example rowKindOf({ pk: 'acme/c-17', sk: 'order#1' }) // 'order'
 * @example rowKindOf({ pk: 'acme', sk: 'campaign#care' }) // 'shop/campaign'
 * @example rowKindOf({ pk: '~address/h', sk: 'acme' }) // '~address'
 */
export function rowKindOf(key: RowKey): string {
  if (key.pk.startsWith('~')) return key.pk.split('/', 1)[0] ?? UNKNOWN
  if (parseCustomerKey(key.pk)) return customerRowKind(key.sk) ?? UNKNOWN
  const codec = Object.values(SHOP_ROWS).find((one) => isOfKind(one, key))
  return `shop/${codec?.kind ?? UNKNOWN}`
}
