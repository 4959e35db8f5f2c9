/** `rekindle model fit`: how customers buy, fitted to a file, or to a shop and put in force. */

import type { Estimate } from '../../domain/models/estimate.ts'
import { fitSpend } from '../../domain/models/fit-spend.ts'
import { parameterIntervals } from '../../domain/models/plausible.ts'
import { type Instant, isoInstant } from '../../domain/time.ts'
import {
  FAMILIES,
  fitFamily,
  historiesAt,
  type ModelParameters,
  spendsAt,
} from '../../insight/learning/fit-family.ts'
import { fitModel } from '../../insight/learning/fit-model.ts'
import { certaintySentences } from '../../language/value-sentences.ts'
import { eachCustomer } from '../../store/customers.ts'
import { customersPrefix } from '../../store/keys.ts'
import { type Command, type Given, type Io, jsonOption } from '../command.ts'
import { UsageError } from '../failure.ts'
import { plainVoice } from '../message/voice.ts'
import { shopIn, storeOptions, withStore } from '../open-store.ts'
import { counted, figure, shortInstant } from '../words.ts'
import { type FileFit, tellFileFit } from './fit-text.ts'
import {
  chosenFrom,
  currencyOption,
  fitOptions,
  instantOption,
  moneyOf,
  priorOf,
  timed,
  unitOf,
  untilIn,
  untilOption,
} from './options.ts'
import { readSource, sourceKind, sourceOptions } from './source.ts'
import { FAMILY_NAMES, verdictInWords } from './words.ts'

const CHOICES = [...FAMILIES, 'gammagamma'] as const
/** A shop decides by one model, in one way. */
const OF_FILES_ONLY = ['family', 'unit', 'prior', 'until', 'currency'] as const

export const command: Command = {
  name: 'model fit',
  summary: 'Fits how customers buy: to a file of orders, or to a shop and put in force.',
  about:
    'With --orders a model is fitted to the file, and nothing is stored. Purchases of one customer on one day (of UTC) are one. What was refunded in full does not count; what cost nothing does, as in papers. Gamma-Gamma is of repeat purchases, in whole units of the currency. With --shop MBG/NBD in days is fitted to all that the shop knows and is in force a minute later, for whoever buys from then on: a refit changes nobody until they next buy. While a shop is loading it is in force for all of its history. It decides only where the policy has a personalThreshold.',
  arguments: [],
  options: {
    ...sourceOptions,
    family: { value: CHOICES.join('|'), about: 'with --orders: the model', default: 'mbgnbd' },
    ...untilOption,
    ...fitOptions,
    currency: {
      ...currencyOption.currency,
      about: `with --family gammagamma: ${currencyOption.currency.about}`,
    },
    ...storeOptions,
    ...jsonOption,
  },
  examples: [
    'rekindle model fit --orders orders.csv --mapping shopify --unit weeks --family bgnbd --json',
    'rekindle model fit --orders cdnow_sample.csv --mapping cdnow-sample-id --until 1997-09-30 --unit weeks',
    'rekindle model fit --shop acme',
  ],
  run: (given, io) => (sourceKind(given) === 'shop' ? ofShop(given, io) : ofFile(given, io)),
}

async function ofFile(given: Given, io: Io): Promise<void> {
  const family = chosenFrom('family', given.value('family'), CHOICES)
  if (family !== 'gammagamma' && given.isTyped('currency'))
    throw new UsageError(
      `--currency goes with --family gammagamma: ${FAMILY_NAMES[family]} knows no money`,
    )
  const [unit, prior, typed] = [unitOf(given), priorOf(given), instantOption(given, 'until')]
  const source = await readSource(given, io)
  const until = untilIn(source, typed)
  const about = { source, until, prior }
  if (family === 'gammagamma') {
    const money = moneyOf(source, given)
    const { entries, inOtherCurrencies } = spendsAt(source.book, until, money)
    const { value: fit, seconds } = timed(() => fitSpend(entries, { prior }))
    const { currency } = money
    print({ ...about, fit, seconds, currency, inOtherCurrencies }, given, io)
    return
  }
  const histories = historiesAt(source.book, until)
  const { value, seconds } = timed(() => fitFamily(family, histories, { unit, prior }))
  print({ ...about, fit: value.fit, seconds }, given, io)
}

const print = (found: FileFit, given: Given, io: Io): void =>
  io.print(given.flag('json') ? JSON.stringify(asJson(found)) : tellFileFit(found))

function asJson({ source, until, fit, seconds, ...about }: FileFit): object {
  const { family, customers, verdict, reasons } = fit
  const estimate: Estimate<ModelParameters> | undefined = fit.estimate && { ...fit.estimate }
  return {
    family,
    ...('unit' in fit && { unit: fit.unit }),
    until: isoInstant(until),
    ...about,
    params: estimate?.params ?? null,
    logLikelihood: estimate?.logLikelihood ?? null,
    customers,
    verdict,
    reasons,
    seconds,
    ...('repeaters' in fit && { repeaters: fit.repeaters }),
    ...('leftOut' in fit && { leftOut: fit.leftOut }),
    intervals: estimate ? parameterIntervals(estimate) : null,
    ...(source.file && { file: source.file }),
  }
}

async function ofShop(given: Given, io: Io): Promise<void> {
  const typed = OF_FILES_ONLY.filter((option) => given.isTyped(option))
  if (typed.length > 0)
    throw new UsageError(
      `${typed.map((option) => `--${option}`).join(' and ')} cannot go with --shop: what a shop decides by is MBG/NBD in days, of all that it knows now. Other models are tried with --orders, or tested with: rekindle model check --shop`,
    )
  const { model, fit } = await withStore(given, async (store) => {
    const { settings } = await shopIn(store, given.value('shop'))
    const { id } = settings.shop
    const customers = eachCustomer(store.table, customersPrefix(id))
    return fitModel(id, customers, { table: store.table, now: io.now })
  })
  const { customers, repeaters, reasons } = fit
  if (given.flag('json')) {
    const { family, unit, estimate } = fit
    const logLikelihood = estimate?.logLikelihood ?? null
    io.print(
      JSON.stringify({ ...model, family, unit, logLikelihood, customers, repeaters, reasons }),
    )
    return
  }
  io.print(
    [
      `Version ${model.version} of MBG/NBD, in days.`,
      verdictInWords(fit),
      `From ${counted(customers, 'customer')}, of whom ${figure(repeaters)} bought again.`,
      ...certaintySentences(model, plainVoice(io.now())),
      model.verdict === 'unusable'
        ? 'The same number of days holds for everyone, as the policy says.'
        : `In force ${since(model.from)}, where the policy has a personalThreshold.`,
    ].join('\n'),
  )
}

/** In a shop that is still loading a model holds for all of its history. */
const since = (from: Instant): string =>
  from === 0 ? 'for all purchases' : `for purchases from ${shortInstant(from)} on`
