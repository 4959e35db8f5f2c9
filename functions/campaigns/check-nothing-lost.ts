/**
 * The invariant of compiling: every tag and output of the source stands in the compiled mail
 * (subject, preheader or HTML), and the tags of the body in their order. Whatever MJML, a style
 * that is inlined or the minifier left out, moved or repeated is a fault at its line.
 */
import { type Fault, lineAt } from './fault.ts'
import type { PlacedLiquid } from './liquid-places.ts'
import type { Hidden } from './liquid-tokens.ts'

const MARK = /[\uE000\uE001](\d+)\uE002/g
const BLOCK = /^(?:if|unless|case|for|capture|raw|else|elsif|when|end\w+|break|continue)$/

type Compiled = {
  readonly file: string
  readonly hidden: Hidden
  /** But what publishing already replaced by its value. */
  readonly liquid: readonly PlacedLiquid[]
  /** Subject, preheader, prelude and HTML, their Liquid hidden. */
  readonly parts: readonly string[]
  readonly html: string
}

/** @example lostFaults({ file, hidden, liquid, parts: [subject, html], html }) */
export function lostFaults(compiled: Compiled): readonly Fault[] {
  const { file, hidden, liquid, parts } = compiled
  const kept = new Set(parts.flatMap(indexesIn))
  const faultAt = ({ start, place, source }: PlacedLiquid, problem: string): Fault => ({
    file,
    line: lineAt(hidden.text, start),
    field: place.element?.name ?? 'mjml',
    problem: `${source} ${problem}`,
    fix:
      place.element?.name === 'mj-style'
        ? 'No element takes this style: see whether its selector names one, and whether the element has an attribute of its own for it'
        : 'Put it into the words of an element, into an attribute, or between elements of the body',
  })
  const lost = liquid.filter(({ index }) => !kept.has(index))
  if (lost.length > 0)
    return lost.map((token) => faultAt(token, 'would be lost: MJML leaves it out'))
  const moved = firstMoved(compiled)
  return moved ? [faultAt(moved, 'would be lost: MJML moves or repeats what it stands in')] : []
}

const indexesIn = (text: string): readonly number[] =>
  [...text.matchAll(MARK)].map(([, index]) => Number(index))

/** Head and attributes aside, which MJML moves as a whole. */
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

const isInBody = (element: NonNullable<PlacedLiquid['place']['element']>): boolean =>
  element.name === 'mj-body' || (element.parent !== undefined && isInBody(element.parent))
