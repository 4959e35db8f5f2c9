/** `rekindle model check --until`: any model compared with what followed, as in the papers. */
import { writeFile } from 'node:fs/promises'
import { DAY_MS, type Instant, isoInstant } from '../../domain/time.ts'
import { checkModel, type ModelCheck } from '../../insight/learning/check-model.ts'
import { cannotWrite, Failure, UsageError } from '../failure.ts'
import type { Io } from '../verb.ts'
import type { CheckGiven } from './check-options.ts'
import { plotHoldout } from './check-plot.ts'
import type { ComparisonFound } from './check-text.ts'
import { instantOption, MOST_DAYS_AHEAD, priorOf, untilIn } from './options.ts'
import { type OrderSource, readSource } from './source.ts'
import { dayOrInstant, FAMILY_NAMES, reasonsText } from './words.ts'

/**
 * @throws UsageError, or Failure if there is nothing to fit, to test on or to write to
 */
export async function compareModel(given: CheckGiven, io: Io): Promise<ComparisonFound> {
  const [family, unit] = [given.value('family'), given.value('unit')]
  const prior = priorOf(given)
  const [from, typed] = [instantOption(given, 'until'), instantOption(given, 'to')]
  if (from !== undefined && typed !== undefined && from >= typed)
    throw new UsageError((w) => w.model.usage.order)
  if (from !== undefined && typed !== undefined && typed - from > MOST_DAYS_AHEAD * DAY_MS)
    throw new UsageError((w) => w.model.usage.tooFar)
  const source = await readSource(given, io)
  refuseOneInstant(source)
  const until = untilIn(source, from)
  const to = endOf(source, until, typed, io)
  const found = run(source, { family, until, to, unit, prior }, io)
  const svg = given.text('svg')
  if (svg !== undefined) await draw(svg, found, io)
  return found
}

/** @throws Failure if no instant would leave anything on both sides of it */
export function refuseOneInstant({ name, book }: OrderSource): void {
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
function run(source: OrderSource, check: ModelCheck, { language }: Io): ComparisonFound {
  const { fit, holdout } = checkModel(source.book, check)
  if (!holdout) {
    const reasons = reasonsText(fit.reasons, language)
    throw new Failure((w) =>
      w.model.failures.untested(FAMILY_NAMES[fit.family], dayOrInstant(check.until), reasons),
    )
  }
  return { source, check, fit, holdout }
}

const draw = (file: string, found: ComparisonFound, { words }: Io): Promise<void> =>
  writeFile(file, plotHoldout(found, words)).catch((error: Error) => {
    throw cannotWrite(file, error)
  })

export function comparisonJson({ source, check, fit, holdout }: ComparisonFound): object {
  const { family, unit, prior, until, to } = check
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
    ...(source.file && { file: source.file }),
  }
}
