/** Tests on a shop's own history whether personal limits do better than fixed days. */
import type { BetaGeometric } from '../../domain/models/beta-geometric.ts'
import { chanceToBuyAgain, inactivityUntil } from '../../domain/models/chance-to-buy-again.ts'
import {
  compareRules,
  type JudgedCase,
  type RulesCompared,
} from '../../domain/models/holdout-rules.ts'
import {
  compareTiming,
  type Inactivity,
  type TimingCompared,
} from '../../domain/models/holdout-timing.ts'
import type { LearnedChance, PersonalRule } from '../../domain/models/learned-chance.ts'
import { probabilityAlive } from '../../domain/models/mbg-nbd.ts'
import { adviceOf, type RuleOutcomeName } from '../../domain/models/rule-advice.ts'
import type { NetPurchase } from '../../domain/models/summary-statistics.ts'
import type { History } from '../../domain/models/transaction-model.ts'
import { DAY_MS, dayOf, type Instant } from '../../domain/time.ts'
import { type LearnedBuying, makeBuyingLearner } from './learn-buying.ts'
import type { OrderBook } from './order-book.ts'

/** The rules are compared at so many instants, so many days apart. */
export const [INSTANTS, DAYS_APART] = [6, 30]

/** Of more, every second, third, … is judged: the models learn from all. */
const MOST_JUDGED = 50_000

export type TestedInstant = {
  readonly at: Instant
  readonly customers: number
  /** The mean chance, and the share that came back within the horizon. */
  readonly expected: number
  readonly cameBack: number
  /** Of the model of that instant, in days. */
  readonly params: BetaGeometric
}

export type RuleCheck = {
  readonly rule: PersonalRule
  readonly end: Instant
  readonly customers: number
  /** Whether only a part of them was judged, because they are very many. */
  readonly isSampled: boolean
  /** Ascending; the last is one horizon before the end. Without those of an unusable model. */
  readonly instants: readonly TestedInstant[]
  /** Absent if no instant could be tested. */
  readonly compared?: RulesCompared
  /** Absent where the history is too short for it. */
  readonly timing?: TimingCompared & { readonly from: Instant; readonly to: Instant }
  /** From when on all instants and the timing lie within the history. */
  readonly measurableFrom: { readonly instants: Instant; readonly timing: Instant }
  /** From all purchases up to the end. */
  readonly learned: LearnedBuying
  /** Whether the policy's least days are where a customer with one purchase begins. */
  readonly isOnceAtLeast: boolean
  readonly outcome: RuleOutcomeName
}

/**
 * Compares the rules at the last instants that a whole horizon is known after, each with what was
 * known then; and the timing on inactivities that were watched long enough.
 *
 * @throws RangeError if the book has no orders
 * @example checkRule(book, personalRule(policy), now).outcome // 'advised'
 */
export function checkRule(book: OrderBook, rule: PersonalRule, end: Instant): RuleCheck {
  const { first } = book.span() ?? {}
  if (first === undefined) throw new RangeError('there are no orders')
  const { withinDays } = rule
  const reach = (INSTANTS - 1) * DAYS_APART + withinDays
  const watched = longestWait(rule) + withinDays
  const instants = Array.from(
    { length: INSTANTS },
    (_, i) => end - (reach - i * DAYS_APART) * DAY_MS,
  ).filter((at) => at >= first)
  const windowFrom = end - (watched + withinDays) * DAY_MS
  // Of the first day alone nothing can be learned: no time was observed.
  const learnable = (dayOf(first) + 1) * DAY_MS
  const every = Math.ceil(countOf(book.buyers()) / MOST_JUDGED)
  // One after another, so that only one model's customers are in memory.
  const looks = instants.flatMap((at) => lookAt(book, at, { rule, end, every }) ?? [])
  const timing =
    first <= windowFrom ? timingFrom(book, windowFrom, { rule, end, every }) : undefined
  const learned = learnedAt(book, end, rule)
  const cases = looks.flatMap((look) => look.cases)
  const compared = cases.length > 0 ? compareRules(cases, rule.fixedDays) : undefined
  return {
    ...{ rule, end, customers: customersIn(learned), isSampled: every > 1, learned },
    instants: looks.map(({ tested }) => tested),
    ...(compared && { compared }),
    ...(timing && {
      timing: { ...timing, from: windowFrom, to: windowFrom + withinDays * DAY_MS },
    }),
    measurableFrom: {
      instants: learnable + reach * DAY_MS,
      timing: learnable + (watched + withinDays) * DAY_MS,
    },
    isOnceAtLeast: isOnceAtLeast(learned, rule),
    outcome: adviceOf({
      verdict: learned.verdict,
      reasons: learned.reasons,
      learned: learned.chance,
      isComplete: looks.length === INSTANTS,
      compared,
      timing,
    }),
  }
}

const longestWait = ({ maxDays, fixedDays }: PersonalRule): number => Math.max(maxDays, fixedDays)

function countOf(all: Iterable<unknown>): number {
  let count = 0
  for (const _ of all) count++
  return count
}

/** In whole days since 1970, ascending, each day once. */
const daysOf = (purchases: readonly NetPurchase[]): readonly number[] =>
  [...new Set(purchases.map(({ at }) => dayOf(at)))].sort((one, other) => one - other)

const customersIn = ({ histories }: LearnedBuying): number =>
  histories.reduce((sum, { customers }) => sum + customers, 0)

