/**
 * When a mail is published, MJML copies an <mj-style inline="inline"> and the attributes of an
 * <mj-selector> into the elements that they match. Classes that Liquid writes do not exist yet.
 */
import { type Fault, type FaultSentences, lineAt, sentences } from './fault.ts'
import { htmlTags } from './html-tags.ts'
import {
  type AttributeValue,
  type PlacedLiquid,
  type PlacedMail,
  valuesOf,
} from './liquid-places.ts'
import type { MjmlElement, Stretch } from './mjml-elements.ts'

/** What MJML looks up when the mail is published. */
type Selector = { readonly text: string; readonly isStyle: boolean }

/**
 * Finds tags in a copied style, Liquid in its selectors, and classes for it that Liquid writes.
 *
 * @param mail without the Liquid that publishing already replaced by its value
 * @example copiedStyleFaults({ file, hidden, parts, liquid })[0]?.field // 'mj-style'
 */
export function copiedStyleFaults(mail: PlacedMail): readonly Fault[] {
  const { text } = mail.hidden
  const styles = mail.parts.stretches.filter(
    ({ inside }) => inside?.name === 'mj-style' && isInline(inside, text),
  )
  const selectors: readonly Selector[] = [
    ...styles.flatMap(({ start, end }) => selectorsIn(text.slice(start, end))),
    ...mail.parts.elements
      .filter(({ name }) => name === 'mj-selector')
      .flatMap((element) => valuesOf(element, text).filter(({ name }) => name === 'path'))
      .map(({ start, end }) => ({ text: text.slice(start, end), isStyle: false })),
  ]
  if (selectors.length === 0) return []
  return [
    ...styles.flatMap((style) => styleFaults(mail, style)),
    ...classesMade(mail).flatMap((made) => classFaults(mail, made, selectors)),
  ]
}

const isInline = ({ attributes: { start, end } }: MjmlElement, text: string): boolean =>
  /\binline\s*=\s*["']inline/.test(text.slice(start, end))

const selectorsIn = (style: string): readonly Selector[] =>
  [...style.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]*)\{/g)].map(([, text = '']) => ({
    text,
    isStyle: true,
  }))

/** The first tag in a style, and the first Liquid in a selector. */
function styleFaults(
  { file, hidden, liquid }: PlacedMail,
  { start, end }: Stretch,
): readonly Fault[] {
  const own = liquid.filter((token) => start <= token.start && token.end <= end)
  const fault = ({ start: offset }: PlacedLiquid, says: FaultSentences): Fault => ({
    file,
    line: lineAt(hidden.text, offset),
    field: 'mj-style',
    ...says,
  })
  const tag = own.find(({ isTag }) => isTag)
  if (tag)
    return [
      fault(
        tag,
        sentences((w) => w.mail.styles.tagInCopied(tag.source)),
      ),
    ]
  const selector = own.find((token) => /^[^{};]*\{/.test(hidden.text.slice(token.end, end)))
  if (!selector) return []
  return [
    fault(
      selector,
      sentences((w) => w.mail.styles.inSelector(selector.source)),
    ),
  ]
}

/** A class that differs between customers, with its Liquid hidden. */
type Made = { readonly word: string; readonly token: PlacedLiquid }

function classesMade({ hidden: { text }, parts, liquid }: PlacedMail): readonly Made[] {
  const own = parts.elements.flatMap((element) =>
    valuesOf(element, text).filter(({ name }) => name === 'css-class'),
  )
  const html = htmlTags(text).flatMap(({ start: tagStart, attributes }) =>
    attributes
      .filter(({ name }) => name === 'class')
      .map(({ name, start, end }) => ({ name, start: start + 1, end: end - 1, tagStart })),
  )
  return [...own, ...html].flatMap((value) => madeIn(value, text, liquid))
}

const OPENS = new Set('if unless case for'.split(' '))
const PRINTS = new Set(['', 'echo', 'cycle'])

function madeIn(
  { start, end, tagStart = start }: AttributeValue & { readonly tagStart?: number },
  text: string,
  liquid: readonly PlacedLiquid[],
): readonly Made[] {
  const around = liquid.filter((token) => tagStart <= token.start && token.end <= end)
  const [first] = around
  if (!first) return []
  const words = [...text.slice(start, end).matchAll(/\S+/g)]
  return words.flatMap(({ 0: word, index }): readonly Made[] => {
    const from = start + index
    const before = around.filter((token) => token.end <= from)
    const inside = around.filter((token) => from <= token.start && token.end <= from + word.length)
    const depth = before.reduce(
      (sum, { name }) => sum + (OPENS.has(name) ? 1 : name.startsWith('end') ? -1 : 0),
      0,
    )
    const isWord = word.replace(MARK, '') !== '' || inside.some(({ name }) => PRINTS.has(name))
    if (!isWord || (depth === 0 && inside.length === 0)) return []
    return [
      { word, token: inside.find(({ name }) => !name.startsWith('end')) ?? before.at(-1) ?? first },
    ]
  })
}

const MARK = /[\uE000\uE001]\d+\uE002/g

function classFaults(
  { file, hidden }: PlacedMail,
  { word, token }: Made,
  selectors: readonly Selector[],
): readonly Fault[] {
  const pattern = new RegExp(`^${word.split(MARK).map(escaped).join('.*')}$`)
  for (const { text, isStyle } of selectors) {
    const names = [...text.matchAll(/\.(-?[A-Za-z_][\w-]*)/g)].map(([, name = '']) => name)
    const name = names.find((one) => pattern.test(one))
    if (name === undefined) continue
    const says = sentences(({ mail: { styles } }) =>
      isStyle
        ? styles.classOfStyle(token.source, name)
        : styles.classOfAttributes(token.source, name),
    )
    return [{ file, line: lineAt(hidden.text, token.start), field: 'class', ...says }]
  }
  return []
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
