/** Comments: those that Outlook reads stay in the mail, all others are never sent. */
import type { Fault } from './fault.ts'

const COMMENT = /<!--[\s\S]*?-->/g

/** Private-use characters, as for Liquid. */
const [COMMENT_START, COMMENT_END] = ['\uE008', '\uE009']
const HIDDEN = new RegExp(`${COMMENT_START}(\\d+)${COMMENT_END}`, 'g')

const blank = (text: string): string => text.replace(/[^\n]/g, ' ')

const OPENING = /<!--|\{\{|\{%/g
const DELIMITER = /\{\{|\{%|\}\}|%\}/g
const TAG_NAME = /^\{%-?\s*(#|\w*)/
const VERBATIM_END = {
  comment: /\{%-?\s*endcomment\s*-?%\}/g,
  raw: /\{%-?\s*endraw\s*-?%\}/g,
} as const

const CONDITIONAL = /^<!--\[if\b/i
/** `<!--[if !mso]><!-->`: what follows it shows outside Outlook too. */
const REVEALS = /^<!--\[if\b[^\]]*\]>\s*(?:<!(?:--)?\s*)?-->$/i
const CLOSES_ITSELF = /<!\[endif\]\s*-->$/i
/** `<!--<![endif]-->`, which ends what such an opening began. */
const ENDING = /^<!-->?\s*<!\[endif\]\s*-->$/i
const EMPTY = /<!--(?:-?>)(?!\s*<!\[endif\])/iy

/**
 * Blanks out the comments of HTML and Liquid, keeping every line where it is; what Outlook reads
 * stays. Read once from left to right: what opens first decides what it is. Refused is what would
 * change, unseen, what customers read: a comment that does not end, one for Outlook without its
 * other half, and Liquid of which a comment holds but a part, which stays as if taken out of it.
 *
 * @example withoutComments('a.mjml', 'a<!-- b -->{% comment %}c{% endcomment %}').text // 'a', spaces
 */
export function withoutComments(
  file: string,
  mjml: string,
): { readonly text: string; readonly faults: readonly Fault[] } {
  const pieces: string[] = []
  const faults: Fault[] = []
  const lineOf = lineCounter(mjml)
  const refuse = (at: number, field: string, problem: string, fix: string) =>
    faults.push({ file, line: lineOf(at), field, problem, fix })
  const endless = new Set<string>()
  let opened: number | undefined
  let at = 0
  const keep = (end: number) => {
    pieces.push(mjml.slice(at, end))
    at = end
  }
  const hide = (end: number) => {
    pieces.push(blank(mjml.slice(at, end)))
    at = end
  }

  /** An HTML comment, which must end before `limit`. */
  const readComment = (limit: number, isVerbatim: boolean) => {
    const start = at
    const known = `--> before ${limit}`
    const end = endless.has(known) ? -1 : commentEnd(mjml.slice(0, limit), start)
    if (end < 0) {
      if (!endless.has(known)) refuse(start, '<!--', UNCLOSED, 'Write --> where the comment ends')
      endless.add(known)
      return hide(start + '<!--'.length)
    }
    const comment = mjml.slice(start, end)
    if (ENDING.test(comment)) {
      if (opened === undefined) refuse(start, '<!--', ENDS_NOTHING, PAIR)
      opened = undefined
      return keep(end)
    }
    if (CONDITIONAL.test(comment)) {
      if (REVEALS.test(comment)) {
        if (opened !== undefined) refuse(opened, '<!--', NEVER_ENDS, PAIR)
        opened = start
      } else if (!CLOSES_ITSELF.test(comment)) refuse(start, '<!--', NEVER_ENDS, SELF_PAIR)
      return keep(end)
    }
    const stray = isVerbatim ? [] : strayTags(comment)
    const [first] = stray
    if (first) {
      const problem = `${first.source} stands in a comment, which is never sent, and the Liquid that belongs to it does not`
      refuse(start + first.start, first.name, problem, 'Take the tag out of the comment')
    }
    for (const tag of stray) {
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
    while (at < closing.index) {
      const comment = inside.indexOf('<!--', at)
      if (comment < 0) break
      keep(comment)
      readComment(closing.index, true)
    }
    keep(after)
  }

  for (let opening = next(OPENING, mjml, at); opening; opening = next(OPENING, mjml, at)) {
    keep(opening.index)
    if (opening[0] === '<!--') {
      readComment(mjml.length, false)
      continue
    }
    const delimiter = next(DELIMITER, mjml, at + 2)
    // Liquid that does not end is reported elsewhere.
    if (delimiter?.[0] !== (opening[0] === '{{' ? '}}' : '%}')) keep(at + 2)
    else if (opening[0] === '{{') keep(delimiter.index + 2)
    else readTag(delimiter.index + 2)
  }
  keep(mjml.length)
  if (opened !== undefined) refuse(opened, '<!--', NEVER_ENDS, PAIR)
  return { text: pieces.join(''), faults }
}

const UNCLOSED = 'A comment begins that does not end, so that all after it would be hidden'
const ENDS_NOTHING = 'A comment for Outlook ends that has not begun'
const NEVER_ENDS = 'A comment for Outlook begins that does not end'
const PAIR =
  'Write <!--[if !mso]><!--> before what Outlook shall not show and <!--<![endif]--> after'
const SELF_PAIR = 'End it with <![endif]-->, and write no other comment inside it'

const next = (pattern: RegExp, text: string, from: number): RegExpExecArray | null => {
  pattern.lastIndex = from
  return pattern.exec(text)
}

/** Past its `-->`; -1 where it has none. */
function commentEnd(text: string, start: number): number {
  const empty = emptyAt(text, start)
  if (empty > 0) return start + empty
  const end = text.indexOf('-->', start + '<!--'.length)
  return end < 0 ? -1 : end + '-->'.length
}

/** The length of `<!-->` or `<!--->`, comments that browsers take for ended; else 0. */
const emptyAt = (text: string, start: number): number => next(EMPTY, text, start)?.[0].length ?? 0

/** Lines of offsets that mostly grow: each line is counted once. */
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

type StrayTag = { readonly name: string; readonly source: string; readonly start: number }

const BLOCKS = new Set('if unless for case capture comment raw tablerow'.split(' '))
/** What each tag may stand in. */
const BELONGS_TO: Readonly<Record<string, readonly string[]>> = {
  else: ['if', 'unless', 'case', 'for'],
  elsif: ['if', 'unless'],
  when: ['case'],
}
const LOOPS = new Set(['for', 'tablerow'])

/** The tags of which the other half, or the block they belong to, is not in the same text. */
function strayTags(text: string): readonly StrayTag[] {
  const stray: StrayTag[] = []
  const open: StrayTag[] = []
  for (const { 0: opening, 1: name = '', index: start } of text.matchAll(/\{%-?\s*(\w+)/g)) {
    const delimiter = next(DELIMITER, text, start + 2)
    const isClosed = delimiter?.[0] === '%}'
    const source = isClosed ? text.slice(start, delimiter.index + 2) : opening
    const tag = { name, source, start }
    const inside = open.at(-1)?.name ?? ''
    if (inside === 'comment' || inside === 'raw') {
      if (name === `end${inside}`) open.pop()
    } else if (BLOCKS.has(name)) open.push(tag)
    else if (name.startsWith('end')) {
      if (name === `end${inside}`) open.pop()
      else stray.push(tag)
    } else if (BELONGS_TO[name] && !BELONGS_TO[name].includes(inside)) stray.push(tag)
    else if ((name === 'break' || name === 'continue') && !open.some((tag) => LOOPS.has(tag.name)))
      stray.push(tag)
  }
  return [...stray, ...open].sort((a, b) => a.start - b.start)
}

export type HiddenComments = {
  readonly text: string
  readonly restore: (text: string) => string
  /** For the text part, which Outlook's own words are no part of. */
  readonly drop: (text: string) => string
}

/**
 * Hides conditional comments from MJML, which drops those that stand between elements and would
 * merge others into its own.
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
