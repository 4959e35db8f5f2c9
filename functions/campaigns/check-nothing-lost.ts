/**
 * The invariants of compiling:
 *
 * 1. Every tag and output of the source is in the compiled mail (subject, preheader or HTML), and
 *    the tags of the body keep their order.
 * 2. The text part contains every tag that something later depends on, and every block of the body
 *    except blocks that lie entirely in HTML which the text does not show.
 *
 * Liquid that MJML, an inlined style, the minifier or the text part left out, moved or repeated is
 * reported at its line.
 */
import type { FaultSentence, FaultWords } from '../language/faults/fault-words.ts'
import { type Fault, lineAt, sentences } from './fault.ts'
import type { PlacedLiquid } from './liquid-places.ts'
import type { Hidden } from './liquid-tokens.ts'
import { isInBody } from './mjml-elements.ts'
import { keepsState } from './text-liquid.ts'

const MARK = /[\uE000\uE001](\d+)\uE002/g
const BLOCK = /^(?:if|unless|case|for|capture|raw|else|elsif|when|end\w+|break|continue)$/

type Compiled = {
  readonly file: string
  readonly hidden: Hidden
  /** Without the Liquid that publishing already replaced by its value. */
  readonly liquid: readonly PlacedLiquid[]
  /** Subject, preheader, prelude and HTML with their Liquid hidden. */
  readonly parts: readonly string[]
  readonly html: string
}

/** @example lostFaults({ file, hidden, liquid, parts: [subject, html], html }) */
export function lostFaults(compiled: Compiled): readonly Fault[] {
  const { file, hidden, liquid, parts } = compiled
  const kept = new Set(parts.flatMap(indexesIn))
  const faultAt = ({ start, place }: PlacedLiquid, problem: FaultSentence): Fault => ({
    file,
    line: lineAt(hidden.text, start),
    field: place.element?.name ?? 'mjml',
    problem,
    fix: ({ mjml: { lost } }: FaultWords) =>
      place.element?.name === 'mj-style' ? lost.inStyle : lost.inWords,
  })
  const lost = liquid.filter(({ index }) => !kept.has(index))
  if (lost.length > 0)
    return lost.map((token) => faultAt(token, (w) => w.mjml.lost.leftOut(token.source)))
  const moved = firstMoved(compiled)
  return moved ? [faultAt(moved, (w) => w.mjml.lost.moved(moved.source))] : []
}

const indexesIn = (text: string): readonly number[] =>
  [...text.matchAll(MARK)].map(([, index]) => Number(index))

/** Excludes the head and attributes, which MJML moves as a whole. */
function firstMoved({ html, liquid }: Compiled): PlacedLiquid | undefined {
  const isBlock = ({ name, place: { kind, element } }: PlacedLiquid) =>
    BLOCK.test(name) &&
    kind !== 'value' &&
    element !== undefined &&
    element.name !== 'mj-preview' &&
    isInBody(element)
  const expected = liquid.filter(isBlock)
  const wanted = new Set(expected.map(({ index }) => index))
  const found = indexesIn(html).filter((index) => wanted.has(index))
  const at = expected.findIndex(({ index }, place) => found[place] !== index)
  return at >= 0 ? expected[at] : found.length > expected.length ? expected.at(-1) : undefined
}

const ALONE = new Set('break continue'.split(' '))

/**
 * The first Liquid that the text part lost or moved.
 *
 * @param text with its Liquid hidden
 */
export function lostInText(
  file: string,
  hidden: Hidden,
  liquid: readonly PlacedLiquid[],
  text: string,
): readonly Fault[] {
  const blocks = blocksOf(liquid)
  const expected = liquid.filter(({ index, name, place }) => {
    if (place.kind !== 'words' && place.kind !== 'between') return false
    if (place.kind === 'words' && !(place.element && isInBody(place.element))) return false
    return keepsState(name) || (!place.tag && (ALONE.has(name) || blocks.has(index)))
  })
  const wanted = new Set(expected.map(({ index }) => index))
  const found = indexesIn(text).filter((index) => wanted.has(index))
  const shown = new Set(found)
  const isLost = ({ index, name }: PlacedLiquid): boolean =>
    !shown.has(index) &&
    (keepsState(name) || ALONE.has(name) || (blocks.get(index) ?? []).some((one) => shown.has(one)))
  const present = expected.filter(({ index }) => shown.has(index))
  const token =
    expected.find(isLost) ??
    present.find(({ index }, place) => found[place] !== index) ??
    (found.length > present.length ? present.at(-1) : undefined)
  if (!token) return []
  const { source, start, place } = token
  return [
    {
      file,
      line: lineAt(hidden.text, start),
      field: place.element?.name ?? 'mjml',
      ...sentences((w) => w.mjml.lost.inText(source)),
    },
  ]
}

/** For the index of each tag of a block, all tags of that block. */
function blocksOf(liquid: readonly PlacedLiquid[]): ReadonlyMap<number, readonly number[]> {
  const blocks = new Map<number, readonly number[]>()
  const open: { readonly name: string; readonly indexes: number[] }[] = []
  for (const { index, name, place } of liquid) {
    if (place.kind === 'value' || place.kind === 'comment' || !BLOCK.test(name)) continue
    const last = open.at(-1)
    if (ALONE.has(name) || (last?.name === 'raw' && name !== 'endraw')) continue
    const isOpening = !/^(?:else|elsif|when|end\w+)$/.test(name)
    const block = isOpening ? { name, indexes: [] } : last
    if (!block) continue
    block.indexes.push(index)
    blocks.set(index, block.indexes)
    if (isOpening) open.push(block)
    if (name.startsWith('end')) open.pop()
  }
  return blocks
}
