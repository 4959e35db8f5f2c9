/**
 * What each filter takes after its colon, so that what it could do nothing with is refused when a
 * campaign is published, also in a branch that no sample customer enters.
 */
import { isStyle, noDateFormat } from './date-filters.ts'
import { hasDirective, unknownDirective } from './strftime.ts'
import { BY_ZERO, noCurrency, noZone, Unusable } from './unusable.ts'
import { clockOf } from './wall-time.ts'

/** As it is written: a text in quotes, a number, or a word such as true and nil. */
export type Literal = string | number | { readonly word: string }

/** Parses Liquid in quotes; returns its fault. */
export type ReadExpression = (source: string) => string | undefined

/** What is wrong with one argument; undefined if nothing is. */
type Kind = (value: Literal, filter: string, read: ReadExpression) => string | undefined

type Arguments = {
  /** The number of required values. */
  readonly required: number
  readonly kinds: readonly Kind[]
  /** By their names: `allow_false: true`. */
  readonly named: Readonly<Record<string, Kind>>
}

export const shown = (value: Literal): string =>
  typeof value === 'object' ? value.word : typeof value === 'number' ? `${value}` : `"${value}"`

const any: Kind = () => undefined

const numberOf = (value: Literal): number =>
  typeof value === 'number'
    ? value
    : typeof value === 'string' && /^\s*-?\d+(?:\.\d+)?\s*$/.test(value)
      ? Number(value)
      : Number.NaN

const number: Kind = (value, filter) =>
  Number.isNaN(numberOf(value))
    ? `${filter} takes a number, and ${shown(value)} is not one`
    : undefined

const divisor: Kind = (value, filter, read) =>
  numberOf(value) === 0 ? BY_ZERO : number(value, filter, read)

const whole: Kind = (value, filter) =>
  Number.isInteger(numberOf(value))
    ? undefined
    : `${filter} takes a whole number, and ${shown(value)} is not one`

const count: Kind = (value, filter, read) =>
  numberOf(value) < 0
    ? `${filter} takes a number of 0 or more, and ${shown(value)} is less`
    : whole(value, filter, read)

/** By its name, or as liquidjs has it: minutes to the west of Greenwich. */
const zone: Kind = (value) => {
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1_440)
    return undefined
  const name = typeof value === 'string' ? value : shown(value)
  try {
    clockOf(name)
    return undefined
  } catch (error) {
    if (error instanceof Unusable) return noZone(name)
    throw error
  }
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))

const currency: Kind = (value) => {
  const code = typeof value === 'string' ? value : shown(value)
  return CURRENCIES.has(code.toUpperCase()) ? undefined : noCurrency(code)
}

const dateFormat: Kind = (value) => {
  if (value === '' || (typeof value === 'string' && isStyle(value))) return undefined
  const format = typeof value === 'string' ? value : shown(value)
  if (!hasDirective(format)) return `the date format "${format}" has no part of a date`
  const unknown = unknownDirective(format)
  return unknown === undefined ? undefined : `"${unknown}" is not part of a date`
}

const dateStyle: Kind = (value, filter, read) =>
  typeof value === 'string' && (isStyle(value) || value.includes('%'))
    ? dateFormat(value, filter, read)
    : noDateFormat(typeof value === 'string' ? value : shown(value))

const oneOf =
  (...words: readonly string[]): Kind =>
  (value, filter) =>
    typeof value === 'string' && words.includes(value)
      ? undefined
      : `${filter} does not know ${shown(value)}; there are ${words.join(', ')}`

const field: Kind = (value, filter) =>
  typeof value === 'string' && value.trim() !== ''
    ? undefined
    : `${filter} takes the name of a field, and ${shown(value)} is not one`

const itemName: Kind = (value, filter) =>
  typeof value === 'string' && /^[A-Za-z_][\w-]*$/.test(value)
    ? undefined
    : `${filter} takes a name for the item first, and ${shown(value)} is not one`

const expression: Kind = (value, filter, read) => {
  const source = typeof value === 'string' ? value : shown(value)
  const problem = read(source)
  return problem === undefined ? undefined : `${filter} cannot read "${source}": ${problem}`
}

const takes = (
  required: number,
  kinds: readonly Kind[] = [],
  named: Readonly<Record<string, Kind>> = {},
): Arguments => ({ required, kinds, named })

