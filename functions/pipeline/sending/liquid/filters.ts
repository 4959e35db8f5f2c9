/**
 * Every filter that a template may use: what it is, and how it treats finished words. A filter that
 * is not in this table does not exist, whatever liquidjs adds.
 */
import type { Liquid } from 'liquidjs'
import { isUnknown } from '../unknown-value.ts'
import { CODE_FILTERS } from './code-filters.ts'
import { DATE_FILTERS } from './date-filters.ts'
import { NUMBER_FILTERS, printed } from './decimal.ts'
import type { FilterName } from './filter-arguments.ts'
import { Finished, holdsFinished, Pieces } from './finished.ts'
import { type FilterHandler, libraryFilter } from './library-filters.ts'
import { LIST_FILTERS } from './list-filters.ts'
import type { Medium } from './medium.ts'
import { MONEY_FILTERS } from './money-filters.ts'
import { TEXT_FILTERS, textOf } from './text-filters.ts'
import { withoutRefusals } from './unusable.ts'

/**
 * What a filter does with finished words.
 * - `joins`: tags and entities come through whole, and text that joins them is escaped.
 * - `cuts`: it works on the words alone; where it cuts nothing, they stay as they were.
 * - `orders`: it orders a list by the words alone, or takes those out that say the same.
 * - `reads`: it works on the words alone, and its result is text.
 * - `values`: it asks for numbers, dates and fields, to which finished words are text.
 */
type Treatment = 'joins' | 'cuts' | 'orders' | 'reads' | 'values'

const OWN = {
  ...TEXT_FILTERS,
  ...NUMBER_FILTERS,
  ...DATE_FILTERS,
  ...MONEY_FILTERS,
  ...LIST_FILTERS,
  ...CODE_FILTERS,
}

/** Those that know of the medium. */
type MarkupName = 'escape' | 'escape_once' | 'newline_to_br' | 'strip_html' | 'xml_escape'

const TREATMENT = {
  abs: 'values',
  append: 'joins',
  array_to_sentence_string: 'joins',
  at_least: 'values',
  at_most: 'values',
  base64_decode: 'reads',
  base64_encode: 'reads',
  capitalize: 'joins',
  ceil: 'values',
  cgi_escape: 'reads',
  compact: 'joins',
  concat: 'joins',
  date: 'values',
  date_to_long_string: 'values',
  date_to_rfc822: 'values',
  date_to_string: 'values',
  date_to_xmlschema: 'values',
  default: 'joins',
  divided_by: 'values',
  downcase: 'joins',
  find: 'values',
  find_exp: 'values',
  find_index: 'values',
  find_index_exp: 'values',
  first: 'joins',
  floor: 'values',
  group_by: 'values',
  group_by_exp: 'values',
  has: 'values',
  has_exp: 'values',
  hmac_sha256: 'reads',
  inspect: 'reads',
  join: 'joins',
  json: 'reads',
  jsonify: 'reads',
  last: 'joins',
  lstrip: 'joins',
  map: 'values',
  minus: 'values',
  modulo: 'values',
  money: 'values',
  money_with_currency: 'values',
  money_without_currency: 'values',
  money_without_trailing_zeros: 'values',
  normalize_whitespace: 'joins',
  number_of_words: 'reads',
  number_with_delimiter: 'values',
  pluralize: 'values',
  plus: 'values',
  pop: 'joins',
  prepend: 'joins',
  push: 'joins',
  reject: 'values',
  reject_exp: 'values',
  remove: 'joins',
  remove_first: 'joins',
  remove_last: 'joins',
  replace: 'joins',
  replace_first: 'joins',
  replace_last: 'joins',
  reverse: 'joins',
  round: 'values',
  rstrip: 'joins',
  sample: 'joins',
  sha256: 'reads',
  shift: 'joins',
  size: 'reads',
  slice: 'cuts',
  slugify: 'reads',
  sort: 'orders',
  sort_natural: 'orders',
  split: 'joins',
  squish: 'joins',
  strip: 'joins',
  strip_newlines: 'joins',
  sum: 'values',
  time_zone: 'values',
  times: 'values',
  timezone: 'values',
  title: 'joins',
  to_integer: 'values',
  truncate: 'cuts',
  truncatewords: 'cuts',
  uniq: 'orders',
  unshift: 'joins',
  upcase: 'joins',
  uri_escape: 'reads',
  url_decode: 'reads',
  url_encode: 'reads',
  where: 'values',
  where_exp: 'values',
} satisfies Readonly<Record<Exclude<FilterName, MarkupName>, Treatment>> &
  Readonly<Record<keyof typeof OWN, Treatment>>

/**
 * Gives an engine the filters of this table, and no other.
 *
 * @param refuses whether a filter refuses what it can do nothing with, as where a template is
 * checked; in a mail the result is unknown
 */
