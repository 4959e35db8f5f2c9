/**
 * Reads products from a product feed, one row per product and language, with the columns of
 * Google Merchant Center's specification: id, title, link, image_link, price, availability.
 * https://support.google.com/merchants/answer/7052112
 */

import * as z from 'zod/mini'
import { isPlaceholderId } from '../../domain/placeholder.ts'
import type { FaultSentence } from '../../language/faults/fault-words.ts'
import { minorPlaces } from '../import/currency.ts'
import { parseDecimal, toMinor } from '../import/decimal.ts'
import { columnsShown, ImportFault, quotedCell } from '../import/import-fault.ts'
import { SCIENTIFIC } from '../import/read-ids.ts'
import { readFileRows } from '../import/read-rows.ts'
import { PostedProductWords } from '../product-wire.ts'
import { refusalOf } from '../refusal.ts'
import { Currency, Id, PostedLocale } from '../wire-parts.ts'

export type FeedOptions = {
  /** The language of rows that name none. */
  readonly locale?: string
  /** A comma, or a tab as many feeds have it. */
  readonly delimiter: string
}

/** A product in the languages of the feed; available if all its rows say so. */
export type FeedProduct = Readonly<Record<string, PostedProductWords>>

export type RefusedRow = { readonly line: number; readonly problem: FaultSentence }

export type ProductFeed = {
  readonly rows: number
  readonly products: ReadonlyMap<string, FeedProduct>
  /** Every id in it, of refused rows too. */
  readonly ids: ReadonlySet<string>
  /** The languages that it speaks for. */
  readonly languages: ReadonlySet<string>
  readonly refused: readonly RefusedRow[]
}

const COLUMNS = ['id', 'title', 'link', 'image_link', 'availability'] as const
const OPTIONAL = ['price', 'locale'] as const
type Column = (typeof COLUMNS)[number] | (typeof OPTIONAL)[number]
type Cells = (column: Column) => string

/** Ways of writing what the specification calls otherwise. */
const ALSO_CALLED: Readonly<Record<string, Column>> = {
  sku: 'id',
  url: 'link',
  image: 'image_link',
  language: 'locale',
}

/** Preorders and the like are not to be had now. */
const AVAILABLE = ['in_stock']
const NOT_AVAILABLE = ['out_of_stock', 'preorder', 'backorder']

/**
 * Reads the whole feed; of two rows for one product in one language the later counts. A faulty row
 * is rejected with its line; an empty cell means no value.
 *
 * @throws ImportFault if the file cannot be read as a feed
 * @example await readProductFeed(createReadStream('feed.csv'), { locale: 'en', delimiter: ',' })
 */
export async function readProductFeed(
  source: AsyncIterable<Uint8Array>,
  { locale, delimiter }: FeedOptions,
): Promise<ProductFeed> {
  const products = new Map<string, FeedProduct>()
  const ids = new Set<string>()
  const languages = new Set<string>()
  const refused: RefusedRow[] = []
  let rows = 0
  await readFileRows(source, delimiter, (header) => {
    const cellsOf = columnsIn(header, locale)
    return (row, line) => {
      rows++
      const cells = cellsOf(row)
      ids.add(cells('id'))
      const read = readFeedRow(cells, locale)
      if ('problem' in read) {
        refused.push({ line, problem: read.problem })
        return
      }
      languages.add(read.locale)
      const known = products.get(read.sku)
      const isOut = !read.available || known?.[read.locale]?.available === false
      const words = isOut ? { ...read.words, available: false } : read.words
      products.set(read.sku, { ...known, [read.locale]: words })
    }
  })
  return { rows, products, ids, languages, refused }
}

function columnsIn(
  header: readonly string[],
  locale: string | undefined,
): (cells: readonly string[]) => Cells {
  const names = header.map((name) => {
    const plain = name.toLowerCase().replace(/^g:/, '').replaceAll(' ', '_')
    return ALSO_CALLED[plain] ?? plain
  })
  const needed = locale === undefined ? [...COLUMNS, 'locale'] : COLUMNS
  const missing = needed.filter((column) => !names.includes(column))
  if (missing.length > 0)
    throw new ImportFault('missing-column', (w) => w.feed.noColumns(missing, columnsShown(header)))
  return (cells) => (column) => cells[names.indexOf(column)]?.trim() ?? ''
}

/** The articles without an id would be one. */
const ArticleId = Id.check(z.refine((id) => !isPlaceholderId(id)))

type FeedRow =
  | { readonly problem: FaultSentence }
  | {
      readonly sku: string
      readonly locale: string
      readonly available: boolean
      readonly words: PostedProductWords
    }

const refused = (problem: FaultSentence): FeedRow => ({ problem })

function readFeedRow(cells: Cells, feedLocale: string | undefined): FeedRow {
  if (SCIENTIFIC.test(cells('id')))
    return refused((w) => w.rows.ids.scientific(quotedCell(cells('id')), quotedCell('id')))
  const sku = ArticleId.safeParse(cells('id'))
  if (!sku.success) return refused((w) => w.feed.id(quotedCell(cells('id'))))
  const locale = PostedLocale.safeParse(cells('locale') || feedLocale)
  if (!locale.success) return refused((w) => w.feed.language(quotedCell(cells('locale'))))
  const availability = cells('availability').toLowerCase().replaceAll(' ', '_')
  if (![...AVAILABLE, ...NOT_AVAILABLE].includes(availability))
    return refused((w) => w.feed.availability(quotedCell(cells('availability'))))
  const price = priceOf(cells('price'))
  if (price === undefined) return refused((w) => w.feed.price(quotedCell(cells('price'))))
  const words = PostedProductWords.safeParse({
    ...(cells('title') && { title: cells('title') }),
    ...(cells('link') && { url: cells('link') }),
    ...(cells('image_link') && { imageUrl: cells('image_link') }),
    ...price,
  })
  if (!words.success) {
    const [issue] = words.error.issues
    return refused((w) => (issue ? w.records.refused(refusalOf(issue)) : w.records.unreadable))
  }
  const available = AVAILABLE.includes(availability)
  return { sku: sku.data, locale: locale.data, available, words: words.data }
}

/** No fields if there is no price; undefined if it cannot be read. */
function priceOf(text: string): Pick<PostedProductWords, 'priceMinor' | 'currency'> | undefined {
  if (text === '') return {}
  const [, amount = '', code = ''] = /^(\S+) ?([A-Z]{3})$/.exec(text) ?? []
  const decimal = parseDecimal(amount)
  const currency = Currency.safeParse(code)
  if (!decimal || !currency.success) return undefined
  const priceMinor = toMinor(decimal, minorPlaces(currency.data))
  return priceMinor === undefined || priceMinor < 0
    ? undefined
    : { priceMinor, currency: currency.data }
}
