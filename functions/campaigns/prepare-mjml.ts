/** Prepares what marketers write for MJML: moves what MJML would drop to where it keeps it. */
import { type HiddenValues, hideValues } from './attribute-values.ts'
import { holdsHtml, plainText, takesLiquid } from './check-structure.ts'
import { type HiddenComments, hideComments } from './hidden-comments.ts'
import type { PlacedLiquid } from './liquid-places.ts'
import type { Hidden } from './liquid-tokens.ts'
import type { MjmlParts } from './mjml-elements.ts'
import { plainWords } from './text-part.ts'

export type PreparedMjml = {
  readonly mjml: string
  /** Hidden Liquid of the head, which applies to subject, HTML and text. */
  readonly prelude: string
  readonly values: HiddenValues
  readonly comments: HiddenComments
  /** Puts the words of <mj-title> where MJML put their mark. */
  readonly withTitle: (html: string) => string
}

type Edit = { readonly start: number; readonly end: number; readonly text: string }

/**
 * Conditions and loops between elements become <mj-raw>, assignments of the head are moved out, and
 * Liquid in attributes and comments for Outlook is hidden. Line numbers do not change.
 *
 * @param hidden a source without structure faults
 * @example prepareMjml(hidden, parts, liquid, settle).mjml
 */
export function prepareMjml(
  hidden: Hidden,
  parts: MjmlParts,
  liquid: readonly PlacedLiquid[],
  settle: (source: string) => string | undefined,
): PreparedMjml {
  const { text } = hidden
  const values = hideValues(hidden, parts, liquid, settle)
  const edits: Edit[] = [...values.edits]
  let prelude = ''
  for (const stretch of parts.stretches) {
    const { inside, start, end } = stretch
    const holds = inside?.holds ?? 'head'
    const source = text.slice(start, end)
    if (source.trim() === '' || !takesLiquid(stretch, parts)) continue
    // HTML between elements is not MJML, so MJML reports it.
    if (holds === 'conditions' && !holdsHtml(plainText(stretch, text, liquid)))
      edits.push({ start, end, text: inRaw(isCaptured(stretch, liquid) ? source : spaced(source)) })
    if (holds !== 'head') continue
    const comments = source.match(COMMENT) ?? []
    prelude += preludeOf(stretch, text, liquid)
    const kept = comments.map((comment) => `<mj-raw>${comment}</mj-raw>`).join('')
    const lines = source.replace(COMMENT, '').replace(/[^\n]/g, '')
    edits.push({ start, end, text: lines + kept })
  }
  const titles = parts.stretches.filter(({ inside }) => inside?.name === 'mj-title')
  for (const { start, end } of titles)
    edits.push({ start, end, text: TITLE_MARK + text.slice(start, end).replace(/[^\n]/g, '') })
  const comments = hideComments(applied(text, edits))
  const [title] = titles
  const words = title ? text.slice(title.start, title.end) : ''
  const isEscaped = !/\{%-?\s*capture\b|\bnewline_to_br\b/.test(hidden.restore(prelude + words))
  return {
    mjml: comments.text,
    prelude,
    values,
    comments,
    withTitle: (html) => withTitle(html, plainWords(words, hidden.restore), isEscaped),
  }
}

/** All Liquid of the compiled HTML, still hidden. */
export const wholeHtml = ({ prelude, values, comments }: PreparedMjml, html: string): string =>
  prelude + values.restore(comments.restore(html))

/** A private-use character, as for Liquid. */
const TITLE_MARK = '\uE013'

/**
 * MJML also copies the title into an attribute, unchanged. Put its plain words there, escaped, or
 * nothing if Liquid turns them into markup, which is rendered unescaped.
 */
const withTitle = (html: string, words: string, isEscaped: boolean): string => {
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return html
    .replace(new RegExp(` aria-label="${TITLE_MARK}"`, 'g'), () =>
      isEscaped ? ` aria-label="${escaped.replaceAll('"', '&quot;')}"` : '',
    )
    .replaceAll(TITLE_MARK, () => escaped)
}

const COMMENT = /<!--[\s\S]*?-->/g

/** MJML never shows the spaces between elements. */
const spaced = (source: string): string => source.replace(/&nbsp;|&#160;|&zwnj;|\u00A0/g, ' ')

/** Whether part of it is captured and so shown elsewhere. */
const isCaptured = (
  { start, end }: { readonly start: number; readonly end: number },
  liquid: readonly PlacedLiquid[],
): boolean =>
  (liquid.findLast((token) => token.end <= start)?.captures ?? false) ||
  liquid.some((token) => token.captures && start <= token.start && token.end <= end)

/** Only for Liquid and comments: MJML itself reports anything else there. */
const inRaw = (source: string): string =>
  /[\uE000\uE001]|<!--/.test(source)
    ? source.replace(/^(\s*)([\s\S]*?)(\s*)$/, '$1<mj-raw>$2</mj-raw>$3')
    : source

/** The Liquid of a stretch and the text it captures, without the gaps between. */
const preludeOf = (
  { start, end }: { readonly start: number; readonly end: number },
  text: string,
  liquid: readonly PlacedLiquid[],
): string => {
  const tokens = liquid.filter((token) => start <= token.start && token.end <= end)
  return tokens
    .map((token, index) => {
      const until = tokens[index + 1]?.start ?? token.end
      return text.slice(token.start, token.captures ? until : token.end)
    })
    .join('')
}

const applied = (text: string, edits: readonly Edit[]): string => {
  const pieces: string[] = []
  let from = 0
  for (const { start, end, text: replacement } of [...edits].sort((a, b) => a.start - b.start)) {
    pieces.push(text.slice(from, start), replacement)
    from = end
  }
  return [...pieces, text.slice(from)].join('')
}
