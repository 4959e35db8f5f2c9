/** Splits a mail's source into Liquid and the text between, each piece with its line. */

export type LiquidPiece = {
  readonly kind: 'text' | 'output' | 'tag'
  readonly text: string
  /** As written in the source, without the closing braces that `text` adds. */
  readonly source: string
  /** The line of its first character. */
  readonly line: number
  /** The name of a tag, such as `if`; empty for anything else. */
  readonly name: string
  /** Whether its closing braces are missing in the source; `text` has them. */
  readonly unclosed: boolean
}

const OPENING = /\{\{|\{%/g
const CLOSE = { '{{': '}}', '{%': '%}' } as const
/**
 * Where an unclosed piece ends at the latest: before markup, the end of the line or the next
 * Liquid.
 */
const BOUNDARY = /\{\{|\{%|\}|%\}|["<>\n]|$/g
const TAG_NAME = /^\{%-?\s*(#|[\w-]*?)(?=-?%\}|[^\w-]|$)/
const VERBATIM = new Set(['raw', 'comment'])

/**
 * Joined, the pieces are the source with missing closing braces added. The content of `raw` and
 * `comment` is text.
 *
 * @example liquidPieces('a {{ b }}').map(({ kind }) => kind) // ['text', 'output']
 */
export function liquidPieces(source: string): readonly LiquidPiece[] {
  const pieces: LiquidPiece[] = []
  let at = 0
  let line = 1
  const push = (kind: LiquidPiece['kind'], source: string, closed?: string) => {
    if (source === '') return
    const text = closed ?? source
    const name = kind === 'tag' ? (TAG_NAME.exec(text)?.[1] ?? '') : ''
    pieces.push({ kind, text, source, line, name, unclosed: closed !== undefined })
    line += source.split('\n').length - 1
    at += source.length
  }
  while (at < source.length) {
    const start = next(OPENING, source, at)
    push('text', source.slice(at, start))
    if (start >= source.length) break
    const opening = source.slice(start, start + 2) as keyof typeof CLOSE
    const end = closingAt(source, start + 2, CLOSE[opening])
    const kind = opening === '{{' ? 'output' : 'tag'
    if (end === undefined) {
      const open = source.slice(start, boundaryAt(source, start, opening))
      // A brace left over from a mistyped closing belongs to that closing.
      const brace = /^(?:%\}|\}\}|\})/.exec(source.slice(start + open.length))?.[0] ?? ''
      push(kind, open + brace, `${open.trimEnd()} ${CLOSE[opening]}`)
      continue
    }
    push(kind, source.slice(start, end))
    const name = pieces.at(-1)?.name ?? ''
    if (VERBATIM.has(name)) push('text', source.slice(at, endOf(name, source, at)))
  }
  return pieces
}

const next = (pattern: RegExp, source: string, from: number): number => {
  pattern.lastIndex = from
  return pattern.exec(source)?.index ?? source.length
}

/**
 * The position after its closing braces; undefined if another opening or the other closing comes
 * first.
 */
function closingAt(source: string, from: number, close: string): number | undefined {
  const found = /\{\{|\{%|\}\}|%\}/g
  found.lastIndex = from
  const first = found.exec(source)
  return first?.[0] === close ? first.index + close.length : undefined
}

/** An open quote in a tag does not end it: {% if a == "b" <p>. */
function boundaryAt(source: string, start: number, opening: string): number {
  const line = source.slice(start + opening.length).split('\n', 1)[0] ?? ''
  const quoted = /^[^"<>{}%]*"[^"<>{}%=]*"/.exec(line)?.[0].length ?? 0
  return next(BOUNDARY, source, start + opening.length + quoted)
}

/** Where `endraw` or `endcomment` begins, or the source ends. */
const endOf = (name: string, source: string, from: number): number =>
  next(new RegExp(`\\{%-?\\s*end${name}\\b`, 'g'), source, from)
