/** Models, their verdicts and what a file held, as text. */
import type { FitReason, FitVerdict } from '../../domain/models/fit-verdict.ts'
import type { Family } from '../../domain/models/transaction-model.ts'
import { DAY_MS, type Instant, isoInstant } from '../../domain/time.ts'
import type { CommandWords } from '../../language/command/command-words.ts'
import { percent } from '../../language/figures.ts'
import type { Language } from '../../language/language-tags.ts'
import { WORDS } from '../../language/languages.ts'
import { leftOutReason } from '../import/text.ts'
import type { Speech } from '../verb.ts'
import { shortInstant } from '../words.ts'
import type { FileFacts } from './source.ts'

export const FAMILY_NAMES = {
  bgnbd: 'BG/NBD',
  mbgnbd: 'MBG/NBD',
  paretonbd: 'Pareto/NBD',
  gammagamma: 'Gamma-Gamma',
} as const satisfies Record<Family | 'gammagamma', string>

type Judgement = { readonly verdict: FitVerdict; readonly reasons: readonly FitReason[] }

/** @example verdictText({ verdict: 'fitted', reasons: [] }, speech) // 'Fitted.' */
export function verdictText({ verdict, reasons }: Judgement, { language, words }: Speech): string {
  const own = words.model.verdict
  if (reasons.length === 0) return own[verdict]
  const { fitReasons } = WORDS[language]
  return [own.because(own[verdict]), ...reasons.map((reason) => `  ${fitReasons[reason]}`)].join(
    '\n',
  )
}

/** In one line, if something fails by them. */
export function reasonsText(reasons: readonly FitReason[], language: Language): string {
  const { fitReasons, listSeparator } = WORDS[language]
  return reasons.map((reason) => fitReasons[reason]).join(listSeparator)
}

/** @example dayOrInstant(0) // '1970-01-01', and '1970-01-01 12:00 UTC' at noon */
export const dayOrInstant = (at: Instant): string =>
  at % DAY_MS === 0 ? isoInstant(at).slice(0, 'yyyy-mm-dd'.length) : shortInstant(at)

/** What a file held, and what of it was left out. */
export function fileLines(
  file: FileFacts | undefined,
  refundsWithoutOrder: number,
  { import: imported, model }: CommandWords,
): readonly string[] {
  if (!file) return []
  const { rows, purchases, purchasesWithoutAmount: free, refunds, leftOut, rejected } = file
  return [
    '',
    model.file.rows(rows, purchases, refunds),
    ...(free > 0 ? [`  ${model.file.free(free)}`] : []),
    ...(refundsWithoutOrder > 0
      ? [`  ${model.file.refundsWithoutOrder(refundsWithoutOrder)}`]
      : []),
    ...Object.entries(leftOut).map(
      ([reason, count]) => `  ${imported.leftOut(count, leftOutReason(reason, imported))}`,
    ),
    ...Object.entries(rejected).map(([reason, count]) => `  ${imported.rejected(count, reason)}`),
  ]
}

/** Enough digits for a program, and no more. @example digits(1 / 3) // '0.3333333333' */
export const digits = (value: number): string => String(Number(value.toPrecision(10)))

/** By how much more was expected than came. @example offBy(84, 100) // '-16.0%' */
export const offBy = (expected: number, actual: number): string => {
  if (actual === 0) return ''
  const off = expected / actual - 1
  return `${off > 0 ? '+' : ''}${percent(off)}`
}
