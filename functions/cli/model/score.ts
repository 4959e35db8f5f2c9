/** `rekindle model score`: what the models say of each customer. */
import type { BetaGeometric } from '../../domain/models/beta-geometric.ts'
import { fitSpend } from '../../domain/models/fit-spend.ts'
import { UNIT_DAYS, type Unit } from '../../domain/models/transaction-model.ts'
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
import { type Command, type Given, type Io, jsonOption } from '../command.ts'
import { Failure, UsageError } from '../failure.ts'
import { refuseSeveral, storeOptions } from '../open-store.ts'
import { counted, figure } from '../words.ts'
import {
  chosenFrom,
  currencyOption,
  fitOptions,
  instantOption,
  MOST_DAYS_AHEAD,
  moneyOf,
  priorOf,
  readTheta,
  unitOf,
  untilIn,
  untilOption,
} from './options.ts'
import { printScoresAsCsv, tellBest } from './score-text.ts'
import { type OrderSource, readSource, sourceKind, sourceOptions } from './source.ts'
import { FAMILY_NAMES, reasonsInWords } from './words.ts'

export const command: Command = {
  name: 'model score',
  summary: 'Tells of each customer: alive or not, what to expect of them, when to count them gone.',
  about:
    'The model is fitted to the same orders first, and nothing is stored. T, t_x and the horizon are in the unit of time. Expected spend is that of a purchase by Gamma-Gamma, in whole units of the currency; the threshold instant is when P(alive) falls to theta, if no purchase comes before, always by MBG/NBD in the same unit and not clamped to the bounds of a policy. A cell is empty where it cannot be said. A guest is named by their address, as the file has it.',
  arguments: [],
  options: {
    ...sourceOptions,
    horizon: { value: 'N', about: 'how far to look, in the unit of time', required: true },
    csv: { about: 'print every customer as CSV instead of the twenty to expect most of' },
    family: {
      value: FAMILIES.join('|'),
      about: 'the model of P(alive) and of purchases',
      default: 'mbgnbd',
    },
    ...untilOption,
    ...fitOptions,
    ...currencyOption,
    theta: { value: 'CHANCE', about: 'for the threshold instant', default: '0.5' },
    ...storeOptions,
    ...jsonOption,
  },
  examples: [
    'rekindle model score --orders orders.csv --mapping shopify --horizon 90 --csv > scores.csv',
    'rekindle model score --shop acme --unit weeks --horizon 39',
  ],
  async run(given, io) {
    refuseSeveral(given, ['csv', 'json'])
    sourceKind(given)
    const [options, typed] = [
      { unit: unitOf(given), prior: priorOf(given) },
      instantOption(given, 'until'),
    ]
    const horizon = horizonOf(given.value('horizon'), options.unit)
    const family = chosenFrom('family', given.value('family'), FAMILIES)
    const theta = readTheta(given.value('theta'))
    const source = await readSource(given, io)
    const until = untilIn(source, typed)
    const histories = historiesAt(source.book, until)
    const fitted = fitFamily(family, histories, options)
    const forecast = usable(fitted)
    const mbg = family === 'mbgnbd' ? fitted : fitFamily('mbgnbd', histories, options)
    const params = mbg.fit.verdict === 'unusable' ? undefined : mbg.fit.estimate.params
    if (!params) io.stderr.write(noThreshold(mbg))
    const scoring: Scoring = {
      until,
      unit: options.unit,
      horizon,
      forecast,
      ...(params && { threshold: { params: params as BetaGeometric, theta } }),
      ...spendingOf(source, until, options, given, io),
    }
    print({ source, scoring, fitted, theta }, given, io)
  },
}

type Scored = {
  readonly source: OrderSource
  readonly scoring: Scoring
  readonly fitted: BuyingFit
  readonly theta: number
}

function print({ source, scoring, fitted, theta }: Scored, given: Given, io: Io): void {
  const scores = scoreCustomers(source.book, scoring)
  if (given.flag('csv')) {
    printScoresAsCsv(scores, io.print)
    return
  }
  if (!given.flag('json')) {
    io.print(tellBest(scores, { source, scoring, fitted, theta }))
    return
  }
  const { family, unit, prior, verdict, reasons, estimate } = fitted.fit
  const { until, horizon, spending } = scoring
  io.print(
    JSON.stringify({
      ...{ family, unit, prior, verdict, reasons, params: estimate?.params, theta, horizon },
      until: isoInstant(until),
      ...(spending && { currency: spending.money.currency, spend: spending.params }),
      customers: Array.from(scores, asJson),
    }),
  )
}

const asJson = ({ thresholdAt, ...score }: CustomerScore): object => ({
  ...score,
  ...(thresholdAt !== undefined && { thresholdAt: isoInstant(thresholdAt) }),
})

function horizonOf(text: string, unit: Unit): number {
  const horizon = Number(text)
  const most = Math.floor(MOST_DAYS_AHEAD / UNIT_DAYS[unit])
  if (horizon > 0 && horizon <= most) return horizon
  throw new UsageError(
    `--horizon cannot be "${text}": write a number of ${unit} above zero and up to ${figure(most)}`,
  )
}

/** @throws Failure, since figures of a model that degenerated would be taken for true */
function usable({ fit, forecast }: BuyingFit) {
  if (fit.verdict !== 'unusable' && forecast) return forecast
  throw new Failure(
    `Nobody can be scored by ${FAMILY_NAMES[fit.family]}: ${reasonsInWords(fit.reasons)}. Try another --family, --prior usual or a later --until; what came out is shown by: rekindle model fit`,
  )
}

const noThreshold = ({ fit }: BuyingFit): string =>
  `There is no threshold instant, since MBG/NBD cannot be used: ${reasonsInWords(fit.reasons)}\n`

function spendingOf(
  source: OrderSource,
  until: number,
  { prior }: FitOptions,
  given: Given,
  { stderr }: Io,
): Pick<Scoring, 'spending'> {
  const money = moneyOf(source, given)
  const { entries, inOtherCurrencies } = spendsAt(source.book, until, money)
  const fit = fitSpend(entries, { prior })
  if (inOtherCurrencies > 0)
    stderr.write(
      `Expected spend leaves out ${counted(inOtherCurrencies, 'purchase')} not in ${money.currency}\n`,
    )
  if (fit.verdict !== 'unusable') return { spending: { params: fit.estimate.params, money } }
  stderr.write(
    `There is no expected spend, since Gamma-Gamma cannot be used: ${reasonsInWords(fit.reasons)}\n`,
  )
  return {}
}
