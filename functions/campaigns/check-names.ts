/** Names in a mail's Liquid that no mail has, and values that some customer lacks. */
import { type CheckedLiquid, givenName } from './check-liquid.ts'
import type { Fault } from './fault.ts'
import type { Repaired } from './foreign-faults.ts'
import {
  giversFor,
  isMadeBy,
  pieceAt,
  pieceOf,
  piecesUsing,
  rootOf,
  usesName,
  writtenPath,
} from './liquid-names.ts'
import { type LiquidPiece, liquidPieces } from './liquid-pieces.ts'
import { type Found, missingFault, nameFault, type Unsure } from './name-faults.ts'
import type { LiquidChecks } from './render-port.ts'
import { differing, type SampleCustomer } from './sample-customers.ts'
import { SAMPLE_PRODUCT } from './sample-file.ts'
import { nearestVariable } from './variable-fixes.ts'

/** Each round may show what the one before it hid; more are never needed. */
const MOST_ROUNDS = 8

type Checking = {
  readonly file: string
  readonly samples: readonly SampleCustomer[]
  readonly renderer: LiquidChecks
  readonly pieces: LiquidPiece[]
  readonly repaired: Set<number>
  readonly unsure: Unsure[]
  readonly repairs: CheckedLiquid['repairs']
  readonly faults: Fault[]
}

/**
 * Renders the source for each sample, replaces what fails and goes on, so that all of it is found.
 *
 * @example checkNames('a.en.mjml', checkLiquid(file, source, renderer), samples, renderer).faults
 */
export function checkNames(
  file: string,
  { text, unsure, repairs }: CheckedLiquid,
  samples: readonly SampleCustomer[],
  renderer: LiquidChecks,
): Repaired {
  const pieces = [...liquidPieces(text)]
  const checking: Checking = {
    file,
    samples,
    renderer,
    pieces,
    repaired: new Set(),
    unsure: unsure.map(({ name, offset }) => ({ name, index: pieceOf(pieces, offset) })),
    repairs,
    faults: [],
  }
  if (samples.length > 0) misspeltFields(checking)
  for (let round = 0; round < MOST_ROUNDS; round += 1) if (!checkRound(checking)) break
  return { faults: withoutRepeats(checking.faults), text: textOf(pieces) }
}

const textOf = (pieces: readonly LiquidPiece[]): string => pieces.map(({ text }) => text).join('')

const withoutRepeats = (faults: readonly Fault[]): readonly Fault[] => [
  ...new Map(faults.map((fault) => [`${fault.line} ${fault.problem}`, fault])).values(),
]

/** Whether anything was replaced, so that another round may find more. */
function checkRound(checking: Checking): boolean {
  const { pieces, repaired } = checking
  const text = textOf(pieces)
  const before = new Set(repaired)
  const said = new Set<string>()
  const replaced = new Set<number>()
  let isChanged = false
  for (const found of foundIn(text, checking)) {
    const { name, at, customer } = found
    // What follows from a piece that is replaced is seen in the next round, if it is still there.
    if (name && isMadeBy(rootOf(name), replaced, pieces)) continue
    const isSaid = at.length > 0 && at.every((one) => before.has(one))
    const keys = at.map((one) => `${one} ${name && rootOf(name)}`)
    if (!isSaid && !(keys.length > 0 && keys.every((key) => said.has(key)))) {
      const fault = nameFault(checking, found)
      if (fault) checking.faults.push(fault)
    }
    for (const key of keys) said.add(key)
    const near = name && !isSaid ? nearestVariable(name, customer.variables, text) : undefined
    for (const one of at) {
      if (!replace(checking, one, name, near)) continue
      isChanged = true
      replaced.add(one)
    }
  }
  return isChanged
}

