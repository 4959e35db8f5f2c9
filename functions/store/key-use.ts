/** On which day each API key of a shop was last used, in a partition that no request reads. */
import { decode, fieldsOf, idAfter, type RowCodec } from './codecs/codec.ts'
import { faultIn, number } from './codecs/fields.ts'
import { shopKey } from './keys.ts'
import type { RowKey, Table, Write } from './table.ts'

/** The days are whole ones since 1970, in UTC. */
export type KeyUse = { readonly keyId: string; readonly day: number }

const USED = 'used#'

const KEY_USE: RowCodec<'key use', KeyUse> = {
  kind: 'key use',
  sort: { prefix: USED },
  version: 1,
  faultOf: faultIn<KeyUse>({ day: number }),
  read: (row) => ({ ...fieldsOf<Omit<KeyUse, 'keyId'>>(row), keyId: idAfter(USED, row) }),
}

const partitionOf = (shop: string): string => `~keys/${shopKey(shop)}`

const rowKey = (shop: string, keyId: string): RowKey => ({
  pk: partitionOf(shop),
  sk: `${USED}${keyId}`,
})

export const putKeyUse = (shop: string, { keyId, day }: KeyUse): Write => ({
  put: { ...rowKey(shop, keyId), day },
})

export const removeKeyUse = (shop: string, keyId: string): Write => ({
  remove: rowKey(shop, keyId),
})

/**
 * The last use of each key, by its id; left out if none is recorded.
 *
 * @example (await loadKeyUses(table, 'acme')).get(keyId)?.day
 */
export async function loadKeyUses(
  table: Table,
  shop: string,
): Promise<ReadonlyMap<string, KeyUse>> {
  const rows = await table.query(partitionOf(shop), { prefix: USED })
  return new Map(
    rows.flatMap((row) => {
      const { value } = decode(KEY_USE, row)
      return value ? [[value.keyId, value] as const] : []
    }),
  )
}
