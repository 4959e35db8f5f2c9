/** Checks a single Liquid tag or output on its own. */
import { FOREIGN_FILTERS } from './foreign-tags.ts'
import { grammarFault, KEEPS_ITEMS, markFault, withOwnMarks } from './liquid-grammar.ts'
import { liquidFault, type ProblemAndFix } from './liquid-messages.ts'
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
import { nearestName } from './nearest-name.ts'
import type { LiquidChecks } from './render-port.ts'
import { STAND_IN } from './stand-in.ts'

type Passed = {
  readonly pattern: RegExp
  readonly said: ProblemAndFix
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
    said: { problem: 'No filter follows |', fix: 'Write a filter after |, or remove |' },
    repair: ending(/\|\s*(-?[%}]\})$/, '$1'),
  },
  {
    pattern: /^\{\{-?\s*[\w.[\]]+\s+(?!(?:and|or|contains)\b)[\w'"]/,
    said: {
      problem: 'The value is followed by something that is not a filter',
      fix: 'Write | before each filter, and a variable as one word',
    },
    repair: withBar,
  },
  {
    pattern: /^\{%-?\s*(?:if|elsif|unless)\b.*?(?:[=!<>]=|[<>]|\band|\bor|\bcontains)\s*-?%\}$/s,
    said: {
      problem: 'The condition has nothing to compare with',
      fix: 'Add the value to compare with',
    },
    repair: ending(/\s*(?:[=!<>]=|[<>]|\band|\bor|\bcontains)\s*(-?%\})$/, ' $1'),
  },
  {
    pattern: /^\{%-?\s*(?:if|elsif|unless)\b.*?\s(?:is|eq|equals|not in)\s/s,
    said: { problem: 'The condition uses a word that does not compare', fix: 'Write == or !=' },
    repair: ({ text }, { 0: { length } }) => ({
      text:
        text.slice(0, length).replace(/\s(?:is|eq|equals|not in)\s$/, ' == ') +
        text.slice(length).replace(/^\s*(?:not|equal to)\s+/, ''),
    }),
  },
  {
    pattern: /^\{%-?\s*(?:if|elsif|unless)\b[^=!<>]*[^=!<>\s]\s*=(?!=)/s,
    said: { problem: '= assigns a value and does not compare', fix: 'Write ==' },
    repair: ending(/\s*=$/, ' == '),
  },
  {
    pattern: /^\{%-?\s*for\b[^|]*\bin\b[^|]*\|/,
    said: {
      problem: 'A loop ignores filters on its list',
      fix: 'Write {% assign list = recommendations | … %} before it, and {% for item in list %}',
    },
    repair: ({ text }, { 0: { length } }) => ({
      text: `${text.slice(0, length - 1).trimEnd()} ${text.slice(-2)}`,
      isUnsure: ![...text.matchAll(/\|\s*(\w+)/g)].every(([, name = '']) => KEEPS_ITEMS.test(name)),
    }),
  },
  {
    pattern: /^\{%-?\s*when\s*-?%\}$/,
    said: { problem: 'A value is missing', fix: 'Write {% when "one" %}' },
    repair: () => ({ text: '{% when 1 %}' }),
  },
]

/** More faults than anybody makes in one tag. */
const MOST_FAULTS = 8

export type Syntax = {
  readonly said: readonly ProblemAndFix[]
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
  const said = new Map<string, ProblemAndFix>()
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
    for (const one of found.said) said.set(one.problem, one)
    for (const one of found.inside ?? []) said.set(one.problem, one)
    mentions.push(...(found.mentions ?? []))
    if (found.isUnsure) isSure = false
    if (found.text === undefined || found.text === text) return end(false)
    text = found.text
  }
  return end(false)
}

type FirstFault = Repair & {
  readonly said: readonly ProblemAndFix[]
  /** Faults of what the fix moves into another tag. */
  readonly inside?: readonly ProblemAndFix[]
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
    return { said: [said], inside, ...repair(written, found) }
  }
  const [first, ...others] = problemsIn(written)
  if (!first) {
    const said = grammarFault(plain)
    return said && { said: [said], ...repairOf(written, said) }
  }
  const mark = markFault(plain)
  if (mark) return { said: [mark], text: withOwnMarks(text) }
  const filter = /^undefined filter: (\S+)/.exec(first.problem)?.[1]
  if (filter !== undefined) {
    const said = noFilter(filter, renderer)
    return { said: [said], ...withoutFilter(text, filter, said.fix) }
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

function repairOf({ text }: Written, { problem, fix }: ProblemAndFix): Repair {
  const marked = withOwnMarks(text)
  if (marked !== text) return { text: marked }
  const point = /^Write a point: (\d+)\.(\d+)$/.exec(fix)
  if (point) return { text: text.replace(`${point[1]},${point[2]}`, `${point[1]}.${point[2]}`) }
  if (text.startsWith('{{') && problem.endsWith('compares nothing') && !fix.includes('default'))
    return { text: standInFor(text), isUnsure: true }
  const counted = /^(\{%-?\s*for\b.*?\s(?:limit|offset))\s*=?\s*(?=[\w.]+)/s
  if (fix.startsWith('Write limit')) return { text: text.replace(counted, '$1: ') }
  const value = /^Write (\S+) \| default: "…"$/.exec(fix)?.[1]
  const opening = /^\{\{-?\s*|^\{%-?\s*(?:echo|assign\s+[\w-]+\s*=)\s*/.exec(text)?.[0]
  if (value === undefined || opening === undefined) return {}
  return { text: `${opening}${value} | default: "…" ${text.slice(-2)}` }
}

function noFilter(filter: string, { filters }: LiquidChecks): ProblemAndFix {
  const near = nearestName(filter, filters)
  const fix =
    FOREIGN_FILTERS[filter] ??
    (near === undefined
      ? 'Leave it out: templates/README.md lists all filters'
      : `Write ${near}, or leave it out`)
  return { problem: `There is no filter "${filter}"`, fix }
}

export type CheckedPiece = {
  readonly said: readonly ProblemAndFix[]
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
