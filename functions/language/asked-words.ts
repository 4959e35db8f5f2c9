/** What a condition asks for, in words, by its unit. */
import type { AskedOfValue, AskedRange } from '../domain/asked-value.ts'
import { eventBounds } from '../domain/condition-posted.ts'
import type { AskedByUnit } from '../domain/condition-table.ts'
import type { AskedCondition } from '../domain/conditions.ts'
import type { AskedValue } from '../domain/customer-event.ts'
import type { Voice } from './voice.ts'

/** @example askedFor(minSpend, 'GBP', voice) // '£50.00' */
export function askedFor(condition: AskedCondition, currency: string, voice: Voice): string {
  const { formats, words } = voice
  switch (condition.unit) {
    case 'country':
      return formats.either(condition.asked.map((code) => formats.country(code)))
    case 'locale':
      return formats.either(condition.asked.map((tag) => formats.languageName(tag)))
    case 'class':
      return formats.either(condition.asked.map((name) => words.classes[name]))
    case 'score':
      return formats.either(condition.asked.map(String))
    case 'money':
      return formats.money(condition.asked, currency)
    case 'chance':
      return formats.percent(condition.asked)
    case 'count':
    case 'number':
      return formats.number(condition.asked)
    case 'consent':
      return words.asked.consent[condition.asked]
    case 'orders':
      return ordersAsked(condition.asked, voice)
    case 'spend':
      return spendAsked(condition.asked, currency, voice)
    case 'products':
      return productsAsked(condition.asked, voice)
    case 'event':
      return eventAsked(condition.asked, voice)
    case 'attribute':
      return attributeAsked(condition.asked, voice)
    case 'campaign':
      return 'neverSent' in condition.asked
        ? words.asked.neverMailed(condition.asked.id)
        : words.asked.mailed(condition.asked.id, formats.number(condition.asked.sentWithinDays))
  }
}

/** What is not asked for stays undefined. */
const shown = <T>(value: T | undefined, format: (value: T) => string): string | undefined =>
  value === undefined ? undefined : format(value)

const ordersAsked = (
  { min, max, withinDays }: AskedByUnit['orders'],
  { formats: { number }, words }: Voice,
): string =>
  words.asked.orders({
    least: shown(min, number),
    most: shown(max, number),
    days: shown(withinDays, number),
  })

function spendAsked(
  { minMinor, maxMinor, withinDays }: AskedByUnit['spend'],
  currency: string,
  { formats, words }: Voice,
): string {
  const money = (minor: number) => formats.money(minor, currency)
  return words.asked.spend({
    least: shown(minMinor, money),
    most: shown(maxMinor, money),
    days: shown(withinDays, formats.number),
  })
}

const productsAsked = (
  { skus, categories = [], withinDays }: AskedByUnit['products'],
  { formats, words }: Voice,
): string =>
  words.asked.products({
    names: formats.either(skus ?? categories),
    are: skus ? 'skus' : 'categories',
    days: shown(withinDays, formats.number),
  })

function eventAsked(asked: AskedByUnit['event'], voice: Voice): string {
  const { number } = voice.formats
  const { min, max } = eventBounds(asked)
  return voice.words.asked.event({
    name: asked.name,
    where: whereAsked(asked.where, voice),
    least: min === 0 && max !== undefined ? undefined : number(min),
    most: shown(max, number),
    days: number(asked.withinDays),
  })
}

const whereAsked = (where: AskedByUnit['event']['where'], voice: Voice): string | undefined =>
  shown(where, (asked) =>
    voice.formats.list(Object.entries(asked).map(([name, of]) => valueAsked(name, of, voice))),
  )

function attributeAsked(
  { name, is, known, ...range }: AskedByUnit['attribute'],
  voice: Voice,
): string {
  const { asked } = voice.words
  if (known !== undefined) return known ? asked.known(name) : asked.notKnown(name)
  if (is !== undefined) return valueAsked(name, [is].flat(), voice)
  return asked.within(name, rangeAsked(range, voice))
}

function valueAsked(name: string, of: AskedOfValue, voice: Voice): string {
  const { asked } = voice.words
  if (typeof of === 'object' && !Array.isArray(of)) return asked.within(name, rangeAsked(of, voice))
  return asked.is(
    name,
    voice.formats.either([of].flat().map((value) => valueInWords(value, voice))),
  )
}

const rangeAsked = ({ min, max }: AskedRange, voice: Voice): string =>
  voice.words.asked.range({
    least: shown(min, (value) => valueInWords(value, voice)),
    most: shown(max, (value) => valueInWords(value, voice)),
  })

function valueInWords(value: AskedValue, { formats, words }: Voice): string {
  if (typeof value === 'boolean') return value ? words.asked.yes : words.asked.no
  return typeof value === 'number' ? formats.number(value) : value
}
