/** What liquidjs reads only in part: it takes what it understands and leaves out the rest unsaid. */
import type { ProblemAndFix } from './liquid-messages.ts'

const IDENTIFIER = /[\w\u0080-\uffff?-]+/.source
const ITEM = /\[(?:[^[\]]|\[[^[\]]*\])*\]/.source
const VALUE = `(?:"[^"]*"|'[^']*'|-?\\d+(?:\\.\\d+)?(?![\\w.])|\\([^()]*\\.\\.[^()]*\\)|(?:${IDENTIFIER}|${ITEM})(?:\\.${IDENTIFIER}|${ITEM})*)`
const OPERATOR = '(?:[=!<>]=|<>|[<>]|(?<![\\w-])(?:and|or|contains)(?![\\w-]))'
const FILTERS = '(?:\\|(?!\\s*\\w+\\s*,)[^]*)?'
const PARAMETER = `(?:reversed|(?:limit|offset)\\s*:\\s*${VALUE})`

const whole = (pattern: string): RegExp => new RegExp(`^${pattern}$`)
const ONE_VALUE = whole(`${VALUE}\\s*${FILTERS}`)
const CONDITION = whole(
  `(?:not\\s+)*${VALUE}(?:\\s*${OPERATOR}\\s*(?:not\\s+)*${VALUE})*\\s*${FILTERS}`,
)
/** What each tag takes after its name, and an output within its braces. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  '': ONE_VALUE,
  echo: ONE_VALUE,
  assign: whole(`[\\w-]+\\s*=\\s*${VALUE}\\s*${FILTERS}`),
  case: ONE_VALUE,
  if: CONDITION,
  elsif: CONDITION,
  unless: CONDITION,
  when: whole(`${VALUE}(?:\\s*(?:,|(?<![\\w-])or(?![\\w-]))\\s*${VALUE})*`),
  for: whole(`[\\w-]+\\s+in\\s*${VALUE}(?:[\\s,]+${PARAMETER})*`),
}

/** Filters that return items of the list they are given. */
export const KEEPS_ITEMS =
  /^(?:where|reject|sort|sort_natural|reverse|uniq|compact|concat|where_exp)$/

/** Longer than anybody writes: what it would cost to read is not worth it. */
const LONGEST = 2_000

/**
 * What is wrong with a tag or output that liquidjs has taken; undefined where it takes all of it.
 *
 * @param plain as it is written, its texts in quotes replaced
 * @example grammarFault("{% if value.churnRisk > 0,5 %}")?.fix // 'Write a point: 0.5'
 */
export function grammarFault(plain: string): ProblemAndFix | undefined {
  const inner = plain.replace(/^\{[{%]-?|-?[%}]\}$/g, '').trim()
  const name = plain.startsWith('{{') ? '' : (/^\w+/.exec(inner)?.[0] ?? '')
  const content = inner.slice(name.length).trim()
  const shape = SHAPES[name]
  if (!shape || content.length > LONGEST || shape.test(content)) return undefined
  const open = content.replace(/"[^"]*"|'[^']*'/g, '')
  if (/["']/.test(open))
    return {
      problem: 'A quote is never closed',
      fix: 'Close words with the quote that opens them, as in "active"',
    }
  const mark = markFault(open)
  if (mark) return mark
  const decimal = /(?<![\w.,])(\d+),(\d+)(?![\w.,])/.exec(open)
  if (decimal && name !== 'when')
    return {
      problem: `${decimal[0]} is no number`,
      fix: `Write a point: ${decimal[1]}.${decimal[2]}`,
    }
  if (name === 'for') {
    const fix = 'Write limit: 3, offset: 1 or reversed after the list, or nothing'
    return { problem: 'A loop takes nothing but a list, limit, offset and reversed', fix }
  }
  const value = /^(?:[\w-]+\s*=(?!=)\s*)?([^\s|]+)\s+or\s/.exec(content)?.[1]
  const isOneValue = shape === ONE_VALUE || name === 'assign'
  if (isOneValue && new RegExp(`(?:^|[^|])${OPERATOR}`).test(open.replace(/^[\w-]+\s*=(?!=)/, '')))
    return {
      problem: `${name === '' ? 'An output' : `{% ${name} %}`} takes one value, and compares nothing`,
      fix:
        value === undefined
          ? 'Write {% if … %}…{% endif %} around what depends on it'
          : `Write ${value} | default: "…"`,
    }
  return {
    problem: 'Only the beginning of this can be read, and the rest would be left out',
    fix:
      name === 'when'
        ? 'Write a comma or the word or between values'
        : isOneValue
          ? 'Write one value, and | before each filter'
          : 'Write and, or, or a comparison between values',
  }
}

const OWN_MARKS: Readonly<Record<string, string>> = {
  gt: '>',
  lt: '<',
  quot: '"',
  '#39': "'",
  amp: 'and',
}

/** Marks that word processors and HTML put in the place of others. */
export function markFault(plain: string): ProblemAndFix | undefined {
  const open = plain.replace(/"[^"]*"|'[^']*'/g, '')
  const curly = /[“”„‘’«»]/.exec(open)?.[0]
  if (curly !== undefined)
    return { problem: `${curly} is no quote in Liquid`, fix: 'Write straight quotes: "active"' }
  const entity = /&(?:amp;)?(gt|lt|quot|#39|amp);/.exec(open)
  if (entity)
    return {
      problem: `${entity[0]} is not read in Liquid`,
      fix: `Write ${OWN_MARKS[entity[1] ?? ''] ?? 'it'} as it is`,
    }
  return undefined
}

/** The same with the marks that Liquid reads in place of those that `markFault` finds. */
export function withOwnMarks(text: string): string {
  const straight = text.replace(/[“”„«»]/g, '"').replace(/[‘’]/g, "'")
  if (straight !== text) return straight
  const [entity, name = ''] = /&(?:amp;)?(gt|lt|quot|#39|amp);/.exec(text) ?? []
  return entity === undefined ? text : text.replaceAll(entity, OWN_MARKS[name] ?? '')
}
