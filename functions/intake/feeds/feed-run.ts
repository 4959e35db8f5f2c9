/** One run of a feed: what its rows say, row by row, and how they change the articles they name. */
import type {
  Product,
  ProductWords,
  ShowingRule,
  UnreadMark,
} from '../../domain/recommend/product.ts'
import { DAY_MS, type Instant } from '../../domain/time.ts'
import type { ProductChanged } from '../../store/items.ts'
import { productOf } from '../product-words.ts'
import type { FeedArticle, FeedRow, UnreadRow } from './feed-row.ts'

/**
 * A row is noted again only after this, so that the same feed changes nothing; sooner where what is
 * not named is not shown so soon.
 *
 * @example seenAgainAfterMs({ unseenAfterDays: 30 }) // a week
 */
export const seenAgainAfterMs = ({ unseenAfterDays }: Pick<ShowingRule, 'unseenAfterDays'>) =>
  Math.min(7 * DAY_MS, (unseenAfterDays * DAY_MS) / 4)

export type NamingRow = FeedArticle | (UnreadRow & { readonly sku: string })

export const isNaming = (row: FeedRow): row is NamingRow => row.sku !== undefined

/** What is known of a run: little for each article, since there may be many. */
export type Run = {
  /** Every article that was named, with its outcome. */
  readonly became: Map<string, ProductChanged | undefined>
  /** The articles that were named in each language of the feed. */
  readonly namedIn: Map<string, Set<string>>
  /** Those that a row named which did not show its language. */
  readonly namedAnywhere: Set<string>
  readonly unread: Set<string>
  readonly incomplete: Set<string>
  /** By article and language, why an earlier row keeps it from being shown. */
  readonly against: Map<string, UnreadMark | 'unavailable'>
}

export const newRun = (): Run => ({
  became: new Map(),
  namedIn: new Map(),
  namedAnywhere: new Set(),
  unread: new Set(),
  incomplete: new Set(),
  against: new Map(),
})

const placeOf = (sku: string, locale = ''): string => `${sku}\n${locale}`

function noteNamed({ became, namedIn, namedAnywhere }: Run, sku: string, locale?: string): void {
  if (!became.has(sku)) became.set(sku, undefined)
  if (locale === undefined) namedAnywhere.add(sku)
  else if (!namedIn.get(locale)?.add(sku)) namedIn.set(locale, new Set([sku]))
}

/**
 * Whether the feed might have named the article in this language, and did not.
 *
 * @example leftOut(run, 'tea', 'de') // true, if it has other articles in German
 */
export const leftOut = ({ namedIn, namedAnywhere }: Run, sku: string, locale: string): boolean =>
  namedIn.get(locale)?.has(sku) === false && !namedAnywhere.has(sku)

/** Whatever any row of a run says against an article holds for the run. */
export type JudgedRow = {
  readonly row: NamingRow
  readonly against: UnreadMark | 'unavailable' | undefined
}

export function judged(row: NamingRow, run: Run, now: Instant): JudgedRow {
  const { against } = run
  const { sku, locale } = row
  noteNamed(run, sku, locale)
  const place = placeOf(sku, locale)
  const earlier = [against.get(place), against.get(placeOf(sku))]
  const mark =
    row.kind === 'unread' ? markOf(row, now) : earlier.find((one) => typeof one === 'object')
  const isOut = row.kind === 'article' && (!row.available || earlier.includes('unavailable'))
  const found = mark ?? (isOut ? 'unavailable' : undefined)
  if (found) against.set(place, found)
  return { row, against: found }
}

const LONGEST_VALUE = 100

const markOf = ({ line, why, value }: UnreadRow, at: Instant): UnreadMark => ({
  ...{ at, line, why },
  value: value.slice(0, LONGEST_VALUE),
})

/** A feed decides for its own languages: what is in stock in one is for sale. */
export function withRow(
  known: Product | undefined,
  { row, against }: JudgedRow,
  rule: ShowingRule,
): Product | undefined {
  // What a feed brings is for sale in no language but those in which it says so.
  const { available = true, locales = {} } = known ?? {}
  if (row.kind === 'unread') {
    const places = row.locale === undefined ? Object.keys(locales) : [row.locale]
    if (places.length === 0 || typeof against !== 'object') return known
    const marked = places.map((tag) => [tag, withMark(locales[tag], against, rule)] as const)
    return { available, locales: { ...locales, ...Object.fromEntries(marked) } }
  }
  const before = locales[row.locale]
  const said = productOf(true, { [row.locale]: row.words }).locales[row.locale]
  const words: ProductWords = { ...said, seenAt: seenAgain(before?.seenAt, rule) }
  const marked = { ...words, ...(before?.unread && { unread: before.unread }) }
  const found = typeof against === 'object' ? withMark(marked, against, rule) : words
  const isHere = against === undefined
  const others = isHere && !available ? soldOut(locales) : locales
  return {
    available: available || isHere,
    locales: { ...others, [row.locale]: isHere ? found : { ...found, available: false } },
  }
}

/** What was for sale in no language stays so in those of which the feed does not decide. */
const soldOut = (locales: Product['locales']): Product['locales'] =>
  Object.fromEntries(
    Object.entries(locales).map(([tag, words]) => [tag, { ...words, available: false }]),
  )

/** Kept as it was, and not shown, by an older version either. */
function withMark(
  known: ProductWords | undefined,
  mark: UnreadMark,
  rule: ShowingRule,
): ProductWords {
  const { unread } = known ?? {}
  const isSame =
    unread?.line === mark.line && unread.why === mark.why && unread.value === mark.value
  return {
    ...known,
    available: false,
    unread: isSame ? unread : mark,
    seenAt: seenAgain(known?.seenAt, rule),
  }
}

const seenAgain = (before: Instant | undefined, rule: ShowingRule): Instant =>
  before !== undefined && Math.abs(rule.now - before) < seenAgainAfterMs(rule) ? before : rule.now
