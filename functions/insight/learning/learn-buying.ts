/** How customers buy, learned from the purchases of all of them: for a shop and for tests alike. */
import type { BetaGeometric } from '../../domain/models/beta-geometric.ts'
import { fitTransactions, type TransactionFit } from '../../domain/models/fit-transactions.ts'
import { type FitReason, type FitVerdict, verdictOf } from '../../domain/models/fit-verdict.ts'
import {
  type LearnedChance,
  learnChance,
  type OneTimeReturns,
  type PersonalRule,
} from '../../domain/models/learned-chance.ts'
import { mbgNbd } from '../../domain/models/mbg-nbd.ts'
import { type NetPurchase, summarise } from '../../domain/models/summary-statistics.ts'
import { tallyHistories } from '../../domain/models/tally.ts'
import type { CountedHistory } from '../../domain/models/transaction-model.ts'
import { dayOf, type Instant } from '../../domain/time.ts'

export type LearnedBuying = {
  readonly fit: TransactionFit<BetaGeometric>
  /** Of the fit, and of the chance to buy again. */
  readonly reasons: readonly FitReason[]
  readonly verdict: FitVerdict
  /** Absent where the fit is unusable. */
  readonly chance?: LearnedChance
  /** What `boughtOnce` was measured on. */
  readonly once: OneTimeReturns
  /** Each different one once, in days. */
  readonly histories: readonly CountedHistory[]
  /** How many times histories were rounded, because there were too many distinct ones. */
  readonly coarseness: number
}

export type BuyingLearner = {
  /** A customer's purchases that count at the end; those after it are left out. */
  readonly add: (purchases: readonly NetPurchase[]) => void
  readonly learned: () => LearnedBuying
}

/** Customers with one purchase are looked at so many times, so many days apart. */
const [LOOKS, DAYS_APART] = [6, 30]

/**
 * @param until the end of what is known
 * @example const learner = makeBuyingLearner(personalRule(policy), now); learner.add(purchases); learner.learned().verdict // 'doubtful'
 */
export function makeBuyingLearner(rule: PersonalRule, until: Instant): BuyingLearner {
  const tally = tallyHistories()
  const once = { customers: 0, cameBack: 0 }
  return {
    add(purchases) {
      const history = summarise(purchases, until)
      if (!history) return
      tally.add(history)
      const [first = 0, second] = daysOf(purchases, until)
      for (const at of looks(dayOf(until), rule)) {
        const isKnownOnce = second === undefined || second > at
        if (!isKnownOnce || at - first < rule.minDays || at - first >= rule.fixedDays) continue
        once.customers++
        if (second !== undefined && second <= at + rule.withinDays) once.cameBack++
      }
    },
    learned() {
      const histories = tally.entries()
      const coarseness = tally.coarseness()
      const fit = fitTransactions(mbgNbd, histories, { unit: 'days', prior: 'usual' })
      if (fit.verdict === 'unusable')
        return { fit, reasons: fit.reasons, verdict: fit.verdict, once, histories, coarseness }
      const { learned: chance, reasons: more } = learnChance(
        fit.estimate.params,
        histories,
        rule,
        once,
      )
      const reasons = [...fit.reasons, ...more]
      return { fit, reasons, verdict: verdictOf(reasons), chance, once, histories, coarseness }
    },
  }
}

/** In whole days since 1970, ascending, each day once. */
const daysOf = (purchases: readonly NetPurchase[], until: Instant): readonly number[] =>
  [...new Set(purchases.filter(({ at }) => at <= until).map(({ at }) => dayOf(at)))].sort(
    (one, other) => one - other,
  )

/** The days at which a whole horizon is known afterwards. */
const looks = (end: number, { withinDays }: PersonalRule): readonly number[] =>
  Array.from({ length: LOOKS }, (_, i) => end - withinDays - i * DAYS_APART)
