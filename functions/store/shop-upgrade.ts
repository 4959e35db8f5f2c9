/** What a shop's partition says of upgrades: the store's format, and the last re-evaluation. */
import { readRow } from './codecs/codec.ts'
import { type Reevaluation, SHOP_ROWS } from './codecs/shop-rows.ts'
import { FIRST_FORMAT } from './format.ts'
import { shopKey } from './keys.ts'
import type { Row, RowKey, Table } from './table.ts'

const keyIn = (shop: string, sk: 'shop' | 'reevaluation'): RowKey => ({ pk: shopKey(shop), sk })

/**
 * Notes the store's format in a shop's row. Whatever else changes the row at the same time keeps its
 * own change.
 *
 * @returns whether it was a lower one
 */
export async function putFormatOfShop(
  table: Table,
  shop: string,
  format: number,
): Promise<boolean> {
  const key = keyIn(shop, 'shop')
  for (let attempt = 0; attempt < 10; attempt++) {
    const row = await table.get(key)
    if (typeof row?.settingsVersion !== 'number') return false
    const { settingsVersion, format: known = FIRST_FORMAT } = row
    if (typeof known !== 'number' || known >= format) return false
    const [result] = await table.write([
      { put: { ...row, ...key, format }, on: { equals: { settingsVersion } } },
    ])
    if (result?.done) return true
  }
  throw new Error(`shop ${shop} is being changed by others; try again`)
}

/** What a shop's row says of the store's format. */
export async function formatOfShop(table: Table, shop: string): Promise<number> {
  const format = (await table.get(keyIn(shop, 'shop')))?.format
  return typeof format === 'number' ? format : FIRST_FORMAT
}

export const reevaluationRow = (shop: string, reevaluation: Reevaluation): Row => ({
  ...keyIn(shop, 'reevaluation'),
  ...reevaluation,
})

/** How far the last re-evaluation is; undefined if the rules never changed. */
export const loadReevaluation = async (
  table: Table,
  shop: string,
): Promise<Reevaluation | undefined> =>
  readRow(SHOP_ROWS.reevaluation, await table.get(keyIn(shop, 'reevaluation')))
