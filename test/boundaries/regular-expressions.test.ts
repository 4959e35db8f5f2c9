/**
 * No expression takes longer than in proportion to its input: one that does is a way to stop a server
 * with a single request. The times of two lengths of the same input are compared, so that the speed of
 * the machine does not matter.
 */
import { expect, it } from 'vitest'
import { type Found, findExpressions } from '../support/find-expressions.ts'
import { type Pumped, pumpedInputs } from '../support/pumped-inputs.ts'

/** What they match is bounded, and no stranger writes it. */
const BOUNDED: Readonly<Record<string, string>> = {
  'functions/campaigns/': 'templates of the shop’s own marketers, checked on their own machine',
  'functions/console/read-mail.ts': 'mails that were rendered here, of at most 90 kB',
  'functions/pipeline/sending/render.ts': 'mails of at most 90 kB; strangers’ "<" are escaped',
  'functions/pipeline/sending/liquid/medium.ts': 'the same',
}
const isBounded = (file: string): boolean =>
  Object.keys(BOUNDED).some((start) => file.startsWith(start))

const ENDS = ['', '\u0001\n!']
/** How often a text is repeated until what grows faster than its square already shows, each reached only if the ones before took no time. */
const FIRST_REPEATS = [14, 18, 21, 24, 27, 32, 48, 100, 240]
const [SHORT, LONG] = [1_000, 4_000]
/** Four times the input: 4 in proportion, 16 by the square. */
const MOST_GROWTH = 9
const NOTICEABLE_MS = 2
const TOO_LONG_MS = 8

function timeOf(expression: RegExp, text: string): number {
  expression.lastIndex = 0
  // What this thread computes, so that a busy machine changes nothing.
  const start = process.threadCpuUsage()
  if (expression.global) text.replace(expression, '')
  else expression.exec(text)
  const { user, system } = process.threadCpuUsage(start)
  return (user + system) / 1_000
}

const inputOf = ({ before, unit }: Pumped, end: string, length: number): string =>
  before + unit.repeat(Math.ceil(length / unit.length)) + end

/** Whether it is slow each of three times, since a machine may pause once. */
function isSlow(expression: RegExp, input: Pumped, end: string): boolean {
  const least = (length: number) =>
    Math.min(...[1, 2, 3].map(() => timeOf(expression, inputOf(input, end, length))))
  for (const length of FIRST_REPEATS.map((times) => times * input.unit.length))
    if (timeOf(expression, inputOf(input, end, length)) > TOO_LONG_MS)
      return least(length) > TOO_LONG_MS
  if (timeOf(expression, inputOf(input, end, LONG)) < NOTICEABLE_MS) return false
  const long = least(LONG)
  return long > NOTICEABLE_MS && long > MOST_GROWTH * least(SHORT)
}

/** Many are written more than once. */
const distinct = (all: readonly Found[]): readonly Found[] => [
  ...new Map(all.map((found) => [String(found.expression), found])).values(),
]

const slowInput = ({ expression }: Found): string | undefined => {
  for (const input of pumpedInputs(expression))
    for (const end of ENDS)
      if (isSlow(expression, input, end)) return JSON.stringify({ ...input, end })
  return undefined
}

it('a scan finds an expression that takes the square of its input, or worse, and no other', () => {
  const found = (expression: RegExp) => slowInput({ file: '', line: 1, expression }) !== undefined
  // A loaded machine may make a short text look as slow as a long one.
  const foundOnce = (expression: RegExp) => [1, 2, 3].some(() => found(expression))
  expect([/^\s+|\s+$/g, /(?:a+)+b/, /<a[^>]*x/, /^\w+\d+$/, /(?:.*,)+;/].map(foundOnce)).toEqual(
    Array(5).fill(true),
  )
  expect([/^\w+;/, /[ab]{1,60}c/, /^(?:a|b)*$/, /"[^"\n]*"/].map(found)).toEqual(
    Array(4).fill(false),
  )
})

it('every expression takes time in proportion to its input', () => {
  const expressions = findExpressions('functions')
  expect(expressions.length).toBeGreaterThan(500)
  const slow = distinct(expressions.filter(({ file }) => !isBounded(file))).flatMap((found) => {
    const input = slowInput(found)
    return input === undefined
      ? []
      : [`${found.file}:${found.line} ${found.expression} on ${input}`]
  })
  expect(slow).toEqual([])
})
