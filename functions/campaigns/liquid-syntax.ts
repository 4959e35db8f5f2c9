/** Checks a single Liquid tag or output on its own. */

import { nearestName } from '../domain/nearest-name.ts'
import type { FaultText } from '../language/faults/fault-text.ts'
import type { FilterFix, LiquidFaultWords } from '../language/faults/liquid-fault-words.ts'
import { type FaultSentences, sentences } from './fault.ts'
import { FOREIGN_FILTERS } from './foreign-tags.ts'
import {
  grammarFault,
  KEEPS_ITEMS,
  type Mistake,
  markFault,
  withOwnMarks,
} from './liquid-grammar.ts'
import { liquidFault } from './liquid-messages.ts'
import {
  problemsIn,
  type Repair,
  standInFor,
  variablesIn,
  type Written,
  withArguments,
  withBar,
  withColon,
  withMentions,
  withoutFilter,
  withoutQuotes,
  withoutRest,
} from './liquid-repairs.ts'
import type { LiquidChecks } from './render-port.ts'
import { sentenceKey } from './sentence-key.ts'
import { STAND_IN } from './stand-in.ts'

type Passed = {
  readonly pattern: RegExp
  readonly said: (words: LiquidFaultWords) => FaultText
  readonly repair: (written: Written, found: RegExpExecArray) => Repair
}

/** Replaces the end of what was found. */
const ending =
  (wrong: RegExp, right: string) =>
  ({ text }: Written, { index, 0: { length } }: RegExpExecArray): Repair => ({
    text: text.slice(0, index + length).replace(wrong, right) + text.slice(index + length),
  })

