/** Faults of Liquid without a value: an unknown name, or one that is empty for a customer. */
import { CONTEXT_PARTS } from '../domain/context-variables.ts'
import type { FaultSentence } from '../language/faults/fault-words.ts'
import type { GuardPlace } from '../language/faults/name-fault-words.ts'
import { type Fault, type FaultSentences, sentences } from './fault.ts'
import { foreignVariable } from './foreign-names.ts'
import { liquidFault } from './liquid-messages.ts'
import { asWritten, giversFor, giversOf, loopsAround, rootOf } from './liquid-names.ts'
import type { LiquidPiece } from './liquid-pieces.ts'
import { replacedFault } from './replaced-names.ts'
import type { SampleCustomer } from './sample-customers.ts'
import { fixForVariable, replacementFor } from './variable-fixes.ts'

/** Names whose values are unknown, with the piece that defines them. */
export type Unsure = { readonly name: string; readonly index: number }

export type Found = {
  readonly line: number
  /** The message of liquidjs. */
  readonly problem: string
  /** The name without a value as liquidjs writes it: parts.1. */
  readonly name?: string
  /** The whole name as written. */
  readonly path?: string
  /** The piece that fails. */
  readonly use: number
  /** Every piece on that line that fails in the same way. */
  readonly at: readonly number[]
  readonly customer: SampleCustomer
  /** Whether it also fails for the sample itself. */
  readonly isKnown: boolean
}

export type Source = {
  readonly file: string
  readonly pieces: readonly LiquidPiece[]
  readonly unsure: readonly Unsure[]
  /** The pieces whose names may not be variables. */
  readonly loose: ReadonlySet<number>
}

/** Undefined if it follows from a reported fault. */
export function nameFault(source: Source, found: Found): Fault | undefined {
  const { file, pieces, unsure, loose } = source
  const { line, problem, name, path = name, use, customer, isKnown } = found
  if (name === undefined || path === undefined)
    return { file, line, ...ofCustomer(thrown(problem, use, pieces), found) }
  const root = rootOf(path)
  const isOwn = Object.hasOwn(customer.variables, root)
  if (loose.has(use) && !isOwn) return undefined
  const misplaced = isOwn ? undefined : misplacedFault(root, use, line, pieces)
  if (misplaced) return { file, line, field: path, ...misplaced }
  if (isUnsure(root, use, pieces, unsure)) return undefined
  const isGiven = giversOf(root, pieces).length > 0
  const isMisspelt = isKnown && path !== root && !IS_ITEM.test(name)
  if ((isGiven && !isMisspelt) || (isOwn && root === 'recommendations' && IS_ITEM.test(name))) {
    const written = asWritten(path, pieces[use]?.text ?? '')
    const problem: FaultSentence = (w) => w.customers.only(w.names.empty(written), customer.who(w))
    return { file, line, field: path, problem, fix: guardFor(found, pieces) }
  }
  const text = pieces.map((piece) => piece.text).join('')
  const by = replacementFor(path, customer.variables)
  if (by !== undefined) return { file, line, field: path, ...replacedFault(path, by) }
  const fix = fixForVariable(isOwn ? path : root, customer.variables, text)
  return missingFault(file, line, path, fix)
}

const RANGE = /\(.*\.\..*\)/

/** Whether a loop makes too much; whatever comes after it then fails in the same way. */
export const isTooMuch = (problem: string): boolean => problem.includes('limit exceeded')

/** An item of a list, which may be shorter than expected. */
const IS_ITEM = /\.(?:-?\d+|first|last)$/

function thrown(problem: string, use: number, pieces: readonly LiquidPiece[]): FaultSentences {
  const said = liquidFault(problem)
  const text = pieces[use]?.text ?? ''
  if (isTooMuch(problem)) {
    const loop = loopsAround(use, pieces).find((index) => RANGE.test(pieces[index]?.text ?? ''))
    const fix: FaultSentence = (w) => w.liquid.tooManyNumbers
    return loop === undefined ? said : { ...said, fix }
  }
  const divisor = /\b(?:divided_by|modulo)\s*:\s*([A-Za-z_][\w.]*)/.exec(text)?.[1]
  return /^divided by 0/.test(problem) && divisor !== undefined
    ? { ...said, fix: (w) => w.liquid.unlessZero(divisor) }
    : said
}

const ofCustomer = (
  { problem, fix }: FaultSentences,
  { isKnown, customer: { who } }: Found,
): FaultSentences => ({
  problem: isKnown ? problem : (w) => w.customers.only(problem(w), who(w)),
  fix,
})

/** Whether the name was last defined by a wrong piece. */
function isUnsure(
  name: string,
  use: number,
  pieces: readonly LiquidPiece[],
  unsure: readonly Unsure[],
): boolean {
  const wrong = unsure.filter((one) => one.name === name)
  if (wrong.length === 0) return false
  const before = (index: number) => index <= use
  const last = Math.max(...wrong.map(({ index }) => index).filter(before), -1)
  const sure = giversOf(name, pieces).map(({ index }) => index)
  return last < 0 ? !sure.some(before) : sure.every((index) => index <= last || !before(index))
}

/** A name that is used before it is defined, or after its loop. */
function misplacedFault(
  name: string,
  use: number,
  line: number,
  pieces: readonly LiquidPiece[],
): FaultSentences | undefined {
  const givers = giversOf(name, pieces)
  const [first] = givers
  if (!first) return undefined
  if (giversFor(name, use, pieces).length > 0) return undefined
  const { source: text = '', line: given = 0, name: tag } = pieces[first.index] ?? {}
  if (first.until !== undefined) return sentences((w) => w.names.outsideLoop(name, given, text))
  const whole = tag === 'capture' ? `${text}…{% endcapture %}` : text
  return sentences((w) => w.names.assignedBelow(name, given, whole, line))
}

function guardFor(
  { name = '', path = name, use }: Found,
  pieces: readonly LiquidPiece[],
): FaultSentence {
  const written = asWritten(name, pieces[use]?.text ?? '')
  const isOutput = name === path && pieces[use]?.kind === 'output'
  const place: GuardPlace =
    rootOf(name) === 'recommendations' ? 'list' : isOutput ? 'output' : 'tag'
  return (w) => w.names.guard(written, place)
}

/** @param fix used if no other tool has the name */
export function missingFault(file: string, line: number, name: string, fix: FaultSentence): Fault {
  // Our own names, whatever other tools have under them.
  const isContext = CONTEXT_PARTS.some((part) => part === rootOf(name))
  const foreign = isContext ? undefined : foreignVariable(name)
  if (!foreign) return { file, line, field: name, problem: (w) => w.names.noVariable(name), fix }
  return {
    file,
    line,
    field: name,
    problem: (w) => w.foreign.variable(name, foreign.tool),
    fix: (w) => w.foreign.fix(foreign.fix),
  }
}
