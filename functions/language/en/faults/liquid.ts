/** Words of the faults of Liquid, in English. */
import type { FilterFix, LiquidFaultWords, RestFix } from '../../faults/liquid-fault-words.ts'
import { all } from '../count.ts'

const VALUES = 'Write a variable, a number or words in quotes'
const OTHERWISE = 'Change the value, or the Liquid that uses it'
const ADD_BAR = 'Write | before each filter, and a variable as one word'

const LEAVE_OUT: Readonly<Record<Extract<FilterFix, { kind: 'leave-out' }>['why'], string>> = {
  escaped: 'Leave it out: values are always escaped',
  'own-languages': 'Leave it out: each language has a mail file of its own',
  unknown: 'Leave it out: templates/README.md lists all filters',
}
const INSTEAD: Readonly<Record<Extract<FilterFix, { kind: 'value' }>['what'], string>> = {
  variable: 'Write the variable itself, such as {{ customer.name }}',
  picture: 'Write the full address of the picture; for a recommendation, item.imageUrl',
  field: 'Write the field with a dot: content.name',
}
const REST: Readonly<Record<RestFix, string>> = {
  values: 'Write a comma or the word or between values',
  'one-value': 'Write one value, and | before each filter',
  condition: 'Write and, or, or a comparison between values',
}

const filterFix = (fix: FilterFix): string => {
  switch (fix.kind) {
    case 'write':
      return `Write ${fix.liquid}`
    case 'near':
      return `Write ${fix.name}, or leave it out`
    case 'leave-out':
      return LEAVE_OUT[fix.why]
    case 'value':
      return INSTEAD[fix.what]
  }
}

const tagList = (tags: readonly string[]): string =>
  `The tags are ${all(tags)}; close each block with its own end tag`