/** Mistakes that liquidjs accepts and then ignores. */
const PASSED: readonly Passed[] = [
  {
    pattern: /\|\s*-?[%}]\}$/,
    said: (w) => w.noFilter,
    repair: ending(/\|\s*(-?[%}]\})$/, '$1'),
  },
  {
    pattern: /^\{\{-?\s*[\w.[\]]+\s+(?!(?:and|or|contains)\b)[\w'"]/,
    said: (w) => w.notAFilter,
    repair: withBar,
  },
  {
    pattern: /^\{%-?\s*(?:if|elsif|unless)\b.*?(?:[=!<>]=|[<>]|\band|\bor|\bcontains)\s*-?%\}$/s,
    said: (w) => w.nothingToCompare,
    repair: ending(/\s*(?:[=!<>]=|[<>]|\band|\bor|\bcontains)\s*(-?%\})$/, ' $1'),
  },
  {
    pattern: /^\{%-?\s*(?:if|elsif|unless)\b.*?\s(?:is|eq|equals|not in)\s/s,
    said: (w) => w.comparingWord,
    repair: ({ text }, { 0: { length } }) => ({
      text:
        text.slice(0, length).replace(/\s(?:is|eq|equals|not in)\s$/, ' == ') +
        text.slice(length).replace(/^\s*(?:not|equal to)\s+/, ''),
    }),
  },
  {
    pattern: /^\{%-?\s*(?:if|elsif|unless)\b[^=!<>]*[^=!<>\s]\s*=(?!=)/s,
    said: (w) => w.assigns,
    repair: ending(/\s*=$/, ' == '),
  },
  {
    pattern: /^\{%-?\s*for\b[^|]*\bin\b[^|]*\|/,
    said: (w) => w.filteredLoop,
    repair: ({ text }, { 0: { length } }) => ({
      text: `${text.slice(0, length - 1).trimEnd()} ${text.slice(-2)}`,
      isUnsure: ![...text.matchAll(/\|\s*(\w+)/g)].every(([, name = '']) => KEEPS_ITEMS.test(name)),
    }),
  },
  {
    pattern: /^\{%-?\s*when\s*-?%\}$/,
    said: (w) => w.whenValueMissing,
    repair: () => ({ text: '{% when 1 %}' }),
  },
]

/** More faults than anybody makes in one tag. */
const MOST_FAULTS = 8

export type Syntax = {
  readonly said: readonly FaultSentences[]
  /** As its fixes say to write it, as far as that is known. */
  readonly text: string
  /** Whether all of it can be read then. */
  readonly isWhole: boolean
  /** Whether its value is the one it will have when it is fixed. */
  readonly isSure: boolean
}

/**
 * Every fault of one tag that is closed by `after`: each is fixed as its fix says, which shows the
 * next.
 *
 * @example syntaxOf('{{ a | upcasse }}', '', '', renderer).text // '{{ a | upcase }}'
 */
export function syntaxOf(
  source: string,
  before: string,
  after: string,
  renderer: LiquidChecks,
): Syntax {
  const said = new Map<string, FaultSentences>()
  const mentions: string[] = []
  let text = source
  let isSure = true
  const end = (isWhole: boolean): Syntax => ({
    said: [...said.values()],
    text: isWhole ? withMentions(text, mentions) : text,
    isWhole,
    isSure: isSure && isWhole,
  })
  while (said.size <= MOST_FAULTS) {
    const found = firstFault({ text, before, after, renderer })
    if (!found) return end(true)
    for (const one of [...found.said, ...(found.inside ?? [])])
      said.set(sentenceKey(one.problem), one)
    mentions.push(...(found.mentions ?? []))
    if (found.isUnsure) isSure = false
    if (found.text === undefined || found.text === text) return end(false)
    text = found.text
  }
  return end(false)
}

type FirstFault = Repair & {
  readonly said: readonly FaultSentences[]
  /** Faults of what the fix moves into another tag. */
  readonly inside?: readonly FaultSentences[]
}

function firstFault(written: Written): FirstFault | undefined {
  const { text, renderer } = written
  const plain = withoutQuotes(text)
  for (const { pattern, said, repair } of PASSED) {
    const found = pattern.exec(plain)
    if (!found) continue
    const list = /^\{%-?\s*for\b.*?\bin\b(.*?)-?%\}$/s.exec(text)?.[1]
    const inside =
      list !== undefined && plain.includes('|')
        ? syntaxOf(`{% assign list = ${list.trim()} %}`, '', '', renderer).said
        : []
    return { said: [sentences((w) => said(w.liquid))], inside, ...repair(written, found) }
  }
  const [first, ...others] = problemsIn(written)
  if (!first) {
    const mistake = grammarFault(plain)
    return mistake && { said: [mistake.says], ...repairOf(written, mistake) }
  }
  const mark = markFault(plain)
  if (mark) return { said: [mark], text: withOwnMarks(text) }
  const filter = /^undefined filter: (\S+)/.exec(first.problem)?.[1]
  if (filter !== undefined) {
    const fix = filterFix(filter, renderer)
    const says = sentences((w) => w.liquid.unknownFilter(filter, fix))
    const said = { ...says, about: { kind: 'unknown-filter' as const } }
    return { said: [said], ...withoutFilter(text, filter, fix) }
  }
  const same = others.filter(({ line, column }) => line === first.line && column === first.column)
  const said = [first, ...(isOfArguments(first.problem) ? same : [])].map(({ problem }) =>
    liquidFault(problem),
  )
  if (/^expected ":"/.test(first.problem)) return { said, ...withColon(written, first) }
  return { said, ...(isOfArguments(first.problem) ? withArguments : withoutRest)(written, first) }
}

/** Whether liquidjs could read it, and a filter takes something else. */
const isOfArguments = (problem: string): boolean =>
  /^(?:\w+ (?:needs|takes|does not know|cannot read)|there is no|divided by|the date format)\b|is not part of a date$/s.test(
    problem,
  )

function repairOf({ text }: Written, { repair }: Mistake): Repair {
  const marked = withOwnMarks(text)
  if (marked !== text) return { text: marked }
  switch (repair?.kind) {
    case undefined:
      return {}
    case 'point': {
      const { whole, decimals } = repair
      return { text: text.replace(`${whole},${decimals}`, `${whole}.${decimals}`) }
    }
    case 'loop':
      return { text: text.replace(COUNTED, '$1: ') }
    case 'one-value':
      return withOneValue(text, repair.value)
  }
}

/** Where a colon follows what limits a loop. */
const COUNTED = /^(\{%-?\s*for\b.*?\s(?:limit|offset))\s*=?\s*(?=[\w.]+)/s

/** @param value what it falls back from, if that is known */
function withOneValue(text: string, value: string | undefined): Repair {
  if (value === undefined)
    return text.startsWith('{{') ? { text: standInFor(text), isUnsure: true } : {}
  const opening = /^\{\{-?\s*|^\{%-?\s*(?:echo|assign\s+[\w-]+\s*=)\s*/.exec(text)?.[0]
  return opening === undefined
    ? {}
    : { text: `${opening}${value} | default: "…" ${text.slice(-2)}` }
}

function filterFix(filter: string, { filters }: LiquidChecks): FilterFix {
  const known = FOREIGN_FILTERS[filter]
  if (known) return known
  const name = nearestName(filter, filters)
  return name === undefined ? { kind: 'leave-out', why: 'unknown' } : { kind: 'near', name }
}

export type CheckedPiece = {
  readonly said: readonly FaultSentences[]
  readonly repair: string
  /** Whether what it names may not be a variable. */
  readonly isLoose?: boolean
  /** Whether the name that it defines has an unknown value. */
  readonly isUnsure?: boolean
}

/** The faults of an output, and what it shows once they are fixed. */
export function checkOutput(text: string, renderer: LiquidChecks): CheckedPiece {
  const { said, text: fixed, isWhole } = syntaxOf(text, '', '', renderer)
  return isWhole
    ? { said, repair: fixed }
    : { said, repair: firstValue(fixed, renderer), isLoose: true }
}

/** The first value of an output; also for values that have no text of their own. */
function firstValue(text: string, renderer: LiquidChecks): string {
  const name = /^\{\{-?\s*([A-Za-z_][\w.-]*)/.exec(text)?.[1]?.replace(/\.$/, '')
  if (name === undefined) return STAND_IN
  const output = `{{ ${name} | join }}`
  return renderer.check(output).faults.length === 0 ? output : STAND_IN
}

/** The first value of a tag that cannot be read. */
export function firstValueOf(text: string): string | undefined {
  return variablesIn(text.replace(/^\{%-?\s*\w+/, ''))[0]
}
