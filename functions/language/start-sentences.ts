/** What starts a campaign, what started a journey, and why none has begun, as sentences. */

import { isLifecycleClass } from '../domain/lifecycle-class.ts'
import { onOneLine } from '../domain/looks-like-name.ts'
import type { CampaignStart, JourneyStart, StartKind, WhyNot } from '../domain/starts/start.ts'
import type { Instant } from '../domain/time.ts'
import { type OfShop, segmentName } from './condition-sentences.ts'
import type { Voice } from './voice.ts'

/** The words for a kind of start, those for an unknown one included. */
const wordsFor = <Say>(words: Readonly<Record<StartKind | 'unknown', Say>>, kind: string): Say =>
  Object.hasOwn(words, kind) ? words[kind as StartKind] : words.unknown

/** @example plannedStart({ kind: 'purchase' }, ofShop(settings), voice) // 'After each purchase' */
export const plannedStart = (start: CampaignStart, shop: OfShop, voice: Voice): string => {
  const { words, formats } = voice
  const { nth, minAmountMinor } = 'where' in start && start.where ? start.where : {}
  return wordsFor(
    words.starts.planned,
    start.kind,
  )({
    class: 'class' in start ? words.classes[start.class] : '',
    segment: 'segment' in start ? segmentName(start.segment, shop, voice) : '',
    nth,
    amount: minAmountMinor === undefined ? undefined : formats.money(minAmountMinor, shop.currency),
  })
}

/** @example startSentence({ kind: 'purchase', orderId: '17' }, at, voice) // 'Started by order 17 ...' */
export const startSentence = (start: JourneyStart, at: Instant, { words, formats }: Voice) =>
  wordsFor(
    words.starts.started,
    start.kind,
  )({
    class: 'class' in start ? words.classes[start.class] : '',
    segment: 'segment' in start ? start.segment : '',
    order: 'orderId' in start ? onOneLine(start.orderId) : '',
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
  })

/** A newer server may know a class that is unknown here. */
const classNamed = (name: string, { classes }: Voice['words']): string =>
  isLifecycleClass(name) ? classes[name] : name

export const whyNotSentence = (why: WhyNot, { words, formats }: Voice): string =>
  words.whyNot[why.reason]({
    class: 'class' in why ? words.classes[why.class] : '',
    segment: 'segment' in why ? why.segment : '',
    day: 'at' in why ? formats.day(why.at) : '',
  })
