/**
 * Finds a customer's own values in styles. Escaping makes them safe in HTML but not in CSS: there a
 * name could end the declaration and start another, such as a background that reports who opens the
 * mail.
 */
import type { StylePlace } from '../language/faults/mail-fault-words.ts'
import { type Fault, lineAt, sentences } from './fault.ts'
import { htmlTags } from './html-tags.ts'
import { type PlacedLiquid, valuesOf } from './liquid-places.ts'
import type { Hidden } from './liquid-tokens.ts'
import type { MjmlParts } from './mjml-elements.ts'

type Range = { readonly start: number; readonly end: number; readonly where: StylePlace }

/** MJML attributes that do not become part of a style. */
const NO_STYLE = new Set(
  'alt css-class href id lang name rel src srcset target title usemap'.split(' '),
)
const STYLE_ELEMENT = /<style\b[\s\S]*?<\/style\s*>/gi

/** @example styleFaults(file, hidden, parts, liquid)[0]?.field // 'background-url' */
export function styleFaults(
  file: string,
  hidden: Hidden,
  parts: MjmlParts,
  liquid: readonly PlacedLiquid[],
): readonly Fault[] {
  const printing = printingCustomers(liquid)
  if (printing.length === 0) return []
  const styles = [...elementStyles(hidden.text, parts), ...attributeStyles(hidden.text, parts)]
  return printing.flatMap(({ source, start, end }) => {
    const style = styles.find((range) => range.start <= start && end <= range.end)
    if (!style) return []
    const line = lineAt(hidden.text, start)
    const { element, attribute } = style.where
    const says = sentences((w) => w.mail.styles.customers(source, style.where))
    return [{ file, line, field: attribute ?? `<${element}>`, ...says }]
  })
}

function elementStyles(text: string, { stretches }: MjmlParts): readonly Range[] {
  const own = stretches.flatMap(({ start, end, inside }) =>
    inside?.name === 'mj-style' || (inside && isStyleAttribute(text, inside.attributes))
      ? [{ start, end, where: { element: inside.name } }]
      : [],
  )
  const html = [...text.matchAll(STYLE_ELEMENT)].map(({ 0: style, index }) => ({
    start: index,
    end: index + style.length,
    where: { element: 'style' },
  }))
  return [...own, ...html]
}

/** `<mj-html-attribute name="style">`. */
const isStyleAttribute = (
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): boolean => /\bname\s*=\s*["']style["']/.test(text.slice(start, end))

function attributeStyles(text: string, { elements }: MjmlParts): readonly Range[] {
  const own = elements.flatMap((element) =>
    valuesOf(element, text)
      .filter(({ name }) => !NO_STYLE.has(name) && !name.startsWith('aria-'))
      .map(({ name, start, end }) => ({
        start,
        end,
        where: { element: element.name, attribute: name },
      })),
  )
  const html = htmlTags(text).flatMap(({ name: tag, attributes }) =>
    attributes
      .filter(({ name }) => name === 'style')
      .map(({ start, end }) => ({ start, end, where: { element: tag, attribute: 'style' } })),
  )
  return [...own, ...html]
}

const QUOTED = /"[^"]*"|'[^']*'/g
const GIVES = /^\{%-?\s*(assign|capture)\s+([A-Za-z_]\w*)/
const LOOPS = /^\{%-?\s*for\s+([A-Za-z_]\w*)\s+in\b/

/** Liquid that prints a value of the customer, under any name. */
function printingCustomers(liquid: readonly PlacedLiquid[]): readonly PlacedLiquid[] {
  const names = new Set(['customer', 'event', 'attributes'])
  const captures: string[] = []
  const isOwn = (source: string): boolean =>
    [...source.replace(QUOTED, '').matchAll(/(?<![\w.])[A-Za-z_]\w*/g)].some(([name]) =>
      names.has(name),
    )
  return liquid.filter(({ source, name }) => {
    const [, tag, given = ''] = GIVES.exec(source) ?? []
    if (tag === 'capture') captures.push(given)
    if (name === 'endcapture') captures.pop()
    const [, item] = LOOPS.exec(source) ?? []
    if (tag === 'assign' && isOwn(source.slice(source.indexOf('=')))) names.add(given)
    if (item !== undefined && isOwn(source.replace(LOOPS, ''))) names.add(item)
    if ((name !== '' && name !== 'echo' && name !== 'cycle') || !isOwn(source)) return false
    for (const one of captures) names.add(one)
    return true
  })
}
