/** What liquidjs reads only in part: it takes what it understands and leaves out the rest unsaid. */
import type { RestFix } from '../language/faults/liquid-fault-words.ts'
import { type FaultSentences, sentences } from './fault.ts'

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

/** A mistake, and what it takes to write the tag or output as its fix says. */
export type Mistake = {
  readonly says: FaultSentences
  readonly repair?:
    | { readonly kind: 'point'; readonly whole: string; readonly decimals: string }
    | { readonly kind: 'loop' }
    /** Absent if it is not known what it falls back from. */
    | { readonly kind: 'one-value'; readonly value: string | undefined }
}

/**
 * What is wrong with a tag or output that liquidjs has taken; undefined where it takes all of it.
 *
 * @param plain as it is written, its texts in quotes replaced
 * @example grammarFault("{% if value.chance > 0,5 %}")?.says.fix(enFaults) // 'Write a point: 0.5'
 */
export function grammarFault(plain: string): Mistake | undefined {
  const inner = plain.replace(/^\{[{%]-?|-?[%}]\}$/g, '').trim()
  const name = plain.startsWith('{{') ? '' : (/^\w+/.exec(inner)?.[0] ?? '')
  const content = inner.slice(name.length).trim()
  const shape = SHAPES[name]
  if (!shape || content.length > LONGEST || shape.test(content)) return undefined
  const open = content.replace(/"[^"]*"|'[^']*'/g, '')
  if (/["']/.test(open)) return { says: sentences((w) => w.liquid.openQuote) }
  const mark = markFault(open)
  if (mark) return { says: mark }
  const [, digits, decimals = ''] = /(?<![\w.,])(\d+),(\d+)(?![\w.,])/.exec(open) ?? []
  if (digits !== undefined && name !== 'when')
    return {
      says: sentences((w) => w.liquid.decimalComma(digits, decimals)),
      repair: { kind: 'point', whole: digits, decimals },
    }
  if (name === 'for')
    return { says: sentences((w) => w.liquid.loopTakes), repair: { kind: 'loop' } }
  const value = /^(?:[\w-]+\s*=(?!=)\s*)?([^\s|]+)\s+or\s/.exec(content)?.[1]
  const isOneValue = shape === ONE_VALUE || name === 'assign'
  if (isOneValue && new RegExp(`(?:^|[^|])${OPERATOR}`).test(open.replace(/^[\w-]+\s*=(?!=)/, '')))
    return {
      says: sentences((w) => w.liquid.comparesNothing(name, value)),
      repair: { kind: 'one-value', value },
    }
  const rest: RestFix = name === 'when' ? 'values' : isOneValue ? 'one-value' : 'condition'
  return { says: sentences((w) => w.liquid.restUnread(rest)) }
}

const OWN_MARKS: Readonly<Record<string, string>> = {
  gt: '>',
  lt: '<',
  quot: '"',
  '#39': "'",
  amp: 'and',
}

/** Marks that word processors and HTML put in the place of others. */
export function markFault(plain: string): FaultSentences | undefined {
  const open = plain.replace(/"[^"]*"|'[^']*'/g, '')
  const curly = /[“”„‘’«»]/.exec(open)?.[0]
  if (curly !== undefined) return sentences((w) => w.liquid.curlyQuote(curly))
  const [entity, mark = ''] = /&(?:amp;)?(gt|lt|quot|#39|amp);/.exec(open) ?? []
  if (entity === undefined) return undefined
  return sentences((w) => w.liquid.entity(entity, OWN_MARKS[mark] ?? mark))
}

/** The same with the marks that Liquid reads in place of those that `markFault` finds. */
export function withOwnMarks(text: string): string {
  const straight = text.replace(/[“”„«»]/g, '"').replace(/[‘’]/g, "'")
  if (straight !== text) return straight
  const [entity, name = ''] = /&(?:amp;)?(gt|lt|quot|#39|amp);/.exec(text) ?? []
  return entity === undefined ? text : text.replaceAll(entity, OWN_MARKS[name] ?? '')
}
