/** `rekindle model fit`: how customers buy, fitted to a file, or to a shop and put in force. */
import type { Estimate } from '../../domain/models/estimate.ts'
import { fitSpend } from '../../domain/models/fit-spend.ts'
import { parameterIntervals } from '../../domain/models/plausible.ts'
import { isoInstant } from '../../domain/time.ts'
import {
  FAMILIES,
  fitFamily,
  historiesAt,
  type ModelParameters,
  spendsAt,
} from '../../insight/learning/fit-family.ts'
import { fitModel } from '../../insight/learning/fit-model.ts'
import { figure } from '../../language/figures.ts'
import { horizonSentences } from '../../language/rule-test-sentences.ts'
import { certaintySentences } from '../../language/value-sentences.ts'
import { eachCustomer } from '../../store/customers.ts'
import { customersPrefix } from '../../store/keys.ts'
import { UsageError } from '../failure.ts'
import { plainVoice } from '../message/voice.ts'
import { shopIn, storeOptions, withStore } from '../open-store.ts'
import { type Given, type Io, jsonOption, type Options, type Speech, verb } from '../verb.ts'
import { shortInstant } from '../words.ts'
import { type FileFit, fileFitText } from './fit-text.ts'
import {
  currencyOption,
  fitOptions,
  instantOption,
  moneyOf,
  priorOf,
  timed,
  untilIn,
  untilOption,
} from './options.ts'
import { readSource, sourceKind, sourceOptions } from './source.ts'
import { FAMILY_NAMES, verdictText } from './words.ts'

const CHOICES = [...FAMILIES, 'gammagamma'] as const
/** A shop decides by one model, in one way. */
const OF_FILES_ONLY = ['family', 'unit', 'prior', 'until', 'currency'] as const

const options = {
  ...sourceOptions,
  family: { value: 'MODEL', choices: CHOICES, default: 'mbgnbd' },
  ...untilOption,
  ...fitOptions,
  ...currencyOption,
  ...storeOptions,
  ...jsonOption,
} as const satisfies Options
type FitGiven = Given<typeof options>

type Fitted =
  | ({ readonly kind: 'file' } & FileFit)
  | ({ readonly kind: 'shop' } & Awaited<ReturnType<typeof fitModel>>)

export const fit = verb('model fit', {
  arguments: [],
  options,
  examples: {
    json: 'rekindle model fit --orders orders.csv --mapping shopify --unit weeks --family bgnbd --json',
    cdnow:
      'rekindle model fit --orders cdnow_sample.csv --mapping cdnow-sample-id \\\n    --until 1997-09-30 --unit weeks',
    shop: 'rekindle model fit --shop acme',
  },
  run: (given, io): Promise<Fitted> =>
    sourceKind(given) === 'shop' ? ofShop(given, io) : ofFile(given, io),
  json: (fitted) => (fitted.kind === 'file' ? fileJson(fitted) : shopJson(fitted)),
  text: (fitted, speech) =>
    fitted.kind === 'file' ? fileFitText(fitted, speech) : shopText(fitted, speech),
})

async function ofFile(given: FitGiven, io: Io): Promise<Fitted> {
  const family = given.value('family')
  if (family !== 'gammagamma' && given.isTyped('currency'))
    throw new UsageError((w) => w.model.usage.currency(FAMILY_NAMES[family]))
  const unit = given.value('unit')
  const [prior, typed] = [priorOf(given), instantOption(given, 'until')]
  const source = await readSource(given, io)
  const until = untilIn(source, typed)
  const about = { kind: 'file', source, until, prior } as const
  if (family === 'gammagamma') {
    const money = moneyOf(source, given)
    const { entries, inOtherCurrencies } = spendsAt(source.book, until, money)
    const { value: spend, seconds } = timed(() => fitSpend(entries, { prior }))
    const { currency } = money
    return { ...about, fit: spend, seconds, currency, inOtherCurrencies }
  }
  const histories = historiesAt(source.book, until)
  const { value, seconds } = timed(() => fitFamily(family, histories, { unit, prior }))
  return { ...about, fit: value.fit, seconds }
}

function fileJson({ source, until, fit: found, seconds, ...about }: FileFit): object {
  const { family, customers, verdict, reasons } = found
  const { prior, currency, inOtherCurrencies } = about
  const estimate: Estimate<ModelParameters> | undefined = found.estimate && { ...found.estimate }
  return {
    family,
    ...('unit' in found && { unit: found.unit }),
    until: isoInstant(until),
    prior,
    ...(currency !== undefined && { currency, inOtherCurrencies }),
    params: estimate?.params ?? null,
    logLikelihood: estimate?.logLikelihood ?? null,
    customers,
    verdict,
    reasons,
    seconds,
    ...('repeaters' in found && { repeaters: found.repeaters }),
    ...('leftOut' in found && { leftOut: found.leftOut }),
    intervals: estimate ? parameterIntervals(estimate) : null,
    ...(source.file && { file: source.file }),
  }
}

async function ofShop(given: FitGiven, io: Io): Promise<Fitted> {
  const typed = OF_FILES_ONLY.filter((option) => given.isTyped(option))
  if (typed.length > 0)
    throw new UsageError((w) => w.model.usage.ofFilesOnly(typed.map((option) => `--${option}`)))
  const fitted = await withStore(given, async (store) => {
    const { settings } = await shopIn(store, given.find('shop') ?? '')
    const { id } = settings.shop
    const customers = eachCustomer(store.table, customersPrefix(id))
    return fitModel(id, customers, { table: store.table, now: io.now })
  })
  return { kind: 'shop', ...fitted }
}

type ShopFit = Omit<Extract<Fitted, { readonly kind: 'shop' }>, 'kind'>

function shopJson({ model, fit: found }: ShopFit): object {
  const { customers, repeaters, family, unit, estimate } = found
  const logLikelihood = estimate?.logLikelihood ?? null
  return { ...model, family, unit, logLikelihood, customers, repeaters }
}

function shopText({ model, fit: found }: ShopFit, speech: Speech): string {
  const own = speech.words.model.fit
  const voice = plainVoice(speech.language, speech.now)
  // In a shop that is still loading a model holds for all of its history.
  const from = model.from === 0 ? undefined : shortInstant(model.from)
  return [
    own.version(model.version),
    verdictText(model, speech),
    own.customers(found.customers, figure(found.repeaters)),
    ...horizonSentences(model, voice),
    ...certaintySentences(model, voice),
    model.verdict === 'unusable' ? own.policyDays : own.inForce(from),
  ].join('\n')
}
