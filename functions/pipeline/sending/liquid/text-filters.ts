/** Filters for text where Shopify's Liquid, or good sense, asks for something else than liquidjs. */
import { toValue } from 'liquidjs'
import { type FilterHandler, libraryFilter } from './library-filters.ts'

export const textOf = (value: unknown): string => {
  const plain = toValue(value)
  if (plain === undefined || plain === null) return ''
  return Array.isArray(plain) ? plain.map(textOf).join('') : String(plain)
}

const sizeOf = libraryFilter('size')
const split = libraryFilter('split')

/** A letter that begins a word; what stands before "o'" or "d'" is one too. */
const FIRST_LETTERS = /(?<![\p{L}\p{M}\p{N}]|[\p{L}\p{M}]{2}['’])\p{L}/gu

export const TEXT_FILTERS = {
  /** By its first letter, which a tag before it does not hide. */
  capitalize(value) {
    const text = textOf(value)
    this.context.memoryLimit.use(text.length)
    return text
      .toLowerCase()
      .replace(/^[\uE000-\uF8FF]*\p{L}/u, (beginning) => beginning.toUpperCase())
  },
  title(value) {
    const text = textOf(value)
    this.context.memoryLimit.use(text.length)
    return text.toLowerCase().replace(FIRST_LETTERS, (letter) => letter.toUpperCase())
  },
  /** In characters, as Ruby counts. */
  size(value) {
    const plain = toValue(value)
    return typeof plain === 'string' ? [...plain].length : sizeOf.call(this, plain)
  },
  /** As Ruby splits: by one space at any gap, by nothing at each character. */
  split(value, separator) {
    const text = textOf(value)
    const by = textOf(separator)
    if (by === ' ') return text.trim() === '' ? [] : text.trim().split(/\s+/)
    if (by === '') return [...text]
    return split.call(this, text, by)
  },
  /** What has just so many words is whole. */
  truncatewords(value, most = 15, end = '...') {
    const text = textOf(value)
    this.context.memoryLimit.use(text.length)
    const count = Math.max(1, Math.trunc(Number(toValue(most))) || 0)
    const words = text.trim().split(/\s+/)
    return words.length > count ? words.slice(0, count).join(' ') + textOf(end) : value
  },
} satisfies Readonly<Record<string, FilterHandler>>
