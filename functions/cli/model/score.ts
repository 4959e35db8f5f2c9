/** `rekindle model score`: what the models say of each customer. */
import type { BetaGeometric } from '../../domain/models/beta-geometric.ts'
import { fitSpend } from '../../domain/models/fit-spend.ts'
import { learnChance, type PersonalRule } from '../../domain/models/learned-chance.ts'
import { type CountedHistory, UNIT_DAYS, type Unit } from '../../domain/models/transaction-model.ts'
import { personalRule } from '../../domain/policy.ts'
import { isoInstant } from '../../domain/time.ts'
import {
  type BuyingFit,
  FAMILIES,
  type FitOptions,
  fitFamily,
  historiesAt,
  spendsAt,
} from '../../insight/learning/fit-family.ts'
import {
  type CustomerScore,
  type Scoring,
  scoreCustomers,
} from '../../insight/learning/score-customers.ts'
import { figure } from '../../language/figures.ts'
import { Failure, UsageError } from '../failure.ts'
import { refuseSeveral, storeOptions } from '../open-store.ts'
import { type Given, type Io, jsonOption, type Options, verb } from '../verb.ts'
import {
  chanceOptions,
  currencyOption,
  fitOptions,
  instantOption,
  MOST_DAYS_AHEAD,
  moneyOf,
  priorOf,
  readChance,
  untilIn,
  untilOption,
} from './options.ts'
import { bestText, printScoresAsCsv } from './score-text.ts'
import { type OrderSource, readSource, sourceKind, sourceOptions } from './source.ts'
import { FAMILY_NAMES, reasonsText } from './words.ts'

const options = {
  ...sourceOptions,
  horizon: { value: 'N', required: true },
  csv: {},
  family: { value: 'MODEL', choices: FAMILIES, default: 'mbgnbd' },
  ...untilOption,
  ...fitOptions,
  ...currencyOption,
  ...chanceOptions,
  ...storeOptions,
  ...jsonOption,
} as const satisfies Options
type ScoreGiven = Given<typeof options>

type Scored = {
  readonly source: OrderSource
  readonly scoring: Scoring
  readonly fitted: BuyingFit
}

export const score = verb('model score', {
  arguments: [],
  options,
  examples: {
    csv: 'rekindle model score --orders orders.csv --mapping shopify --horizon 90 --csv > scores.csv',
    shop: 'rekindle model score --shop acme --unit weeks --horizon 39',
  },
  async run(given, io) {
    refuseSeveral(given, ['csv', 'json'])
    const scored = await scoreSource(given, io)
    if (!given.flag('csv')) return scored
    // One row a customer, printed as they come: there may be more than fit into the memory.
    printScoresAsCsv(scoreCustomers(scored.source.book, scored.scoring), io.print)
    return undefined
  },
  json: (scored) => scored && scoredJson(scored),
  text: (scored, speech) =>
    scored && bestText(scoreCustomers(scored.source.book, scored.scoring), scored, speech),
})

async function scoreSource(given: ScoreGiven, io: Io): Promise<Scored> {
  sourceKind(given)
  const fitting = { unit: given.value('unit'), prior: priorOf(given) }
  const typed = instantOption(given, 'until')
  const horizon = horizonOf(given.value('horizon'), fitting.unit)
  const family = given.value('family')
  const typedRule = readChance(given)
  const source = await readSource(given, io)
  const until = untilIn(source, typed)
  const histories = historiesAt(source.book, until)
  const fitted = fitFamily(family, histories, fitting)
  const forecast = usable(fitted, io)
  const mbg = family === 'mbgnbd' ? fitted : fitFamily('mbgnbd', histories, fitting)
  const params = mbg.fit.verdict === 'unusable' ? undefined : mbg.fit.estimate.params
  const { score: words } = io.words.model
  if (!params) io.stderr.write(`${words.noThreshold(reasonsText(mbg.fit.reasons, io.language))}\n`)
  const { chance: asked = 'auto', withinDays = personalRule(source.policy).withinDays } = typedRule
  const scoring: Scoring = {
    until,
    unit: fitting.unit,
    horizon,
    forecast,
    withinDays,
    ...(params && {
      threshold: {
        params: params as BetaGeometric,
        chance:
          asked === 'auto'
            ? autoChance(params as BetaGeometric, fitting.unit, histories, {
                ...personalRule(source.policy),
                withinDays,
              })
            : asked,
      },
    }),
    ...spendingOf(source, until, fitting, given, io),
  }
  return { source, scoring, fitted }
}

/** As a shop computes it when it fits its model. */
function autoChance(
  params: BetaGeometric,
  unit: Unit,
  histories: readonly CountedHistory[],
  rule: PersonalRule,
): number {
  const inDays = { ...params, alpha: params.alpha * UNIT_DAYS[unit] }
  return learnChance(inDays, histories, rule, { customers: 0, cameBack: 0 }).learned.auto
}

function scoredJson({ source, scoring, fitted }: Scored): object {
  const { family, unit, prior, verdict, reasons, estimate } = fitted.fit
  const { until, horizon, withinDays, threshold, spending } = scoring
  return {
    ...{ family, unit, prior, verdict, reasons, params: estimate?.params, horizon },
    withinDays,
    ...(threshold && { chance: threshold.chance }),
    until: isoInstant(until),
    ...(spending && { currency: spending.money.currency, spend: spending.params }),
    customers: Array.from(scoreCustomers(source.book, scoring), asJson),
  }
}

const asJson = ({ thresholdAt, ...score }: CustomerScore): object => ({
  ...score,
  ...(thresholdAt !== undefined && { thresholdAt: isoInstant(thresholdAt) }),
})

function horizonOf(text: string, unit: Unit): number {
  const horizon = Number(text)
  const most = Math.floor(MOST_DAYS_AHEAD / UNIT_DAYS[unit])
  if (horizon > 0 && horizon <= most) return horizon
  throw new UsageError((w) => w.model.score.horizon(text, w.model.units[unit], figure(most)))
}

/** @throws Failure, because the figures of a degenerate model would be misleading */
function usable({ fit, forecast }: BuyingFit, { language }: Io) {
  if (fit.verdict !== 'unusable' && forecast) return forecast
  const reasons = reasonsText(fit.reasons, language)
  throw new Failure((w) => w.model.score.unusable(FAMILY_NAMES[fit.family], reasons))
}

function spendingOf(
  source: OrderSource,
  until: number,
  { prior }: FitOptions,
  given: ScoreGiven,
  { stderr, language, words: { model } }: Io,
): Pick<Scoring, 'spending'> {
  const money = moneyOf(source, given)
  const { entries, inOtherCurrencies } = spendsAt(source.book, until, money)
  const fit = fitSpend(entries, { prior })
  if (inOtherCurrencies > 0)
    stderr.write(`${model.score.otherCurrencies(inOtherCurrencies, money.currency)}\n`)
  if (fit.verdict !== 'unusable') return { spending: { params: fit.estimate.params, money } }
  stderr.write(`${model.score.noSpend(reasonsText(fit.reasons, language))}\n`)
  return {}
}
