/** Checks a mail's Liquid tag by tag, so that each fault is reported exactly once. */
import type { Fault } from './fault.ts'
import { OPENS_VALUE, type Repaired, STAND_IN } from './foreign-faults.ts'
import { owned } from './foreign-syntax.ts'
import { FOREIGN_TAGS } from './foreign-tags.ts'
import { liquidFault, type ProblemAndFix } from './liquid-messages.ts'
import { type LiquidPiece, liquidPieces } from './liquid-pieces.ts'
import { placesOf } from './liquid-places.ts'
import { checkOutput, syntaxOf } from './liquid-syntax.ts'
import { nearestName } from './nearest-name.ts'
import type { LiquidChecks } from './render-port.ts'

/** Every block, and a replacement for a block whose tag is wrong. */
const BLOCKS: Readonly<Record<string, string>> = {
  if: '{% if true %}',
  unless: '{% unless false %}',
  for: '{% for stand_in in (1..1) %}',
  case: '{% case 1 %}',
  capture: '{% capture stand_in %}',
  comment: '{% comment %}',
  raw: '{% raw %}',
}
/** Tags inside a block: the blocks in which they are allowed, and a replacement for a wrong one. */
const MIDDLES: Readonly<
  Record<string, { readonly of: readonly string[]; readonly repair: string }>
> = {
  else: { of: ['if', 'unless', 'for', 'case'], repair: '' },
  elsif: { of: ['if', 'unless'], repair: '{% elsif true %}' },
  when: { of: ['case'], repair: '{% when 1 %}' },
}
const ALONE = ['assign', 'cycle', 'echo', 'break', 'continue', '#']

/** The tags that a marketer may write. */
export const TAGS = 'assign, capture, case, comment, cycle, echo, for, if, raw and unless'
const NAMES = [...Object.keys(BLOCKS), ...Object.keys(MIDDLES), ...ALONE]
const ENDS = Object.keys(BLOCKS).map((name) => `end${name}`)

