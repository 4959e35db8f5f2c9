/** From the texts of an article to what is stored of it, or to why its row cannot be read. */
import { hasLostSigns } from '../../domain/placeholder.ts'
import type { UnreadReason } from '../../domain/recommend/product.ts'
import type { FaultSentence } from '../../language/faults/fault-words.ts'
import { quotedCell } from '../import/import-fault.ts'
import { PostedProductWords } from '../product-wire.ts'
import { type IdReading, type IdRule, readId } from './article-id.ts'
import { availabilityOf, isHidden } from './availability-words.ts'
import { feedLanguage } from './feed-language.ts'
import { type PriceFormat, readPrice } from './feed-price.ts'
import type { FeedRow, UnreadRow } from './feed-row.ts'
import { ownText } from './own-text.ts'
import { FEED_FIELDS, type FeedCells, type FeedField, type RawArticle } from './raw-article.ts'
import { saleDates } from './sale-dates.ts'
import { titleText } from './title-text.ts'

export type ArticleRules = PriceFormat & {
  /** Of articles that name no language. */
  readonly locale?: string | undefined
  readonly zone: string
  readonly idRule?: readonly IdRule[] | undefined
}

/** The cell at fault, why, and what to do. */
type Unread = Pick<UnreadRow, 'why' | 'value' | 'problem'>

const MOST_SHOWN = 100
/** Of addresses that share a cell. */
const SEPARATORS = ' \t\n,;|'

const unread = (why: UnreadReason, value: string, problem: FaultSentence): Unread => ({
  why,
  value: ownText(value.slice(0, MOST_SHOWN).toWellFormed()),
  problem,
})

/**
 * A reader of articles; each becomes an article, or a row that is not read, with its reason. It
 * never throws.
 *
 * @example articleReader({ currency: 'EUR', zone: 'UTC', locale: 'en' })({ line: 2, cells: { id: 'tea' } })
 */
