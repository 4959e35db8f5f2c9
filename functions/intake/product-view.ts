/** Products as the API returns them: instants as text, their standing as of the request. */
import * as z from 'zod/mini'
import {
  LANGUAGE_STANDINGS,
  languageStanding,
  type ProductWords,
  type Sale,
  type ShowingRule,
  standingsOf,
  UNREAD_REASONS,
  type UnreadMark,
} from '../domain/recommend/product.ts'
import { isoInstant } from '../domain/time.ts'
import type { StoredProduct } from '../store/codecs/shared-rows.ts'
import { shownLocales } from './product-words.ts'
import { described, Id, say } from './wire-parts.ts'

export const PRODUCTS_A_PAGE = 50
/** Each in forty languages, they are still less than a function may answer with. */
export const MOST_PRODUCTS_A_PAGE = 100

const At = z.iso.datetime()
const Minor = z.int().check(z.gte(0))

const StandingAnswer = z.enum(LANGUAGE_STANDINGS).register(described, {
  id: 'ProductStanding',
  description:
    'Whether mails may show it to readers of the language, and if not, the first reason. "unavailable": in no language; "unavailable-in-language"; "unread": a row of a feed that names it could not be read; "not-seen-lately": a feed named it once, and none has lately; or it has "no-title", "no-link" or "no-picture".',
})

const ShownIn = say(
  z.array(z.string()),
  'The languages in which it is available and complete, so that mails may show it.',
)

const SaleAnswer = z.strictObject({
  priceMinor: Minor,
  price: z.string(),
  from: z.exactOptional(At),
  until: z.exactOptional(At),
})

const UnreadAnswer = z.strictObject({
  at: At,
  line: z.int(),
  why: z.enum(UNREAD_REASONS),
  value: z.string(),
})

const ProductWordsAnswer = z
  .strictObject({
    standing: StandingAnswer,
    available: z.boolean(),
    availableUntil: say(z.exactOptional(At), 'From when on it cannot be bought any more.'),
    title: z.exactOptional(z.string()),
    url: z.exactOptional(z.string()),
    imageUrl: z.exactOptional(z.string()),
    priceMinor: say(z.exactOptional(Minor), 'The regular price.'),
    currency: z.exactOptional(z.string()),
    price: say(z.exactOptional(z.string()), 'As readers of the language write it.'),
    sale: say(
      z.exactOptional(SaleAnswer),
      'A lower price, from the first instant on and before the second.',
    ),
    unread: say(
      z.exactOptional(UnreadAnswer),
      'The line of a feed that could not be read, what of it, and the cell, cut to 100 characters.',
    ),
    seenAt: say(z.exactOptional(At), 'When a feed named it last, to within a week.'),
  })
  .register(described, {
    id: 'ProductInLanguage',
    description: 'What is known about a product in one language, and its standing there.',
  })

export const ProductFound = z
  .strictObject({
    sku: Id,
    updatedAt: say(At, 'Its version.'),
    available: z.boolean(),
    shownIn: ShownIn,
    locales: z.record(z.string(), ProductWordsAnswer),
  })
  .register(described, { id: 'Product', description: 'A product, by its languages.' })

export const ProductsFound = z
  .strictObject({
    products: z.array(
      z.strictObject({
        sku: Id,
        updatedAt: At,
        available: z.boolean(),
        shownIn: ShownIn,
        locales: z.record(
          z.string(),
          z.strictObject({ standing: StandingAnswer, title: z.exactOptional(z.string()) }),
        ),
      }),
    ),
    next: say(
      z.exactOptional(z.string()),
      'The "after" of the next page, not to be read as anything else; absent on the last page.',
    ),
  })
  .register(described, {
    id: 'ProductPage',
    description:
      'Products in no particular order. A page may have fewer of them than asked for, or none, where some were removed: it is the last if it has no "next".',
  })

/** @example productView(stored, { now, unseenAfterDays: 30 }).locales.en?.standing // 'shown' */
export function productView(
  stored: StoredProduct,
  rule: ShowingRule,
): z.output<typeof ProductFound> {
  const { locales } = stored.product
  return {
    ...headOf(stored, rule),
    locales: Object.fromEntries(
      Object.entries(standingsOf(stored.product, rule)).map(([tag, standing]) => [
        tag,
        { standing: languageStanding(standing), ...wordsView(locales[tag]) },
      ]),
    ),
  }
}

/** A product as a list has it: its title, and its standing in each language. */
export function productSummary(
  stored: StoredProduct,
  rule: ShowingRule,
): z.output<typeof ProductsFound>['products'][number] {
  const { locales } = stored.product
  return {
    ...headOf(stored, rule),
    locales: Object.fromEntries(
      Object.entries(standingsOf(stored.product, rule)).map(([tag, standing]) => {
        const { title } = locales[tag] ?? {}
        const name = languageStanding(standing)
        return [tag, { standing: name, ...(title !== undefined && { title }) }]
      }),
    ),
  }
}

const headOf = ({ sku, updatedAt, product }: StoredProduct, rule: ShowingRule) => ({
  sku,
  updatedAt: isoInstant(updatedAt),
  available: product.available,
  shownIn: [...shownLocales(product, rule)],
})

const wordsView = ({
  sale,
  unread,
  seenAt,
  availableUntil,
  available = true,
  ...words
}: ProductWords = {}) => ({
  available,
  ...words,
  ...(availableUntil !== undefined && { availableUntil: isoInstant(availableUntil) }),
  ...(sale && { sale: saleView(sale) }),
  ...(unread && { unread: unreadView(unread) }),
  ...(seenAt !== undefined && { seenAt: isoInstant(seenAt) }),
})

const saleView = ({ from, until, ...price }: Sale) => ({
  ...price,
  ...(from !== undefined && { from: isoInstant(from) }),
  ...(until !== undefined && { until: isoInstant(until) }),
})

const unreadView = ({ at, value, ...mark }: UnreadMark) => ({
  at: isoInstant(at),
  ...mark,
  value: value.toWellFormed(),
})
