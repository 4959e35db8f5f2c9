/** Words of the faults of Liquid, in English. */
import type { FilterFix, LiquidFaultWords, RestFix } from '../../faults/liquid-fault-words.ts'
import { all } from '../count.ts'

const VALUES = 'Use a variable, a number or text in quotes'
const OTHERWISE = 'Change the value, or the Liquid that uses it'
const ADD_BAR = 'Write | before each filter, and a variable as one word'

const LEAVE_OUT: Readonly<Record<Extract<FilterFix, { kind: 'leave-out' }>['why'], string>> = {
  escaped: 'Remove it: values are always escaped',
  'own-languages': 'Remove it: each language has its own mail file',
  unknown: 'Remove it: templates/README.md lists all filters',
}
const INSTEAD: Readonly<Record<Extract<FilterFix, { kind: 'value' }>['what'], string>> = {
  variable: 'Use the variable itself, such as {{ customer.name }}',
  picture: 'Use the full URL of the image; for a recommendation, item.imageUrl',
  field: 'Use the field with a dot: content.name',
}
const REST: Readonly<Record<RestFix, string>> = {
  values: 'Put a comma or the word "or" between values',
  'one-value': 'Use one value, and | before each filter',
  condition: 'Put "and", "or" or a comparison between values',
}

const filterFix = (fix: FilterFix): string => {
  switch (fix.kind) {
    case 'write':
      return `Use ${fix.liquid}`
    case 'near':
      return `Use ${fix.name}, or remove it`
    case 'leave-out':
      return LEAVE_OUT[fix.why]
    case 'value':
      return INSTEAD[fix.what]
  }
}

const tagList = (tags: readonly string[]): string =>
  `The tags are ${all(tags)}; close each block with its own end tag`
const valueCount = (count: number): string => `${count} value${count === 1 ? '' : 's'}`
const aNumber = (filter: string): string => `Use a number, such as ${filter}: 2`

