/** `rekindle model check`: a model tested on what it has not seen. */
import { writeFile } from 'node:fs/promises'
import { Policy } from '../../domain/policy.ts'
import { DAY_MS, type Instant, isoInstant } from '../../domain/time.ts'
import { checkEachMonth, checkModel, type ModelCheck } from '../../insight/learning/check-model.ts'
import { FAMILIES } from '../../insight/learning/fit-family.ts'
import { type Command, type Io, jsonOption } from '../command.ts'
import { Failure, UsageError } from '../failure.ts'
import { storeOptions } from '../open-store.ts'
import { plotHoldout } from './check-plot.ts'
import { type CheckFound, tellCheck } from './check-text.ts'
import {
  chosenFrom,
  fitOptions,
  instantOption,
  MOST_DAYS_AHEAD,
  priorOf,
  readTheta,
  unitOf,
  untilIn,
  untilOption,
} from './options.ts'
import { type OrderSource, readSource, sourceKind, sourceOptions } from './source.ts'
import { dayOrInstant, FAMILY_NAMES, reasonsInWords } from './words.ts'

export const command: Command = {
  name: 'model check',
  summary: 'Tests a model: fits it to purchases before an instant, and compares what came after.',
  about:
    'Prints the purchases of the test by how often customers had bought before, the error of what was expected of each, AUC, calibration by tenths of the customers, repeat purchases as they add up, and rules of dormancy beside each other: the personal threshold, the fixed number of days of the default policy, and the numbers that were best before and turned out best. The personal rule falls back to the fixed one where the model is unusable, as in a shop. Only those who had bought by --until are followed. Nothing is stored.',
  arguments: [],
  options: {
    ...sourceOptions,
    until: {
      ...untilOption.until,
      about: 'fit to purchases up to and including it',
      required: true,
    },
    to: {
      value: 'INSTANT',
      about: 'test on those up to and including it (default: the last order, of a shop now)',
    },
    family: { value: FAMILIES.join('|'), about: 'the model', default: 'mbgnbd' },
    ...fitOptions,
    theta: {
      value: 'CHANCE',
      about: "P(alive) at which the personal rule says dormant (default: the policy's, else 0.5)",
    },
    'each-month': {
      about:
        'also asks the rules of dormancy at the beginning of each month, as a shop does, with a test as long as this one',
    },
    svg: { value: 'FILE', about: 'draw what was expected against what came into this file' },
    ...storeOptions,
    ...jsonOption,
  },
  examples: [
    'rekindle model check --orders orders.csv --mapping shopify --until 2026-01-01',
    'rekindle model check --orders cdnow_sample.csv --mapping cdnow-sample-id --until 1997-09-30 --unit weeks --each-month --svg holdout.svg',
  ],
  async run(given, io) {
    sourceKind(given)
    const family = chosenFrom('family', given.value('family'), FAMILIES)
    const [unit, prior] = [unitOf(given), priorOf(given)]
    const [from, typed] = [instantOption(given, 'until'), instantOption(given, 'to')]
    const theta = given.text('theta')
    const rules = theta === undefined ? {} : { theta: readTheta(theta) }
    if (from !== undefined && typed !== undefined && from >= typed)
      throw new UsageError('--until must be before --to')
    if (from !== undefined && typed !== undefined && typed - from > MOST_DAYS_AHEAD * DAY_MS)
      throw new UsageError('--to is more than a hundred years after --until: name an earlier one')
    const source = await readSource(given, io)
    refuseOneInstant(source)
    const until = untilIn(source, from)
    const to = endOf(source, until, typed, io)
    const all = { ...rulesOf(source), ...rules }
    const check: ModelCheck = { family, until, to, unit, prior, rules: all }
    const found = run(source, check, given.flag('each-month'))
    const svg = given.text('svg')
    if (svg !== undefined) await draw(svg, found)
    io.print(given.flag('json') ? JSON.stringify(asJson(found)) : tellCheck(found))
  },
}

/** Within these bounds a personal threshold stays where a shop asks for one and says no others. */
const { personalThreshold: USUAL } = Policy.parse({ currency: 'EUR', personalThreshold: {} })

function rulesOf({
  policy: { dormantAfterDays, personalThreshold },
}: OrderSource): ModelCheck['rules'] {
  const {
    theta = 0.5,
    minDays = 0,
    maxDays = Number.POSITIVE_INFINITY,
  } = {
    ...USUAL,
    ...personalThreshold,
  }
  return { theta, minDays, maxDays, fixedDays: dormantAfterDays }
}

/** @throws Failure where no --until would leave anything on both sides of it */
function refuseOneInstant({ name, book }: OrderSource): void {
  const { first, last } = book.span() ?? {}
  if (first === undefined || first !== last) return
  throw new Failure(
    `All purchases in ${name} are of one instant, ${dayOrInstant(first)}: there is nothing to test a model on. More orders are needed`,
  )
}

/** @throws Failure where nothing was bought after `until` */
function endOf(source: OrderSource, until: Instant, typed: Instant | undefined, io: Io): Instant {
  const { last = until } = source.book.span() ?? {}
  const to = typed ?? source.end
  if (last <= until || to <= until)
    throw new Failure(
      `After --until ${dayOrInstant(until)} there is nothing to test on: the last purchase in ${source.name} is of ${dayOrInstant(last)}. Name an earlier instant`,
    )
  if (to > source.end + DAY_MS)
    io.stderr.write(
      `The last purchase in ${source.name} is of ${dayOrInstant(last)}: nothing is known of what came between it and --to ${dayOrInstant(to)}
`,
    )
  return to
}

/** @throws Failure where the customers are too few to fit anything */
function run(source: OrderSource, check: ModelCheck, eachMonth: boolean): CheckFound {
  const { fit, holdout } = checkModel(source.book, check)
  if (!holdout)
    throw new Failure(
      `${FAMILY_NAMES[fit.family]} cannot be tested: by ${dayOrInstant(check.until)} ${reasonsInWords(fit.reasons)}. Name a later --until, or try --prior usual`,
    )
  const rolling = eachMonth ? checkEachMonth(source.book, check) : undefined
  return { source, check, fit, holdout, ...(rolling && { rolling }) }
}

const draw = (file: string, found: CheckFound): Promise<void> =>
  writeFile(file, plotHoldout(found)).catch((error: Error) => {
    throw new Failure(`${file} cannot be written: ${error.message}`)
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
