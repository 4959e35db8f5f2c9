/**
 * Writes a wrong tag or output as the fix of its fault says, so that the other faults in it show in
 * the same round.
 */
import type { FilterFix } from '../language/faults/liquid-fault-words.ts'
import type { LiquidChecks } from './render-port.ts'
import { STAND_IN, STAND_IN_VALUE } from './stand-in.ts'

export type Repair = {
  /** Absent if only the author knows how to write it. */
  readonly text?: string
  /** Variables that the fix leaves out, but may be used elsewhere in it. */
  readonly mentions?: readonly string[]
  /** Whether its value is unknown until it is fixed. */
  readonly isUnsure?: boolean
}

/** A tag or output on its own. */
export type Written = {
  readonly text: string
  /** Opens and closes the block that it needs. */
  readonly before: string
  readonly after: string
  readonly renderer: LiquidChecks
}

type Position = { readonly line: number; readonly column: number }
type Span = { readonly start: number; readonly end: number }

const QUOTED = /"[^"]*"|'[^']*'/g
const CLOSING = /\s*-?[%}]\}$/
const PARSE_ERROR =
  /^(?:expected|unexpected|invalid|unbalanced|illegal|every line|empty cand|\[ not|tag |output |raw )/
const LITERAL = /^(?:true|false|nil|null|empty|blank)$/
const VARIABLE = /^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*|\[-?\d+\])*$/

/** The same text with the words in quotes replaced; every character keeps its position. */
export const withoutQuotes = (text: string): string =>
  text.replace(QUOTED, (quoted) => `'${'x'.repeat(quoted.length - 2)}'`)

export const problemsIn = ({ text, before, after, renderer }: Written) =>
  renderer.check(`${before}${text}${after}`).faults

/** Whether liquidjs can read it, apart from its filters. */
const isReadable = (written: Written, text: string): boolean =>
  !problemsIn({ ...written, text }).some(({ problem }) => PARSE_ERROR.test(problem))

const put = (text: string, { start, end }: Span, by: string): string =>
  text.slice(0, start) + by + text.slice(end)

/** From `|` to the next one, or to the end of the tag. */
function filterAt(text: string, bar: number): Span {
  const plain = withoutQuotes(text)
  const next = plain.indexOf('|', bar + 1)
  const end = next < 0 ? (CLOSING.exec(plain)?.index ?? plain.length) : next
  return { start: bar, end: bar + text.slice(bar, end).trimEnd().length }
}

const argumentsIn = (filter: string): readonly string[] => {
  const colon = withoutQuotes(filter).indexOf(':')
  if (colon < 0) return []
  const values = filter.slice(colon + 1)
  const plain = withoutQuotes(values)
  const ends = [...plain.matchAll(/,|$/g)].map(({ index }) => index)
  return ends.map((end, index) =>
    values.slice(index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end).trim(),
  )
}

const isVariable = (value: string): boolean => VARIABLE.test(value) && !LITERAL.test(value)

/** @param fix what the author is asked to write */
export function withoutFilter(text: string, name: string, fix: FilterFix): Repair {
  const found = new RegExp(`\\|\\s*${name.replace(/[^\w-]/g, '\\$&')}(?![\\w-])`).exec(
    withoutQuotes(text),
  )
  if (!found) return {}
  const span = filterAt(text, found.index)
  const renamed = (own: string): Repair => ({
    text: put(text, { start: span.start, end: found.index + found[0].length }, `| ${own}`),
  })
  switch (fix.kind) {
    case 'near':
      return renamed(fix.name)
    case 'write':
      return fix.liquid.includes(':')
        ? { text: put(text, span, `| ${fix.liquid}`) }
        : renamed(fix.liquid)
    case 'value': {
      const start = /^\{\{-?\s*/.exec(text)?.[0].length
      return start === undefined ? {} : { text: put(text, { ...span, start }, STAND_IN_VALUE) }
    }
    case 'leave-out': {
      const rest = put(text, span, '').replace(/\s+(?=\||-?[%}]\}$)/g, ' ')
      if (fix.why !== 'unknown') return { text: rest }
      const mentions = argumentsIn(text.slice(span.start, span.end)).filter(isVariable)
      return { text: rest, mentions, isUnsure: true }
    }
  }
}

