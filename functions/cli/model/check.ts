/** `rekindle model check`: a model tested on what it has not seen. */
import { writeFile } from 'node:fs/promises'
import { personalRule } from '../../domain/policy.ts'
import { DAY_MS, type Instant, isoInstant } from '../../domain/time.ts'
import { checkEachMonth, checkModel, type ModelCheck } from '../../insight/learning/check-model.ts'
import { FAMILIES } from '../../insight/learning/fit-family.ts'
import { cannotWrite, Failure, UsageError } from '../failure.ts'
import { storeOptions } from '../open-store.ts'
import { type Given, type Io, jsonOption, type Options, verb } from '../verb.ts'
import { plotHoldout } from './check-plot.ts'
import { type CheckFound, checkText } from './check-text.ts'
import {
  fitOptions,
  instantOption,
  MOST_DAYS_AHEAD,
  priorOf,
  readTheta,
  untilIn,
} from './options.ts'
import { type OrderSource, readSource, sourceKind, sourceOptions } from './source.ts'
import { dayOrInstant, FAMILY_NAMES, reasonsText } from './words.ts'

const options = {
  ...sourceOptions,
  until: { value: 'TIME', required: true },
  to: { value: 'TIME' },
  family: { value: 'MODEL', choices: FAMILIES, default: 'mbgnbd' },
  ...fitOptions,
  theta: { value: 'CHANCE' },
  monthly: {},
  svg: { value: 'FILE' },
  ...storeOptions,
  ...jsonOption,
} as const satisfies Options

export const check = verb('model check', {
  arguments: [],
  options,
  renamed: { 'each-month': 'monthly' },
  examples: {
    file: 'rekindle model check --orders orders.csv --mapping shopify --until 2026-01-01',
    monthly:
      'rekindle model check --orders cdnow_sample.csv --mapping cdnow-sample-id \\\n    --until 1997-09-30 --unit weeks --monthly --svg holdout.svg',
  },
  run: async (given, io) => {
    const found = await checkSource(given, io)
    const svg = given.text('svg')
    if (svg !== undefined) await draw(svg, found, io)
    return found
  },
  json: asJson,
  text: checkText,
})

async function checkSource(given: Given<typeof options>, io: Io): Promise<CheckFound> {
  sourceKind(given)
  const [family, unit] = [given.value('family'), given.value('unit')]
  const prior = priorOf(given)
  const [from, typed] = [instantOption(given, 'until'), instantOption(given, 'to')]
  const theta = given.text('theta')
  const rules = theta === undefined ? {} : { theta: readTheta(theta) }
  if (from !== undefined && typed !== undefined && from >= typed)
    throw new UsageError((w) => w.model.usage.order)
  if (from !== undefined && typed !== undefined && typed - from > MOST_DAYS_AHEAD * DAY_MS)
    throw new UsageError((w) => w.model.usage.tooFar)
  const source = await readSource(given, io)
  refuseOneInstant(source)
  const until = untilIn(source, from)
  const to = endOf(source, until, typed, io)
  const asked: ModelCheck = {
    ...{ family, until, to, unit, prior },
    rules: { ...rulesOf(source), ...rules },
  }
  return run(source, asked, given.flag('monthly'), io)
}

function rulesOf({ policy }: OrderSource): ModelCheck['rules'] {
  const { minDays, maxDays, fixedDays } = personalRule(policy)
  return { theta: 0.5, minDays, maxDays, fixedDays }
}

/** @throws Failure if no --until would leave anything on both sides of it */
function refuseOneInstant({ name, book }: OrderSource): void {
  const { first, last } = book.span() ?? {}
  if (first === undefined || first !== last) return
  throw new Failure((w) => w.model.failures.oneInstant(name(w), dayOrInstant(first)))
}

/** @throws Failure if nothing was bought after `until` */
function endOf(source: OrderSource, until: Instant, typed: Instant | undefined, io: Io): Instant {
  const { last = until } = source.book.span() ?? {}
  const to = typed ?? source.end
  if (last <= until || to <= until)
    throw new Failure((w) =>
      w.model.failures.nothingToTest(dayOrInstant(until), source.name(w), dayOrInstant(last)),
    )
  if (to > source.end + DAY_MS)
    io.stderr.write(
      `${io.words.model.beyondData(source.name(io.words), dayOrInstant(last), dayOrInstant(to))}
`,
    )
  return to
}

/** @throws Failure if the customers are too few to fit anything */
function run(
  source: OrderSource,
  check: ModelCheck,
  monthly: boolean,
  { language }: Io,
): CheckFound {
  const { fit, holdout } = checkModel(source.book, check)
  if (!holdout) {
    const reasons = reasonsText(fit.reasons, language)
    throw new Failure((w) =>
      w.model.failures.untested(FAMILY_NAMES[fit.family], dayOrInstant(check.until), reasons),
    )
  }
  const rolling = monthly ? checkEachMonth(source.book, check) : undefined
  return { source, check, fit, holdout, ...(rolling && { rolling }) }
}

const draw = (file: string, found: CheckFound, { words }: Io): Promise<void> =>
  writeFile(file, plotHoldout(found, words)).catch((error: Error) => {
    throw cannotWrite(file, error)
  })

function asJson({ source, check, fit, holdout, rolling }: CheckFound): object {
  const { family, unit, prior, until, to, rules } = check
  const { customers, repeaters, verdict, reasons, estimate } = fit
  return {
    ...{ family, unit, prior, until: isoInstant(until), to: isoInstant(to) },
    params: estimate?.params ?? null,
    logLikelihood: estimate?.logLikelihood ?? null,
    ...{ customers, repeaters, verdict, reasons },
    ...holdout.report,
    tracking: holdout.tracking.map(({ day, ...figures }) => ({
      at: isoInstant(until + day * DAY_MS),
      ...figures,
    })),
    dormancy: { ...rules, ...holdout.dormancy },
    ...(rolling && {
      eachMonth: { ...rolling, instants: rolling.instants.map(dayOrInstant) },
    }),
    ...(source.file && { file: source.file }),
  }
}
