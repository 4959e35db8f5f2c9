/** Names in a mail's Liquid that no mail has, and values that some customer lacks. */
import type { MailVariables } from '../domain/mail-variables.ts'
import { type CheckedLiquid, givenName } from './check-liquid.ts'
import type { Fault } from './fault.ts'
import type { Repaired } from './foreign-faults.ts'
import { foreignVariable } from './foreign-names.ts'
import { owned } from './foreign-syntax.ts'
import { liquidFault } from './liquid-messages.ts'
import { type LiquidPiece, liquidPieces } from './liquid-pieces.ts'
import type { LiquidChecks } from './render-port.ts'
import { SAMPLE_PRODUCT } from './sample-file.ts'
import { fixForVariable, nearestVariable } from './variable-fixes.ts'

/** Each round may show what the one before it hid; more are never needed. */
const MOST_ROUNDS = 8

/** Whom a value is empty for, by the variable it is made of. */
const LACKING: readonly (readonly [path: RegExp, who: string])[] = [
  [/^customer\b/, 'with no name'],
  [/^recommendations\b/, 'with no recommendations'],
  [/^lifecycle\b/, 'with no purchase'],
  [/^value\b/, 'with no forecast'],
]
const ANYONE = 'of whom little is known'

type Checking = {
  readonly file: string
  readonly samples: readonly MailVariables[]
  readonly renderer: LiquidChecks
  readonly pieces: LiquidPiece[]
  readonly repaired: Set<number>
  readonly unsure: Set<string>
  readonly repairs: CheckedLiquid['repairs']
  readonly faults: Fault[]
}

/**
 * Renders the source for each sample, replaces what fails and goes on, so that all of it is found.
 *
 */
export function checkNames(
  file: string,
  { text, unsure, repairs }: CheckedLiquid,
  samples: readonly MailVariables[],
  renderer: LiquidChecks,
): Repaired {
  const checking: Checking = {
    file,
    samples,
    renderer,
    pieces: [...liquidPieces(text)],
    repaired: new Set(),
    unsure: new Set(unsure),
    repairs,
    faults: [],
  }
  if (samples.length > 0) misspeltFields(checking)
  for (let round = 0; round < MOST_ROUNDS; round += 1) if (!checkRound(checking)) break
  return { faults: withoutRepeats(checking.faults), text: textOf(checking.pieces) }
}

const textOf = (pieces: readonly LiquidPiece[]): string => pieces.map(({ text }) => text).join('')

const withoutRepeats = (faults: readonly Fault[]): readonly Fault[] => [
  ...new Map(faults.map((fault) => [`${fault.line} ${fault.problem}`, fault])).values(),
]

/** Whether anything was replaced, so that another round may find more. */
function checkRound(checking: Checking): boolean {
  const { samples, renderer, pieces } = checking
  const text = textOf(pieces)
  const found = samples.flatMap((sample, index) =>
    renderer.check(text, sample).faults.map(({ line, problem }) => {
      const name = /^undefined variable: (\S+)/.exec(problem)?.[1]
      return { line, problem, name, at: piecesUsing(pieces, line, name), sample, index }
    }),
  )
  // The same for several customers is one fault, in the words for the customer known best.
  const once = new Map(found.toReversed().map((one) => [`${one.line} ${one.problem}`, one]))
  let isChanged = false
  for (const { line, problem, name, at, sample, index } of [...once.values()].toReversed()) {
    const isSaid = at.length > 0 && at.every((one) => checking.repaired.has(one))
    const path = name && writtenPath(name, at, pieces)
    if (!isSaid) note(checking, line, problem, path, sample, index === 0)
    const near = name && !isSaid ? nearestVariable(name, sample, text) : undefined
    for (const one of at) isChanged = replace(checking, one, name, near) || isChanged
  }
  return isChanged
}

function note(
  { file, faults, unsure, pieces, repairs }: Checking,
  line: number,
  problem: string,
  name: string | undefined,
  sample: MailVariables,
  isKnown: boolean,
): void {
  if (name === undefined) {
    faults.push({ file, line, ...liquidFault(problem) })
    return
  }
  const root = rootOf(name)
  if (unsure.has(root)) return
  const isOwn = Object.hasOwn(sample, root)
  const isSaid = repairs.some((one) => one.line === line && usesName(name).test(one.text))
  if (isSaid && !isOwn) return
  const givers = pieces.filter(({ text }) => givenName(text) === root)
  const isLacking = givers.length > 0 && !(isKnown && name !== root)
  if (isLacking || (isOwn && root === 'recommendations')) {
    const who = isKnown ? 'for the sample customer' : `for a customer ${whoLacks(name, pieces)}`
    const fallback =
      root === 'recommendations'
        ? 'Write {% for item in recommendations %}, and in it {{ item.title }}'
        : name === root
          ? `Write {{ ${name} | default: "…" }}, or put {% if ${root} %}…{% endif %} around it`
          : `Put {% if ${root} %}…{% endif %} around it`
    faults.push({
      file,
      line,
      field: name,
      problem: `${shown(name)} is empty ${who}`,
      fix: fallback,
    })
    return
  }
  const unknown = isOwn ? name : root
  faults.push(missing(file, line, name, fixForVariable(unknown, sample, textOf(pieces))))
}

