/** Tests how well a shop's customers can be predicted, on the last part of what they bought. */
import type { BetaGeometric } from '../../domain/models/beta-geometric.ts'
import { testForecast } from '../../domain/models/holdout.ts'
import { track } from '../../domain/models/holdout-tracking.ts'
import { limitsInForce, newLimits, personalRule } from '../../domain/policy.ts'
import { DAY_MS, type Instant } from '../../domain/time.ts'
import type { LoadedCustomer } from '../../store/customers.ts'
import { type ModelTest, modelTestRow, type RuleTest } from '../../store/model-tests.ts'
import { loadShop } from '../../store/shops.ts'
import type { Table } from '../../store/table.ts'
import { checkMoney } from './check-money.ts'
import { checkRule, type RuleCheck } from './check-rule.ts'
import { fitFamily, historiesAt } from './fit-family.ts'
import { holdOut } from './hold-out.ts'
import { openOrderBook } from './order-book.ts'
import { type PersonalPreview, previewPersonal } from './preview-personal.ts'

/** The last quarter of the history is held back, but not more than half a year. */
const HELD_BACK_SHARE = 0.25
const MOST_HELD_BACK_MS = 182 * DAY_MS
/** Below that a test says nothing. */
const LEAST_HELD_BACK_MS = 14 * DAY_MS

export type TestModelPorts = { readonly table: Table; readonly now: () => Instant }

/**
 * Fits the model to the earlier part of the history, compares it with the later part, checks whether
 * limits of their own are right for the customers, and keeps the result for the console. The model in force, which was fitted on all of it, does not change.
 *
 * @returns undefined if the history is too short, or nothing can be fitted to it
 * @throws if the shop is unknown
 * @example await testModel('acme', eachCustomer(table, prefix), { table, now })
 */
export async function testModel(
  shop: string,
  customers: AsyncIterable<LoadedCustomer>,
  { table, now }: TestModelPorts,
): Promise<ModelTest | undefined> {
  const loaded = await loadShop(table, shop)
  if (!loaded) throw new Error(`there is no shop ${shop}`)
  const { policy } = loaded.settings
  const { mergeOrdersWithinMinutes } = policy
  const to = now()
  // What is switched on already changes nothing.
  const preview =
    limitsInForce(policy) === 'personal'
      ? undefined
      : previewPersonal(loaded.settings, to, newLimits(policy))
  const book = openOrderBook({ freeOrdersCount: false, mergeOrdersWithinMinutes })
  for await (const { facts } of customers) {
    for (const order of facts.orders) book.order(facts.customer, order)
    for (const refund of facts.refunds) book.refund(facts.customer, refund)
    preview?.add(facts)
  }
  const { first } = book.span() ?? {}
  const heldBack = Math.min(HELD_BACK_SHARE * (to - (first ?? to)), MOST_HELD_BACK_MS)
  if (first === undefined || heldBack < LEAST_HELD_BACK_MS) return undefined
  const until = Math.floor((to - heldBack) / DAY_MS) * DAY_MS
  const { fit, forecast } = fitFamily('mbgnbd', historiesAt(book, until), {
    unit: 'days',
    prior: 'usual',
  })
  if (!forecast) return undefined
  const { customers: tested, firsts, repeats } = holdOut(book, until, to)
  const days = (to - until) / DAY_MS
  const report = testForecast(tested, forecast, days)
  const params = fit.estimate?.params as BetaGeometric | undefined
  const money =
    fit.verdict !== 'unusable' && params
      ? checkMoney(book, { currency: policy.currency, params, until, to })
      : undefined
  const test: ModelTest = {
    ...{ until, to, customers: report.customers },
    ...report.purchases,
    tracking: track({ forecast, firsts, repeats, days, stepDays: 1 }),
    byFrequency: report.byFrequency,
    ...(money && { money }),
    rule: ruleTestOf(checkRule(book, personalRule(policy), to), preview?.result()),
  }
  await table.write([{ put: modelTestRow(shop, test) }])
  return test
}

/** What of a check is kept. */
function ruleTestOf(check: RuleCheck, preview: PersonalPreview | undefined): RuleTest {
  const { rule, outcome, compared, timing, instants, learned, measurableFrom, end } = check
  const { atBounds, betterWithinDays } = learned.chance ?? {}
  const level = instants.at(-1)
  return {
    outcome,
    withinDays: rule.withinDays,
    fixedDays: rule.fixedDays,
    ...(compared && { right: rightOf(compared, instants.length) }),
    ...(level && { level: { expected: level.expected, actual: level.cameBack } }),
    ...(timing && {
      timing: {
        meanDays: timing.own.meanDays,
        wasted: timing.own.wasted,
        fixedWasted: timing.sameDays.wasted,
        waste: timing.sameDays.waste,
      },
    }),
    ...(atBounds && { atBounds }),
    ...(betterWithinDays !== undefined && { betterWithinDays }),
    ...(measurableFrom.instants > end && { measurableFrom: measurableFrom.instants }),
    ...(preview && { preview }),
  }
}

function rightOf(
  { customers, rules, bestFixed }: NonNullable<RuleCheck['compared']>,
  instants: number,
): NonNullable<RuleTest['right']> {
  return {
    ...{ customers, instants },
    chance: rules.chance.right,
    fixed: rules.fixed.right,
    bestFixed: bestFixed.right,
    ...(Number.isFinite(bestFixed.days) && { bestFixedDays: bestFixed.days }),
    ahead: rules.chance.ahead,
  }
}
