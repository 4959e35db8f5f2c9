/**
 * Recommendations and parts of a name that not every customer has, used under a condition that no
 * sample fulfils: `{% if month == "12" %}{{ recommendations.first.title }}{% endif %}`. A mail that
 * asks for them without a guard is refused whatever its other conditions say, because a condition
 * on a date, a zone or an id holds for some customer, some day.
 */
import type { Fault } from './fault.ts'
import { pieceAt, usesName, writtenPath } from './liquid-names.ts'
import type { LiquidPiece } from './liquid-pieces.ts'
import { BLOCKS, ENDS, givenName, MIDDLES } from './liquid-tags.ts'
import { nameFault, type Source } from './name-faults.ts'
import type { LiquidChecks } from './render-port.ts'
import type { SampleCustomer } from './sample-customers.ts'

type Guarding = Source & {
  readonly samples: readonly SampleCustomer[]
  readonly renderer: LiquidChecks
  /** Pieces of which a fault is reported already. */
  readonly repaired: ReadonlySet<number>
}

/** What a customer may lack, and how much of it a sample has; undefined if it lacks nothing. */
const LACKING: readonly {
  readonly names: readonly string[]
  readonly has: (sample: SampleCustomer) => number | undefined
}[] = [
  {
    names: ['recommendations'],
    has: ({ variables: { recommendations } }) =>
      recommendations.length > 1 ? undefined : recommendations.length,
  },
  {
    names: ['customer.name', 'customer.firstName'],
    has: ({ variables: { customer } }) => {
      const words = customer.name.split(/\s+/).filter((word) => word !== '').length
      return words > 1 ? undefined : words
    },
  },
]

/** Faults that show only when a condition holds that no sample fulfils. */
export function guardFaults(given: Guarding): readonly Fault[] {
  const { pieces } = given
  if (!pieces.some(({ name, text }) => (CHOICES.has(name) || name in MIDDLES) && varies(text)))
    return []
  return LACKING.flatMap(({ names, has }) => {
    const kinds = Map.groupBy(given.samples, has)
    const customers = [...kinds].flatMap(([kind, [first]]) =>
      kind !== undefined && first ? [first] : [],
    )
    const isAbout = aboutNames(names, pieces)
    return openedPaths(pieces, isAbout).flatMap((path) =>
      faultsOnPath(given, path, { isAbout, customers }),
    )
  })
}

type Block = {
  readonly tag: string
  /** The pieces of its own tags so far: the opening one, then elsif, when and else. */
  readonly branches: number[]
}

/** A way into a part of the mail: the branches to take, and the pieces it leads to. */
type Path = { readonly taken: ReadonlyMap<string, number>; readonly leadsTo: ReadonlySet<number> }

/** The blocks that show a part or leave it out. */
const CHOICES: ReadonlySet<string> = new Set(['if', 'unless', 'case'])

/** Calls `visit` for each piece with the blocks around it, outermost first. */
function walk(
  pieces: readonly LiquidPiece[],
  visit: (index: number, around: readonly Block[]) => void,
): void {
  const open: Block[] = []
  for (const [index, { kind, name }] of pieces.entries()) {
    if (kind === 'tag' && name in MIDDLES) open.at(-1)?.branches.push(index)
    if (kind === 'tag' && ENDS.includes(name)) open.pop()
    if (kind !== 'text') visit(index, open)
    if (kind === 'tag' && name in BLOCKS) open.push({ tag: name, branches: [index] })
  }
}

/** Made once for a set of names, since every piece of a mail is asked. */
function mentioning(names: Iterable<string>): Mentions {
  const patterns = [...names].map(usesName)
  return (text) => patterns.some((pattern) => pattern.test(text))
}

type Mentions = (text: string) => boolean

/** Whether a text uses the given names, or what the mail makes because of them. */
function aboutNames(names: readonly string[], pieces: readonly LiquidPiece[]): Mentions {
  const about = new Set(names)
  const textOf = (index: number) => pieces[index]?.text ?? ''
  for (;;) {
    const before = about.size
    const isAbout = mentioning(about)
    walk(pieces, (index, around) => {
      const follows =
        isAbout(textOf(index)) ||
        around.some(({ branches }) => branches.some((one) => isAbout(textOf(one))))
      if (!follows) return
      const captures = around.filter(({ tag }) => tag === 'capture')
      for (const giver of [index, ...captures.flatMap(({ branches }) => branches)]) {
        const given = givenName(textOf(giver))
        if (given !== undefined) about.add(given)
      }
    })
    if (about.size === before) return isAbout
  }
}

