/** The numbers, classes and names that a mail's Liquid compares a customer with. */
import { LIFECYCLE_CLASSES, type LifecycleClass } from '../domain/lifecycle-class.ts'
import { namesOf } from '../domain/names-of.ts'
import { MOST_RECOMMENDED } from '../domain/recommend/recommend.ts'
import { liquidPieces } from './liquid-pieces.ts'

type Scale = { readonly step: number; readonly least: number; readonly most: number }

const COUNT: Scale = { step: 1, least: 0, most: Number.POSITIVE_INFINITY }
const SCORE: Scale = { step: 1, least: 1, most: 5 }

/** What of a customer is a number, by its last name, and which numbers it can be. */
const SCALES = {
  purchases: COUNT,
  recommendations: { step: 1, least: 0, most: MOST_RECOMMENDED },
  recencyScore: SCORE,
  frequencyScore: SCORE,
  monetaryScore: SCORE,
  chance: { step: 0.01, least: 0, most: 1 },
  expectedPurchases: { ...COUNT, step: 0.1 },
  lifetimeValueMinor: COUNT,
} satisfies Readonly<Record<string, Scale>>

export type NumberField = keyof typeof SCALES
const FIELDS = namesOf(SCALES)

export type Compared = {
  readonly classes: readonly LifecycleClass[]
  /** That `customer.name` or `customer.firstName` is compared with. */
  readonly names: readonly string[]
  /** Each number that is named, and those next to it. */
  readonly numbers: Readonly<Partial<Record<NumberField, readonly number[]>>>
}

const COMPARES = new Set(['if', 'elsif', 'unless', 'case', 'when', 'assign', 'for'])
const QUOTED = /"[^"]*"|'[^']*'/g
const NUMBER = /(?<![\w.])-?\d+(?:\.\d+)?(?![\w]|\.\d)/g
/** Up to a number that a variable holds, so that it may be any. */
const RANGE = /\.\.\s*[A-Za-z_]/
/** More than any loop may run. */
const VERY_MANY = 1_000_000
const MOST_NAMES = 4

/** @example numbersCompared('{% if lifecycle.purchases > 9 %}').numbers.purchases // [8, 9, 10] */
export function numbersCompared(source: string): Compared {
  const tags = liquidPieces(source).filter(({ name }) => COMPARES.has(name))
  const words = tags.flatMap(({ text }) =>
    [...text.matchAll(QUOTED)].map(([one]) => one.slice(1, -1)),
  )
  const found = new Map<NumberField, Set<number>>()
  let fields: readonly NumberField[] | undefined
  for (const { text, name } of tags) {
    const plain = text.replace(QUOTED, '')
    const literals = name === 'for' ? [] : (plain.match(NUMBER) ?? []).map(Number)
    if (RANGE.test(plain)) literals.push(VERY_MANY)
    if (literals.length === 0) continue
    const own = FIELDS.filter((field) => text.includes(field))
    // A name assigned in the mail can be any of the variables it uses.
    fields ??= FIELDS.filter((field) => source.includes(field))
    for (const field of own.length > 0 ? own : fields) {
      const numbers = found.get(field) ?? new Set()
      for (const literal of literals)
        for (const near of nearTo(literal, SCALES[field])) numbers.add(near)
      found.set(field, numbers)
    }
  }
  return {
    classes: LIFECYCLE_CLASSES.filter((name) => words.includes(name)),
    names: namesIn(tags.map(({ text }) => text)),
    numbers: Object.fromEntries([...found].map(([field, numbers]) => [field, [...numbers]])),
  }
}

function nearTo(literal: number, { step, least, most }: Scale): readonly number[] {
  const decimals = step < 1 ? Math.round(1 / step) : 1
  // Written for what has been multiplied: 50 where the figure is 0.5.
  const within = literal > most && step < 1 ? literal / 100 : literal
  return [within - step, within, within + step]
    .map((one) => (literal === VERY_MANY ? VERY_MANY : Math.round(one * decimals) / decimals))
    .filter((one) => one >= least && one <= most)
}

const namesIn = (tags: readonly string[]): readonly string[] =>
  [
    ...new Set(
      tags.flatMap((text) =>
        [
          ...text.matchAll(
            /customer\.(?:name|firstName)\s*(?:==|!=|<>|contains)\s*(?:"([^"]+)"|'([^']+)')/g,
          ),
        ].map(([, double, single]) => possibleName(double ?? single ?? '')),
      ),
    ),
  ].slice(0, MOST_NAMES)

/** No name begins or ends with a space, but it may contain one. */
const possibleName = (word: string): string => (word === word.trim() ? word : `Ann${word}Lee`)
