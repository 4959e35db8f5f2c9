/** Learns how a shop's customers buy, from all of them, and puts that in force. */

import { assess } from '../../domain/lifecycle.ts'
import type { BetaGeometric } from '../../domain/models/beta-geometric.ts'
import { fitSpend, type SpendFit } from '../../domain/models/fit-spend.ts'
import type { TransactionFit } from '../../domain/models/fit-transactions.ts'
import type { PersonalRule } from '../../domain/models/learned-chance.ts'
import { MOST_DAYS, medianThreshold } from '../../domain/models/median-threshold.ts'
import type { Interval } from '../../domain/models/plausible.ts'
import { summarise } from '../../domain/models/summary-statistics.ts'
import { tallySpends } from '../../domain/models/tally.ts'
import { tallyQuintiles } from '../../domain/models/tally-quintiles.ts'
import { netPurchases, withoutSplits } from '../../domain/net-purchases.ts'
import { type Policy, personalRule } from '../../domain/policy.ts'
import type { RfmQuintiles } from '../../domain/rfm-scores.ts'
import { keptModels, type ShopModel } from '../../domain/shop-model.ts'
import { DAY_MS, type Instant, MINUTE_MS } from '../../domain/time.ts'
import type { LoadedCustomer } from '../../store/customers.ts'
import { changeShop, loadShop, modelDetailsRow, modelsRow } from '../../store/shops.ts'
import type { Table } from '../../store/table.ts'
import { type LearnedBuying, makeBuyingLearner } from './learn-buying.ts'

export type FittedModel = {
  readonly model: ShopModel
  /** How customers come back and leave, with the verdict, its reasons and its data, for people. */
  readonly fit: TransactionFit<BetaGeometric>
  /** How much they spend. */
  readonly spend: SpendFit
  readonly sample: Sample
}

/** The customers that a model was fitted on. */
export type Sample = {
  /** Those with a purchase that counts. */
  readonly customers: number
  /** False if there was no time for all of them. */
  readonly complete: boolean
  /**
   * How many times histories and amounts were rounded, because there were too many distinct ones.
   */
  readonly coarseness: { readonly histories: number; readonly spends: number }
}

export type FitPorts = {
  readonly table: Table
  readonly now: () => Instant
  /** Called between customers; once true it stays true, and the customers so far are the sample. */
  readonly enough?: () => boolean
}

/** By then every warm function has read it, so that all decide by the same. */
const IN_FORCE_AFTER_MS = MINUTE_MS

/**
 * Fits MBG/NBD and Gamma-Gamma to all customers' histories, each distinct one once, computes the
 * RFM quintiles, and adds the outcome to the shop's models. An unusable model is added too: from
 * then on the policy's own threshold applies, and the reasons say why.
 *
 * A loading shop sends no mail, so there the model is in force for all of the past. Otherwise it is
 * in force from a minute later, for customers who buy from then on.
 *
 * @param customers in an order unrelated to how they buy, if `enough` may cut them short
 * @throws if the shop is unknown; TooSmallSample if there was time for only few customers, and the
 * model in force was learned from more
 * @example await fitModel('acme', eachCustomer(table, prefix), { table, now })
 */
export async function fitModel(
  shop: string,
  customers: AsyncIterable<LoadedCustomer>,
  { table, now, enough = () => false }: FitPorts,
): Promise<FittedModel> {
  const loaded = await loadShop(table, shop)
  if (!loaded) throw new Error(`there is no shop ${shop}`)
  const fittedAt = now()
  const learned = learning(loaded.settings.policy, fittedAt)
  for await (const { facts } of customers) {
    if (enough()) break
    learned.add(facts)
  }
  const complete = !enough()
  const { buying, spend, quintiles, certainty, coarseness } = learned.result()
  const { fit, reasons, verdict, chance } = buying
  const sample = { customers: fit.customers, complete, coarseness }
  refuseTooSmall(sample, loaded.settings.models.at(-1))
  let model: ShopModel | undefined
  await changeShop(table, shop, ({ settings }) => {
    const { models } = settings
    const isLoading = settings.shop.openedAt === undefined
    model = {
      version: (models.at(-1)?.version ?? 0) + 1,
      from: isLoading ? 0 : now() + IN_FORCE_AFTER_MS,
      fittedAt,
      customers: fit.customers,
      reasons,
      ...(quintiles && { quintiles }),
      spendReasons: spend.reasons,
      ...(spend.verdict !== 'unusable' && { spend: spend.estimate.params }),
      ...(fit.verdict === 'unusable' || verdict === 'unusable'
        ? { verdict: 'unusable' }
        : { verdict, params: fit.estimate.params, ...certainty, ...(chance && { chance }) }),
    }
    return {
      rows: [
        modelsRow(shop, keptModels(succeeded(models, model), fittedAt)),
        modelDetailsRow(shop, model, { transactions: fit, spend, sample }),
      ],
    }
  })
  if (!model) throw new Error(`the model of ${shop} was not stored`)
  return { model, fit, spend, sample }
}

