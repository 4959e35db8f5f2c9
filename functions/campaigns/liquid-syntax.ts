/** Checks a single Liquid tag or output on its own. */
import { STAND_IN } from './foreign-faults.ts'
import { FOREIGN_FILTERS } from './foreign-tags.ts'
import { grammarFault, markFault } from './liquid-grammar.ts'
import { liquidFault, type ProblemAndFix } from './liquid-messages.ts'
import { nearestName } from './nearest-name.ts'
import type { LiquidChecks } from './render-port.ts'

/** Mistakes that liquidjs accepts and then ignores. */
const PASSED: readonly (readonly [pattern: RegExp, said: ProblemAndFix])[] = [
  [
    /\|\s*-?[%}]\}$/,
    { problem: 'No filter follows |', fix: 'Write a filter after |, or remove |' },
  ],
  [
    /^\{\{-?\s*[\w.[\]]+\s+(?!(?:and|or|contains)\b)[\w'"]/,
    {
      problem: 'The value is followed by something that is not a filter',
      fix: 'Write | before each filter, and a variable as one word',
    },
  ],
  [
    /^\{%-?\s*(?:if|elsif|unless)\b.*?(?:[=!<>]=|[<>]|\band|\bor|\bcontains)\s*-?%\}$/s,
    { problem: 'The condition has nothing to compare with', fix: 'Add the value to compare with' },
  ],
  [
    /^\{%-?\s*(?:if|elsif|unless)\b.*\s(?:is|eq|equals|not in)\s/s,
    { problem: 'The condition uses a word that does not compare', fix: 'Write == or !=' },
  ],
  [
    /^\{%-?\s*(?:if|elsif|unless)\b[^=!<>]*[^=!<>\s]\s*=(?!=)/s,
    { problem: '= assigns a value and does not compare', fix: 'Write ==' },
  ],
  [
    /^\{%-?\s*for\b[^|]*\bin\b[^|]*\|/,
    {
      problem: 'A loop ignores filters on its list',
      fix: 'Write {% assign list = recommendations | … %} before it, and {% for item in list %}',
    },
  ],
  [/^\{%-?\s*when\s*-?%\}$/, { problem: 'A value is missing', fix: 'Write {% when "one" %}' }],
]
const QUOTED = /"[^"]*"|'[^']*'/g

/** The fault of one tag that is closed by `after`, or undefined. */
export function syntaxOf(
  text: string,
  before: string,
  after: string,
  renderer: LiquidChecks,
): ProblemAndFix | undefined {
  const plain = text.replace(QUOTED, (quoted) => `'${'x'.repeat(quoted.length - 2)}'`)
  const passed = PASSED.find(([pattern]) => pattern.test(plain))?.[1]
  if (passed) return passed
  const problem = renderer.check(`${before}${text}${after}`).faults[0]?.problem
  return problem === undefined
    ? grammarFault(plain)
    : (markFault(plain) ?? problemAndFix(problem, renderer))
}

function problemAndFix(problem: string, { filters }: LiquidChecks): ProblemAndFix {
  const filter = /^undefined filter: (\S+)/.exec(problem)?.[1]
  if (filter === undefined) return liquidFault(problem)
  const near = nearestName(filter, filters)
  const fix =
    FOREIGN_FILTERS[filter] ??
    (near === undefined
      ? 'Leave it out: templates/README.md lists all filters'
      : `Write ${near}, or leave it out`)
  return { problem: `There is no filter "${filter}"`, fix }
}

/** The fault of an output, and what it would show without its filters. */
export function checkOutput(
  text: string,
  renderer: LiquidChecks,
): { readonly said?: ProblemAndFix; readonly repair: string } {
  const said = syntaxOf(text, '', '', renderer)
  return said ? { said, repair: firstValue(text, renderer) } : { repair: text }
}

/**
 * The output without filters if it can be parsed; also for values that have no text of their own.
 */
function firstValue(text: string, renderer: LiquidChecks): string {
  const name = /^\{\{-?\s*([A-Za-z_][\w.-]*)/.exec(text)?.[1]?.replace(/\.$/, '')
  const output = `{{ ${name ?? 'shop.url'} | join }}`
  return renderer.check(output).faults.length === 0 ? output : STAND_IN
}
