/** Shopify's export of products: a row per variant, the product's own columns on the first only. */
import { columnsShown, ImportFault, quotedCell } from '../import/import-fault.ts'
import { type ColumnShape, cellAt, placesIn } from './column-shape.ts'
import type { RawArticle } from './raw-article.ts'
import { shopifyAvailability, shopifyLink, shopifyPrices } from './shopify-prices.ts'

/** As the export has them, and as the newer one does. */
const NAMES = {
  handle: ['Handle', 'URL handle'],
  title: ['Title'],
  sku: ['Variant SKU', 'SKU'],
  price: ['Variant Price', 'Price'],
  compareAt: ['Variant Compare At Price', 'Compare-at price'],
  tracker: ['Variant Inventory Tracker', 'Inventory tracker'],
  quantity: ['Variant Inventory Qty', 'Inventory quantity'],
  policy: ['Variant Inventory Policy', 'Continue selling when out of stock'],
  image: ['Image Src', 'Product image URL'],
  variantImage: ['Variant Image', 'Variant image URL'],
  published: ['Published', 'Published on online store'],
  status: ['Status'],
} as const
type Column = keyof typeof NAMES

const NEEDED = ['handle', 'title', 'sku', 'price'] as const satisfies readonly Column[]

/** What the further rows of a product do not have. */
type Product = {
  readonly handle: string
  readonly title: string
  readonly image: string
  readonly isOut: boolean
}

/**
 * Articles by their SKU, as orders have them. A product that is not published, a draft and an
 * archived one are not for sale.
 */
export const shopifyExport: ColumnShape = (header, { shopUrl, idColumn, currency }) => {
  const placeOf = placesIn(header)
  const at = Object.fromEntries(
    Object.entries(NAMES).map(([column, names]) => [column, Math.max(...names.map(placeOf))]),
  ) as Readonly<Record<Column, number>>
  if (NEEDED.some((column) => at[column] < 0)) return undefined
  const idAt = idColumn === undefined ? at.sku : placeOf(idColumn)
  if (idAt < 0)
    throw new ImportFault('missing-column', (w) =>
      w.feed.noIdColumn(quotedCell(idColumn ?? ''), columnsShown(header)),
    )
  let product: Product = { handle: '', title: '', image: '', isOut: true }

  function read(cells: readonly string[], line: number): readonly RawArticle[] {
    const text = (column: Column): string => cellAt(cells, at[column])
    if (text('handle') !== product.handle || text('title') !== '')
      product = {
        handle: text('handle'),
        title: text('title'),
        image: text('image'),
        isOut: /^false$/i.test(text('published')) || !/^(?:active)?$/i.test(text('status')),
      }
    const id = cellAt(cells, idAt)
    // Further pictures of a product have rows of their own, on which it is named again.
    if (text('price') === '' && text('sku') === '') return []
    return [
      {
        line,
        cells: {
          id,
          title: product.title,
          link: shopifyLink(shopUrl, product.handle),
          image: text('variantImage') || product.image,
          currency,
          ...shopifyPrices(text('price'), text('compareAt')),
          availability: product.isOut
            ? 'out_of_stock'
            : shopifyAvailability({
                tracker: at.tracker < 0 ? undefined : text('tracker'),
                quantity: text('quantity'),
                policy: text('policy'),
              }),
        },
      },
    ]
  }

  return {
    shape: 'shopify-export',
    idAt,
    hasLocale: false,
    read,
  }
}
