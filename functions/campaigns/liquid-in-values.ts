/** Outputs in the values of attributes, where markup that was captured is text. */
import { type Hidden, liquidTokens } from './liquid-tokens.ts'

/** The renderer's filter for them, which no template may name. */
const FILTER = 'rekindle_in_attribute'

/** All else is escaped whole. */
const MAKES_MARKUP = /\{%-?\s*capture\b|\|\s*newline_to_br\b/
/** MJML's own, and those in comments for Outlook. */
const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi
const VALUE = /"[^"]*"|'[^']*'/g
const MARK = /[\uE000\uE001]\d+\uE002/g

/**
 * The compiled HTML with its Liquid, each output in a value such that no quote of what it prints
 * ends the value. Mails without captured markup are as they were.
 *
 * @example restoredInValues(hidden, '<img alt="…">') // '<img alt="{{ a | rekindle_in_attribute }}">'
 */
export function restoredInValues(hidden: Hidden, html: string): string {
  const { restore } = hidden
  const whole = restore(html)
  if (!MAKES_MARKUP.test(whole)) return whole
  const inRaw = marksInRaw(hidden)
  return restore(
    html.replace(TAG, (tag) =>
      tag.replace(VALUE, (value) =>
        value.replace(MARK, (mark) => (inRaw.has(mark) ? mark : filtered(restore(mark)))),
      ),
    ),
  )
}

function marksInRaw({ text, restore, lineOf }: Hidden): ReadonlySet<string> {
  let isRaw = false
  const marks = new Set<string>()
  for (const { name, start, end } of liquidTokens({ text, restore, lineOf })) {
    if (name === 'raw' || name === 'endraw') isRaw = name === 'raw'
    else if (isRaw) marks.add(text.slice(start, end))
  }
  return marks
}

const filtered = (liquid: string): string => {
  const cycle = /^\{%-?\s*cycle\b/.test(liquid)
  if (cycle) return `{% capture ${TURN} %}${liquid}{% endcapture %}{{ ${TURN} | ${FILTER} }}`
  const prints = /^(?:\{\{|\{%-?\s*echo\b)/.test(liquid)
  return prints ? liquid.replace(/\s*(-?[}%]\})$/, ` | ${FILTER} $1`) : liquid
}

const TURN = 'rekindle_turn'