function learnedAt(book: OrderBook, at: Instant, rule: PersonalRule): LearnedBuying {
  const learner = makeBuyingLearner(rule, at)
  for (const { purchasesAt } of book.buyers()) learner.add(purchasesAt(at))
  return learner.learned()
}

type Looking = {
  readonly rule: PersonalRule
  /** Of what is known today. */
  readonly end: Instant
  /** Every so many-th customer is judged. */
  readonly every: number
}

type Known = History & { readonly customer: number; readonly cameBack: boolean }

/** @returns undefined where no customer was known, or the model was unusable and decided nothing */
function lookAt(
  book: OrderBook,
  at: Instant,
  { rule, end, every }: Looking,
): { readonly tested: TestedInstant; readonly cases: readonly JudgedCase[] } | undefined {
  const learner = makeBuyingLearner(rule, at)
  const known: Known[] = []
  const day = dayOf(at)
  const until = at + rule.withinDays * DAY_MS
  let customer = 0
  for (const { purchasesAt } of book.buyers()) {
    const purchases = purchasesAt(at)
    learner.add(purchases)
    const days = customer++ % every === 0 ? daysOf(purchases) : []
    const [first, latest] = [days[0], days.at(-1)]
    if (first === undefined || latest === undefined) continue
    const cameBack = purchasesAt(end).some(
      // A day on which they had bought by then is not a new one.
      (one) => one.at > at && one.at <= until && dayOf(one.at) !== latest,
    )
    known.push({ customer, x: days.length - 1, tx: latest - first, T: day - first, cameBack })
  }
  const model = usable(learner.learned())
  if (!model || known.length === 0) return undefined
  const cases = judge(known, model, rule)
  return {
    cases,
    tested: {
      at,
      customers: cases.length,
      expected: cases.reduce((sum, { chance }) => sum + chance, 0) / cases.length,
      cameBack: cases.filter(({ cameBack }) => cameBack).length / cases.length,
      params: model.params,
    },
  }
}

type Usable = { readonly params: BetaGeometric; readonly learned: LearnedChance }

function usable({ fit, chance: learned }: LearnedBuying): Usable | undefined {
  return fit.verdict === 'unusable' || !learned
    ? undefined
    : { params: fit.estimate.params, learned }
}

function judge(known: readonly Known[], model: Usable, rule: PersonalRule): readonly JudgedCase[] {
  return known.map(({ customer, cameBack, ...history }) => ({
    ...{ customer, cameBack, inactiveDays: history.T - history.tx },
    chance: chanceToBuyAgain(model.params, history, rule.withinDays),
    alive: probabilityAlive(model.params, history),
    isDormant: judgeDormant(history, model, rule),
  }))
}

/**
 * Whether a customer is dormant at the end of T, as a shop would decide: see `thresholdFor`. The chance
 * only falls, so that it is enough to know it at that instant.
 *
 * @example judgeDormant({ x: 2, tx: 80, T: 400 }, { params, learned }, rule) // true
 */
export function judgeDormant(
  history: History,
  { params, learned: { auto, boughtOnce } }: Usable,
  rule: PersonalRule,
): boolean {
  const inactiveDays = history.T - history.tx
  if (history.x === 0 && boughtOnce === 'fixed') return inactiveDays >= rule.fixedDays
  if (inactiveDays < rule.minDays) return false
  if (inactiveDays >= rule.maxDays) return true
  const chance = chanceToBuyAgain(params, history, rule.withinDays)
  return chance <= (rule.chance === 'auto' ? auto : rule.chance)
}

/** Days after which a customer is dormant, as a shop would decide. */
function limitOf({ params, learned }: Usable, rule: PersonalRule) {
  const { withinDays: horizon, minDays, maxDays, fixedDays } = rule
  const chance = rule.chance === 'auto' ? learned.auto : rule.chance
  const known = new Map<string, number>()
  return (x: number, tx: number): number => {
    if (x === 0 && learned.boughtOnce === 'fixed') return fixedDays
    const name = `${x}/${tx}`
    const before = known.get(name)
    if (before !== undefined) return before
    const days = inactivityUntil(params, { x, tx }, { chance, horizon }, minDays, maxDays)
    known.set(name, days)
    return days
  }
}

/** Of inactivities that begin within a horizon after `from`, with the model of that instant. */
function timingFrom(
  book: OrderBook,
  from: Instant,
  { rule, end, every }: Looking,
): TimingCompared | undefined {
  const model = usable(learnedAt(book, from, rule))
  if (!model) return undefined
  const daysFor = limitOf(model, rule)
  const start = dayOf(from)
  const found: Inactivity[] = []
  let [customer, buyers] = [-1, 0]
  for (const { purchasesAt } of book.buyers()) {
    if (buyers++ % every !== 0) continue
    const days = daysOf(purchasesAt(end))
    const [first = 0] = days
    customer++
    for (const [x, day] of days.entries()) {
      if (day <= start || day > start + rule.withinDays) continue
      const gapDays = (days[x + 1] ?? Number.POSITIVE_INFINITY) - day
      found.push({ customer, gapDays, ownDays: daysFor(x, day - first) })
    }
  }
  return compareTiming(found, { withinDays: rule.withinDays, mostDays: longestWait(rule) })
}

function isOnceAtLeast(buying: LearnedBuying, rule: PersonalRule): boolean {
  const model = usable(buying)
  if (!model) return false
  const { params, learned } = model
  return (
    limitOf({ params, learned: { ...learned, boughtOnce: 'personal' } }, rule)(0, 0) <= rule.minDays
  )
}