export const enLiquidFaults: LiquidFaultWords = {
  openDelimiter: (opening, closing) => ({
    problem: `${opening} is never closed`,
    fix: `Close it with ${closing}`,
  }),
  openBlock: (tag, name) => ({
    problem: `${tag} is never closed`,
    fix: `Add {% end${name} %} where it ends`,
  }),
  openBlockBefore: (tag, name, before, line) => ({
    problem: `${tag} is never closed`,
    fix: `Add {% end${name} %} before {% ${before} %} of line ${line}`,
  }),
  openBracket: { problem: '[ is never closed', fix: 'Close it with ]' },
  openParenthesis: {
    problem: 'A parenthesis is never closed',
    fix: 'Write a range as (1..3); conditions have no parentheses',
  },
  openQuote: {
    problem: 'A quote is never closed',
    fix: 'Close text with the same quote that opens it, as in "active"',
  },
  noTagName: { problem: 'A tag has no name', fix: 'Write the name of a tag after {%' },
  unnamedTag: (tags) => ({ problem: 'A tag has no name', fix: tagList(tags) }),
  unknownTag: (name, tags) => ({ problem: `There is no tag {% ${name} %}`, fix: tagList(tags) }),
  misspeltTag: (name, near) => ({
    problem: `There is no tag {% ${name} %}`,
    fix: `Use {% ${near} %}`,
  }),
  unknownEnd: (name) => ({
    problem: `There is no tag {% ${name} %}`,
    fix: 'Remove it: there is nothing to close',
  }),
  elseIf: { problem: '{% else if %} is not a tag', fix: 'Use {% elsif … %}' },
  outsideBlock: (name, blocks) => ({
    problem: `{% ${name} %} is outside ${blocks.map((one) => `{% ${one} %}`).join(', ')}`,
    fix: 'Remove it, or put it into the block it belongs to',
  }),
  outsideLoop: (name) => ({
    problem: `{% ${name} %} is outside {% for %}`,
    fix: 'Remove it, or put it into the loop it belongs to',
  }),
  nothingAfter: (name) => ({
    problem: `{% ${name} %} cannot have anything after its name`,
    fix: `Use {% ${name} %}${name === 'else' ? ', or {% elsif … %} with a condition' : ''}`,
  }),
  closesOther: (name, opened, line) => ({
    problem: `{% ${name} %} closes {% ${opened} %} of line ${line}`,
    fix: `Use {% end${opened} %}`,
  }),
  notOpened: (name, block) => ({
    problem: `{% ${name} %} has no opening tag`,
    fix: `Remove it, or open it with {% ${block} … %}`,
  }),
  afterElse: {
    problem: 'Nothing can follow {% else %} in a condition',
    fix: 'Put {% else %} last, once',
  },
  valueMissing: { problem: 'A value is missing', fix: VALUES },
  valueMissingBefore: (found) => ({ problem: `A value is missing before "${found}"`, fix: VALUES }),
  whenValueMissing: { problem: 'A value is missing', fix: 'Use {% when "one" %}' },
  noFilter: { problem: 'No filter follows |', fix: 'Write a filter after |, or remove |' },
  notAFilter: {
    problem: 'The value is followed by something that is not a filter',
    fix: ADD_BAR,
  },
  noColon: {
    problem: 'A filter is followed by a value without a colon',
    fix: 'Write it with a colon: {{ customer.name | default: "there" }}',
  },
  cannotFollow: (found) => ({
    problem: `"${found}" cannot follow a filter`,
    fix: 'Write | before each filter and a comma between its values',
  }),
  noName: {
    problem: 'The name for the value is missing',
    fix: 'Use {% assign greeting = "Hello" %} or {% capture greeting %}Hello{% endcapture %}',
  },
  noEquals: {
    problem: 'The = between a name and its value is missing',
    fix: 'Use {% assign greeting = "Hello" %}',
  },
  loopForm: {
    problem: 'A loop is written as {% for item in list %}',
    fix: 'Use {% for item in recommendations %}',
  },
  emptyCycle: {
    problem: 'cycle has nothing to choose from',
    fix: "Use {% cycle 'one', 'two' %}",
  },
  inlineComment: {
    problem: 'Every line of this comment must begin with #',
    fix: 'Begin each line with #, or write {% comment %}…{% endcomment %}',
  },
  tooMuch: {
    problem: 'The Liquid produces more than a mail can hold',
    fix: 'Loop over fewer items: {% for item in list limit: 10 %}',
  },
  tooManyNumbers: 'Loop over fewer numbers, such as {% for number in (1..10) %}',
  nothingToCompare: {
    problem: 'The condition has nothing to compare with',
    fix: 'Add the value to compare with',
  },
  comparingWord: {
    problem: 'The condition uses an unknown comparison operator',
    fix: 'Use == or !=',
  },
  assigns: { problem: '= assigns a value, but this is a comparison', fix: 'Use ==' },
  filteredLoop: {
    problem: 'A loop ignores filters on its list',
    fix: 'Use {% assign list = recommendations | … %} before it, and {% for item in list %}',
  },
  curlyQuote: (quote) => ({
    problem: `${quote} is not a quote in Liquid`,
    fix: 'Use straight quotes: "active"',
  }),
  entity: (entity, mark) => ({
    problem: `${entity} is not supported in Liquid`,
    fix: `Use ${mark} itself`,
  }),
  decimalComma: (whole, decimals) => ({
    problem: `${whole},${decimals} is not a number`,
    fix: `Use a decimal point: ${whole}.${decimals}`,
  }),
  loopTakes: {
    problem: 'A loop only accepts a list, limit, offset and reversed',
    fix: 'Use limit: 3, offset: 1 or reversed after the list, or remove the rest',
  },
  comparesNothing: (tag, value) => ({
    problem: `${tag === '' ? 'An output' : `{% ${tag} %}`} takes one value and cannot compare`,
    fix:
      value === undefined
        ? 'Use {% if … %}…{% endif %} around what depends on it'
        : `Use ${value} | default: "…"`,
  }),
  restUnread: (fix) => ({
    problem: 'Only the beginning of this is valid; the rest would be ignored',
    fix: REST[fix],
  }),
  unknownFilter: (filter, fix) => ({
    problem: `There is no filter "${filter}"`,
    fix: filterFix(fix),
  }),
  noZone: (zone) => ({
    problem: `There is no time zone ${zone}`,
    fix: 'Use one such as "Europe/Berlin"',
  }),
  noCurrency: (currency) => ({
    problem: `There is no currency ${currency}`,
    fix: 'Use an ISO 4217 code such as "EUR", or remove it to use the currency of the shop',
  }),
  noDateFormat: (format, formats) => ({
    problem: `There is no date format ${format}`,
    fix: `Use one of ${formats}, or a format such as "%-d %B %Y"`,
  }),
  dateFormatWithoutDate: (format) => ({
    problem: `The date format ${format} contains no part of a date and would be shown as is`,
    fix: 'Use a format such as "%-d %B %Y", or format: "date"',
  }),
  notPartOfDate: (part) => ({
    problem: `${part} is not part of a date and would be shown as is`,
    fix: 'Use a format such as "%-d %B %Y", and %% for a percent sign',
  }),
  noText: {
    problem: 'This value has fields but no text of its own',
    fix: 'Use one of its fields, such as {{ customer.name }}, or {{ … | json }}',
  },
  byZero: {
    problem: 'Division by 0',
    fix: 'Divide by another number, or put {% if … %} around it',
  },
  unlessZero: (divisor) => `Put {% if ${divisor} %}…{% endif %} around it`,
  takesNumber: (filter, value, isWhole) => ({
    problem: `${filter} takes a ${isWhole ? 'whole ' : ''}number, but ${value} is not one`,
    fix: aNumber(filter),
  }),
  takesNoLess: (filter, value) => ({
    problem: `${filter} takes a number of 0 or more, but ${value} is negative`,
    fix: aNumber(filter),
  }),
  needsValues: (filter, values, example) => ({
    problem: `${filter} needs ${values === 1 ? 'a value' : valueCount(values)} after its colon`,
    fix: `Use ${example}`,
  }),
  takesValues: (filter, most, given) => ({
    problem: `${filter} takes ${most === 0 ? 'nothing' : valueCount(most)} after its colon, not ${given}`,
    fix: 'Remove the rest',
  }),
  takesWords: (filter, value, words) => ({
    problem: `${filter} does not accept ${value}`,
    fix: `Use one of ${words}`,
  }),
  takesNoName: (filter, name) => ({
    problem: `${filter} has no parameter named ${name}`,
    fix: `Write the value without ${name}:`,
  }),
  takesField: (filter, value) => ({
    problem: `${filter} takes the name of a field, but ${value} is not one`,
    fix: `Write it in quotes, such as ${filter}: "title"`,
  }),
  takesItemName: (filter, value) => ({
    problem: `${filter} takes a name for the item first, but ${value} is not one`,
    fix: `Use ${filter}: "item", "item.price > 10"`,
  }),
  cannotRead: (filter, source, { problem, fix }) => ({
    problem: `${filter} cannot read "${source}": ${problem}`,
    fix,
  }),
  nothingInIt: { problem: 'it is empty', fix: OTHERWISE },
  tooLargeNumber: { problem: 'the number is too large', fix: OTHERWISE },
  notBase64: { problem: 'this is not base64', fix: OTHERWISE },
  undefinedVariable: (name) => ({ problem: `undefined variable: ${name}`, fix: OTHERWISE }),
  other: (message) => ({ problem: message, fix: OTHERWISE }),
}