/** Values that some filter takes. */
const PADDING: readonly (readonly string[])[] = [
  [],
  ['"title"'],
  ['1'],
  ['"UTC"'],
  ['"title"', '"title"'],
]

/** Keeps the variables among the arguments of the filter at a position, and no wrong value. */
export function withArguments(written: Written, at: Position): Repair {
  const { text } = written
  const bar = withoutQuotes(text).lastIndexOf('|', offsetIn(written, at))
  if (bar < 0) return {}
  const span = filterAt(text, bar)
  const filter = text.slice(span.start, span.end)
  const name = /\|\s*([\w-]+)/.exec(filter)?.[1] ?? ''
  const variables = argumentsIn(filter).filter(isVariable)
  const kept = variables.length > 0 ? [variables, variables.slice(0, 1), []] : [[]]
  for (const values of kept)
    for (const more of PADDING) {
      const given = [...values, ...more].join(', ')
      const fixed = put(text, span, `| ${name}${given === '' ? '' : `: ${given}`} `)
      const isSame = (one: Position) => one.line === at.line && one.column === at.column
      if (!problemsIn({ ...written, text: fixed }).some(isSame)) return { text: fixed }
    }
  return { text: put(text, span, ' '), mentions: variables, isUnsure: true }
}

function offsetIn({ text, before }: Written, { line, column }: Position): number {
  const lines = text.split('\n')
  const above = lines.slice(0, line - 1).join('\n').length
  return line === 1 ? column - 1 - before.length : above + column
}

/** Adds the colon that is missing, or leaves out what cannot be read. */
export function withColon(written: Written, at: Position): Repair {
  const { text } = written
  const offset = offsetIn(written, at)
  const fixed = `${text.slice(0, offset).trimEnd()}: ${text.slice(offset)}`
  return isReadable(written, fixed) ? { text: fixed } : withoutRest(written, at)
}

/** Adds | before what is a filter. */
export function withBar({ text, ...written }: Written): Repair {
  const found = /^(\{\{-?\s*\S+)\s+([\w-]+)/.exec(text)
  if (!found || !written.renderer.filters.includes(found[2] ?? '')) return {}
  const fixed = `${found[1]} | ${found[2]}${text.slice(found[0].length)}`
  return isReadable({ ...written, text }, fixed) ? { text: fixed } : {}
}

/** Leaves out the filter in which it cannot be read, and all that follows. */
export function withoutRest(written: Written, at: Position): Repair {
  const { text } = written
  const plain = withoutQuotes(text)
  const bar = plain.lastIndexOf('|', offsetIn(written, at))
  if (bar < 0) return {}
  const fixed = `${text.slice(0, bar).trimEnd()} ${text.slice(-2)}`
  return isReadable(written, fixed) ? { text: fixed, isUnsure: true } : {}
}

/** Names variables again that a fix left out, so that unknown ones are found. */
export function withMentions(text: string, mentions: readonly string[]): string {
  if (mentions.length === 0) return text
  const end = CLOSING.exec(text)?.index ?? text.length
  const filters = mentions.map((name) => ` | append: ${name}`).join('')
  return `${text.slice(0, end)} | join${filters} ${text.slice(-2)}`
}

/** An unknown value that mentions the variables of a text. */
export const standInFor = (text: string): string => withMentions(STAND_IN, variablesIn(text))

/** The variables in a text. */
export const variablesIn = (text: string): readonly string[] =>
  withoutQuotes(text)
    .split(/[\s|,:=!<>(){}%]+/)
    .filter((word) => isVariable(word) && !/^(?:and|or|contains|not|in|xx*)$/.test(word))
