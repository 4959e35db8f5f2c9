/** Liquid in HTML that the text part does not show: values that it sets for later are kept. */
import { htmlTags } from './html-tags.ts'

/** Restores hidden Liquid as written. */
export type Restore = (hidden: string) => string

/** Enclose what is not shown, and replace it while the lines of the text are checked. */
const [UNSEEN, UNSEEN_END] = ['\uE014', '\uE015']
/** Larger than the number of Liquid pieces in any source. */
const FIRST_INDEX = 10_000_000
const TOKEN = /[\uE000\uE001](\d+)\uE002/g

/** Tags that something later depends on. */
const KEEPS_STATE: ReadonlySet<string> = new Set('assign capture cycle'.split(' '))
export const keepsState = (name: string): boolean => KEEPS_STATE.has(name)

const OPENS = new Set('if unless case for capture raw'.split(' '))
const BRANCHES = new Set('else elsif when break continue'.split(' '))

/** The name of a tag, such as `if`; empty for an output. */
const nameOf = (mark: string, restore: Restore): string =>
  /^\{%-?\s*(\w+)/.exec(restore(mark))?.[1] ?? ''

/** What a brace would begin Liquid with, once Liquid is restored. */
const BRACE = /\{(?=[{%\uE000\uE001])/g

/**
 * Braces that are words stay words: in HTML an entity or a tag keeps them apart.
 *
 * @example withBracesAsWords('{{ customer.name }}', restore) // "{{ '{' }}{ customer.name }}"
 */
export function withBracesAsWords(text: string, restore: Restore): string {
  if (text.search(BRACE) < 0) return text
  let isRaw = false
  const pieces = text.split(/([\uE000\uE001]\d+\uE002)/)
  return pieces
    .map((piece, index) => {
      if (piece.startsWith('\uE001')) {
        const name = nameOf(piece, restore)
        if (name === 'raw' || name === 'endraw') isRaw = name === 'raw'
      }
      if (/^[\uE000\uE001]/.test(piece)) return piece
      const brace = isRaw ? `{% endraw %}${BRACE_AS_WORD}{% raw %}` : BRACE_AS_WORD
      const next = pieces[index + 1]?.[0] ?? ''
      return (piece + next).replace(BRACE, brace).slice(0, -next.length || undefined)
    })
    .join('')
}

const BRACE_AS_WORD = "{{ '{' }}"

const namesIn = (text: string, restore: Restore): readonly string[] =>
  [...text.matchAll(TOKEN)].map(([mark]) => nameOf(mark, restore))

/**
 * Whether a loop that began before this ends in it, so that its beginning may follow.
 *
 * @example endsLoop('{% if a %}{% endif %}{% endfor %}', restore) // true
 */
export function endsLoop(text: string, restore: Restore): boolean {
  let depth = 0
  for (const name of namesIn(text, restore)) {
    if (name === 'for') depth += 1
    if (name === 'endfor') depth -= 1
    if (depth < 0) return true
  }
  return false
}

/** Whether it does nothing but end conditions, so that what follows always follows. */
export const endsConditions = (tags: string, restore: Restore): boolean =>
  namesIn(tags, restore).every((name) => /^end(?:if|unless|case)$/.test(name))

/**
 * The name of a customer where words are that alone: it may be empty.
 *
 * @example customerNameIn('{{ customer.name }}', restore) // 'customer.name', its Liquid hidden
 */
export const customerNameIn = (words: string, restore: Restore): string | undefined =>
  /^\{\{-?\s*(customer\.(?:name|firstName))\s*-?\}\}$/.exec(restore(words))?.[1]

/** Tags that print count as outputs, so that lines of them are lines of words. */
export const withPrintingTags = (html: string, restore: Restore): string =>
  html.replace(/\uE001(\d+)\uE002/g, (mark, index) =>
    /^(?:echo|cycle)$/.test(nameOf(mark, restore)) ? `\uE000${index}\uE002` : mark,
  )

/** @example holdsState('<b class="{% assign a = 1 %}">', restore) // true, its Liquid hidden */
export const holdsState = (text: string, restore: Restore): boolean =>
  /\{%-?\s*(?:assign|capture|cycle)\b/.test(restore(text))

/** Whether every block that opens in it also closes in it, with its branches. */
export function isBalanced(text: string, restore: Restore): boolean {
  const open: string[] = []
  for (const name of namesIn(text, restore)) {
    if (OPENS.has(name)) open.push(name)
    else if (name.startsWith('end') && open.pop() !== name.slice('end'.length)) return false
    else if (BRANCHES.has(name) && open.length === 0) return false
  }
  return open.length === 0
}

/**
 * Whether some customers see none of its words, because all of them are in branches.
 *
 * @example mayBeEmpty('{% if a %}b{% endif %}', restore) // true, and false with an else that has words
 */
export function mayBeEmpty(text: string, restore: Restore): boolean {
  type Block = { hasWords: boolean; everyBranch: boolean; hasElse: boolean }
  const open: Block[] = [{ hasWords: false, everyBranch: true, hasElse: false }]
  for (const piece of text.split(/([\uE000\uE001]\d+\uE002)/)) {
    const block = open.at(-1)
    if (!block) return true
    const name = piece.startsWith('\uE001') ? nameOf(piece, restore) : ''
    if (name === '') block.hasWords ||= piece.trim() !== ''
    else if (OPENS.has(name))
      open.push({ hasWords: name === 'case', everyBranch: true, hasElse: false })
    else if (name === 'else' || name === 'elsif' || name === 'when') {
      block.everyBranch &&= block.hasWords
      block.hasElse ||= name === 'else'
      block.hasWords = false
    } else if (name.startsWith('end')) {
      open.pop()
      const around = open.at(-1)
      if (around) around.hasWords ||= block.hasElse && block.everyBranch && block.hasWords
    }
  }
  return !open[0]?.hasWords
}

export const unseen = (text: string): string => UNSEEN + text + UNSEEN_END

/** For a text that may contain hidden parts. */
export const withoutUnseen = (text: string): string =>
  text.replace(/\uE014[^\uE015]*(?:\uE015|$)/g, '')

const STYLE = /<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi
/** These are shown or refused. */
const isShown = (tag: string, attribute: string): boolean =>
  (tag === 'img' && attribute === 'alt') || (tag === 'a' && attribute === 'href')

/** Moves tags that set values in attributes and styles in front of their elements. */
export function withUnseenLiquid(html: string, restore: Restore): string {
  if (!holdsState(html, restore)) return html
  const styled = html.replace(STYLE, (style, inside: string) =>
    holdsState(inside, restore) ? unseen(inside.replace(/[<>]/g, ' ')) : style,
  )
  const pieces: string[] = []
  let from = 0
  for (const { name, start, end, attributes } of htmlTags(styled)) {
    const shown = attributes.filter((attribute) => isShown(name, attribute.name))
    const tag = shown.reduce((left, { value }) => left.replace(value, ''), styled.slice(start, end))
    if (!holdsState(tag, restore)) continue
    pieces.push(styled.slice(from, start), unseen(tag.replace(/<[\w:-]*|["'>]/g, ' ')))
    from = start
  }
  return [...pieces, styled.slice(from)].join('')
}

/**
 * Replaces each hidden stretch with one tag, so that lines of tags are recognised.
 *
 * @returns `restore` captures each stretch under a name that no template uses, so nothing of it
 * shows
 */
export function unseenAsTags(
  text: string,
  written: Restore,
): {
  readonly text: string
  readonly restore: (text: string) => string
} {
  const found: string[] = []
  let depth = 0
  const pieces = text.split(/([\uE014\uE015])/).map((piece) => {
    if (piece === UNSEEN) {
      if (depth === 0) found.push('')
      depth += 1
      return ''
    }
    if (piece === UNSEEN_END) {
      depth -= 1
      return depth === 0 ? `\uE001${FIRST_INDEX + found.length - 1}\uE002` : ''
    }
    if (depth === 0) return piece
    found[found.length - 1] += piece
    return ''
  })
  return {
    text: pieces.join(''),
    restore: (shown) =>
      shown.replace(TOKEN, (mark, index) => {
        const liquid = found[Number(index) - FIRST_INDEX]
        if (liquid === undefined) return mark
        return `{% capture ${NOWHERE} %}${withBracesAsWords(liquid, written)}{% endcapture %}`
      }),
  }
}

const NOWHERE = 'rekindle_unseen'
