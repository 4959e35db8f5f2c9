/** Hides Liquid behind opaque characters while HTML tools work on what surrounds it. */

import { lineAt } from './fault.ts'

/** Private-use characters, which no mail has: outputs and tags differ, so that lines of tags show. */
const [OUTPUT, TAG, END] = ['\uE000', '\uE001', '\uE002']
const LIQUID = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g
const HIDDEN = new RegExp(`[${OUTPUT}${TAG}](\\d+)${END}`, 'g')

export type Hidden = {
  readonly text: string
  readonly restore: (text: string) => string
  /** Where the Liquid stands that `text`, hidden, begins with. */
  readonly lineOf: (text: string) => number | undefined
}

/**
 * Replaces each `{{ output }}` and `{% tag %}`, keeping every line where it is.
 *
 * @example
 * const { text, restore } = hideLiquid('<p>{{ a }}</p>')
 * restore(text) // '<p>{{ a }}</p>'
 */
export function hideLiquid(source: string): Hidden {
  const found: string[] = []
  const offsets: number[] = []
  const text = source.replace(LIQUID, (liquid, offset: number) => {
    found.push(liquid)
    offsets.push(offset)
    const mark = liquid.startsWith('{{') ? OUTPUT : TAG
    return `${mark}${found.length - 1}${END}${liquid.replace(/[^\n]/g, '')}`
  })
  return {
    text,
    restore: (hidden) => hidden.replace(HIDDEN, (mark, index) => found[Number(index)] ?? mark),
    lineOf: (hidden) => {
      const offset = offsets[Number(/^\s*[\uE000\uE001](\d+)/.exec(hidden)?.[1])]
      return offset === undefined ? undefined : lineAt(source, offset)
    },
  }
}

/** Whether it begins with Liquid, so that only rendering tells what it is. */
export const startsWithLiquid = (hidden: string): boolean => /^[\uE000\uE001]/.test(hidden)

/**
 * Lines that hold nothing but tags leave no words, so they shall leave no gap: of the line breaks
 * before and after them only the longer run stays. A loop then repeats its paragraphs evenly.
 *
 * @example closeTagLines(hideLiquid('a\n\n{% if b %}\n\nc').text) // 'a\n\n' + the tag + 'c'
 */
export const closeTagLines = (hidden: string): string =>
  hidden.replace(
    /(^|\n+)[ \t]*((?:\uE001\d+\uE002\s*?)+)(\n+)/g,
    (_, before: string, tags: string, after: string) =>
      before + tags.replace(/\s/g, '') + (before === '' ? '' : after.slice(before.length)),
  )
