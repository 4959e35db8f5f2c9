/** The names of columns, tags and fields by which Google, Meta and Rekindle's own API call them. */
import type { FeedField } from './raw-article.ts'

/** The first that a file has is meant. */
const NAMES: Readonly<Record<FeedField, string>> = {
  // Where Google's API has an offer id, its id has the channel and the language in front of it.
  id: 'offer_id id sku',
  locale: 'locale language lang content_language',
  title: 'title name',
  link: 'link url product_url',
  image: 'image_link image image_url',
  availability: 'availability available',
  price: 'price',
  currency: 'currency currency_code',
  salePrice: 'sale_price',
  saleDates: 'sale_price_effective_date',
  saleFrom: 'sale_from sale_price_start_date',
  saleUntil: 'sale_until sale_price_end_date',
  status: 'status',
  visibility: 'visibility',
  expires: 'expiration_date expires_at',
}

const FIELDS = Object.entries(NAMES).flatMap(([field, names]) =>
  names.split(' ').map((name, rank) => [name, { field: field as FeedField, rank }] as const),
)
const BY_NAME: ReadonlyMap<string, { readonly field: FeedField; readonly rank: number }> = new Map(
  FIELDS,
)

/** @example plainName('g:imageLink') // 'image_link' */
export const plainName = (name: string): string =>
  name
    .trim()
    .replace(/^g:/i, '')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[\s-]+/g, '_')

/** Which field a name means, and how many names of it come before this one; undefined for others. */
export const fieldNamed = (name: string) => BY_NAME.get(plainName(name))

/** What Google calls a field. @example nameOf('image') // 'image_link' */
export const nameOf = (field: FeedField): string =>
  field === 'id' ? field : (NAMES[field].split(' ')[0] ?? field)