const NOTHING = takes(0)
const A_TEXT = takes(1, [any])
const OF_A_FIELD = takes(1, [field, any])
const OF_AN_EXPRESSION = takes(2, [itemName, expression])
const A_NUMBER = takes(1, [number])
const MONEY = takes(0, [currency])
const AN_ORDINAL = takes(0, [oneOf('ordinal'), oneOf('US', 'UK')])

/** Every filter; a missing or unknown one does not compile. */
export const FILTER_ARGUMENTS = {
  abs: NOTHING,
  append: A_TEXT,
  array_to_sentence_string: takes(0, [any]),
  at_least: A_NUMBER,
  at_most: A_NUMBER,
  base64_decode: NOTHING,
  base64_encode: NOTHING,
  capitalize: NOTHING,
  ceil: NOTHING,
  cgi_escape: NOTHING,
  compact: NOTHING,
  concat: A_TEXT,
  date: takes(0, [dateFormat, zone], { format: dateStyle }),
  date_to_long_string: AN_ORDINAL,
  date_to_rfc822: NOTHING,
  date_to_string: AN_ORDINAL,
  date_to_xmlschema: NOTHING,
  default: takes(0, [any], { allow_false: any }),
  divided_by: takes(1, [divisor, any]),
  downcase: NOTHING,
  escape: NOTHING,
  escape_once: NOTHING,
  find: OF_A_FIELD,
  find_exp: OF_AN_EXPRESSION,
  find_index: OF_A_FIELD,
  find_index_exp: OF_AN_EXPRESSION,
  first: NOTHING,
  floor: NOTHING,
  group_by: OF_A_FIELD,
  group_by_exp: OF_AN_EXPRESSION,
  has: OF_A_FIELD,
  has_exp: OF_AN_EXPRESSION,
  hmac_sha256: A_TEXT,
  inspect: takes(0, [any]),
  join: takes(0, [any]),
  json: takes(0, [any]),
  jsonify: takes(0, [any]),
  last: NOTHING,
  lstrip: takes(0, [any]),
  map: takes(1, [field]),
  minus: A_NUMBER,
  modulo: takes(1, [divisor]),
  money: MONEY,
  money_with_currency: MONEY,
  money_without_currency: MONEY,
  money_without_trailing_zeros: MONEY,
  newline_to_br: NOTHING,
  normalize_whitespace: NOTHING,
  number_of_words: takes(0, [oneOf('default', 'cjk', 'auto')]),
  number_with_delimiter: NOTHING,
  pluralize: takes(2, [any, any]),
  plus: A_NUMBER,
  pop: NOTHING,
  prepend: A_TEXT,
  push: A_TEXT,
  reject: OF_A_FIELD,
  reject_exp: OF_AN_EXPRESSION,
  remove: A_TEXT,
  remove_first: A_TEXT,
  remove_last: A_TEXT,
  replace: takes(1, [any, any]),
  replace_first: takes(1, [any, any]),
  replace_last: takes(1, [any, any]),
  reverse: NOTHING,
  round: takes(0, [whole]),
  rstrip: takes(0, [any]),
  sample: takes(0, [count]),
  sha256: NOTHING,
  shift: NOTHING,
  size: NOTHING,
  slice: takes(1, [whole, count]),
  slugify: takes(0, [oneOf('raw', 'default', 'pretty', 'ascii', 'latin', 'none'), any]),
  sort: takes(0, [field]),
  sort_natural: takes(0, [field]),
  split: A_TEXT,
  squish: NOTHING,
  strip: takes(0, [any]),
  strip_html: NOTHING,
  strip_newlines: NOTHING,
  sum: takes(0, [field]),
  time_zone: takes(1, [zone]),
  times: A_NUMBER,
  timezone: takes(1, [zone]),
  title: NOTHING,
  to_integer: NOTHING,
  truncate: takes(0, [count, any]),
  truncatewords: takes(0, [count, any]),
  uniq: NOTHING,
  unshift: A_TEXT,
  upcase: NOTHING,
  uri_escape: NOTHING,
  url_decode: NOTHING,
  url_encode: NOTHING,
  where: OF_A_FIELD,
  where_exp: OF_AN_EXPRESSION,
  xml_escape: NOTHING,
} satisfies Readonly<Record<string, Arguments>>

export type FilterName = keyof typeof FILTER_ARGUMENTS

const BY_NAME: ReadonlyMap<string, Arguments> = new Map(Object.entries(FILTER_ARGUMENTS))

/** @example argumentsOf('money')?.required // 0 */
export const argumentsOf = (filter: string): Arguments | undefined => BY_NAME.get(filter)
