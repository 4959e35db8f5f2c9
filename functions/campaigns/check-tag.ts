/** Checks one tag of Liquid among the blocks around it. */

import { nearestName } from '../domain/nearest-name.ts'
import { type FaultSentences, sentences } from './fault.ts'
import { FOREIGN_TAGS } from './foreign-tags.ts'
import { liquidFault } from './liquid-messages.ts'
import type { LiquidPiece } from './liquid-pieces.ts'
import { type CheckedPiece, checkOutput, firstValueOf, syntaxOf } from './liquid-syntax.ts'
import {
  ALONE,
  assigned,
  BLOCKS,
  ENDS,
  IN_LOOPS,
  MIDDLES,
  nearestTag,
  neutral,
  renamed,
  TAGS,
} from './liquid-tags.ts'
import type { LiquidChecks } from './render-port.ts'

type PlacedPiece = LiquidPiece & Pick<Open, 'place'>

type Checked = Omit<CheckedPiece, 'said'> & {
  /** With a line if it differs from that of the piece. */
  readonly said: readonly (FaultSentences & { readonly line?: number })[]
}

export type Open = {
  readonly name: string
  readonly text: string
  readonly line: number
  readonly at: number
  /** The element that contains it. */
  readonly place: string
  /** Its inner tags, such as else. */
  readonly middles: number[]
  ended?: boolean
}

export type Context = {
  readonly open: Open[]
  /** Blocks that a tag of a block around them proves to be unclosed. */
  readonly unclosed: Open[]
  /** Names of tags that there are not. */
  readonly unknown: Set<string>
  readonly renderer: LiquidChecks
  /** The index of the piece. */
  readonly at: number
}

export function checkPiece(piece: PlacedPiece, context: Context): Checked {
  const { kind, text, name, unclosed } = piece
  if (kind === 'text') return { said: [], repair: text }
  const checked = kind === 'output' ? checkOutput(text, context.renderer) : checkTag(piece, context)
  if (!unclosed) return checked
  const opening = text.slice(0, 2)
  const closing = kind === 'output' ? '}}' : '%}'
  const said = sentences((w) => w.liquid.openDelimiter(opening, closing))
  // Where it ends is a guess, so that only an unknown filter is certain.
  const filters = checked.said.filter(({ about }) => about?.kind === 'unknown-filter')
  const isCertain = filters.length === checked.said.length
  const isKept = isCertain || name in BLOCKS
  return {
    ...checked,
    said: [said, ...(isCertain ? filters : [])],
    repair: isKept ? checked.repair : '',
    isUnsure: checked.isUnsure || !isCertain,
  }
}

