/** Finds unknown names in a mail's Liquid, and values that some customers lack. */
import { classFaults } from './check-classes.ts'
import { type CheckedLiquid, givenName } from './check-liquid.ts'
import { fieldFaults } from './check-product-fields.ts'
import type { Fault } from './fault.ts'
import type { Repaired } from './foreign-faults.ts'
import {
  isMadeBy,
  pieceAt,
  pieceOf,
  piecesUsing,
  rootOf,
  usesName,
  writtenPath,
} from './liquid-names.ts'
import { type LiquidPiece, liquidPieces } from './liquid-pieces.ts'
import { type Found, nameFault, type Unsure } from './name-faults.ts'
import type { LiquidChecks } from './render-port.ts'
import { differing, type SampleCustomer } from './sample-customers.ts'
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
  readonly repairs: CheckedLiquid['repairs']
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
  if (samples.length > 0)
    for (const { fault, index, meant } of [
      ...fieldFaults(file, checking),
      ...classFaults(file, pieces),
    ]) {
      checking.faults.push(fault)
      put(checking, index, meant)
    }
  for (let round = 0; round < MOST_ROUNDS; round += 1) if (!checkRound(checking)) break
  return { faults: withoutRepeats(checking.faults), text: textOf(pieces) }
}

const textOf = (pieces: readonly LiquidPiece[]): string => pieces.map(({ text }) => text).join('')

const withoutRepeats = (faults: readonly Fault[]): readonly Fault[] => [
  ...new Map(faults.map((fault) => [`${fault.line} ${fault.problem}`, fault])).values(),
]

/** Whether anything was replaced, so that another round can find more. */
function checkRound(checking: Checking): boolean {
  const { pieces, repaired } = checking
  const text = textOf(pieces)
  const before = new Set(repaired)
  const said = new Set<string>()
  const replaced = new Set<number>()
  let isChanged = false
  for (const found of foundIn(text, checking)) {
    const { name, at, customer } = found
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
  const text = meant ?? inItsPlace(piece)
  if (text === piece.text) return false
  const given = givenName(piece.text)
  if (given !== undefined && meant === undefined) unsure.push({ name: given, index })
  pieces[index] = { ...piece, text: text + '\n'.repeat(lost(piece.text, text)) }
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
