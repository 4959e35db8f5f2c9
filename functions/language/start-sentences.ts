/** What starts a campaign, what started a journey, and why none has begun, as sentences. */

import { isLifecycleClass } from '../domain/lifecycle-class.ts'
import { onOneLine } from '../domain/looks-like-name.ts'
import type { PropertyTest, PropertyTests } from '../domain/property-tests.ts'
import {
  type CampaignStart,
  type JourneyStart,
  LAST_PURCHASE,
  type StartKind,
  type WhyNot,
} from '../domain/starts/start.ts'
import type { Instant } from '../domain/time.ts'
import { type OfShop, segmentName } from './condition-sentences.ts'
import type { Voice } from './voice.ts'

/** The words for a kind of start, those for an unknown one included. */
const wordsFor = <Say>(words: Readonly<Record<StartKind | 'unknown', Say>>, kind: string): Say =>
  Object.hasOwn(words, kind) ? words[kind as StartKind] : words.unknown

/** @example plannedStart({ kind: 'purchase' }, ofShop(settings), voice) // 'After each purchase' */
export const plannedStart = (start: CampaignStart, shop: OfShop, voice: Voice): string => {
  const { words, formats } = voice
  const where = start.kind === 'purchase' ? (start.where ?? {}) : {}
  const { nth, minAmountMinor, skus = [], categories = [] } = where
  const products = [...skus, ...categories].map(onOneLine)
  const days = start.kind === 'date' ? start.offsetDays : 0
  return wordsFor(
    words.starts.planned,
    start.kind,
  )({
    class: 'class' in start ? words.classes[start.class] : '',
    segment: 'segment' in start ? segmentName(start.segment, shop, voice) : '',
    nth,
    amount: minAmountMinor === undefined ? undefined : formats.money(minAmountMinor, shop.currency),
    products: products.length === 0 ? undefined : formats.either(products),
    named: namedBy(start, words),
    properties: start.kind === 'event' ? propertiesOf(start.where, formats) : undefined,
    days: Math.abs(days),
    side: days < 0 ? 'before' : days > 0 ? 'after' : 'on',
    isYearly: start.kind === 'date' && start.repeats === 'yearly',
    time: timeOf(start, voice),
    isLocal: start.kind === 'broadcast' && 'local' in start.at,
  })
}

/** The event, or the date, that a start or a reason names. */
function namedBy(one: object, { starts }: Pick<Voice['words'], 'starts'>): string {
  const name = 'name' in one ? one.name : 'of' in one ? one.of : undefined
  if (name === LAST_PURCHASE) return starts.lastPurchase
  return typeof name === 'string' ? onOneLine(name) : ''
}

/** In signs that read the same in every language. */
const propertiesOf = (tests: PropertyTests = {}, { either }: Voice['formats']) =>
  Object.entries(tests)
    .map(([name, test]) => `${name} ${testOf(test, either)}`)
    .join(', ') || undefined

function testOf(test: PropertyTest, either: Voice['formats']['either']): string {
  if (typeof test !== 'object') return `= ${onOneLine(String(test))}`
  if ('length' in test) return `= ${either(test.map((value) => onOneLine(String(value))))}`
  const bounds = [
    ...(test.min === undefined ? [] : [`≥ ${test.min}`]),
    ...(test.max === undefined ? [] : [`≤ ${test.max}`]),
  ]
  return bounds.join(', ')
}

function timeOf(start: CampaignStart, { formats }: Pick<Voice, 'formats'>): string {
  if (start.kind === 'date') return start.time
  if (start.kind !== 'broadcast') return ''
  return 'instant' in start.at ? formats.moment(start.at.instant) : start.at.local.replace('T', ' ')
}

/** @example startSentence({ kind: 'purchase', orderId: '17' }, at, voice) // 'Started by order 17 ...' */
export const startSentence = (start: JourneyStart, at: Instant, { words, formats }: Voice) =>
  wordsFor(
    words.starts.started,
    start.kind,
  )({
    class: 'class' in start ? words.classes[start.class] : '',
    segment: 'segment' in start ? start.segment : '',
    order: 'orderId' in start ? onOneLine(start.orderId ?? '') : '',
    named: namedBy(start, words),
    day: formats.day('since' in start ? start.since : at),
  })

/**
 * The start of a journey as an API answers it, whose kind may be newer than this version.
 *
 * @example briefStart({ kind: 'purchase', orderId: '17' }, voice) // 'by order 17'
 */
export const briefStart = (
  start: {
    readonly kind: string
    readonly orderId?: string | undefined
    readonly class?: string | undefined
    readonly segment?: string | undefined
    readonly name?: string | undefined
    readonly of?: string | undefined
  },
  { words }: Voice,
): string =>
  wordsFor(
    words.starts.brief,
    start.kind,
  )({
    class: classNamed(start.class ?? '', words),
    segment: onOneLine(start.segment ?? ''),
    order: onOneLine(start.orderId ?? ''),
    named: namedBy(start, words),
  })

/** A newer server may know a class that is unknown here. */
const classNamed = (name: string, { classes }: Voice['words']): string =>
  isLifecycleClass(name) ? classes[name] : name

export const whyNotSentence = (why: WhyNot, { words, formats }: Voice): string =>
  words.whyNot[why.reason]({
    class: 'class' in why ? words.classes[why.class] : '',
    segment: 'segment' in why ? why.segment : '',
    day: 'at' in why ? formats.day(why.at) : '',
    named: namedBy(why, words),
  })
