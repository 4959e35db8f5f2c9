/** Hides Liquid behind opaque characters while HTML tools process the markup around it. */
import { lineAt } from './fault.ts'

/**
 * Private-use characters, which no mail contains. Outputs and tags get different ones, to recognise
 * lines of tags.
 */
const [OUTPUT, TAG, END] = ['\uE000', '\uE001', '\uE002']
/** With what stands in raw, where braces that are never closed are words. */
const WITH_RAW =
  /(\{%-?\s*raw\s*-?%\})([\s\S]*?)(?=\{%-?\s*endraw\s*-?%\})|\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g
const IN_RAW = /\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{(?=[{%])/g
const HIDDEN = new RegExp(`[${OUTPUT}${TAG}](\\d+)${END}`, 'g')

export type Hidden = {
  readonly text: string
  readonly restore: (text: string) => string
  /** The source position of the hidden Liquid at the start of `text`. */
  readonly lineOf: (text: string) => number | undefined
}

/**
 * Replaces each `{{ output }}` and `{% tag %}` without changing line numbers.
 *
 * @example
 * const { text, restore } = hideLiquid('<p>{{ a }}</p>')
 * restore(text) // '<p>{{ a }}</p>'
 */
export function hideLiquid(source: string): Hidden {
  const found: string[] = []
  const offsets: number[] = []
  const hide = (liquid: string, offset: number, mark: string): string => {
    found.push(liquid)
    offsets.push(offset)
    return `${mark}${found.length - 1}${END}${liquid.replace(/[^\n]/g, '')}`
  }
  const text = source.replace(
    WITH_RAW,
    (liquid, raw: string | undefined, inside: string, offset) => {
      if (raw === undefined) return hide(liquid, offset, liquid.startsWith('{{') ? OUTPUT : TAG)
      const words = (word: string, at: number) => hide(word, offset + raw.length + at, OUTPUT)
      return hide(raw, offset, TAG) + inside.replace(IN_RAW, words)
    },
  )
  return {
    text,
    restore: (hidden) => hidden.replace(HIDDEN, (mark, index) => found[Number(index)] ?? mark),
    lineOf: (hidden) => {
      const offset = offsets[Number(/^\s*[\uE000\uE001](\d+)/.exec(hidden)?.[1])]
      return offset === undefined ? undefined : lineAt(source, offset)
    },
  }
}

export type LiquidToken = {
  /** Its index among all Liquid of the source, from 0. */
  readonly index: number
  readonly start: number
  readonly end: number
  readonly isTag: boolean
  /** As written. */
  readonly source: string
  /** The name of a tag, such as `if`; empty for an output. */
  readonly name: string
}

/** @example liquidTokens(hideLiquid('{% if a %}')).map(({ name }) => name) // ['if'] */
export const liquidTokens = ({ text, restore }: Hidden): readonly LiquidToken[] =>
  [...text.matchAll(HIDDEN)].map(({ 0: mark, 1: index, index: start }) => {
    const source = restore(mark)
    const isTag = mark.startsWith(TAG)
    const name = (isTag && /^\{%-?\s*(\w+)/.exec(source)?.[1]) || ''
    return { index: Number(index), start, end: start + mark.length, isTag, source, name }
  })

/**
 * Applies the whitespace trimming of `{%- tags -%}` in advance and removes it from the tags,
 * because in a text part it would remove the breaks between paragraphs.
 *
 * @example const { text, restore } = withoutTrims(hidden, '<p>a</p> {%- b -%}') // '<p>a</p>{% b %}'
 */
export function withoutTrims(
  { restore }: Hidden,
  hidden: string,
): { readonly text: string; readonly restore: (text: string) => string } {
  const text = hidden
    .replace(/\s+([\uE000\uE001]\d+\uE002)/g, (all, mark) =>
      TRIMS_BEFORE.test(restore(mark)) ? mark : all,
    )
    .replace(/([\uE000\uE001]\d+\uE002)\s+/g, (all, mark) =>
      TRIMS_AFTER.test(restore(mark)) ? mark : all,
    )
  const untrimmed = (mark: string) =>
    restore(mark).replace(TRIMS_BEFORE, '$1').replace(TRIMS_AFTER, '$1')
  return { text, restore: (found) => found.replace(HIDDEN, untrimmed) }
}

const TRIMS_BEFORE = /^(\{[{%])-/
const TRIMS_AFTER = /-([}%]\})$/

/** Whether it begins with Liquid, so that only rendering shows what it is. */
export const startsWithLiquid = (hidden: string): boolean => /^[\uE000\uE001]/.test(hidden)

/**
 * Lines that contain only tags render nothing, so they must not leave a gap: of the line breaks
 * before and after them, only the longer run stays. A loop then repeats its paragraphs evenly.
 *
 * @example closeTagLines(hideLiquid('a\n\n{% if b %}\n\nc').text) // 'a\n\n' + the tag + 'c'
 */
export const closeTagLines = (hidden: string): string =>
  hidden.replace(
    /(^|\n+)[ \t]*((?:\uE001\d+\uE002\s*)*\uE001\d+\uE002)[ \t]*(\n+|$)/g,
    (_, before: string, tags: string, after: string) =>
      before + tags.replace(/\s/g, '') + (before === '' ? '' : after.slice(before.length)),
  )