export function registerFilters(liquid: Liquid, medium: Medium, refuses: boolean): void {
  for (const name of Object.keys(liquid.filters)) liquid.unregisterFilter(name)
  const own: Readonly<Record<string, FilterHandler>> = OWN
  const careful = refuses ? (filter: FilterHandler) => filter : withoutRefusals
  for (const [name, treatment] of Object.entries(TREATMENT))
    liquid.registerFilter(
      name,
      treated(careful(own[name] ?? libraryFilter(name)), treatment, medium),
    )
  for (const [name, handler] of Object.entries(markupFilters(medium)))
    liquid.registerFilter(name, handler)
  // For compiled mails alone: where a template is checked there is no such filter.
  if (!refuses) liquid.registerFilter(IN_ATTRIBUTE, inAttribute)
}

/**
 * What compiling adds to an output in the value of an attribute, where markup that was captured
 * would end the value. It is kept as long as mails are that were compiled with it.
 */
export const IN_ATTRIBUTE = 'rekindle_in_attribute'

const inAttribute: FilterHandler = (value) =>
  value instanceof Finished ? value.inAttribute() : value

function treated(handler: FilterHandler, treatment: Treatment, medium: Medium): FilterHandler {
  if (treatment === 'values' || treatment === 'reads') {
    const known = treatment === 'values' ? handler : reading(handler)
    // What is made of an unknown value is unknown too: counted as zero, it would meet conditions.
    return function (value, ...given) {
      return isUnknown(value) ? value : known.call(this, value, ...given)
    }
  }
  return function (value, ...given) {
    if (!holdsFinished(value) && !given.some(holdsFinished))
      return handler.call(this, printed(value), ...given.map(printed))
    if (treatment === 'orders' && Array.isArray(value)) {
      const left = [...value]
      const words = value.map(wordsOf)
      return finish.call(this, handler.call(this, words, ...given), (ordered) =>
        (ordered as readonly unknown[]).map((word) => {
          const place = words.indexOf(word)
          words.splice(place, 1)
          return left.splice(place, 1)[0]
        }),
      )
    }
    // A list is not cut inside its items.
    const tags = treatment === 'joins' || Array.isArray(value) ? 'held' : 'dropped'
    const pieces = new Pieces(medium)
    const encode = (one: unknown) => pieces.encode(printed(one), tags)
    const encoded = encode(value)
    const made = handler.call(this, encoded, ...given.map(encode))
    return finish.call(this, made, (result) => {
      if (treatment === 'cuts' && result === encoded) return value
      return pieces.decode(result)
    })
  }
}

/** It gets the words that finished words say. */
const reading = (handler: FilterHandler): FilterHandler =>
  function (value, ...given) {
    return handler.call(this, wordsOf(printed(value)), ...given.map((one) => wordsOf(printed(one))))
  }

const wordsOf = (value: unknown): unknown => {
  if (value instanceof Finished) return value.words()
  return Array.isArray(value) ? value.map(wordsOf) : value
}

/** A filter may be a generator, as those that look into lists are. */
function* finish(
  this: ThisParameterType<FilterHandler>,
  made: unknown,
  decode: (result: unknown) => unknown,
): Generator<unknown, unknown, unknown> {
  const result = decode(yield made)
  this.context.memoryLimit.use(lengthOf(result))
  return result
}

const lengthOf = (value: unknown): number => {
  if (value instanceof Finished) return value.source.length
  return Array.isArray(value) ? value.reduce((sum, one) => sum + lengthOf(one), 0) : 0
}

const stripHtml = libraryFilter('strip_html')

/** Those that know of the medium: they finish text once, and leave finished words as they are. */
function markupFilters(medium: Medium): Readonly<Record<MarkupName, FilterHandler>> {
  const finishing = (finished: (text: string) => string): FilterHandler =>
    function (value) {
      if (value instanceof Finished) return value
      const source = finished(textOf(printed(value)))
      this.context.memoryLimit.use(source.length)
      return new Finished(source, medium)
    }
  const escaping = finishing(medium.escaped)
  return {
    escape: escaping,
    xml_escape: escaping,
    escape_once: finishing(medium.escapedOnce),
    newline_to_br(value) {
      const source =
        value instanceof Finished ? value.source : medium.escaped(textOf(printed(value)))
      const broken = medium.withBreaks(source)
      this.context.memoryLimit.use(broken.length)
      return new Finished(broken, medium)
    },
    /** Of finished words the tags go, and the text stays that shows a tag. */
    strip_html(value) {
      if (!(value instanceof Finished)) return stripHtml.call(this, value)
      const pieces = new Pieces(medium)
      this.context.memoryLimit.use(value.source.length)
      return pieces.decode(pieces.encode(value, 'dropped'))
    },
  }
}
