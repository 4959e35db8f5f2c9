/** What is said of how likely a customer is to buy again. */
import type { ChanceCourse } from '../domain/chance-course.ts'
import type { BuyAgain, Threshold } from '../domain/dormancy.ts'
import { DAY_MS, type Instant } from '../domain/time.ts'
import type { ChanceWords, LimitOrigin } from './chance-words.ts'
import { haveSameFraction, naturalFrequency } from './natural-frequency.ts'
import { formatChance, formatDays, type ValueFact } from './value-sentences.ts'
import type { Voice } from './voice.ts'

/**
 * @param modelVersion of the model that the other figures are by
 * @example chanceFacts(buyAgain, 3, voice)[0]?.text // '24%'
 */
export function chanceFacts(
  buyAgain: BuyAgain | undefined,
  modelVersion: number | undefined,
  voice: Voice,
): readonly ValueFact[] {
  if (!buyAgain) return []
  const { chance } = voice.words
  return [
    {
      label: chance.label(formatDays(buyAgain.withinDays, voice)),
      text: formatChance(buyAgain.chance, voice),
      ...(buyAgain.modelVersion !== modelVersion && {
        meaning: chance.byModel(voice.formats.number(buyAgain.modelVersion)),
      }),
    },
  ]
}

type ChanceStory = {
  readonly course: ChanceCourse
  /** Those that count, of which several may be of one day. */
  readonly purchases: number
  /** Where the limit comes from. */
  readonly by: Threshold['by']
  /** Empty if it is not known. */
  readonly name: string
}

/**
 * How a customer's chance falls, when that makes them dormant, and what fixed days would have said.
 *
 * @example
 * chanceStory({ course, purchases: 6, by, name: 'Ada' }, now, voice)
 *   // 'Ada bought on 6 days within 20 weeks. Right after the last purchase, about 4 in 5 customers …'
 */
export function chanceStory(story: ChanceStory, now: Instant, voice: Voice): string {
  const { words, formats } = voice
  const { chance: says } = words
  const { course } = story
  const who = story.name === '' ? says.thisCustomer : story.name
  const { lastPurchaseAt: last } = course
  const dormantAt = last + course.limitDays * DAY_MS
  const buyers = (chance: number) => frequencyText(chance, voice)
  const rightAfter = says.rightAfter(
    formatDays(course.withinDays, voice),
    buyers(course.afterPurchase),
  )
  const atLimit = says.atLimit[originOf(story)](
    // To a tenth first, as the reason for the class has it, so that both say the same days.
    formatDays(Math.round(10 * course.limitDays) / 10, voice),
    buyers(course.atLimit),
  )
  const becomes = says[dormantAt <= now ? 'dormantSince' : 'dormantFrom'](
    who,
    formats.day(dormantAt),
  )
  return [
    boughtSentence(story, who, voice),
    rightAfter,
    atLimit,
    becomes,
    ...fixedSentences(story, dormantAt, now, voice),
  ].reduce(words.joinSentences)
}

function boughtSentence({ course, purchases }: ChanceStory, who: string, voice: Voice): string {
  const { words, formats } = voice
  const { chance: says } = words
  const { purchaseDays, firstPurchaseAt: first, lastPurchaseAt: last } = course
  if (purchaseDays > 1)
    return says.bought(
      who,
      words.days(formats.number(purchaseDays)),
      spanOf(first, last, purchaseDays, voice),
    )
  return purchases > 1
    ? says.boughtWithinADay(who, formats.number(purchases), formats.day(last))
    : says.boughtOnce(who, formats.day(last))
}

function frequencyText(chance: number, { words, formats }: Voice): string {
  const { frequency } = words.chance
  const natural = naturalFrequency(chance)
  return 'of' in natural
    ? frequency[natural.kind](formats.number(natural.count), formats.number(natural.of))
    : frequency[natural.kind]
}

const originOf = ({ course, by }: ChanceStory): LimitOrigin => {
  if (by.kind === 'fallback' && by.why === 'bought-once') return 'bought-once'
  if (by.kind !== 'personal') return 'fixed'
  return by.bound ?? (course.dormantAt === undefined ? 'alive' : 'chance')
}

/** None where the fixed days apply, or would say the same when about as many still buy. */
function fixedSentences(
  { course, by }: ChanceStory,
  dormantAt: Instant,
  now: Instant,
  voice: Voice,
): readonly string[] {
  const { words, formats } = voice
  const { fixedDays: says } = words.chance
  const fixedAt = course.lastPurchaseAt + course.fixedDays * DAY_MS
  const days = formats.daysBetween(fixedAt, dormantAt)
  const isSame = days === 0 || haveSameFraction(course.atLimit, course.atFixedDays)
  if (by.kind !== 'personal' || isSame) return []
  const which = {
    past: { sooner: says.wasSooner, later: says.wasLater },
    coming: { sooner: says.isSooner, later: says.isLater },
  }[fixedAt <= now ? 'past' : 'coming'][days > 0 ? 'sooner' : 'later']
  return [
    which(
      formatDays(course.fixedDays, voice),
      formats.day(fixedAt),
      frequencyText(course.atFixedDays, voice),
    ),
  ]
}

type Span = keyof ChanceWords['chance']['span']

/** Up to how many days a length is said in which unit, and how many days that has. */
const SPANS: readonly (readonly [upTo: number, unit: Span, days: number])[] = [
  [14, 'days', 1],
  [182, 'weeks', 7],
  [730, 'months', 30.4375],
  [Number.POSITIVE_INFINITY, 'years', 365.25],
]

/** @param least so many days, even if less than a day is between two of them */
function spanOf(from: Instant, to: Instant, least: number, { words, formats }: Voice): string {
  const length = (to - from) / DAY_MS
  const [, unit, days] = SPANS.find(([upTo]) => length < upTo) ?? ([0, 'days', 1] as const)
  const count = Math.round(length / days)
  return words.chance.span[unit](formats.number(unit === 'days' ? Math.max(least, count) : count))
}
