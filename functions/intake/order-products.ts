/** The products of an order, which rules may ask for, kept with the order itself. */
import type { Order, OrderLine } from '../domain/order.ts'
import type { Row, Write } from '../store/table.ts'

/** To an order of an earlier build, which kept none: the same content again brings them. */
export function addProducts(
  { pk, sk, skus, categories, contentHash: hash }: Row,
  stored: Row | undefined,
): readonly Write[] {
  if (skus === undefined || !stored || stored.skus !== undefined) return []
  if (typeof hash !== 'string' || stored.contentHash !== hash) return []
  const merge: Row = { pk, sk, skus, ...(categories !== undefined && { categories }) }
  return [{ merge, on: { equals: { contentHash: hash } } }]
}

/** What rules may ask of an order's lines, kept with it so that a decision reads no row more. */
export function productsOf(lines: readonly OrderLine[] = []): Pick<Order, 'skus' | 'categories'> {
  if (lines.length === 0) return {}
  const categories = lines.flatMap(({ category }) => category ?? [])
  return {
    skus: [...new Set(lines.map(({ sku }) => sku))],
    ...(categories.length > 0 && { categories: [...new Set(categories)] }),
  }
}
