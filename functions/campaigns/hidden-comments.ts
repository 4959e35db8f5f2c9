/** Comments: those for Outlook stay in the mail, all others are never sent. */
import type { FaultText } from '../language/faults/fault-text.ts'
import type { FaultWords } from '../language/faults/fault-words.ts'
import { type Fault, sentences } from './fault.ts'
import { byStart, type CommentedTag, namesUsed, tagsInComment } from './liquid-in-comments.ts'

const COMMENT = /<!--[\s\S]*?-->/g

/** Private-use characters, as for Liquid. */
const [COMMENT_START, COMMENT_END] = ['\uE008', '\uE009']
const HIDDEN = new RegExp(`${COMMENT_START}(\\d+)${COMMENT_END}`, 'g')

const blank = (text: string): string => text.replace(/[^\n]/g, ' ')
const linesOf = (text: string): string => text.replace(/[^\n]/g, '')
/**
 * Before the quote of a value, including after a Liquid condition: alt={% if a %}"b"{% endif %}.
 */
const OPENS_VALUE = /(?:=|\})\s*$/
/** Characters that could start something else if joined with the text after a comment. */
const MIGHT_JOIN = /[<{%!&[-]/

/** Liquid and comments, and the characters that show whether they are in an attribute value. */
const OPENING = /<!--|\{\{|\{%|<[a-zA-Z]|["'>]/g
const NO_TAGS: ReturnType<typeof tagsInComment> = { stray: [], keeping: [] }
const DELIMITER = /\{\{|\{%|\}\}|%\}/g
const TAG_NAME = /^\{%-?\s*(#|\w*)/
const VERBATIM_END = {
  comment: /\{%-?\s*endcomment\s*-?%\}/g,
  raw: /\{%-?\s*endraw\s*-?%\}/g,
} as const

const CONDITIONAL = /^<!--\[if\b/i
/** `<!--[if !mso]><!-->`: the content after it also shows outside Outlook. */
const REVEALS = /^<!--\[if\b[^\]]*\]>\s*(?:<!(?:--)?\s*)?-->$/i
const CLOSES_ITSELF = /<!\[endif\]\s*-->$/i
/** `<!--<![endif]-->`, which closes such an opening. */
const ENDING = /^<!-->?\s*<!\[endif\]\s*-->$/i
const EMPTY = /<!--(?:-?>)(?!\s*<!\[endif\])/iy

/**
 * Removes HTML and Liquid comments without changing line numbers; comments for Outlook stay. The
 * source is read once from left to right, so the first opening decides. It refuses what would
 * silently change what customers read: a comment that does not end, a comment for Outlook without
 * its other half, a comment in an attribute, and Liquid in a comment that belongs to Liquid outside
 * it, which is kept as if it were outside the comment.
 *
 * @example withoutComments('a.mjml', 'a<!-- b -->{% comment %}c{% endcomment %}').text // 'a'
 */
export function withoutComments(
  file: string,
  mjml: string,
): { readonly text: string; readonly faults: readonly Fault[] } {
  const pieces: string[] = []
  const faults: Fault[] = []
  const lineOf = lineCounter(mjml)
  const refuse = (at: number, field: string, says: Says) =>
    faults.push({ file, line: lineOf(at), field, ...sentences((w) => says(w.mail.comments)) })
  const endless = new Set<string>()
  let opened: number | undefined
  let at = 0
  const keep = (end: number) => {
    pieces.push(mjml.slice(at, end))
    at = end
  }
  let inTag = false
  let quote = ''
  let valueEnd = -1
  /**
   * Line breaks of comments in a value, which is read as a whole: they are moved behind its quote.
   */
  let lines = ''
  const hide = (end: number) => {
    const hidden = mjml.slice(at, end)
    const joins = !inTag && !MIGHT_JOIN.test(mjml[at - 1] ?? '')
    if (quote !== '') lines += linesOf(hidden)
    else pieces.push(joins ? linesOf(hidden) : blank(hidden))
    at = end
  }
  let used: ReturnType<typeof namesUsed> | undefined
  const isUsed: typeof used = (...where) => {
    used ??= namesUsed(mjml)
    return used(...where)
  }

  /** Tracks HTML tags and their attribute values. */
  const readMark = (mark: string, index: number) => {
    keep(index + mark.length)
    if (mark === quote) {
      quote = ''
      pieces.push(lines)
      lines = ''
    } else if (quote !== '') return
    else if (mark === '>') inTag = false
    else if (mark.startsWith('<')) inTag = true
    else if (inTag && OPENS_VALUE.test(mjml.slice(Math.max(0, index - 40), index))) {
      valueEnd = endless.has(mark) ? -1 : mjml.indexOf(mark, index + 1)
      if (valueEnd < 0) endless.add(mark)
      else quote = mark
    }
  }

  /** Plain words to us, but a comment to what reads the mail later. */
  const refuseInValue = () => {
    refuse(at, '<!--', (w) => w.inAttribute)
    const end = mjml.slice(at, valueEnd).indexOf('-->')
    hide(at + (end < 0 ? '<!--'.length : end + '-->'.length))
  }

  /** An HTML comment, which must end before `limit`. */
  const readComment = (limit: number, isVerbatim: boolean) => {
    const start = at
    const known = `--> before ${limit}`
    const end = endless.has(known) ? -1 : commentEnd(mjml.slice(0, limit), start)
    if (end < 0) {
      if (!endless.has(known)) refuse(start, '<!--', (w) => w.unclosed)
      endless.add(known)
      return hide(start + '<!--'.length)
    }
    const comment = mjml.slice(start, end)
    if (ENDING.test(comment)) {
      if (opened === undefined) refuse(start, '<!--', (w) => w.endsNothing)
      opened = undefined
      return keep(end)
    }
    if (CONDITIONAL.test(comment)) {
      if (REVEALS.test(comment)) {
        if (opened !== undefined) refuse(opened, '<!--', (w) => w.neverEnds)
        opened = start
      } else if (!CLOSES_ITSELF.test(comment)) refuse(start, '<!--', (w) => w.neverEndsItself)
      return keep(end)
    }
    const { stray, keeping } = isVerbatim ? NO_TAGS : tagsInComment(comment)
    const kept = keeping.filter(({ value }) => isUsed(value, start, end))
    const refuseTag = ({ name, start: from }: CommentedTag, says: Says) =>
      refuse(start + from, name, says)
    for (const tag of stray) refuseTag(tag, (w) => w.belongsOutside(tag.source))
    for (const tag of kept.filter(({ start: from }) => stray.every((one) => one.start !== from)))
      refuseTag(tag, (w) =>
        tag.name === 'cycle' ? w.turnsUsed(tag.source) : w.valueUsed(tag.source, tag.value),
      )
    const ends = kept.flatMap(({ end }) => end ?? [])
    for (const tag of [
      ...new Map([...stray, ...kept, ...ends].map((tag) => [tag.start, tag])).values(),
    ].sort(byStart)) {
      hide(start + tag.start)
      keep(start + tag.start + tag.source.length)
    }
    hide(end)
  }

  const readTag = (end: number) => {
    const name = TAG_NAME.exec(mjml.slice(at, end))?.[1] ?? ''
    if (name === '#') return hide(end)
    if ((name !== 'comment' && name !== 'raw') || endless.has(name)) return keep(end)
    const closing = next(VERBATIM_END[name], mjml, end)
    if (!closing) {
      endless.add(name)
      return keep(end)
    }
    const after = closing.index + closing[0].length
    if (name === 'comment') return hide(after)
    keep(end)
    const inside = mjml.slice(0, closing.index)
    while (at < closing.index && quote === '') {
      const comment = inside.indexOf('<!--', at)
      if (comment < 0) break
      keep(comment)
      readComment(closing.index, true)
    }
    keep(after)
  }

  for (let opening = next(OPENING, mjml, at); opening; opening = next(OPENING, mjml, at)) {
    const [mark] = opening
    if (!/^(?:<!--|\{.)$/.test(mark)) {
      readMark(mark, opening.index)
      continue
    }
    keep(opening.index)
    if (mark === '<!--') {
      if (quote !== '') refuseInValue()
      else readComment(mjml.length, false)
      continue
    }
    const delimiter = next(DELIMITER, mjml, at + 2)
    // Liquid that does not end is reported elsewhere.
    if (delimiter?.[0] !== (mark === '{{' ? '}}' : '%}')) keep(at + 2)
    else if (mark === '{{') keep(delimiter.index + 2)
    else readTag(delimiter.index + 2)
  }
  keep(mjml.length)
  pieces.push(lines)
  if (opened !== undefined) refuse(opened, '<!--', (w) => w.neverEnds)
  return { text: pieces.join(''), faults }
}

type Says = (words: FaultWords['mail']['comments']) => FaultText

const next = (pattern: RegExp, text: string, from: number): RegExpExecArray | null => {
  pattern.lastIndex = from
  return pattern.exec(text)
}

/** The position after its `-->`, or -1 if it has none. */
function commentEnd(text: string, start: number): number {
  const empty = emptyAt(text, start)
  if (empty > 0) return start + empty
  const end = text.indexOf('-->', start + '<!--'.length)
  return end < 0 ? -1 : end + '-->'.length
}

/** The length of `<!-->` or `<!--->`, which browsers treat as closed comments; otherwise 0. */
const emptyAt = (text: string, start: number): number => next(EMPTY, text, start)?.[0].length ?? 0

/** The line of an offset. Offsets mostly grow, so each line is counted once. */
function lineCounter(text: string): (offset: number) => number {
  const breakFrom = (from: number) => {
    const found = text.indexOf('\n', from)
    return found < 0 ? text.length : found
  }
  let [line, from, end] = [1, 0, breakFrom(0)]
  return (offset) => {
    if (offset < from) [line, from, end] = [1, 0, breakFrom(0)]
    while (end < offset) [line, from, end] = [line + 1, end + 1, breakFrom(end + 1)]
    return line
  }
}

export type HiddenComments = {
  readonly text: string
  readonly restore: (text: string) => string
  /** For the text part, which leaves out words meant only for Outlook. */
  readonly drop: (text: string) => string
}

/**
 * Hides conditional comments from MJML, which drops those between elements and would merge others
 * into its own.
 *
 * @example hideComments('<!--[if mso]>a<![endif]-->').restore(text) // '<!--[if mso]>a<![endif]-->'
 */
export function hideComments(source: string): HiddenComments {
  const found: string[] = []
  const text = source.replace(COMMENT, (comment) => {
    found.push(comment)
    return `${COMMENT_START}${found.length - 1}${COMMENT_END}${comment.replace(/[^\n]/g, '')}`
  })
  return {
    text,
    restore: (hidden) => hidden.replace(HIDDEN, (mark, index) => found[Number(index)] ?? mark),
    drop: (hidden) => hidden.replace(HIDDEN, ''),
  }
}
