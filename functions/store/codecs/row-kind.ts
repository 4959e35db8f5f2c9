/** What kind of row a key belongs to, whichever partition it is in. */
import { parseCustomerKey } from '../keys.ts'
import type { RowKey } from '../table.ts'
import { isOfKind, type RowCodec } from './codec.ts'
import { CUSTOMER_ROWS } from './customer-rows.ts'
import { customerRowKind } from './read-customer-rows.ts'
import { PARTITION_OF, SHARED_ROWS } from './shared-rows.ts'
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
  if (key.pk.startsWith('~')) return partitionOf(key)
  if (parseCustomerKey(key.pk)) return customerRowKind(key.sk) ?? UNKNOWN
  return `shop/${codecOf(key)?.kind ?? UNKNOWN}`
}

const partitionOf = ({ pk }: RowKey): string => pk.split('/', 1)[0] ?? UNKNOWN

type AnyCodec = Pick<RowCodec<string, object>, 'kind' | 'sort' | 'version' | 'former'>

/** The codec of a row, whichever partition it is in; undefined if this build has none. */
export function codecOf(key: RowKey): AnyCodec | undefined {
  if (key.pk.startsWith('~')) {
    const partition = partitionOf(key)
    return Object.values(SHARED_ROWS).find(
      (one) => PARTITION_OF[one.kind] === partition && isOfKind(one, key),
    )
  }
  const kind = parseCustomerKey(key.pk) && customerRowKind(key.sk)
  if (kind) return CUSTOMER_ROWS[kind]
  return Object.values<AnyCodec>(SHOP_ROWS).find((one) => isOfKind(one, key))
}

/** Whether any kind of row has more than one form. */
export const hasFormerForms = (): boolean =>
  [CUSTOMER_ROWS, SHARED_ROWS, SHOP_ROWS].some((kinds) =>
    Object.values<AnyCodec>(kinds).some(({ former }) => former !== undefined),
  )
