/** Translates the errors of liquidjs into a marketer's words. */

export type ProblemAndFix = { readonly problem: string; readonly fix: string }
type Message = readonly [
  pattern: RegExp,
  say: (found: RegExpExecArray, message: string) => ProblemAndFix,
]

const VALUES = 'a variable, a number or words in quotes'

const EXAMPLES: Readonly<Record<string, string>> = {
  pluralize: 'pluralize: "item", "items"',
  time_zone: 'time_zone: "Europe/Berlin"',
  timezone: 'time_zone: "Europe/Berlin"',
}

const exampleOf = (filter: string): string =>
  EXAMPLES[filter] ??
  (filter.endsWith('_exp') ? `${filter}: "item", "item.price > 10"` : `${filter}: "…"`)

/** By the beginning of the message; the first match wins. */
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
      problem: 'The name for the value is missing',
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
      problem: 'Every line of this comment must begin with #',
      fix: 'Begin each line with #, or write {% comment %}…{% endcomment %}',
    }),
  ],
  [
    /^(?:template|memory alloc|parse length|output) ?.*limit exceeded/,
    () => ({
      problem: 'The Liquid produces more than fits into a mail',
      fix: 'Loop over fewer items: {% for item in list limit: 10 %}',
    }),
  ],
  [
    /^there is no time zone (.*)$/s,
    ([, zone]) => ({
      problem: `There is no time zone ${zone}`,
      fix: 'Write one such as "Europe/Berlin"',
    }),
  ],
  [
    /^there is no currency (.*)$/s,
    ([, currency]) => ({
      problem: `There is no currency ${currency}`,
      fix: 'Write an ISO 4217 code such as "EUR", or leave it out for the currency of the shop',
    }),
  ],
  [
    /^there is no date format (.*); there are (.*)$/s,
    ([, format, formats]) => ({
      problem: `There is no date format ${format}`,
      fix: `Write one of ${formats}, or a format such as "%-d %B %Y"`,
    }),
  ],
  [
    /^the date format (.*) has no part of a date$/s,
    ([, format]) => ({
      problem: `The date format ${format} contains no part of a date and would be shown as is`,
      fix: 'Write a format such as "%-d %B %Y", or format: "date"',
    }),
  ],
  [
    /^(.*) is not part of a date$/s,
    ([, part]) => ({
      problem: `${part} is not part of a date and would be shown as is`,
      fix: 'Write a format such as "%-d %B %Y", and %% for a percent sign',
    }),
  ],
  [
    /^undefined filter: (\S+)/,
    ([, filter]) => ({
      problem: `There is no filter "${filter}"`,
      fix: 'Leave it out: templates/README.md lists all filters',
    }),
  ],
  [
    /^what it shows has fields but no text of its own$/,
    () => ({
      problem: 'This shows a value that has fields but no text of its own',
      fix: 'Write one of its fields, such as {{ customer.name }}, or {{ … | json }}',
    }),
  ],
  [
    /^divided by 0$/,
    () => ({
      problem: 'This divides by 0',
      fix: 'Divide by another number, or put {% if … %} around it',
    }),
  ],
  [
    /^(\w+) takes a (?:whole )?number\b/,
    ([, name], message) => ({ problem: message, fix: `Write a number, such as ${name}: 2` }),
  ],
  [
    /^(\w+) needs .* after its colon$/,
    ([, name = ''], message) => ({ problem: message, fix: `Write ${exampleOf(name)}` }),
  ],
  [
    /^(\w+) takes .* after its colon, not \d+$/,
    (_, message) => ({ problem: message, fix: 'Leave out the rest' }),
  ],
  [
    /^(\w+ does not know .*); there are (.*)$/s,
    ([, problem = '', words]) => ({ problem, fix: `Write one of ${words}` }),
  ],
  [
    /^(\w+) takes nothing by the name (.*)$/,
    ([, , name], message) => ({ problem: message, fix: `Write the value without ${name}:` }),
  ],
  [
    /^(\w+) takes the name of a field\b/,
    ([, name], message) => ({
      problem: message,
      fix: `Write it in quotes, such as ${name}: "title"`,
    }),
  ],
  [
    /^(\w+) takes a name for the item\b/,
    ([, name], message) => ({ problem: message, fix: `Write ${name}: "item", "item.price > 10"` }),
  ],
  [
    /^(\w+ cannot read ".*"): (.*)$/s,
    ([, problem, inner = '']) => {
      const said = liquidFault(inner)
      return { problem: `${problem}: ${said.problem}`, fix: said.fix }
    },
  ],
]

/**
 * @param message from liquidjs, without its position
 * @example liquidFault('expected filter name').problem // 'No filter follows |'
 */
export function liquidFault(message: string): ProblemAndFix {
  for (const [pattern, say] of MESSAGES) {
    const found = pattern.exec(message)
    if (found) return say(found, message)
  }
  return { problem: message, fix: 'Change the value, or the Liquid that uses it' }
}
