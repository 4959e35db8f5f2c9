/**
 * Unknown fields of recommendations, and of the products of an order or an event, including in branches
 * that no sample reaches.
 */

import { nearestName } from '../domain/nearest-name.ts'
import type { Fault } from './fault.ts'
import { KEEPS_ITEMS } from './liquid-grammar.ts'
import { giversFor } from './liquid-names.ts'
import type { LiquidPiece } from './liquid-pieces.ts'
import { givenName } from './liquid-tags.ts'
import type { Unsure } from './name-faults.ts'
import { SAMPLE_PRODUCT } from './sample-file.ts'
import { SAMPLE_ITEM } from './sample-item.ts'

/** A fault of one piece, and the corrected piece if it is known. */
export type PieceFault = {
  readonly fault: Fault
  readonly index: number
  readonly meant?: string
}

type Source = { readonly pieces: readonly LiquidPiece[]; readonly unsure: readonly Unsure[] }

const FIELDS = Object.keys(SAMPLE_PRODUCT)
const ITEM_FIELDS = Object.keys(SAMPLE_ITEM)
/** Fields that every value in Liquid has. */
const OF_ANY = new Set(['size', 'first', 'last'])

/** Names of the fields in other tools; the first match wins. */
const CALLED: readonly (readonly [name: RegExp, field: string])[] = [
  [/image|img|picture|photo|thumb/i, 'imageUrl'],
  [/url|link|href|permalink/i, 'url'],
  [/name|label|headline/i, 'title'],
  [/price|cost|amount/i, 'price'],
]

const fieldMeant = (name: string, fields: readonly string[] = FIELDS): string | undefined =>
  nearestName(name, fields) ??
  CALLED.find(([called, field]) => called.test(name) && fields.includes(field))?.[1]

/** @example fieldFaults('a.en.mjml', { pieces, unsure: [] })[0]?.fault.field // 'item.titel' */
export const fieldFaults = (file: string, source: Source): readonly PieceFault[] => [
  ...itemFaults(file, source, IS_PRODUCT, FIELDS),
  ...itemFaults(file, source, IS_LINE, ITEM_FIELDS),
  ...filterFaults(file, source),
]

const QUOTED = /"[^"]*"|'[^']*'/g
const IS_PRODUCT =
  /^\{%-?\s*(?:for\s+\w+\s+in\s+recommendations\b|assign\s+\w+\s*=\s*recommendations(?:\s*\|\s*(?:first|last)\s*-?%|\[\d+\]\s*-?%|\.(?:first|last)\s*-?%))/

const IS_LINE = /^\{%-?\s*for\s+\w+\s+in\s+(?:order\.items|event\.\w+)\b/

/** Fields of a product that has a name, such as {{ item.titel }}. */
function itemFaults(
  file: string,
  { pieces, unsure }: Source,
  gives: RegExp,
  fields: readonly string[],
): readonly PieceFault[] {
  const isProduct = (index: number) =>
    gives.test(pieces[index]?.text ?? '') && !unsure.some((one) => one.index === index)
  const names = pieces.flatMap(({ text }, index) =>
    isProduct(index) ? (givenName(text) ?? []) : [],
  )
  if (names.length === 0) return []
  const path = new RegExp(`(?<![\\w.])(${[...new Set(names)].join('|')})\\.([A-Za-z_]\\w*)`, 'g')
  return pieces.flatMap(({ kind, text, line }, index) =>
    kind === 'text'
      ? []
      : [...text.replace(QUOTED, '').matchAll(path)].flatMap(([written, name = '', field = '']) => {
          const givers = giversFor(name, index, pieces)
          const isSure = givers.length > 0 && givers.every((giver) => isProduct(giver.index))
          if (fields.includes(field) || OF_ANY.has(field) || !isSure) return []
          const near = fieldMeant(field, fields)
          const there = fields.map((one) => `${name}.${one}`)
          const fault: Fault = {
            file,
            line,
            field: written,
            problem: (w) => w.names.noVariable(written),
            fix: (w) => w.names.oneOf(near && `${name}.${near}`, there),
          }
          const meant = near && text.replaceAll(written, `${name}.${near}`)
          return { fault, index, ...(meant !== undefined && { meant }) }
        }),
  )
}

/** Filters that take the name of a field; the fields of what other filters return are unknown. */
const TAKES_FIELD =
  /^(?:map|where|reject|find|find_index|has|group_by|sort|sort_natural|sum|uniq|compact)$/
const LIST =
  /(?<![\w.])recommendations((?:\s*\|\s*\w+(?:\s*:(?:\s*(?:"[^"]*"|'[^']*'|[^|%}"']))*)?)+)/g
const FILTER = /\|\s*(\w+)(?:\s*:\s*(["'])(.*?)\2)?/g

/** As in {{ recommendations | map: "titel" | join: ", " }}, which would show nothing. */
const filterFaults = (file: string, { pieces }: Source): readonly PieceFault[] =>
  pieces.flatMap(({ kind, text, line }, index) => {
    if (kind === 'text') return []
    return [...text.matchAll(LIST)].flatMap(([, filters = '']): readonly PieceFault[] => {
      for (const [, filter = '', , field] of filters.matchAll(FILTER)) {
        const isWrong = TAKES_FIELD.test(filter) && field !== undefined && !FIELDS.includes(field)
        if (isWrong) return [filterFault(file, line, index, text, field)]
        if (!KEEPS_ITEMS.test(filter)) return []
      }
      return []
    })
  })

function filterFault(
  file: string,
  line: number,
  index: number,
  text: string,
  field: string,
): PieceFault {
  const near = fieldMeant(field)
  const meant = near && text.replace(new RegExp(`(["'])${field}\\1`), `"${near}"`)
  const fault: Fault = {
    file,
    line,
    field: 'recommendations',
    problem: (w) => w.names.noField(field),
    fix: (w) => w.names.oneOf(near && `"${near}"`, FIELDS),
  }
  return { fault, index, ...(meant !== undefined && { meant }) }
}
