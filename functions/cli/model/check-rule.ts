/** `rekindle model check`: whether personal days are better than fixed ones, on past purchases. */
import type { PersonalRule } from '../../domain/models/learned-chance.ts'
import { MOST_DAYS } from '../../domain/models/median-threshold.ts'
import { type LimitsInForce, limitsInForce, newLimits, personalRule } from '../../domain/policy.ts'
import { type Instant, isoInstant } from '../../domain/time.ts'
import { checkMoney, type MoneyCheck } from '../../insight/learning/check-money.ts'
import { checkRule, type RuleCheck } from '../../insight/learning/check-rule.ts'
import {
  type PersonalLimits,
  type PersonalPreview,
  previewPersonal,
} from '../../insight/learning/preview-personal.ts'
import { UsageError } from '../failure.ts'
import { wholeOf } from '../read-values.ts'
import type { Io } from '../verb.ts'
import { refuseOneInstant } from './check-comparison.ts'
import type { CheckGiven } from './check-options.ts'
import { moneyOf, readChance } from './options.ts'
import { type OrderSource, readSource } from './source.ts'

export type RuleFound = {
  readonly source: OrderSource
  readonly check: RuleCheck
  /** Absent if there are no amounts to learn from. */
  readonly money?: MoneyCheck & { readonly minorPerMajor: number; readonly from: Instant }
  /** For a shop that has no such limits yet. */
  readonly preview?: PersonalPreview
  /** Of a file, `fixed`. */
  readonly limits: LimitsInForce
}

/** @throws UsageError, or Failure if the source cannot be read or all of it is of one instant */
export async function judgeRule(given: CheckGiven, io: Io): Promise<RuleFound> {
  const typed = readRule(given)
  let preview: ReturnType<typeof previewPersonal> | undefined
  const source = await readSource(given, io, (settings, now) => {
    if (limitsInForce(settings.policy) === 'personal') return { add: () => {} }
    preview = previewPersonal(settings, now, {
      ...(typed.limits.withinDays === undefined && newLimits(settings.policy)),
      ...typed.limits,
    })
    return preview
  })
  refuseOneInstant(source)
  const check = checkRule(source.book, ruleOf(source.policy, typed), source.end)
  const money = moneyIn(source, check, given)
  return {
    source,
    check,
    ...(money && { money }),
    ...(preview && { preview: preview.result() }),
    limits: limitsInForce(source.policy),
  }
}

type TypedRule = { readonly limits: PersonalLimits; readonly fixedDays?: number }

/** @throws UsageError */
function readRule(given: CheckGiven): TypedRule {
  const days = (option: 'fixed-days' | 'min-days' | 'max-days') => {
    const text = given.text(option)
    return text === undefined ? undefined : wholeOf(option, text, 1, MOST_DAYS)
  }
  const [fixedDays, minDays, maxDays] = [days('fixed-days'), days('min-days'), days('max-days')]
  return {
    limits: {
      ...readChance(given),
      ...(minDays !== undefined && { minDays }),
      ...(maxDays !== undefined && { maxDays }),
    },
    ...(fixedDays !== undefined && { fixedDays }),
  }
}

/**
 * What was typed goes before the policy; with a typed horizon the bounds follow from that.
 *
 * @throws UsageError if the least limit is beyond the most
 */
function ruleOf(policy: OrderSource['policy'], { limits, fixedDays }: TypedRule): PersonalRule {
  const usual = personalRule(policy)
  const { minDays, maxDays } = usual
  const rule = personalRule({
    dormantAfterDays: fixedDays ?? usual.fixedDays,
    personalThreshold: {
      ...{ chance: usual.chance, withinDays: usual.withinDays },
      ...(limits.withinDays === undefined && { minDays, maxDays }),
      ...limits,
    },
  })
  if (rule.minDays > rule.maxDays)
    throw new UsageError((w) => w.model.usage.bounds(rule.minDays, rule.maxDays))
  return rule
}

/** On the last horizon of the data. */
function moneyIn(
  source: OrderSource,
  { instants, end }: RuleCheck,
  given: CheckGiven,
): RuleFound['money'] {
  const last = instants.at(-1)
  if (!last) return undefined
  const { currency, minorPerMajor } = moneyOf(source, given)
  const { params, at: until } = last
  const found = checkMoney(source.book, { currency, params, until, to: end })
  return found && { ...found, minorPerMajor, from: until }
}

export function ruleJson({ source, check, money, preview, limits }: RuleFound): object {
  const { rule, end, customers, isSampled, instants, compared, timing, learned, outcome } = check
  const { measurableFrom, isOnceAtLeast } = check
  const bestDays = compared?.bestFixed.days ?? 0
  return {
    ...{ rule, end: isoInstant(end), customers, isSampled, outcome },
    isOn: limits === 'personal',
    verdict: learned.verdict,
    reasons: learned.reasons,
    params: learned.fit.estimate?.params ?? null,
    learned: learned.chance ?? null,
    boughtOnce: { ...learned.once, isAtLeast: isOnceAtLeast },
    instants: instants.map(({ at, ...figures }) => ({ at: isoInstant(at), ...figures })),
    compared: compared
      ? {
          ...compared,
          bestFixed: {
            ...compared.bestFixed,
            days: Number.isFinite(bestDays) ? bestDays : null,
          },
        }
      : null,
    timing: timing ? { ...timing, from: isoInstant(timing.from), to: isoInstant(timing.to) } : null,
    measurableFrom: {
      instants: isoInstant(measurableFrom.instants),
      timing: isoInstant(measurableFrom.timing),
    },
    money: money ? moneyJson(money) : null,
    ...(preview && { preview }),
    ...(source.file && { file: source.file }),
  }
}

const moneyJson = ({ minorPerMajor: _, from, ...money }: NonNullable<RuleFound['money']>) => ({
  from: isoInstant(from),
  ...money,
})