export function articleReader(rules: ArticleRules): (raw: RawArticle) => FeedRow {
  const spanOf = saleDates(rules.zone)

  function saleOf(cells: FeedCells, regular: number | undefined): SaleReading | Unread {
    const { salePrice = '', saleDates: both = '', saleFrom = '', saleUntil = '' } = cells
    if (salePrice === '') return {}
    const price = readPrice(salePrice, cells.currency ?? '', rules)
    if ('problem' in price)
      return unread(price.why === 'price' ? 'sale' : price.why, salePrice, price.problem)
    if (regular === undefined)
      return { note: (w) => w.feed.notes.saleWithoutPrice(quotedCell(salePrice)) }
    const dates = both || [saleFrom, saleUntil].filter(Boolean).join('/')
    const span = spanOf(both, saleFrom, saleUntil)
    if (!span) return unread('sale', dates, (w) => w.feed.saleDates(quotedCell(dates)))
    if (price.minor >= regular) {
      const shown = quotedCell(cells.price ?? '')
      return { note: (w) => w.feed.notes.saleNotLower(quotedCell(salePrice), shown) }
    }
    const { from = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = span
    if (from >= until) return { note: (w) => w.feed.notes.saleNever(quotedCell(dates)) }
    return {
      sale: {
        salePriceMinor: price.minor,
        ...(span.from !== undefined && { saleFrom: span.from }),
        ...(span.until !== undefined && { saleUntil: span.until }),
      },
    }
  }

  /** No field where it has no end. */
  function endOf(expires: string): Pick<PostedProductWords, 'availableUntil'> | Unread {
    const span = spanOf('', '', expires)
    if (!span) return unread('availability', expires, (w) => w.feed.expires(quotedCell(expires)))
    return span.until === undefined ? {} : { availableUntil: span.until }
  }

  function read(raw: RawArticle, sku: string, locale: string): FeedRow | Unread {
    const { cells, line } = raw
    const isAvailable = availabilityOf(cells.availability ?? '')
    if (!isAvailable) return noAvailability(cells.availability ?? '')
    const price = cells.price ? readPrice(cells.price, cells.currency ?? '', rules) : undefined
    if (price && 'problem' in price) return unread(price.why, cells.price ?? '', price.problem)
    const sale = saleOf(cells, price?.minor)
    if ('problem' in sale) return sale
    const end = endOf(cells.expires ?? '')
    if ('problem' in end) return end
    const words = wordsOf(cells, price && { priceMinor: price.minor, currency: rules.currency })
    if ('problem' in words) return words
    return {
      ...{ kind: 'article', line, sku, locale },
      available: isAvailable === 'yes' && ![cells.status, cells.visibility].some(isHiddenIn),
      words: { ...words, ...sale.sale, ...end },
      ...(sale.note && { note: sale.note }),
    }
  }

  return (raw) => {
    const { line, cells } = raw
    const { id: idText = '' } = cells
    const id: IdReading = isDamaged(idText)
      ? { problem: lost(idText).problem }
      : readId(idText, rules.idRule ?? [])
    const locale = localeOf(cells.locale, rules.locale)
    const known = {
      ...('sku' in id && { sku: id.sku }),
      // What stands in a broken row need not be its language.
      ...(typeof locale === 'string' && !(raw.broken && 'locale' in cells) && { locale }),
    }
    const fault = (fault: Unread): UnreadRow => ({ kind: 'unread', line, ...known, ...fault })
    if (raw.broken) return fault(unread('cells', raw.broken.value, raw.broken.problem))
    if ('problem' in id)
      return fault(unread(isDamaged(idText) ? 'encoding' : 'id', idText, id.problem))
    if (typeof locale !== 'string') return fault(locale)
    const damaged = damagedCell(cells)
    if (damaged !== undefined) return fault(lost(damaged))
    const row = read(raw, id.sku, locale)
    return 'kind' in row ? row : fault(row)
  }
}

const isHiddenIn = (status = ''): boolean => isHidden(status)

type SaleReading = {
  readonly sale?: Pick<PostedProductWords, 'salePriceMinor' | 'saleFrom' | 'saleUntil'>
  readonly note?: FaultSentence
}

const lost = (cell: string): Unread =>
  unread('encoding', cell, (w) => w.feed.encoding(quotedCell(cell.toWellFormed())))

const isDamaged = (cell: string): boolean => hasLostSigns(cell) || !cell.isWellFormed()

const damagedCell = (cells: FeedCells): string | undefined =>
  FEED_FIELDS.map((field: FeedField) => cells[field] ?? '').find(isDamaged)

const noAvailability = (text: string): Unread =>
  unread('availability', text, (w) =>
    text === '' ? w.feed.noAvailability : w.feed.availability(quotedCell(text)),
  )

function localeOf(cell: string | undefined, other: string | undefined): string | Unread {
  const text = cell || other || ''
  return (
    feedLanguage(text) ??
    unread('language', text, (w) =>
      text === '' ? w.feed.file.noLanguage : w.feed.language(quotedCell(text)),
    )
  )
}

const VISIBLE = /[^\s\p{Cc}\p{Cf}]/u

function wordsOf(
  cells: FeedCells,
  price: Pick<PostedProductWords, 'priceMinor' | 'currency'> | undefined,
): PostedProductWords | Unread {
  const { title = '', link = '', image = '' } = cells
  const shown = titleText(title)
  if (title !== '' && !VISIBLE.test(shown))
    return unread('title', title, (w) => w.feed.title(quotedCell(title)))
  const words = PostedProductWords.safeParse({
    ...(shown && { title: shown }),
    ...(link && { url: asAddress(link) }),
    ...(image && { imageUrl: asAddress(firstOf(image)) }),
    ...price,
  })
  if (words.success) return words.data
  const at = words.error.issues[0]?.path[0]
  if (at === 'url') return unread('link', link, (w) => w.feed.link(quotedCell(link)))
  if (at === 'imageUrl') return unread('image', image, (w) => w.feed.image(quotedCell(image)))
  return unread('title', title, (w) => w.feed.title(quotedCell(title)))
}

/** PrestaShop and others have all pictures of an article in one cell. */
function firstOf(images: string): string {
  let end = images.search(/[\s,;|]https?:\/\//i)
  if (end < 0) return images
  while (end > 0 && SEPARATORS.includes(images.charAt(end - 1))) end--
  return images.slice(0, end)
}

/** Systems that write HTML encode the sign between the parts of a query, which no address has. */
const asAddress = (text: string): string => text.replaceAll('&amp;', '&')