const valueCount = (count: number): string => `${count} value${count === 1 ? '' : 's'}`
const aNumber = (filter: string): string => `Write a number, such as ${filter}: 2`

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
    problem: 'A parenthesis does not close',
    fix: 'Write a range as (1..3); conditions have no parentheses',
  },
  openQuote: {
    problem: 'A quote is never closed',
    fix: 'Close words with the quote that opens them, as in "active"',
  },
  noTagName: { problem: 'A tag has no name', fix: 'Write the name of a tag after {%' },
  unnamedTag: (tags) => ({ problem: 'A tag has no name', fix: tagList(tags) }),
  unknownTag: (name, tags) => ({ problem: `There is no tag {% ${name} %}`, fix: tagList(tags) }),
  misspeltTag: (name, near) => ({
    problem: `There is no tag {% ${name} %}`,
    fix: `Write {% ${near} %}`,
  }),
  unknownEnd: (name) => ({
    problem: `There is no tag {% ${name} %}`,
    fix: 'Remove it: there is nothing to close',
  }),
  elseIf: { problem: '{% else if %} is not a tag', fix: 'Write {% elsif … %}' },
  outsideBlock: (name, blocks) => ({
    problem: `{% ${name} %} is outside ${blocks.map((one) => `{% ${one} %}`).join(', ')}`,
    fix: 'Remove it, or put it into the block it belongs to',
  }),
  outsideLoop: (name) => ({
    problem: `{% ${name} %} is outside {% for %}`,
    fix: 'Remove it, or put it into the loop it belongs to',
  }),
  nothingAfter: (name) => ({
    problem: `{% ${name} %} takes nothing after its name`,
    fix: `Write {% ${name} %}${name === 'else' ? ', or {% elsif … %} with a condition' : ''}`,
  }),
  closesOther: (name, opened, line) => ({
    problem: `{% ${name} %} closes {% ${opened} %} of line ${line}`,
    fix: `Write {% end${opened} %}`,
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
  whenValueMissing: { problem: 'A value is missing', fix: 'Write {% when "one" %}' },
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
    fix: 'Write {% assign greeting = "Hello" %} or {% capture greeting %}Hello{% endcapture %}',
  },
  noEquals: {
    problem: 'The = between a name and its value is missing',
    fix: 'Write {% assign greeting = "Hello" %}',
  },
  loopForm: {
    problem: 'A loop is written as {% for item in list %}',
    fix: 'Write {% for item in recommendations %}',
  },
  emptyCycle: {
    problem: 'cycle has nothing to choose from',
    fix: "Write {% cycle 'one', 'two' %}",
  },
  inlineComment: {
    problem: 'Every line of this comment must begin with #',
    fix: 'Begin each line with #, or write {% comment %}…{% endcomment %}',
  },
  tooMuch: {
    problem: 'The Liquid produces more than fits into a mail',
    fix: 'Loop over fewer items: {% for item in list limit: 10 %}',
  },
  tooManyNumbers: 'Loop over fewer numbers, such as {% for number in (1..10) %}',
  nothingToCompare: {
    problem: 'The condition has nothing to compare with',
    fix: 'Add the value to compare with',
  },
  comparingWord: {
    problem: 'The condition uses a word that does not compare',
    fix: 'Write == or !=',
  },
  assigns: { problem: '= assigns a value and does not compare', fix: 'Write ==' },
  filteredLoop: {
    problem: 'A loop ignores filters on its list',
    fix: 'Write {% assign list = recommendations | … %} before it, and {% for item in list %}',
  },
  curlyQuote: (quote) => ({
    problem: `${quote} is no quote in Liquid`,
    fix: 'Write straight quotes: "active"',
  }),
  entity: (entity, mark) => ({
    problem: `${entity} is not read in Liquid`,
    fix: `Write ${mark} as it is`,
  }),
  decimalComma: (whole, decimals) => ({
    problem: `${whole},${decimals} is no number`,
    fix: `Write a point: ${whole}.${decimals}`,
  }),
  loopTakes: {
    problem: 'A loop takes nothing but a list, limit, offset and reversed',
    fix: 'Write limit: 3, offset: 1 or reversed after the list, or nothing',
  },
  comparesNothing: (tag, value) => ({
    problem: `${tag === '' ? 'An output' : `{% ${tag} %}`} takes one value, and compares nothing`,
    fix:
      value === undefined
        ? 'Write {% if … %}…{% endif %} around what depends on it'
        : `Write ${value} | default: "…"`,
  }),
  restUnread: (fix) => ({
    problem: 'Only the beginning of this can be read, and the rest would be left out',
    fix: REST[fix],
  }),
  unknownFilter: (filter, fix) => ({
    problem: `There is no filter "${filter}"`,
    fix: filterFix(fix),
  }),
  noZone: (zone) => ({
    problem: `There is no time zone ${zone}`,
    fix: 'Write one such as "Europe/Berlin"',
  }),
  noCurrency: (currency) => ({
    problem: `There is no currency ${currency}`,
    fix: 'Write an ISO 4217 code such as "EUR", or leave it out for the currency of the shop',
  }),
  noDateFormat: (format, formats) => ({
    problem: `There is no date format ${format}`,
    fix: `Write one of ${formats}, or a format such as "%-d %B %Y"`,
  }),
  dateFormatWithoutDate: (format) => ({
    problem: `The date format ${format} contains no part of a date and would be shown as is`,
    fix: 'Write a format such as "%-d %B %Y", or format: "date"',
  }),
  notPartOfDate: (part) => ({
    problem: `${part} is not part of a date and would be shown as is`,
    fix: 'Write a format such as "%-d %B %Y", and %% for a percent sign',
  }),
  noText: {
    problem: 'This shows a value that has fields but no text of its own',
    fix: 'Write one of its fields, such as {{ customer.name }}, or {{ … | json }}',
  },
  byZero: {
    problem: 'This divides by 0',
    fix: 'Divide by another number, or put {% if … %} around it',
  },
  unlessZero: (divisor) => `Put {% if ${divisor} %}…{% endif %} around it`,
  takesNumber: (filter, value, isWhole) => ({
    problem: `${filter} takes a ${isWhole ? 'whole ' : ''}number, and ${value} is not one`,
    fix: aNumber(filter),
  }),
  takesNoLess: (filter, value) => ({
    problem: `${filter} takes a number of 0 or more, and ${value} is less`,
    fix: aNumber(filter),
  }),
  needsValues: (filter, values, example) => ({
    problem: `${filter} needs ${values === 1 ? 'a value' : valueCount(values)} after its colon`,
    fix: `Write ${example}`,
  }),
  takesValues: (filter, most, given) => ({
    problem: `${filter} takes ${most === 0 ? 'nothing' : valueCount(most)} after its colon, not ${given}`,
    fix: 'Leave out the rest',
  }),
  takesWords: (filter, value, words) => ({
    problem: `${filter} does not know ${value}`,
    fix: `Write one of ${words}`,
  }),
  takesNoName: (filter, name) => ({
    problem: `${filter} takes nothing by the name ${name}`,
    fix: `Write the value without ${name}:`,
  }),
  takesField: (filter, value) => ({
    problem: `${filter} takes the name of a field, and ${value} is not one`,
    fix: `Write it in quotes, such as ${filter}: "title"`,
  }),
  takesItemName: (filter, value) => ({
    problem: `${filter} takes a name for the item first, and ${value} is not one`,
    fix: `Write ${filter}: "item", "item.price > 10"`,
  }),
  cannotRead: (filter, source, { problem, fix }) => ({
    problem: `${filter} cannot read "${source}": ${problem}`,
    fix,
  }),
  nothingInIt: { problem: 'there is nothing in it', fix: OTHERWISE },
  tooLargeNumber: { problem: 'the number is too large', fix: OTHERWISE },
  notBase64: { problem: 'base64_decode takes base64, and this is not', fix: OTHERWISE },
  undefinedVariable: (name) => ({ problem: `undefined variable: ${name}`, fix: OTHERWISE }),
  other: (message) => ({ problem: message, fix: OTHERWISE }),
}