/** What fails, for the first of the customers for whom it does. */
function foundIn(text: string, { samples, renderer, pieces }: Checking): readonly Found[] {
  const { uses } = renderer.check(text)
  const found = differing(samples, uses).flatMap((customer, index) =>
    renderer.check(text, customer.variables).faults.map(({ line, column, problem }): Found => {
      const name = /^undefined variable: (\S+)/.exec(problem)?.[1]
      const isKnown = index === 0
      const use = pieceAt(pieces, line, column)
      const where = { line, problem, use, customer, isKnown }
      if (name === undefined) return { ...where, at: [use] }
      const isHere = usesName(rootOf(name)).test(pieces[use]?.text ?? '')
      const at = isHere ? [use] : piecesUsing(pieces, line, name)
      return { ...where, name, path: writtenPath(name, at, pieces), at }
    }),
  )
  const first = new Map(found.toReversed().map((one) => [`${one.use} ${one.problem}`, one]))
  return [...first.values()].toReversed()
}

/** Puts what was meant in its place, or something that is always there. */
function replace(
  { pieces, repaired, unsure }: Checking,
  index: number,
  name: string | undefined,
  near: string | undefined,
): boolean {
  const piece = pieces[index]
  if (!piece) return false
  const meant =
    name !== undefined && near !== undefined && near !== name && !repaired.has(index)
      ? piece.text.replaceAll(new RegExp(usesName(name), 'g'), near)
      : inItsPlace(piece)
  repaired.add(index)
  if (meant === piece.text) return false
  const given = givenName(piece.text)
  if (given !== undefined && near === undefined) unsure.push({ name: given, index })
  pieces[index] = { ...piece, text: meant + '\n'.repeat(lost(piece.text, meant)) }
  return true
}

const lost = (from: string, to: string): number =>
  Math.max(0, from.split('\n').length - to.split('\n').length)

function inItsPlace({ kind, name, text }: LiquidPiece): string {
  if (kind === 'output') return '{{ shop.url }}'
  const given = givenName(text) ?? 'stand_in'
  switch (name) {
    case 'if':
    case 'elsif':
      return `{% ${name} true %}`
    case 'unless':
      return '{% unless false %}'
    case 'for':
      return `{% for ${given} in (1..1) %}`
    case 'case':
    case 'when':
      return `{% ${name} 1 %}`
    case 'assign':
      return `{% assign ${given} = "stand-in" %}`
    case 'echo':
    case 'cycle':
      return ''
  }
  return text
}

const QUOTED = /"[^"]*"|'[^']*'/g
const PRODUCT_FIELDS = new Set([...Object.keys(SAMPLE_PRODUCT), 'size', 'first', 'last'])

/** Of a recommendation under a name of its own, also where no sample leads. */
function misspeltFields(checking: Checking): void {
  const { file, pieces, samples, repaired, unsure } = checking
  const [sample] = samples
  if (!sample) return
  const isProduct = (index: number) =>
    IS_PRODUCT.test(pieces[index]?.text ?? '') && !unsure.some((one) => one.index === index)
  const names = pieces.flatMap(({ text }, index) =>
    isProduct(index) ? (givenName(text) ?? []) : [],
  )
  if (names.length === 0) return
  const field = new RegExp(`(?<![\\w.])(${[...new Set(names)].join('|')})\\.([A-Za-z_]\\w*)`, 'g')
  for (const [index, { kind, text, line }] of pieces.entries()) {
    if (kind === 'text') continue
    for (const [path, name = '', last = ''] of text.replace(QUOTED, '').matchAll(field)) {
      const givers = giversFor(name, index, pieces)
      const isKnown = givers.length > 0 && givers.every((giver) => isProduct(giver.index))
      if (PRODUCT_FIELDS.has(last) || !isKnown) continue
      const fields = Object.keys(SAMPLE_PRODUCT)
      const near = nearestVariable(path, sample.variables, `{% for ${name} in recommendations %}`)
      const there = fields.map((one) => `${name}.${one}`).join(', ')
      const fix = near === undefined ? `Write one of ${there}` : `Write ${near}; there are ${there}`
      checking.faults.push(missingFault(file, line, path, fix))
      replace(checking, index, path, near)
      repaired.add(index)
    }
  }
}

const IS_PRODUCT =
  /^\{%-?\s*(?:for\s+\w+\s+in\s+recommendations\b|assign\s+\w+\s*=\s*recommendations(?:\s*\|\s*(?:first|last)\s*-?%|\[\d+\]\s*-?%|\.(?:first|last)\s*-?%))/
