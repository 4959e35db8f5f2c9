/** Checks a mail's Liquid tag by tag, so that each fault is reported exactly once. */
import { checkPiece, type Open } from './check-tag.ts'
import type { Fault } from './fault.ts'
import { type Corrected, OPENS_VALUE, type Replaced } from './foreign-faults.ts'
import { liquidFault } from './liquid-messages.ts'
import { liquidPieces } from './liquid-pieces.ts'
import { placesOf } from './liquid-places.ts'
import { givenElsewhere, givenName, MIDDLES } from './liquid-tags.ts'
import type { LiquidChecks } from './render-port.ts'
import { numbered, STAND_IN } from './stand-in.ts'

export type CheckedLiquid = Corrected & {
  /**
   * Names defined by wrong tags, whose values are unknown, by the position of the tag in `text`.
   */
  readonly unsure: readonly { readonly name: string; readonly offset: number }[]
  /** Positions in `text` of what may name things that are not variables. */
  readonly loose: readonly number[]
}

/**
 * Reports each wrong tag or output once, at its line, and replaces it in `text`, so that `text`
 * parses.
 *
 * @param source with comments blanked and the syntax of other tools replaced
 */
export function checkLiquid(file: string, source: string, renderer: LiquidChecks): CheckedLiquid {
  const { isUnsure, ...checked } = checkPieces(file, source, renderer, () => '')
  // If a block is closed wrongly or never, the elements around it show which block it is.
  return isUnsure ? checkPieces(file, source, renderer, placesOf(source)) : checked
}

function checkPieces(
  file: string,
  source: string,
  renderer: LiquidChecks,
  placeAt: (offset: number) => string,
): CheckedLiquid & { readonly isUnsure: boolean } {
  const faults: Fault[] = []
  const texts: string[] = []
  const open: Open[] = []
  const left: Open[] = []
  const unclosed: Open[] = []
  const unknown = new Set<string>()
  const unsure: { readonly name: string; readonly at: number }[] = []
  const replaced: Replaced[] = []
  const loose: number[] = []
  let offset = 0
  let isMismatched = false
  for (const piece of liquidPieces(source)) {
    const place = piece.kind === 'tag' ? placeAt(offset) : ''
    offset += piece.source.length
    left.push(...leftOpen(piece.name, place, open))
    const { length: at } = texts
    const checked = checkPiece({ ...piece, place }, { open, unclosed, unknown, renderer, at })
    const { said, repair, isUnsure = false, isLoose = false } = checked
    const isWrong = said.length > 0
    faults.push(...said.map((one) => ({ file, line: piece.line, ...one })))
    const given = isUnsure ? (givenName(piece.text) ?? givenElsewhere(piece)) : undefined
    if (given !== undefined) unsure.push({ name: given, at: texts.length })
    if (isWrong && piece.name.startsWith('end')) isMismatched = true
    const isEmpty = isWrong && repair === '' && OPENS_VALUE.test(texts.at(-1) ?? '')
    const put = numbered(isEmpty ? STAND_IN : repair, `syntax ${texts.length}`)
    if (isWrong) replaced.push({ line: piece.line, source: piece.source, repair: put })
    if (isLoose) loose.push(texts.length)
    texts.push(put + missingLines(piece.source, put))
    if (!isWrong && piece.name === 'endraw') trimRaw(texts)
  }
  for (const { line, at, middles, name } of [...left, ...open]) {
    const tag = texts[at] ?? ''
    faults.push({ file, line, ...liquidFault(`tag ${tag.trim()} not closed`) })
    // Where it was meant to end is unknown, so it is ignored.
    const given = givenName(tag)
    if (given !== undefined) unsure.push({ name: given, at })
    endAtOnce(texts, { at, middles, name })
    if (given !== undefined) texts[at] = `{% assign ${given} = "stand-in" %}${texts[at]}`
  }
  for (const block of unclosed) endAtOnce(texts, block)
  const text = texts.join('')
  const offsets = startsOf(texts)
  // The renderer finds what this overlooks.
  const rest = faults.length > 0 ? [] : renderer.check(text).faults
  const overlooked = rest.map(({ line, problem }) => ({ file, line, ...liquidFault(problem) }))
  return {
    faults: [...faults, ...overlooked],
    text,
    unsure: unsure.map(({ name, at }) => ({ name, offset: offsets[at] ?? 0 })),
    loose: loose.map((at) => offsets[at] ?? 0),
    replaced,
    isUnsure: isMismatched || open.length > 0,
  }
}

/**
 * A block that is never closed: where it was meant to end is unknown, so that it ends at once, and
 * only the names in its tags are read.
 */
function endAtOnce(texts: string[], { at, middles, name }: Pick<Open, 'at' | 'middles' | 'name'>) {
  for (const index of [at, ...middles]) {
    const tag = texts[index] ?? ''
    const condition = tag
      .replace(/^\{%-?\s*elsif\b/, '{% if')
      .replace(/^(\{%-?\s*for\s+)[\w-]+/, '$1stand_in')
    const isKept = /^\{%-?\s*(?:if|unless|for|case)\b/.test(condition)
    const end = index === at ? name : 'if'
    texts[index] = isKept ? `${condition}{% end${end} %}` : missingLines(tag, '')
  }
}

/** liquidjs knows {% endraw %}, but neither {%- endraw %} nor {%endraw-%}: what it trims is trimmed here. */
function trimRaw(texts: string[]): void {
  const end = texts.at(-1) ?? ''
  const words = texts.at(-2) ?? ''
  const isTrimmed = end.startsWith('{%-') && !words.startsWith('{%')
  const kept = isTrimmed ? words.trimEnd() : words
  const lines = words.slice(kept.length).replace(/[^\n]/g, '')
  texts[texts.length - 2] = kept
  texts[texts.length - 1] = end.replace(/^\{%-?\s*endraw\s*/, `{% endraw ${lines}`)
}

const startsOf = (texts: readonly string[]): readonly number[] => {
  let offset = 0
  return texts.map(({ length }) => {
    offset += length
    return offset - length
  })
}

/**
 * Removes the open blocks of inner elements that a tag of an outer element proves to be unclosed.
 */
function leftOpen(name: string, place: string, open: Open[]): readonly Open[] {
  const isOwn = (one: Open) =>
    one.place === place && (`end${one.name}` === name || MIDDLES[name]?.of.includes(one.name))
  const own = open.findLastIndex(isOwn)
  const inner = own < 0 ? [] : open.slice(own + 1)
  return inner.every((one) => one.place !== place) ? open.splice(open.length - inner.length) : []
}

const missingLines = (text: string, repair: string): string =>
  '\n'.repeat(Math.max(0, text.split('\n').length - repair.split('\n').length))
