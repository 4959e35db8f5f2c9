/**
 * HTML tags without their `>` or their closing quote. MJML reads on to the next one, takes
 * `</mj-text>` and the elements after it for words, and reports nothing.
 */
import { type Fault, type FaultSentences, lineAt, sentences } from './fault.ts'
import type { Repaired } from './foreign-faults.ts'
import type { Hidden } from './liquid-tokens.ts'

const START = /<\/?(?!mj)[a-z][\w:-]*/gi
/** Quotes count only after an equals sign, as in HTML. */
const REST = /(?:=\s*"[^"]*"|=\s*'[^']*'|[^<>])*/y
const VALUE = /=\s*(?:"[^"]*"|'[^']*')/g
/** A value that goes on into the next element, or to the end of the file. */
const OPEN_VALUE = /=\s*(["'])[^"'<>]*/
const NEXT_TAG = /^<\/?[a-z]/i
const NEXT_ELEMENT = /^<\/?mj/
const LIQUID_TAG = '\uE001'

/**
 * Reports every tag that is open when another begins; in `text` it is closed.
 *
 * @example
 * closeTags('a.en.mjml', hideLiquid('<mj-text><b>A</b</mj-text>')).text
 * // '<mj-text><b>A</b></mj-text>'
 */
export function closeTags(file: string, { text: hidden, restore }: Hidden): Repaired {
  const plain = hidden.replace(/<!--[\s\S]*?-->/g, (comment) => ' '.repeat(comment.length))
  const faults: Fault[] = []
  let text = ''
  let from = 0
  const close = (at: number, put: string, line: number, says: FaultSentences) => {
    text += hidden.slice(from, at) + put
    from = at
    faults.push({ file, line, ...says })
  }
  for (const { 0: tag, index } of plain.matchAll(START)) {
    if (index < from) continue
    const line = lineAt(plain, index)
    const start = index + tag.length
    REST.lastIndex = start
    const [rest = ''] = REST.exec(plain) ?? []
    const next = plain.slice(start + rest.length, start + rest.length + 4)
    // A condition may choose between two tags, of which each ends after it.
    const ends = !NEXT_TAG.test(next) || (rest.includes(LIQUID_TAG) && !NEXT_ELEMENT.test(next))
    const written = rest.replace(VALUE, (value) =>
      /<\/?mj/.test(value) ? value : ' '.repeat(value.length),
    )
    // A part of a tag that is captured is refused for that.
    if (/\{%-?\s*endcapture\b/.test(restore(rest))) continue
    const [value = '', quote] = OPEN_VALUE.exec(written) ?? []
    if (quote) {
      const end = start + written.indexOf(value) + value.trimEnd().length
      close(
        end,
        plain[end] === '>' ? quote : `${quote}>`,
        line,
        sentences((w) => w.mjml.nesting.openValue(tag)),
      )
    } else if (!ends)
      close(
        start + rest.trimEnd().length,
        '>',
        line,
        sentences((w) => w.mjml.nesting.openTag(tag)),
      )
  }
  return { faults, text: text + hidden.slice(from) }
}
