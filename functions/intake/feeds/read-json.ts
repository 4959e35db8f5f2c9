/** Reads JSON: of Shopify and WooCommerce, with Google's fields, and those of Rekindle's own API. */
import type { FeedShape } from '../../language/faults/feed-fault-words.ts'
import { minorPlaces } from '../import/currency.ts'
import { formatDecimal } from '../import/decimal.ts'
import type { ArticleSource } from './article-source.ts'
import { fieldNamed, plainName } from './column-names.ts'
import type { FeedOptions } from './feed-options.ts'
import { type JsonElement, jsonElements } from './json-elements.ts'
import { isObject, type Json } from './json-values.ts'
import type { FeedCells, FeedField, RawArticle } from './raw-article.ts'
import { shopifyVariants } from './shopify-json.ts'
import { wooCommerceArticle } from './woocommerce-json.ts'

/**
 * A reader of a list of articles. One that is not valid JSON is a row that is not read.
 *
 * @throws ImportFault for JSON without a list of articles, and for a file that is cut
 */
export function readJson(options: FeedOptions): ArticleSource {
  const elements = jsonElements()
  let shape: FeedShape = 'json'

  function* articlesOf({ text, line }: JsonElement): Generator<RawArticle> {
    const element = parsed(text)
    if (!element) {
      yield* broken(text, line, options.idColumn)
      return
    }
    const variants = shopifyVariants(element, options)
    if (variants) {
      shape = 'shopify-json'
      for (const cells of variants) yield { line, cells }
      return
    }
    const article = wooCommerceArticle(element, options)
    if (article) {
      shape = 'woocommerce-json'
      yield { line, cells: article }
      return
    }
    for (const cells of cellsOf(element, options)) yield { line, cells }
  }

  return {
    *take(text) {
      for (const element of elements.take(text)) yield* articlesOf(element)
    },
    *end() {
      for (const element of elements.end()) yield* articlesOf(element)
    },
    shape: () => shape,
  }
}

function parsed(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** A name and a text or number, in JSON that may be damaged. */
const PAIR = /"([\w -]{1,64})"\s{0,9}:\s{0,9}(?:"([^"\\]{1,128})"|(\d{1,40}))/g
const MOST_BROKEN = 2_000

/** The articles that it is about, as far as they can be seen: a product's variants, or itself. */
function broken(text: string, line: number, idColumn: string | undefined): readonly RawArticle[] {
  const isId = (name: string) =>
    idColumn === undefined
      ? fieldNamed(name)?.field === 'id'
      : plainName(name) === plainName(idColumn)
  const rankOf = (name: string): number => fieldNamed(name)?.rank ?? 0
  const found = [...text.matchAll(PAIR)]
    .map(([, name = '', quoted, digits = '']) => ({ name, id: quoted ?? digits }))
    .filter(({ name }) => isId(name))
  const ofVariants = found.filter(({ name }) => idColumn !== undefined || plainName(name) === 'sku')
  const ids = /"variants"\s{0,9}:/.test(text)
    ? ofVariants
    : found.toSorted((a, b) => rankOf(a.name) - rankOf(b.name)).slice(0, 1)
  return (ids.length > 0 ? ids.slice(0, MOST_BROKEN) : [{ id: '' }]).map(({ id }) => ({
    line,
    cells: { id, locale: '' },
    broken: { value: text, problem: (w) => w.feed.file.json },
  }))
}

/** An article, in each language where it has several as the API has them, or else in the feed's. */
function cellsOf(element: Json, { idColumn }: FeedOptions): readonly FeedCells[] {
  const { attributes, productAttributes, locales, ...own } = element
  const nested = [attributes, productAttributes].find(isObject)
  const cells = fieldsOf({ ...nested, ...own }, idColumn)
  if (!isObject(locales)) return [cells]
  if (Object.keys(locales).length === 0) return [{ locale: '', ...cells }]
  const out = cells.availability
  return Object.entries(locales).map(([locale, words]) => {
    const inLocale = fieldsOf(isObject(words) ? words : {}, undefined)
    const isOut = out !== undefined && out !== 'true'
    const availability = isOut ? out : (inLocale.availability ?? out ?? '')
    return { ...cells, ...inLocale, locale, availability, id: cells.id ?? '' }
  })
}

function fieldsOf(element: Json, idColumn: string | undefined): FeedCells {
  const found: Partial<Record<FeedField, { text: string; rank: number }>> = {}
  for (const [name, value] of Object.entries(element)) {
    const isId = idColumn !== undefined && plainName(name) === plainName(idColumn)
    const named = isId ? ({ field: 'id', rank: -1 } as const) : fieldNamed(name)
    if (!named || (named.field === 'id' && idColumn !== undefined && !isId)) continue
    const text = textOf(value)
    const known = found[named.field]
    if (text !== '' && (!known || named.rank < known.rank))
      found[named.field] = { text, rank: named.rank }
  }
  const cells = Object.fromEntries(
    Object.entries(found).map(([field, { text }]) => [field, text]),
  ) as FeedCells
  return { ...cells, ...inMinor(element) }
}

/** What the API has in minor units, as text. */
function inMinor(element: Json): FeedCells {
  const { priceMinor, salePriceMinor, currency } = element
  const asText = (minor: unknown): string | undefined =>
    Number.isSafeInteger(minor) && typeof currency === 'string'
      ? `${formatDecimal({ units: BigInt(minor as number), scale: minorPlaces(currency) })} ${currency}`
      : undefined
  const price = priceMinor === undefined ? undefined : (asText(priceMinor) ?? textOf(priceMinor))
  const sale =
    salePriceMinor === undefined ? undefined : (asText(salePriceMinor) ?? textOf(salePriceMinor))
  return {
    ...(price !== undefined && { price }),
    ...(sale !== undefined && { salePrice: sale }),
  }
}

/** Google's API has a price, and the time of a sale, as an object. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  // Digits of a larger number are lost, as in a spreadsheet, and it is refused as such.
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    return (value as number).toExponential()
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return textOf(value[0])
  if (!isObject(value)) return ''
  const { value: amount, amountMicros, currency, currencyCode = currency } = value
  if (amount !== undefined) return `${textOf(amount)} ${textOf(currencyCode)}`.trim()
  if (/^\d{1,18}$/.test(textOf(amountMicros)))
    return `${formatDecimal({ units: BigInt(textOf(amountMicros)), scale: 6 })} ${textOf(currencyCode)}`
  const { startTime, endTime, startDate = startTime, endDate = endTime, url, src = url } = value
  if (startDate !== undefined || endDate !== undefined)
    return `${textOf(startDate)}/${textOf(endDate)}`
  return textOf(src)
}
