/** The place of each piece of Liquid in a mail's structure. */
import { type HtmlTag, htmlTags } from './html-tags.ts'
import { liquidPieces } from './liquid-pieces.ts'
import type { Hidden, LiquidToken } from './liquid-tokens.ts'
import { liquidTokens } from './liquid-tokens.ts'
import {
  isMjmlElement,
  type MjmlElement,
  type MjmlParts,
  mjmlParts,
  type Stretch,
} from './mjml-elements.ts'
import { checkNesting } from './mjml-nesting.ts'

export type Place = {
  /**
   * `between` elements; in the `words` that MJML passes on; in the `value` of an attribute; in the
   * `list` of attributes, outside any value; in a conditional `comment`.
   */
  readonly kind: 'between' | 'words' | 'value' | 'list' | 'comment'
  /** A block must open and close in the same place, so both have the same key. */
  readonly key: string
  readonly element?: MjmlElement
  /** The HTML tag around it, and the attribute. */
  readonly tag?: { readonly name: string; readonly attribute?: string }
}

export type PlacedLiquid = LiquidToken & {
  readonly place: Place
  /** Whether the text after it is captured by {% capture %} and so shown elsewhere. */
  readonly captures: boolean
}

/** A mail's source and the places of its Liquid. */
export type PlacedMail = {
  readonly file: string
  readonly hidden: Hidden
  readonly parts: MjmlParts
  readonly liquid: readonly PlacedLiquid[]
}

/** @example placedLiquid(hidden, mjmlParts(hidden.text))[0]?.place.kind // 'between' */
export function placedLiquid(hidden: Hidden, parts: MjmlParts): readonly PlacedLiquid[] {
  const comments = [...hidden.text.matchAll(/<!--[\s\S]*?-->/g)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
  }))
  const tags = htmlTags(hidden.text)
  let nextTag = 0
  let captures = 0
  return liquidTokens(hidden).map((token) => {
    if (token.name === 'capture') captures += 1
    if (token.name === 'endcapture') captures -= 1
    const comment = comments.find((range) => holds(range, token))
    const element = placeOf(token, hidden.text, parts)
    while ((tags[nextTag]?.end ?? token.end) < token.end) nextTag += 1
    const around = element.kind === 'words' ? inTag(element, token, tags[nextTag]) : element
    const place: Place = comment
      ? { ...around, kind: 'comment', key: `comment ${comment.start}` }
      : around
    return { ...token, place, captures: captures > 0 }
  })
}

function inTag(place: Place, token: Range, tag: HtmlTag | undefined): Place {
  if (!tag || !holds(tag, token)) return place
  const attribute = tag.attributes.find((range) => holds(range, token))
  return {
    ...place,
    key: `tag ${attribute?.start ?? tag.start}`,
    tag: { name: tag.name, ...(attribute && { attribute: attribute.name }) },
  }
}

const holds = (range: Range, token: Range): boolean =>
  range.start <= token.start && token.end <= range.end

/**
 * The place keys by offset, for a source whose Liquid may be broken.
 *
 * @example placesOf('<mj-body>{% if a %}</mj-body>')(9) // 'element 0'
 */
export function placesOf(source: string): (offset: number) => string {
  const text = liquidPieces(source)
    .map((piece) => (piece.kind === 'text' ? piece.source : '-'.repeat(piece.source.length)))
    .join('')
  const { text: nested, moved } = checkNesting('', text)
  const parts = mjmlParts(nested)
  return (offset) => {
    const start = moved(offset)
    return placeOf({ start, end: start }, nested, parts).key
  }
}

type Range = { readonly start: number; readonly end: number }

function placeOf(token: Range, text: string, { elements, stretches }: MjmlParts): Place {
  const stretch = stretches.find((range) => holds(range, token))
  if (stretch) return placeIn(stretch)
  const element = elements.find(({ attributes }) => holds(attributes, token))
  if (!element) return { kind: 'list', key: 'list' }
  const value = valuesOf(element, text).find((range) => holds(range, token))
  return value
    ? { kind: 'value', key: `value ${value.start}`, element }
    : { kind: 'list', key: `list ${element.id}`, element }
}

function placeIn({ start, inside }: Stretch): Place {
  if (inside?.holds === 'words') {
    const { parent } = inside
    // MJML reports an unknown parent, such as mj-container, itself.
    const isBetween =
      inside.name === 'mj-raw' &&
      (!parent || parent.holds === 'conditions' || !isMjmlElement(parent.name))
    const id = isBetween ? parent?.id : inside.id
    return { kind: 'words', key: `element ${id}`, element: inside }
  }
  const key = inside?.holds === 'conditions' ? `element ${inside.id}` : `stretch ${start}`
  return { kind: 'between', key, ...(inside && { element: inside }) }
}

export type AttributeValue = {
  readonly name: string
  /** The range of the value, without its quotes. */
  readonly start: number
  readonly end: number
}

const ATTRIBUTE = /([^\s"'<>/=]+)(\s*=\s*["'])((?:(?<==\s*")[^"]*|(?<==\s*')[^']*))/g

/** @example valuesOf(element, '<mj-text color="red">')[0]?.name // 'color' */
export const valuesOf = (
  { attributes: { start, end } }: MjmlElement,
  text: string,
): readonly AttributeValue[] =>
  [...text.slice(start, end).matchAll(ATTRIBUTE)].map(
    ({ 1: name = '', 2: equals = '', 3: value = '', index }) => {
      const from = start + index + name.length + equals.length
      return { name, start: from, end: from + value.length }
    },
  )