function checkTag(piece: PlacedPiece, context: Context): Checked {
  const { open, renderer, at } = context
  const { text, name, line, place } = piece
  if (name === 'else' && ELSE_IF.test(text))
    return rewritten(
      sentences((w) => w.liquid.elseIf),
      { ...piece, name: 'elsif', text: text.replace(ELSE_IF, '$1elsif') },
      (one) => checkTag(one, context),
    )
  if (name in BLOCKS) {
    open.push({ name, text, line, at, place, middles: [] })
    return tagged(piece, '', `{% end${name} %}`, neutral(text, name), renderer)
  }
  const middle = MIDDLES[name]
  if (middle) {
    const around = open.at(-1)
    if (!around || !middle.of.includes(around.name)) return { said: [outside(name)], repair: '' }
    around.middles.push(at)
    if (name === 'else') return elseOf(around, text)
    if (around.ended)
      return { said: [liquidFault('unexpected elsif after else')], repair: '', isUnsure: true }
    const [before, after] =
      name === 'when' ? ['{% case 1 %}', '{% endcase %}'] : ['{% if true %}', '{% endif %}']
    return tagged(piece, before, after, middle.repair, renderer)
  }
  if (IN_LOOPS.includes(name)) {
    if (!open.some((one) => one.name === 'for'))
      return {
        said: [sentences((w) => w.liquid.outsideLoop(name))],
        repair: '',
      }
    return withNothingAfter(name, text)
  }
  if (ALONE.includes(name)) {
    const given = /^\{%-?\s*assign\s+([\w-]+)/.exec(text)?.[1]
    const repair = given === undefined ? '' : `{% assign ${given} = "stand-in" %}`
    return tagged(piece, '', '', repair, renderer)
  }
  if (name.startsWith('end')) return closing(piece, context)
  return unknownTag(piece, context)
}

const ELSE_IF = /^(\{%-?\s*)else\s+if\b/

/** @param repair for a tag that cannot be read even without its faults */
function tagged(
  { text, name }: PlacedPiece,
  before: string,
  after: string,
  repair: string,
  renderer: LiquidChecks,
): Checked {
  const { said, text: fixed, isWhole, isSure } = syntaxOf(text, before, after, renderer)
  if (isWhole) return { said, repair: fixed, isUnsure: !isSure }
  const value = firstValueOf(fixed)
  const isValue = value !== undefined && /^(?:if|elsif|unless|case)$/.test(name)
  return {
    said,
    repair: isValue ? `{% ${name} ${value} %}` : repair,
    isLoose: true,
    isUnsure: true,
  }
}

/** A tag that is written as its fix says, and the other faults in it. */
function rewritten(
  said: FaultSentences,
  piece: PlacedPiece,
  check: (piece: PlacedPiece) => Checked,
): Checked {
  const checked = check(piece)
  return { ...checked, said: [said, ...checked.said] }
}

function elseOf(around: Open, text: string): Checked {
  if (around.ended) return { said: [liquidFault('duplicated else')], repair: '' }
  around.ended = around.name !== 'case'
  return withNothingAfter('else', text)
}

/** A tag that only divides or closes a block takes no values. */
function withNothingAfter(name: string, text: string): Checked {
  if (new RegExp(`^\\{%-?\\s*${name}\\s*-?%\\}$`).test(text)) return { said: [], repair: text }
  return { said: [sentences((w) => w.liquid.nothingAfter(name))], repair: `{% ${name} %}` }
}

const outside = (name: string): FaultSentences =>
  sentences((w) => w.liquid.outsideBlock(name, MIDDLES[name]?.of ?? []))

function closing(piece: PlacedPiece, context: Context): Checked {
  const { open, unclosed, unknown } = context
  const { text, name, place } = piece
  const block = name.slice(3)
  if (!(block in BLOCKS)) {
    // The opening of an unknown block was already reported.
    if (unknown.has(block)) return { said: [], repair: '' }
    const last = open.at(-1)
    const near =
      last && name === 'end' ? `end${last.name}` : last && nearestName(name, [`end${last.name}`])
    if (near !== undefined) open.pop()
    return near === undefined
      ? { said: [sentences((w) => w.liquid.unknownEnd(name))], repair: '' }
      : { said: [sentences((w) => w.liquid.misspeltTag(name, near))], repair: `{% ${near} %}` }
  }
  const last = open.at(-1)
  if (last?.name === block) {
    open.pop()
    return withNothingAfter(name, text)
  }
  const isElsewhere = last?.place !== place
  if (last && !isElsewhere && !open.some((one) => one.name === block)) {
    // Most likely the last block, closed with the wrong name.
    open.pop()
    return {
      said: [sentences((w) => w.liquid.closesOther(name, last.name, last.line))],
      repair: `{% end${last.name} %}`,
    }
  }
  if (!last || (isElsewhere && !open.some((one) => one.name === block)))
    return {
      said: [sentences((w) => w.liquid.notOpened(name, block))],
      repair: '',
    }
  open.pop()
  unclosed.push(last)
  const inner = closing(piece, context)
  return {
    said: [
      {
        ...liquidFault(`tag ${last.text} not closed`),
        fix: (w) => w.liquid.openBlockBefore(last.text, last.name, name, piece.line).fix,
        line: last.line,
      },
      ...inner.said,
    ],
    repair: inner.repair,
  }
}

function unknownTag(piece: PlacedPiece, context: Context): Checked {
  const { open, unknown } = context
  const { text, name } = piece
  const foreign = FOREIGN_TAGS[name]
  const check = (one: PlacedPiece) => checkTag(one, context)
  unknown.add(name)
  if (foreign) {
    const { tool, fix } = foreign
    const said: FaultSentences = {
      problem: (w) => w.foreign.tag(name, tool),
      fix: (w) => w.foreign.fix(fix),
    }
    const isElsif = fix.kind === 'write' && fix.liquid.startsWith('{% elsif')
    if (isElsif && MIDDLES.elsif?.of.includes(open.at(-1)?.name ?? ''))
      return rewritten(said, { ...piece, name: 'elsif', text: renamed(text, 'elsif') }, check)
    const assign = isElsif ? undefined : assigned(text)
    if (assign !== undefined)
      return rewritten(said, { ...piece, name: 'assign', text: assign }, check)
    return { said: [said], repair: isElsif ? '' : (foreign.repair ?? ''), isUnsure: true }
  }
  const near = nearestTag(name)
  const said = sentences(({ liquid }) => {
    if (near !== undefined) return liquid.misspeltTag(name, near)
    return name === '' ? liquid.unnamedTag(TAGS) : liquid.unknownTag(name, TAGS)
  })
  if (near === undefined) return { said: [said], repair: '', isUnsure: true }
  if (near in BLOCKS) unknown.delete(name)
  if (ENDS.includes(near)) {
    const end = open.pop() ? `{% ${near} %}` : ''
    return { said: [said], repair: end }
  }
  return rewritten(said, { ...piece, name: near, text: renamed(text, near) }, check)
}