type PlacedPiece = LiquidPiece & Pick<Open, 'place'>
type Checked = {
  readonly said?: ProblemAndFix
  /** Set if it differs from the line of the piece. */
  readonly line?: number
  readonly repair: string
}
type Open = {
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

export type CheckedLiquid = Repaired & {
  /**
   * Names defined by wrong tags, whose values are unknown, by the position of the tag in `text`.
   */
  readonly unsure: readonly { readonly name: string; readonly offset: number }[]
  /** The wrong source as written; later checks do not report it again. */
  readonly repairs: readonly { readonly line: number; readonly text: string }[]
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
  const unknown = new Set<string>()
  const unsure: { readonly name: string; readonly at: number }[] = []
  const repairs: { readonly line: number; readonly text: string }[] = []
  let offset = 0
  let isMismatched = false
  for (const piece of liquidPieces(source)) {
    const place = piece.kind === 'tag' ? placeAt(offset) : ''
    offset += piece.source.length
    left.push(...leftOpen(piece.name, place, open))
    const {
      said,
      repair,
      line = piece.line,
    } = checkPiece({ ...piece, place }, open, unknown, renderer, texts.length)
    if (said) {
      faults.push({ file, line, ...said })
      const given = givenName(piece.text) ?? givenElsewhere(piece)
      if (given !== undefined) unsure.push({ name: given, at: texts.length })
    }
    if (said && piece.name.startsWith('end')) isMismatched = true
    if (said) repairs.push({ line: piece.line, text: piece.source })
    const put = said && repair === '' && OPENS_VALUE.test(texts.at(-1) ?? '') ? STAND_IN : repair
    texts.push(put + missingLines(piece.source, put))
  }
  for (const { line, at, middles } of [...left, ...open]) {
    const tag = texts[at] ?? ''
    faults.push({ file, line, ...liquidFault(`tag ${tag.trim()} not closed`) })
    // Where it was meant to end is unknown, so it is ignored.
    const given = givenName(tag)
    if (given !== undefined) unsure.push({ name: given, at })
    for (const index of [at, ...middles]) texts[index] = missingLines(texts[index] ?? '', '')
    if (given !== undefined) texts[at] = `{% assign ${given} = "stand-in" %}${texts[at]}`
  }
  const text = texts.join('')
  // The renderer finds what this overlooks.
  const rest = faults.length > 0 ? [] : renderer.check(text).faults
  const overlooked = rest.map(({ line, problem }) => ({ file, line, ...liquidFault(problem) }))
  return {
    faults: [...faults, ...overlooked],
    text,
    unsure: unsure.map(({ name, at }) => ({ name, offset: texts.slice(0, at).join('').length })),
    repairs,
    isUnsure: isMismatched || open.length > 0,
  }
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

/** The name that a tag defines. */
export const givenName = (tag: string): string | undefined =>
  /^\{%-?\s*(?:(?:for|capture|assign|with|set|let)\s+([A-Za-z_]\w*)|\w+\s+([A-Za-z_]\w*)\s+in\b)/
    .exec(tag)
    ?.slice(1)
    .find((name) => name !== undefined)

/** The name that a tag of another tool defines. */
const givenElsewhere = ({ name, text }: LiquidPiece): string | undefined =>
  ({ catalog_items: 'items', catalog: 'catalog_item' })[name] ?? /:save\s+(\w+)/.exec(text)?.[1]

const missingLines = (text: string, repair: string): string =>
  '\n'.repeat(Math.max(0, text.split('\n').length - repair.split('\n').length))

function checkPiece(
  piece: PlacedPiece,
  open: Open[],
  unknown: Set<string>,
  renderer: LiquidChecks,
  at: number,
): Checked {
  const { kind, text, name, unclosed } = piece
  if (kind === 'text') return { repair: text }
  const checked =
    kind === 'output' ? checkOutput(text, renderer) : checkTag(piece, open, unknown, renderer, at)
  if (!unclosed) return checked
  const opening = text.slice(0, 2)
  const said = {
    problem: `${opening} is never closed`,
    fix: `Close it with ${kind === 'output' ? '}}' : '%}'}`,
  }
  const repaired = name in BLOCKS ? checked.repair : checked.said ? '' : checked.repair
  return { said, repair: repaired }
}

function checkTag(
  piece: PlacedPiece,
  open: Open[],
  unknown: Set<string>,
  renderer: LiquidChecks,
  at: number,
): Checked {
  const { text, name, line, place } = piece
  const middle = MIDDLES[name]
  if (name === 'else' && /^\{%-?\s*else\s+if\b/.test(text))
    return {
      said: { problem: '{% else if %} is not a tag', fix: 'Write {% elsif … %}' },
      repair: '{% elsif true %}',
    }
  if (name in BLOCKS) {
    open.push({ name, text, line, at, place, middles: [] })
    const said = syntaxOf(text, '', `{% end${name} %}`, renderer)
    return said ? { said, repair: neutral(text, name) } : { repair: text }
  }
  if (middle) {
    const around = open.at(-1)
    if (!around || !middle.of.includes(around.name)) return { said: outside(name), repair: '' }
    around.middles.push(at)
    if (name === 'else') return elseOf(around, text)
    const [before, after] =
      name === 'when' ? ['{% case 1 %}', '{% endcase %}'] : ['{% if true %}', '{% endif %}']
    const said = around.ended
      ? liquidFault('unexpected elsif after else')
      : syntaxOf(text, before, after, renderer)
    return said ? { said, repair: around.ended ? '' : middle.repair } : { repair: text }
  }
  if (ALONE.includes(name)) {
    const said = syntaxOf(text, '', '', renderer)
    const given = /^\{%-?\s*assign\s+([\w-]+)/.exec(text)?.[1]
    return said
      ? { said, repair: given === undefined ? '' : `{% assign ${given} = "stand-in" %}` }
      : { repair: text }
  }
  if (name.startsWith('end')) return closing(piece, open, unknown)
  return unknownTag(piece, open, unknown, at)
}

function elseOf(around: Open, text: string): Checked {
  if (around.ended) return { said: liquidFault('duplicated else'), repair: '' }
  around.ended = around.name !== 'case'
  return withNothingAfter('else', text)
}

/** A tag that only divides or closes a block takes no values. */
function withNothingAfter(name: string, text: string): Checked {
  if (new RegExp(`^\\{%-?\\s*${name}\\s*-?%\\}$`).test(text)) return { repair: text }
  const fix = name === 'else' ? ', or {% elsif … %} with a condition' : ''
  return {
    said: {
      problem: `{% ${name} %} takes nothing after its name`,
      fix: `Write {% ${name} %}${fix}`,
    },
    repair: `{% ${name} %}`,
  }
}

/** Keeps the name of the loop variable, so that the Liquid that uses it still parses. */
const neutral = (text: string, name: string): string => {
  return (BLOCKS[name] ?? '').replace('stand_in', givenName(text) ?? 'stand_in')
}

const outside = (name: string): ProblemAndFix => ({
  problem: `{% ${name} %} is outside ${MIDDLES[name]?.of.map((one) => `{% ${one} %}`).join(', ')}`,
  fix: 'Remove it, or put it into the block it belongs to',
})

function closing(piece: PlacedPiece, open: Open[], unknown: Set<string>): Checked {
  const { text, name, place } = piece
  const block = name.slice(3)
  if (!(block in BLOCKS)) {
    // The opening of an unknown block was already reported.
    if (unknown.has(block)) return { repair: '' }
    const last = open.at(-1)
    const near = last && nearestName(name, [`end${last.name}`])
    if (near !== undefined) open.pop()
    const fix = near === undefined ? 'Remove it: there is nothing to close' : `Write {% ${near} %}`
    return {
      said: { problem: `There is no tag {% ${name} %}`, fix },
      repair: near === undefined ? '' : `{% ${near} %}`,
    }
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
      said: {
        problem: `{% ${name} %} closes {% ${last.name} %} of line ${last.line}`,
        fix: `Write {% end${last.name} %}`,
      },
      repair: `{% end${last.name} %}`,
    }
  }
  if (!last || (isElsewhere && !open.some((one) => one.name === block)))
    return {
      said: {
        problem: `{% ${name} %} has no opening tag`,
        fix: `Remove it, or open it with {% ${block} … %}`,
      },
      repair: '',
    }
  open.pop()
  const inner = closing({ ...piece, text, name }, open, unknown)
  return {
    said: {
      ...liquidFault(`tag ${last.text} not closed`),
      fix: `Add {% end${last.name} %} before {% ${name} %} of line ${piece.line}`,
    },
    line: last.line,
    repair: `{% end${last.name} %}${inner.repair}`,
  }
}

function unknownTag(
  { text, name, line, place }: PlacedPiece,
  open: Open[],
  unknown: Set<string>,
  at: number,
): Checked {
  const foreign = FOREIGN_TAGS[name]
  unknown.add(name)
  if (foreign)
    return {
      said: {
        problem: `{% ${name} %} is ${owned(foreign.tool)}, and Rekindle does not have it`,
        fix: foreign.fix,
      },
      repair:
        foreign.repair === '{% elsif true %}' && open.at(-1)?.name !== 'if'
          ? ''
          : (foreign.repair ?? assigned(text)),
    }
  const near = nearestTag(name)
  const block = near !== undefined && near in BLOCKS ? near : undefined
  if (block !== undefined) {
    unknown.delete(name)
    open.push({ name: block, text, line, at, place, middles: [] })
  }
  const end = near !== undefined && ENDS.includes(near) && open.at(-1) ? `{% ${near} %}` : ''
  if (end !== '') open.pop()
  return {
    said: {
      problem: name === '' ? 'A tag has no name' : `There is no tag {% ${name} %}`,
      fix:
        near === undefined
          ? `The tags are ${TAGS}; close each block with its own end tag`
          : `Write {% ${near} %}`,
    },
    repair: block === undefined ? end : neutral(text, block),
  }
}

/** Names defined by `with` and `set`, so that later uses still resolve. */
const assigned = (text: string): string => {
  const name = /^\{%-?\s*(?:with|set|let)\s+([A-Za-z_]\w*)\s*=/.exec(text)?.[1]
  return name === undefined ? '' : `{% assign ${name} = "stand-in" %}`
}

/** Corrects misspelt short names: fi is if, ofr is for. */
const nearestTag = (name: string): string | undefined => {
  const known = [...NAMES, ...ENDS].filter((one) => one !== '#')
  const sorted = [...name].sort().join('')
  return nearestName(name, known) ?? known.find((one) => [...one].sort().join('') === sorted)
}