/**
 * One that never held for anyone is of no use to reasons; and that nothing can be learned yet, said
 * every day to a young shop, is one thing.
 */
function succeeded(models: readonly ShopModel[], by: ShopModel): readonly ShopModel[] {
  const held = models.filter(({ from }) => from < by.from)
  const before = held.at(-1)
  return before?.verdict === 'unusable' && by.verdict === 'unusable'
    ? [...held.slice(0, -1), { ...by, from: before.from }]
    : [...held, by]
}

/** From this many customers on, a part of them represents all. */
const ENOUGH_OF_A_PART = 1_000

/** Thrown if the sample says less than the model in force. */
export class TooSmallSample extends Error {
  override readonly name = 'TooSmallSample'
}

function refuseTooSmall({ customers, complete }: Sample, before: ShopModel | undefined): void {
  if (complete || customers >= ENOUGH_OF_A_PART || customers >= (before?.customers ?? 0)) return
  throw new TooSmallSample(
    `in the time there was ${customers} customers could be read, fewer than version ${before?.version} knows: fit it where there is more time, with rekindle model fit --shop`,
  )
}

type Facts = LoadedCustomer['facts']

/** What is kept of each customer until all have been read: nothing that identifies them. */
function learning(policy: Policy, until: Instant) {
  const rule = personalRule(policy)
  const buying = makeBuyingLearner(rule, until)
  const spends = tallySpends()
  const [recencyDays, purchases, monetaryMinor] = [
    tallyQuintiles(),
    tallyQuintiles(),
    tallyQuintiles(),
  ]
  return {
    add(facts: Facts): void {
      const bought = (currency?: string) =>
        withoutSplits(netPurchases(facts, until, currency), policy)
      const counted = bought()
      if (counted.length === 0) return
      buying.add(counted)
      const paid = summarise(bought(policy.currency), until)
      if (paid) spends.add(paid)
      const { rfm } = assess(facts, until, policy)
      recencyDays.add((until - (rfm.lastPurchaseAt ?? until)) / DAY_MS)
      purchases.add(rfm.purchases)
      monetaryMinor.add(rfm.monetaryMinor)
    },
    result() {
      const found = buying.learned()
      const cuts = [recencyDays.cuts(), purchases.cuts(), monetaryMinor.cuts()] as const
      return {
        buying: found,
        certainty: certaintyOf(found, rule),
        spend: fitSpend(spends.entries(), { prior: 'usual' }),
        quintiles: quintilesOf(...cuts),
        coarseness: { histories: found.coarseness, spends: spends.coarseness() },
      }
    },
  }
}

/** How far apart the answers are that such customers allow: of few they are very far. */
function certaintyOf(
  { fit, chance, histories }: LearnedBuying,
  { chance: asked, withinDays }: PersonalRule,
): { readonly typicalSilenceDays?: Interval } {
  if (fit.verdict === 'unusable' || !chance) return {}
  const rule = { chance: asked === 'auto' ? chance.auto : asked, horizon: withinDays }
  const days = medianThreshold(fit.estimate, histories, rule)?.days
  return days && days.high < MOST_DAYS ? { typicalSilenceDays: days } : {}
}

type PurchaseCuts = RfmQuintiles['purchases'] | undefined

const quintilesOf = (
  recencyDays: PurchaseCuts,
  purchases: PurchaseCuts,
  monetaryMinor: PurchaseCuts,
): RfmQuintiles | undefined =>
  recencyDays && purchases && monetaryMinor && { recencyDays, purchases, monetaryMinor }
