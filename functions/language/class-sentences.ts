/** Sentences about lifecycle classes: what one means in general, and why a customer is in theirs. */
import { limitChance } from '../domain/chance-course.ts'
import type { Assessment } from '../domain/lifecycle.ts'
import { stageOf } from '../domain/lifecycle-class.ts'
import { personalRule, type Settings } from '../domain/policy.ts'
import { modelInForce } from '../domain/shop-model.ts'
import type { ClassFigures } from './reason-words.ts'
import { formatChance, formatDays, thresholdSentence } from './value-sentences.ts'
import type { Voice } from './voice.ts'

type ClassRules = Pick<Settings, 'policy' | 'models'>

/** The figures of a shop with no customer in it, for what a class means in general. */
export function generalFigures({ policy, models }: ClassRules, voice: Voice): ClassFigures {
  const { personalThreshold } = policy
  const isUsable = models.some(({ verdict }) => verdict !== 'unusable')
  const own = personalThreshold && isUsable ? personalRule(policy) : undefined
  const chance = limitChance(
    policy,
    models.findLast(({ verdict }) => verdict !== 'unusable'),
  )
  return {
    purchases: 0,
    purchasesInWindow: 0,
    windowDays: policy.frequentWindowDays,
    frequentPurchases: policy.frequentPurchases,
    dormantAfter: formatDays(policy.dormantAfterDays, voice),
    ...(own && {
      ownDormancy: {
        least: formatDays(own.minDays, voice),
        most: formatDays(own.maxDays, voice),
        ...(chance !== undefined && {
          falls: {
            chance: formatChance(chance, voice),
            within: formatDays(own.withinDays, voice),
          },
        }),
      },
    }),
  }
}

/**
 * Why a customer is in their class. For a customer who has bought, the reason also says which
 * dormancy threshold applies.
 *
 * @example whyThisClass(assessment, settings, voice)
 *   // 'Dormant since 3 May: no purchase for more than 90 days (...). The limit is 90 days (...).'
 */
export function whyThisClass(
  { class: name, reason, since }: Assessment,
  { policy, models }: ClassRules,
  voice: Voice,
): string {
  const { words, formats } = voice
  const { lastPurchaseAt } = reason
  const figures: ClassFigures = {
    ...reason,
    frequentPurchases: policy.frequentPurchases,
    dormantAfter: formatDays(reason.dormantAfterDays, voice),
    ...(lastPurchaseAt !== undefined && { last: formats.day(lastPurchaseAt) }),
  }
  const why = words.sinceWhy(
    words.classes[name],
    since === undefined ? undefined : formats.day(since),
    words.classReasons[name](figures),
  )
  if (lastPurchaseAt === undefined) return why
  const model = modelInForce(models, lastPurchaseAt)
  const isOver = stageOf(name) === 'stopped'
  const chance = limitChance(policy, model)
  const { withinDays } = personalRule(policy)
  const fallsTo = chance === undefined ? undefined : { chance, withinDays }
  return words.joinSentences(
    why,
    thresholdSentence(
      { by: reason.threshold, days: reason.dormantAfterDays, isOver, model, fallsTo },
      voice,
    ),
  )
}