const QUOTED = /"[^"]*"|'[^']*'/g
/** The same in every mail of a language. */
const CONSTANT = /^(?:content|locale)$/
const WORDS = new Set([
  ...Object.keys(BLOCKS),
  ...Object.keys(MIDDLES),
  'and',
  'or',
  'not',
  'contains',
  'in',
])
const VALUES = new Set(['true', 'false', 'nil', 'null', 'empty', 'blank'])

/** Whether it can hold for one customer or day and not for another. */
function varies(text: string): boolean {
  const roots = text.replace(QUOTED, '').match(/(?<![\w.])[A-Za-z_]\w*/g) ?? []
  return roots.some((root) => !WORDS.has(root) && !VALUES.has(root) && !CONSTANT.test(root))
}

/** Each way past conditions that vary and are about something else, to what is about it. */
function openedPaths(pieces: readonly LiquidPiece[], isAbout: Mentions): readonly Path[] {
  const textOf = (index: number) => pieces[index]?.text ?? ''
  const paths = new Map<string, { taken: Map<string, number>; leadsTo: Set<number> }>()
  walk(pieces, (index, around) => {
    if (!isAbout(textOf(index))) return
    const passed = around.filter(
      ({ tag, branches }) =>
        CHOICES.has(tag) &&
        branches.every((one) => !isAbout(textOf(one))) &&
        branches.some((one) => varies(textOf(one))),
    )
    if (passed.length === 0) return
    const taken = new Map(
      passed.map(({ branches }) => [textOf(branches[0] ?? index), branches.length - 1]),
    )
    const key = JSON.stringify([...taken])
    const path = paths.get(key) ?? { taken, leadsTo: new Set() }
    paths.set(key, { taken, leadsTo: path.leadsTo.add(index) })
  })
  return [...paths.values()]
}

/** The mail with the branches of a path entered; every piece keeps its length and lines. */
function opened(pieces: readonly LiquidPiece[], { taken }: Path): string {
  const texts = pieces.map(({ text }) => text)
  const decide = (index: number, tag: string) => {
    const text = texts[index] ?? ''
    const rest = text.slice(tag.length + 2, -2).replace(/[^\n]/g, ' ')
    texts[index] = `{%${tag}${rest}%}`
  }
  const open: { readonly tag: string; readonly branch: number | undefined; at: number }[] = []
  for (const [index, { kind, name, text }] of pieces.entries()) {
    if (kind !== 'tag') continue
    const block = open.at(-1)
    if (name in BLOCKS) {
      const branch = taken.get(text)
      open.push({ tag: name, branch, at: 0 })
      if (branch === undefined) continue
      if (name === 'if') decide(index, branch === 0 ? 'if 1' : 'if 0')
      if (name === 'unless') decide(index, branch === 0 ? 'unless 0' : 'unless 1')
      if (name === 'case') decide(index, 'case 1')
    } else if (name in MIDDLES && block) {
      block.at += 1
      if (block.branch === undefined || name === 'else') continue
      const isTaken = block.at === block.branch
      if (name === 'elsif') decide(index, isTaken ? 'elsif 1' : 'elsif 0')
      if (name === 'when') decide(index, isTaken ? 'when 1' : 'when 2')
    } else if (ENDS.includes(name)) open.pop()
  }
  return texts.join('')
}

function faultsOnPath(
  given: Guarding,
  path: Path,
  { isAbout, customers }: { isAbout: Mentions; customers: readonly SampleCustomer[] },
): readonly Fault[] {
  const { pieces, renderer, repaired } = given
  const text = opened(pieces, path)
  const said = new Set<number>()
  return customers.flatMap((customer) =>
    renderer.check(text, customer.variables).faults.flatMap(({ line, column, problem }) => {
      const name = /^undefined variable: (\S+)/.exec(problem)?.[1]
      const use = pieceAt(pieces, line, column)
      if (name === undefined || !path.leadsTo.has(use) || repaired.has(use) || said.has(use))
        return []
      if (!isAbout(name)) return []
      said.add(use)
      const at = [use]
      const found = { line, problem, name, path: writtenPath(name, at, pieces), use, at, customer }
      return nameFault(given, { ...found, isKnown: false }) ?? []
    }),
  )
}
