/**
 * Filters for text where Shopify's Liquid, or good sense, asks for something else than liquidjs.
 */
import { toValue } from 'liquidjs'
import { type FilterHandler, libraryFilter } from './library-filters.ts'

export const textOf = (value: unknown): string => {
  const plain = toValue(value)
  if (plain === undefined || plain === null) return ''
  return Array.isArray(plain) ? plain.map(textOf).join('') : String(plain)
}

const sizeOf = libraryFilter('size')
const split = libraryFilter('split')
const truncate = libraryFilter('truncate')
const slice = libraryFilter('slice')
const defaultFilter = libraryFilter('default')

/** The library throws where it is given more than it asks for, or less. */
const joining = (name: 'append' | 'prepend'): FilterHandler => {
  const join = libraryFilter(name)
  return function (value, more) {
    return join.call(this, value, more)
  }
}

/** Undefined if it is not a number, or a text that is not one. */
const wholeOf = (value: unknown): number | undefined => {
  const plain = toValue(value)
  const number = typeof plain === 'string' && plain.trim() === '' ? Number.NaN : Number(plain)
  return typeof plain === 'boolean' || plain === null || Number.isNaN(number)
    ? undefined
    : Math.trunc(number)
}

/** A letter that begins a word; what stands before "o'" or "d'" is one too. */
const FIRST_LETTERS = /(?<![\p{L}\p{M}\p{N}]|[\p{L}\p{M}]{2}['’])\p{L}/gu

export const TEXT_FILTERS = {
  append: joining('append'),
  prepend: joining('prepend'),
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
  /** Where it is not known how long it may be, it stays whole. */
  truncate(value, most = 50, end = '...') {
    const count = wholeOf(most)
    return count === undefined ? value : truncate.call(this, value, Math.max(0, count), textOf(end))
  },
  /** What has just so many words is whole. */
  truncatewords(value, most = 15, end = '...') {
    const text = textOf(value)
    this.context.memoryLimit.use(text.length)
    const asked = wholeOf(most)
    if (asked === undefined) return value
    const count = Math.max(1, asked)
    const words = text.trim().split(/\s+/)
    return words.length > count ? words.slice(0, count).join(' ') + textOf(end) : value
  },
  /** However long a part is asked for, it is no longer than the whole. */
  slice(value, begin, length = 1) {
    const plain = toValue(value)
    const whole = Array.isArray(plain) ? plain : textOf(plain)
    const [from, most] = [wholeOf(begin), wholeOf(length)]
    if (from === undefined || most === undefined) return Array.isArray(plain) ? [] : ''
    return slice.call(this, whole, from, Math.min(most, whole.length))
  },
  /** Of what follows the fallback, only what has a name means anything. */
  default(value, fallback, ...given) {
    return defaultFilter.call(this, value, fallback, ...given.filter(Array.isArray))
  },
} satisfies Readonly<Record<string, FilterHandler>>
