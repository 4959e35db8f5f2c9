/** A title as a mail may show it, whatever the system that exported it made of it. */
import { decodeHTML } from 'entities'

const MOST_CHARACTERS = 300
/** Of a text with its tags and entities. */
const MOST_READ = 10_000
/** Systems encode what is encoded already: `&amp;amp;`. */
const MOST_ROUNDS = 4

const TAG = /<\/?([a-z][a-z0-9]*)\b[^<>]*>/gi
/** What no reader of a page sees. */
const UNSEEN = /<!--.*?-->|<(script|style)\b[^<>]*>.*?<\/\1\s*>/gis
/** Tags between which words do not touch. */
const APART = /^(?:br|p|div|li|ul|ol|td|tr|h[1-6])$/i
/** They turn the text behind them around, in a mail also what stands there already. */
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g

/**
 * One line of plain text: without tags and entities (also those that were encoded twice), without
 * signs that turn its direction around, cut at a word after 300 characters.
 *
 * @example titleText('<b>Salt &amp;amp; pepper</b>') // 'Salt & pepper'
 */
export function titleText(text: string): string {
  const plain = withoutMarkup(text.slice(0, MOST_READ))
    .replace(OVERRIDES, '')
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
  return plain.length > MOST_CHARACTERS ? cutAtWord(plain) : plain
}

/** Until nothing changes, since `&lt;b&gt;` becomes a tag. */
function withoutMarkup(text: string): string {
  let plain = text
  for (let round = 0; round < MOST_ROUNDS && /[&<]/.test(plain); round++) {
    const before = plain
    plain = decodeHTML(plain)
      .replace(UNSEEN, '')
      .replace(TAG, (_, name: string) => (APART.test(name) ? ' ' : ''))
    if (plain === before) break
  }
  return plain
}

function cutAtWord(text: string): string {
  const start = text.slice(0, MOST_CHARACTERS - 1)
  const blank = start.lastIndexOf(' ')
  // Chinese has no blanks, and half a surrogate pair is no sign.
  const cut = blank > MOST_CHARACTERS / 2 ? start.slice(0, blank) : start
  return `${cut.replace(/[\ud800-\udbff]$/, '').trimEnd()}…`
}
