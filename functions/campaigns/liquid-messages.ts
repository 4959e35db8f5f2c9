/** Reads the errors of liquidjs, and of its filters, as faults in a marketer's words. */
import type { FaultText } from '../language/faults/fault-text.ts'
import type { FaultWords } from '../language/faults/fault-words.ts'
import type { LiquidFaultWords } from '../language/faults/liquid-fault-words.ts'
import { type FaultSentences, sentences, textOf } from './fault.ts'

type Says = (words: LiquidFaultWords, all: FaultWords) => FaultText
type Message = readonly [pattern: RegExp, says: (...found: readonly string[]) => Says]

const EXAMPLES: Readonly<Record<string, string>> = {
  pluralize: 'pluralize: "item", "items"',
  time_zone: 'time_zone: "Europe/Berlin"',
  timezone: 'time_zone: "Europe/Berlin"',
}

const exampleOf = (filter: string): string =>
  EXAMPLES[filter] ??
  (filter.endsWith('_exp') ? `${filter}: "item", "item.price > 10"` : `${filter}: "…"`)

const countOf = (values: string): number => (values === 'a value' ? 1 : Number.parseInt(values, 10))

/** By the beginning of the message; the first match wins. Each is given what its groups found. */
const MESSAGES: readonly Message[] = [
  [
    /^tag (.+) not closed/,
    (tag = '') =>
      (w) =>
        w.openBlock(tag, /[a-z]+/.exec(tag)?.[0] ?? ''),
  ],
  [
    /^output (.+) not closed/,
    (output = '') =>
      (w) =>
        w.openDelimiter(output, '}}'),
  ],
  [/^raw .* not closed/, () => (w) => w.openBlock('{% raw %}', 'raw')],
  [
    /^(?:invalid value expression: |unexpected token )"?(.*?)"?(?:, value expected)?$/,
    (found = '') =>
      (w) =>
        found === '' ? w.valueMissing : w.valueMissingBefore(found),
  ],
  [/^expected filter name/, () => (w) => w.noFilter],
  [/^expected "\|" before filter/, () => (w) => w.notAFilter],
  [/^expected ":" after filter name/, () => (w) => w.noColon],
  [
    /^unexpected character "?(.*?)"?$/,
    (found = '') =>
      (w) =>
        w.cannotFollow(found),
  ],
  [/^(?:expected variable name|invalid capture name)/, () => (w) => w.noName],
  [/^expected "="/, () => (w) => w.noEquals],
  [/^illegal tag: /, () => (w) => w.loopForm],
  [/^illegal (?:liquid )?tag syntax/, () => (w) => w.noTagName],
  [/^empty candidates/, () => (w) => w.emptyCycle],
  [/^invalid range syntax|^unbalanced parentheses/, () => (w) => w.openParenthesis],
  [/^\[ not closed/, () => (w) => w.openBracket],
  [/^unexpected elsif after else|^duplicated else/, () => (w) => w.afterElse],
  [/^every line of an inline comment/, () => (w) => w.inlineComment],
  [/^(?:template|memory alloc|parse length|output) ?.*limit exceeded/, () => (w) => w.tooMuch],
  [
    /^there is no time zone (.*)$/s,
    (zone = '') =>
      (w) =>
        w.noZone(zone),
  ],
  [
    /^there is no currency (.*)$/s,
    (currency = '') =>
      (w) =>
        w.noCurrency(currency),
  ],
  [
    /^there is no date format (.*); there are (.*)$/s,
    (format = '', formats = '') =>
      (w) =>
        w.noDateFormat(format, formats),
  ],
  [
    /^the date format (.*) has no part of a date$/s,
    (format = '') =>
      (w) =>
        w.dateFormatWithoutDate(format),
  ],
  [
    /^(.*) is not part of a date$/s,
    (part = '') =>
      (w) =>
        w.notPartOfDate(part),
  ],
  [
    /^undefined filter: (\S+)/,
    (filter = '') =>
      (w) =>
        w.unknownFilter(filter, { kind: 'leave-out', why: 'unknown' }),
  ],
  [/^what it shows has fields but no text of its own$/, () => (w) => w.noText],
  [/^divided by 0$/, () => (w) => w.byZero],
  [
    /^(\w+) takes a (whole )?number, and (.*) is not one$/s,
    (filter = '', whole = '', value = '') =>
      (w) =>
        w.takesNumber(filter, value, whole !== ''),
  ],
  [
    /^(\w+) takes a number of 0 or more, and (.*) is less$/s,
    (filter = '', value = '') =>
      (w) =>
        w.takesNoLess(filter, value),
  ],
  [
    /^(\w+) needs (.*) after its colon$/,
    (filter = '', values = '') =>
      (w) =>
        w.needsValues(filter, countOf(values), exampleOf(filter)),
  ],
  [
    /^(\w+) takes (nothing|\d+) ?.*after its colon, not (\d+)$/,
    (filter = '', most = '', given = '') =>
      (w) =>
        w.takesValues(filter, most === 'nothing' ? 0 : Number(most), Number(given)),
  ],
  [
    /^(\w+) does not know (.*); there are (.*)$/s,
    (filter = '', value = '', words = '') =>
      (w) =>
        w.takesWords(filter, value, words),
  ],
  [
    /^(\w+) takes nothing by the name (.*)$/,
    (filter = '', name = '') =>
      (w) =>
        w.takesNoName(filter, name),
  ],
  [
    /^(\w+) takes the name of a field, and (.*) is not one$/s,
    (filter = '', value = '') =>
      (w) =>
        w.takesField(filter, value),
  ],
  [
    /^(\w+) takes a name for the item first, and (.*) is not one$/s,
    (filter = '', value = '') =>
      (w) =>
        w.takesItemName(filter, value),
  ],
  [
    /^(\w+) cannot read "(.*?)": (.*)$/s,
    (filter = '', source = '', inside = '') =>
      (w, all) =>
        w.cannotRead(filter, source, textOf(liquidFault(inside), all)),
  ],
  [/^there is nothing in it$/, () => (w) => w.nothingInIt],
  [/^the number is too large$/, () => (w) => w.tooLargeNumber],
  [/^base64_decode takes base64, and this is not$/, () => (w) => w.notBase64],
  [
    /^undefined variable: (\S+)$/,
    (name = '') =>
      (w) =>
        w.undefinedVariable(name),
  ],
]

/**
 * @param message from liquidjs, without its position
 * @example liquidFault('expected filter name').problem(enFaults) // 'No filter follows |'
 */
export function liquidFault(message: string): FaultSentences {
  for (const [pattern, says] of MESSAGES) {
    const found = pattern.exec(message)
    if (!found) continue
    const said = says(...found.slice(1))
    return sentences((w) => said(w.liquid, w))
  }
  return sentences((w) => w.liquid.other(message))
}
