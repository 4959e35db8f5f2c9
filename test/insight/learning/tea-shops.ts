/** Shops to recommend from, each of its own, and customers who bought there. */
import type { Product } from '../../../functions/domain/recommend/product.ts'
import {
  type RecommendTo,
  recommendForCustomer,
} from '../../../functions/insight/learning/recommend-for-customer.ts'
import { putNeighbours, putPopular } from '../../../functions/store/counted-items.ts'
import { recordProduct } from '../../../functions/store/items.ts'
import { customerKey, linesSort, orderSort } from '../../../functions/store/keys.ts'
import type { Table, Write } from '../../../functions/store/table.ts'
import { days, NOON } from '../../support/given.ts'

export const words = (title: string) => ({
  title,
  url: `https://shop.example/${title}`,
  imageUrl: `https://shop.example/${title}.jpg`,
})

export const product = (title: string, rest: Partial<Product> = {}): Product => ({
  available: true,
  locales: { en: words(title) },
  ...rest,
})

export const ALL = ['tea', 'cup', 'tray', 'mug', 'caddy'] as const

/** Ten euros, paid at noon if not earlier. */
export const ordered = (
  pk: string,
  orderId: string,
  lines: readonly object[],
  paidAt = NOON,
): readonly Write[] => {
  const version = { updatedAt: NOON, contentHash: '' }
  const money = { currency: 'EUR', grossMinor: 1_000 }
  return [
    { put: { pk, sk: linesSort(orderId), lines, ...version } },
    { put: { pk, sk: orderSort(orderId), paidAt, ...money, ...version } },
  ]
}

export function teaShops(table: Table) {
  let shops = 0

  /** A shop in which cup and tray are bought with tea, and everything it sells is complete. */
  async function teaShop(...sold: readonly string[]): Promise<string> {
    const shop = `tea-${shops++}`
    const neighbours = [
      { sku: 'cup', score: 0.6, demand: 1 },
      { sku: 'tray', score: 0.4, demand: 1 },
    ]
    await table.write([
      putNeighbours(shop, 'tea', neighbours, NOON),
      putPopular(shop, ['mug', 'tea', 'cup', 'caddy'], NOON),
    ])
    for (const sku of sold) await recordProduct(table, shop, sku, product(sku), NOON)
    return shop
  }

  /** A shop in which half of the tea is bought again, usually 40 days later, and nothing else. */
  async function reorderShop(): Promise<string> {
    const shop = await teaShop(...ALL)
    const again = { share: 0.5, usualDays: 40, earliestDays: 30 }
    const popular = ['mug', 'tea', 'cup', 'tray', 'caddy']
    await table.write([
      putNeighbours(shop, 'tea', [], NOON + 1, { again }),
      putPopular(shop, popular, NOON + 1, { lines: 900, again: 300 }),
    ])
    return shop
  }

  /** A customer who bought all of it at noon. */
  async function lin(shop: string, ...bought: readonly string[]): Promise<RecommendTo> {
    const key = customerKey(shop, 'lin')
    const lines = bought.map((sku) => ({ sku, quantity: 1 }))
    await table.write(ordered(key, 'A-1', lines))
    return { key, shop, objectsToProfiling: false }
  }

  /** A customer who bought each item so many days ago. */
  async function buyer(
    shop: string,
    ...bought: readonly (readonly [sku: string, ago: number])[]
  ): Promise<RecommendTo> {
    const key = customerKey(shop, 'lin')
    for (const [i, [sku, ago]] of bought.entries())
      await table.write(ordered(key, `B-${i}`, [{ sku, quantity: 1 }], NOON - days(ago)))
    return { key, shop, objectsToProfiling: false }
  }

  const skusFor = async (to: RecommendTo, locale = 'en', over = table, at = NOON) =>
    (await recommendForCustomer(to, locale, 6, { table: over, now: () => at })).map(
      ({ sku }) => sku,
    )

  return { teaShop, reorderShop, lin, buyer, skusFor }
}
