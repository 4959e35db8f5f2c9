/** What liquidjs says of a broken source, in a marketer's words. */

export type ProblemAndFix = { readonly problem: string; readonly fix: string }
type Message = readonly [pattern: RegExp, say: (found: RegExpExecArray) => ProblemAndFix]

const VALUES = 'a variable, a number or words in quotes'

/** By what the message begins with; the first that fits is taken. */
const MESSAGES: readonly Message[] = [
  [
    /^tag (.+) not closed/,
    ([, tag = '']) => ({
      problem: `${tag} is never closed`,
      fix: `Add {% end${/[a-z]+/.exec(tag)?.[0] ?? ''} %} where it ends`,
    }),
  ],
  [
    /^output (.+) not closed/,
    ([, output]) => ({ problem: `${output} is never closed`, fix: 'Close it with }}' }),
  ],
  [
    /^raw .* not closed/,
    () => ({ problem: '{% raw %} is never closed', fix: 'Add {% endraw %} where it ends' }),
  ],
  [
    /^(?:invalid value expression: |unexpected token )"?(.*?)"?(?:, value expected)?$/,
    ([, found = '']) => ({
      problem: found === '' ? 'A value is missing' : `A value is missing before "${found}"`,
      fix: `Write ${VALUES}`,
    }),
  ],
  [
    /^expected filter name/,
    () => ({ problem: 'No filter follows |', fix: 'Write a filter after |, or remove |' }),
  ],
  [
    /^expected "\|" before filter/,
    () => ({
      problem: 'The value is followed by something that is not a filter',
      fix: 'Write | before each filter, and a variable as one word',
    }),
  ],
  [
    /^expected ":" after filter name/,
    () => ({
      problem: 'A filter is followed by a value without a colon',
      fix: 'Write it with a colon: {{ customer.name | default: "there" }}',
    }),
  ],
  [
    /^unexpected character "?(.*?)"?$/,
    ([, found]) => ({
      problem: `"${found}" cannot follow a filter`,
      fix: 'Write | before each filter and a comma between its values',
    }),
  ],
  [
    /^(?:expected variable name|invalid capture name)/,
    () => ({
      problem: 'The name that is given to a value is missing',
      fix: 'Write {% assign greeting = "Hello" %} or {% capture greeting %}Hello{% endcapture %}',
    }),
  ],
  [
    /^expected "="/,
    () => ({
      problem: 'The = between a name and its value is missing',
      fix: 'Write {% assign greeting = "Hello" %}',
    }),
  ],
  [
    /^illegal tag: /,
    () => ({
      problem: 'A loop is written as {% for item in list %}',
      fix: 'Write {% for item in recommendations %}',
    }),
  ],
  [
    /^illegal (?:liquid )?tag syntax/,
    () => ({ problem: 'A tag has no name', fix: 'Write the name of a tag after {%' }),
  ],
  [
    /^empty candidates/,
    () => ({ problem: 'cycle has nothing to choose from', fix: "Write {% cycle 'one', 'two' %}" }),
  ],
  [
    /^invalid range syntax|^unbalanced parentheses/,
    () => ({
      problem: 'A parenthesis does not close',
      fix: 'Write a range as (1..3); conditions have no parentheses',
    }),
  ],
  [/^\[ not closed/, () => ({ problem: '[ is never closed', fix: 'Close it with ]' })],
  [
    /^unexpected elsif after else|^duplicated else/,
    () => ({
      problem: 'Nothing can follow {% else %} in a condition',
      fix: 'Put {% else %} last, once',
    }),
  ],
  [
    /^every line of an inline comment/,
    () => ({
      problem: 'A comment of several lines begins each with #',
      fix: 'Begin each line with #, or write {% comment %}…{% endcomment %}',
    }),
  ],
  [
    /^(?:template|memory alloc|parse length|output) ?.*limit exceeded/,
    () => ({
      problem: 'The Liquid makes more than a mail may hold',
      fix: 'Loop over less: {% for item in list limit: 10 %}',
    }),
  ],
  [
    /^divided by 0/,
    () => ({
      problem: 'A number is divided by 0',
      fix: 'Put {% if … %} around it, so that it is divided only by what is not 0',
    }),
  ],
  [
    /expected? 2 arguments|append expect|prepend expect/,
    () => ({
      problem: 'A filter lacks the value after its colon',
      fix: 'Write it, such as append: "!"',
    }),
  ],
]

/**
 * @param message of liquidjs, without its place
 * @example liquidFault('expected filter name').problem // 'No filter follows |'
 */
export function liquidFault(message: string): ProblemAndFix {
  for (const [pattern, say] of MESSAGES) {
    const found = pattern.exec(message)
    if (found) return say(found)
  }
  return { problem: message, fix: 'Change the value, or the Liquid that uses it' }
}
