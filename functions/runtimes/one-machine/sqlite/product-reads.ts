/** A shop's products, for the pages. */
import type { DatabaseSync } from 'node:sqlite'
import type { ConsoleReads, ProductNeighbour } from '../../../console/console-reads.ts'
import type { Neighbour } from '../../../domain/recommend/recommend-neighbours.ts'
import { NEIGHBOURS, PRODUCT_PREFIX } from '../../../store/codecs/shared-rows.ts'
import { loadCounted, loadNeighbours, loadPopular } from '../../../store/counted-items.ts'
import {
  itemPartitions,
  loadProduct,
  loadProductsPage,
  loadStoredProduct,
} from '../../../store/items.ts'
import { textIn } from '../../../store/sqlite/columns.ts'
import type { Table } from '../../../store/table.ts'

type ProductReads = Pick<ConsoleReads, 'products' | 'product' | 'productInOtherCase'>

export function productReads(sqlite: DatabaseSync, table: Table): ProductReads {
  const selectAlike = sqlite.prepare(
    `SELECT sk FROM rows WHERE pk >= ? AND pk < ? AND lower(sk) IN (lower(?), lower(?))
     AND sk NOT IN (?, ?) AND body ->> '$.removed' IS NULL ORDER BY sk LIMIT 1`,
  )

  async function neighbourOf(
    shop: string,
    sku: string,
    neighbour: Neighbour,
  ): Promise<ProductNeighbour> {
    const theirs = await loadNeighbours(table, shop, neighbour.sku)
    return {
      ...neighbour,
      product: await loadProduct(table, shop, neighbour.sku),
      isMutual: theirs.some((one) => one.sku === sku),
    }
  }

  return {
    products: (shop, wanted) => loadProductsPage(table, shop, wanted),

    async product(shop, sku) {
      const popular = await loadPopular(table, shop)
      const { neighbours, again } = await loadCounted(table, shop, sku)
      const rank = popular?.skus.indexOf(sku) ?? -1
      return {
        stored: await loadStoredProduct(table, shop, sku),
        neighbours: await Promise.all(neighbours.map((one) => neighbourOf(shop, sku, one))),
        again,
        bestSellers: popular && {
          ...(rank >= 0 && { rank: rank + 1 }),
          of: popular.skus.length,
          countedAt: popular.builtAt,
        },
      }
    },

    async productInOtherCase(shop, sku) {
      const [from, before] = itemPartitions(shop)
      const same = [PRODUCT_PREFIX + sku, NEIGHBOURS + sku]
      const found = selectAlike.get(from, before, ...same, ...same)
      return found && textIn(found, 'sk').replace(/^[^#]*#/, '')
    },
  }
}
