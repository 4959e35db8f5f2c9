/** Finds unknown names in a mail's Liquid, and values that some customers lack. */
import { classFaults } from './check-classes.ts'
import { guardFaults } from './check-guards.ts'
import type { CheckedLiquid } from './check-liquid.ts'
import { fieldFaults } from './check-product-fields.ts'
import type { Fault } from './fault.ts'
import type { Corrected } from './foreign-faults.ts'
import {
  isMadeBy,
  loopsAround,
  pieceAt,
  pieceOf,
  piecesUsing,
  rootOf,
  usesName,
  writtenPath,
} from './liquid-names.ts'
import { type LiquidPiece, liquidPieces } from './liquid-pieces.ts'
import { givenName } from './liquid-tags.ts'
import { type Found, isTooMuch, nameFault, type Unsure } from './name-faults.ts'
import type { LiquidChecks } from './render-port.ts'
import { differing, type SampleCustomer } from './sample-customers.ts'
import { sentenceKey } from './sentence-key.ts'
import { numbered, STAND_IN } from './stand-in.ts'
import { nearestVariable } from './variable-fixes.ts'

/** Each round can reveal faults that the previous one hid; this many are always enough. */
const MOST_ROUNDS = 8

type Checking = {
  readonly file: string
  readonly samples: readonly SampleCustomer[]
  readonly renderer: LiquidChecks
  readonly pieces: LiquidPiece[]
  readonly repaired: Set<number>
  readonly unsure: Unsure[]
  readonly loose: ReadonlySet<number>
  readonly faults: Fault[]
}

/**
 * Renders the source for each sample and replaces what fails until nothing does, so that every
 * fault is found.
 *
 * @example checkNames('a.en.mjml', checkLiquid(file, source, renderer), samples, renderer).faults
 */
export function checkNames(
  file: string,
  { text, unsure, loose }: CheckedLiquid,
  samples: readonly SampleCustomer[],
  renderer: LiquidChecks,
): Corrected {
  const pieces = [...liquidPieces(text)]
  const checking: Checking = {
    file,
    samples,
    renderer,
    pieces,
    repaired: new Set(),
    unsure: unsure.map(({ name, offset }) => ({ name, index: pieceOf(pieces, offset) })),
    loose: new Set(loose.map((offset) => pieceOf(pieces, offset))),
    faults: [],
  }
  if (samples.length > 0) checkFields(checking)
  checkRounds(checking)
  // A name that is corrected can show what is compared with it.
  if (checking.repaired.size > 0 && checkFields(checking)) checkRounds(checking)
  // Rendered as it would be: each piece that failed is replaced by now.
  if (samples.length > 0) checking.faults.push(...guardFaults(checking))
  const replaced = pieces.flatMap(({ line, text: repair, source }) =>
    repair === source ? [] : { line, source, repair },
  )
  return { faults: withoutRepeats(checking.faults), text: textOf(pieces), replaced }
}

/** Whether it found any. */
function checkFields(checking: Checking): boolean {
  const { file, pieces } = checking
  const found = [...fieldFaults(file, checking), ...classFaults(file, pieces)]
  for (const { fault, index, meant } of found) {
    checking.faults.push(fault)
    put(checking, index, meant)
  }
  return found.length > 0
}

function checkRounds(checking: Checking): void {
  for (let round = 0; round < MOST_ROUNDS; round += 1) if (!checkRound(checking)) return
}

const textOf = (pieces: readonly LiquidPiece[]): string => pieces.map(({ text }) => text).join('')

const withoutRepeats = (faults: readonly Fault[]): readonly Fault[] => [
  ...new Map(
    faults.map((fault) => [`${fault.line} ${sentenceKey(fault.problem)}`, fault]),
  ).values(),
]

/** Whether anything was replaced, so that another round can find more. */
function checkRound(checking: Checking): boolean {
  const { pieces, repaired } = checking
  const text = textOf(pieces)
  const before = new Set(repaired)
  const said = new Set<string>()
  const replaced = new Set<number>()
  let isChanged = false
  let isTooMuchSaid = false
  for (const found of foundIn(text, checking)) {
    const { name, customer, problem } = found
    if (isTooMuch(problem) && isTooMuchSaid) continue
    if (isTooMuch(problem)) isTooMuchSaid = true
    const loops = isTooMuch(problem) ? loopsAround(found.use, pieces) : []
    const at = loops.length > 0 ? loops : found.at
    // Faults that follow from a replaced piece show in the next round if they remain.
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

/** Each failure, for the first customer it affects. */
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
  const same = Map.groupBy(found, ({ use, problem }) => `${use} ${problem}`)
  return [...same.values()].flatMap(([first]) => first ?? [])
}

/** Replaces a piece with what was meant, or with something that always exists. */
function replace(
  checking: Checking,
  index: number,
  name: string | undefined,
  near: string | undefined,
): boolean {
  const text = checking.pieces[index]?.text ?? ''
  const isMeant = name !== undefined && near !== undefined && !checking.repaired.has(index)
  const meant = isMeant ? text.replaceAll(new RegExp(usesName(name), 'g'), near) : text
  checking.repaired.add(index)
  return put(checking, index, meant === text ? undefined : meant)
}

function put({ pieces, unsure }: Checking, index: number, meant: string | undefined): boolean {
  const piece = pieces[index]
  if (!piece) return false
  const text = meant ?? numbered(inItsPlace(piece), `name ${index}`)
  if (text === piece.text) return false
  const given = givenName(piece.text)
  if (given !== undefined && meant === undefined) unsure.push({ name: given, index })
  pieces[index] = { ...piece, text: text + '\n'.repeat(lost(piece.text, text)) }
  return true
}

const lost = (from: string, to: string): number =>
  Math.max(0, from.split('\n').length - to.split('\n').length)

function inItsPlace({ kind, name, text }: LiquidPiece): string {
  if (kind === 'output') return STAND_IN
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