function missing(file: string, line: number, name: string, fix: string): Fault {
  const foreign = foreignVariable(name)
  const problem = `There is no variable ${name}`
  return foreign
    ? {
        file,
        line,
        field: name,
        problem: `${problem}: it is ${owned(foreign.tool)}`,
        fix: foreign.fix,
      }
    : { file, line, field: name, problem, fix }
}

/** liquidjs names an item of a list as a field. */
const shown = (name: string): string => name.replace(/\.(\d+)(?=\.|$)/g, '[$1]')

const rootOf = (name: string): string => name.split(/[.[]/, 1)[0] ?? name

/** Follows a name to what it was made of. */
function whoLacks(
  name: string,
  pieces: readonly LiquidPiece[],
  seen: readonly string[] = [],
): string {
  const known = LACKING.find(([path]) => path.test(name))?.[1]
  if (known !== undefined) return known
  const root = rootOf(name)
  if (seen.includes(root)) return ANYONE
  for (const { text } of pieces) {
    if (givenName(text) !== root) continue
    const from = /(?:=|\bin)\s+(?:\w+\s+)?([A-Za-z_][\w.]*)/.exec(text)?.[1]
    const who = from === undefined ? ANYONE : whoLacks(from, pieces, [...seen, root])
    if (who !== ANYONE) return who
  }
  return ANYONE
}

const usesName = (name: string): RegExp =>
  new RegExp(`(?<![\\w.'"])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w])`)

/** Whole, where only its beginning is missing: person.first_name and not person. */
function writtenPath(name: string, at: readonly number[], pieces: readonly LiquidPiece[]): string {
  if (name.includes('.')) return name
  const path = new RegExp(`${usesName(name).source}(?:\\.[A-Za-z_]\\w*)*`)
  const found = at.map((index) => path.exec(pieces[index]?.text ?? '')?.[0])
  return found.find((one) => one !== undefined) ?? name
}

/** By their places in `pieces`. */
function piecesUsing(
  pieces: readonly LiquidPiece[],
  line: number,
  name?: string,
): readonly number[] {
  const here = pieces.flatMap(({ kind, text, line: first }, index) =>
    kind !== 'text' && first <= line && line < first + text.split('\n').length ? [index] : [],
  )
  if (name === undefined) return here
  for (const wanted of [name, rootOf(name)]) {
    const using = here.filter((index) => usesName(wanted).test(pieces[index]?.text ?? ''))
    if (using.length > 0) return using
  }
  return here
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
    name !== undefined && near !== undefined && !repaired.has(index)
      ? piece.text.replaceAll(new RegExp(usesName(name), 'g'), near)
      : inItsPlace(piece)
  repaired.add(index)
  if (meant === piece.text) return false
  const given = givenName(piece.text)
  if (given !== undefined && near === undefined) unsure.add(given)
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
  const givers = Map.groupBy(
    pieces.filter(({ text }) => givenName(text) !== undefined),
    ({ text }) => givenName(text) ?? '',
  )
  const products = [...givers].flatMap(([name, tags]) =>
    !unsure.has(name) && tags.every(({ text }) => IS_PRODUCT.test(text)) ? [name] : [],
  )
  if (products.length === 0) return
  const field = new RegExp(`(?<![\\w.])(${products.join('|')})\\.([A-Za-z_]\\w*)`, 'g')
  for (const [index, { kind, text, line }] of pieces.entries()) {
    if (kind === 'text') continue
    for (const [path, name = '', last = ''] of text.replace(QUOTED, '').matchAll(field)) {
      if (PRODUCT_FIELDS.has(last)) continue
      const fields = Object.keys(SAMPLE_PRODUCT)
      const near = nearestVariable(path, sample, `{% for ${name} in recommendations %}`)
      const there = fields.map((one) => `${name}.${one}`).join(', ')
      const fix = near === undefined ? `Write one of ${there}` : `Write ${near}; there are ${there}`
      checking.faults.push(missing(file, line, path, fix))
      replace(checking, index, path, near)
      repaired.add(index)
    }
  }
}

const IS_PRODUCT =
  /^\{%-?\s*(?:for\s+\w+\s+in\s+recommendations\b|assign\s+\w+\s*=\s*recommendations(?:\s*\|\s*(?:first|last)\s*-?%|\[\d+\]\s*-?%|\.(?:first|last)\s*-?%))/
