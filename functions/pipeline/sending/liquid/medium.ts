/** What a part of a mail is written in. Text goes into either of them escaped exactly once. */

export type Medium = {
  /** Text as written in this medium. */
  readonly escaped: (text: string) => string
  /** The same for text that may hold entities already, such as `Tom &amp; Jerry`. */
  readonly escapedOnce: (text: string) => string
  /** Finished words with a break of this medium at the end of each line. */
  readonly withBreaks: (finished: string) => string
  /** What no filter may cut through: tags, comments, entities. */
  readonly pieces?: RegExp
}

const CHARACTERS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
}

const escapeHtml = (text: string): string =>
  /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (one) => CHARACTERS[one] ?? one) : text

const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  // HTML has these in capitals too.
  AMP: '&',
  LT: '<',
  GT: '>',
  QUOT: '"',
}

/**
 * The character that an entity stands for; undefined for one of the 2,000 names that are not worth
 * their bytes here: such an entity stays whole.
 *
 * @example characterOf('&#39;') // "'"
 */
export function characterOf(entity: string): string | undefined {
  const name = entity.slice(1, -1)
  if (!name.startsWith('#')) return NAMED[name]
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return isCharacter ? String.fromCodePoint(code) : undefined
}

/** As we spell what it stands for; one that we do not know as it is. */
const spelled = (entity: string): string => {
  const character = characterOf(entity)
  return character === undefined ? entity : escapeHtml(character)
}

export const HTML: Medium = {
  escaped: escapeHtml,
  escapedOnce: (text) => {
    const entities = text.match(ENTITY) ?? []
    return text
      .split(ENTITY)
      .map((between, index) => escapeHtml(between) + spelled(entities[index] ?? ''))
      .join('')
  },
  withBreaks: (finished) => finished.replace(/\r?\n/g, '<br />\n'),
  pieces: new RegExp(
    `<!--[\\s\\S]*?-->|</?[a-z!](?:"[^"]*"|'[^']*'|[^'">])*>|${ENTITY.source}`,
    'gi',
  ),
}

/** A subject, a text part: its lines break where they break. */
export const TEXT: Medium = {
  escaped: (text) => text,
  escapedOnce: (text) => text.replace(ENTITY, (entity) => characterOf(entity) ?? entity),
  withBreaks: (finished) => finished.replaceAll('\r\n', '\n'),
}
