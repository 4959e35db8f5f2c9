/** WooCommerce's own export of products: a row per product and per variation. */
import { DAY_MS } from '../../domain/time.ts'
import { columnsShown, ImportFault, quotedCell } from '../import/import-fault.ts'
import { type ColumnShape, cellAt, placesIn } from './column-shape.ts'
import type { FeedOptions } from './feed-options.ts'
import type { FeedCells, RawArticle } from './raw-article.ts'
import { type WooColumn, wooColumn } from './woocommerce-names.ts'

const NEEDED = ['name', 'published', 'inStock', 'regularPrice'] as const

/** What variations take from the product that they belong to. */
type Parent = { readonly id: string; readonly image: string; readonly isOut: boolean }

/**
 * Articles by their SKU, as orders have them. Its prices are in the shop's currency, in the shop's
 * notation. It has no addresses of pages, so that those are made of the product's number.
 */
export const wooCommerceExport: ColumnShape = (header, options) => {
  const columns = header.map(wooColumn)
  const at = (column: WooColumn): number => columns.indexOf(column)
  if (NEEDED.some((column) => at(column) < 0) || (at('id') < 0 && at('sku') < 0)) return undefined
  const { idColumn, currency } = options
  const idAt =
    idColumn === undefined ? at(at('sku') < 0 ? 'id' : 'sku') : placesIn(header)(idColumn)
  if (idAt < 0)
    throw new ImportFault('missing-column', (w) =>
      w.feed.noIdColumn(quotedCell(idColumn ?? ''), columnsShown(header)),
    )
  /** By number and by SKU, since variations name either. */
  const parents = new Map<string, Parent>()

  function read(cells: readonly string[], line: number): readonly RawArticle[] {
    const text = (column: WooColumn): string => cellAt(cells, at(column))
    const id = cellAt(cells, idAt)
    const types = text('type').toLowerCase()
    const isVariation = types.includes('variation')
    const known = isVariation ? parents.get(parentKey(text('parent'))) : undefined
    const own = { id: text('id'), image: firstImage(text('images')), isOut: isHidden(text) }
    const hasVariations = !isVariation && /variable|grouped/.test(types)
    if (hasVariations) {
      parents.set(`id:${own.id}`, own)
      if (text('sku') !== '') parents.set(text('sku'), own)
      // It is bought as one of its variations.
      if (id === '') return []
    }
    const isOut = own.isOut || known?.isOut === true
    const page = isVariation ? (known?.id ?? idIn(text('parent'))) : own.id
    return [
      {
        line,
        cells: {
          id,
          title: text('name'),
          link: linkTo(page, options),
          image: own.image || known?.image || '',
          currency,
          price: text('regularPrice'),
          ...saleIn(text),
          availability: isOut ? 'out_of_stock' : text('inStock'),
        },
      },
    ]
  }

  return { shape: 'woocommerce', idAt, hasLocale: false, read }
}

type TextOf = (column: WooColumn) => string

/** `id:123`, or the SKU of the product. */
const parentKey = (text: string): string => text.replace(/^id:\s*/i, 'id:')

const idIn = (parent: string): string => /^id:(\d+)$/.exec(parentKey(parent))?.[1] ?? ''

/** Private, a draft, or not to be found in the shop. */
const isHidden = (text: TextOf): boolean =>
  text('published') !== '1' || text('visibility').toLowerCase() === 'hidden'

/** Several are separated by commas, which their addresses do not have. */
const firstImage = (text: string): string => text.split(/,\s/)[0]?.trim() ?? ''

const linkTo = (id: string, { shopUrl }: FeedOptions): string =>
  shopUrl === undefined || !/^\d+$/.test(id)
    ? ''
    : `${shopUrl.replace(/\/$/, '')}/?post_type=product&p=${id}`

function saleIn(text: TextOf): FeedCells {
  const salePrice = text('salePrice')
  return salePrice === ''
    ? {}
    : { salePrice, saleFrom: text('saleFrom'), saleUntil: afterLastDay(text('saleUntil')) }
}

/** A date alone is the last day of a sale, which lasts to its end. */
function afterLastDay(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return text
  const day = Date.parse(text)
  return Number.isNaN(day) ? text : new Date(day + DAY_MS).toISOString().slice(0, 10)
}
