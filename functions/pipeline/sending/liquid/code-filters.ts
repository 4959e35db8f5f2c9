/** Filters for addresses and codes, with which any text of a customer comes through. */
import { type FilterHandler, libraryFilter } from './library-filters.ts'
import { textOf } from './text-filters.ts'
import { Unusable } from './unusable.ts'

/** Half of a character outside the first 65,536, as cutting one leaves it, has no bytes. */
const wellFormed = (name: 'cgi_escape' | 'uri_escape'): FilterHandler => {
  const encode = libraryFilter(name)
  return function (value) {
    return encode.call(this, textOf(value).toWellFormed())
  }
}

const BYTES = /(?:%[\da-f]{2})+/gi

/** Bytes that are not text stay as written, and so does a % without a byte after it. */
const decoded = (bytes: string): string => {
  try {
    return decodeURIComponent(bytes)
  } catch {
    return bytes
  }
}

const cgiEscape = wellFormed('cgi_escape')
const fromBase64 = libraryFilter('base64_decode')

export const CODE_FILTERS = {
  cgi_escape: cgiEscape,
  // Ruby's, which also encodes what an attribute in single quotes would end at.
  url_encode: cgiEscape,
  uri_escape: wellFormed('uri_escape'),
  url_decode(value) {
    const text = textOf(value)
    this.context.memoryLimit.use(text.length)
    return text.replaceAll('+', ' ').replace(BYTES, decoded)
  },
  base64_decode(value) {
    const text = textOf(value)
    if (!isBase64(text)) throw new Unusable('base64_decode takes base64, and this is not')
    return fromBase64.call(this, text)
  },
} satisfies Readonly<Record<string, FilterHandler>>

function isBase64(text: string): boolean {
  const digits = text.replace(/\s/g, '').replace(/={1,2}$/, '')
  return digits.length % 4 !== 1 && /^[A-Za-z0-9+/]*$/.test(digits)
}
