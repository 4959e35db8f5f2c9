/** Models, their verdicts and the reasons for these, as a person reads them. */
import type { FitReason, FitVerdict } from '../../domain/models/fit-verdict.ts'
import type { Family } from '../../domain/models/transaction-model.ts'
import { DAY_MS, type Instant, isoInstant } from '../../domain/time.ts'
import { counted, shortInstant, spoken } from '../words.ts'
import type { FileFacts } from './source.ts'

export const FAMILY_NAMES = {
  bgnbd: 'BG/NBD',
  mbgnbd: 'MBG/NBD',
  paretonbd: 'Pareto/NBD',
  gammagamma: 'Gamma-Gamma',
} as const satisfies Record<Family | 'gammagamma', string>

const REASONS = {
  'no-customers': 'there is no customer to learn from',
  'no-time-observed': 'nobody was watched for as much as a day after their first purchase',
  'all-on-one-day': 'every purchase was made on one and the same day',
  'one-customer': 'there is but one customer',
  'no-repeaters': 'nobody ever bought again',
  'few-repeaters': 'fewer than ten customers came back',
  'repeated-customers': 'every history occurs more than once: were the orders loaded twice?',
  'nobody-leaves':
    'it degenerates: the most likely customer never leaves, so that whoever is silent is only late',
  'everybody-leaves': 'it degenerates: the most likely customer leaves at once',
  'nobody-returns': 'it degenerates: the most likely customer never buys again',
  'all-alike': 'the most likely customers are all alike, so that a parameter has no end',
  'no-maximum': 'some combination of parameters could be anything',
  'flat-optimum': 'the customers hardly say where some combination of parameters lies',
  'leans-on-prior': 'about some combination of parameters the prior says more than the customers',
  'not-converged': 'the search came to no end',
  'equal-spend': 'all customers spend alike',
  'no-mean-spend': 'what it expects customers to spend has no mean',
  'spend-follows-frequency':
    'who buys more often spends more, or less, a purchase, which the model rules out',
} as const satisfies Record<FitReason, string>

const VERDICTS = {
  // Of the fit alone: how well it foretells is another question.
  fitted: 'Fitted.',
  doubtful: 'Doubtful',
  unusable: 'Unusable, so that a fixed number of days has to decide',
} as const satisfies Record<FitVerdict, string>

/** @example verdictInWords({ verdict: 'fitted', reasons: [] }) // 'Fitted.' */
export function verdictInWords({ verdict, reasons }: Judgement): string {
  if (reasons.length === 0) return VERDICTS[verdict]
  return [`${VERDICTS[verdict]}, because`, ...reasons.map((reason) => `  ${REASONS[reason]}`)].join(
    '\n',
  )
}

type Judgement = { readonly verdict: FitVerdict; readonly reasons: readonly FitReason[] }

/** Verdicts need their reason in one line where something fails by them. */
export const reasonsInWords = (reasons: readonly FitReason[]): string =>
  reasons.map((reason) => REASONS[reason]).join('; ')

/** @example dayOrInstant(0) // '1970-01-01', and '1970-01-01 12:00 UTC' at noon */
export const dayOrInstant = (at: Instant): string =>
  at % DAY_MS === 0 ? isoInstant(at).slice(0, 'yyyy-mm-dd'.length) : shortInstant(at)

/** What a file held, and what of it was left out. */
export function fileInWords(file: FileFacts | undefined, noOrder: number): readonly string[] {
  if (!file) return []
  const { rows, purchases, purchasesWithoutAmount: free, refunds, leftOut, rejected } = file
  return [
    '',
    `${counted(rows, 'row')}: ${counted(purchases, 'purchase')} and ${counted(refunds, 'refund')}`,
    ...(free > 0 ? [`  ${counted(free, 'purchase')} cost nothing, and count as purchases`] : []),
    ...(noOrder > 0
      ? [
          `  ${counted(noOrder, 'refund')} named no order, and ${noOrder === 1 ? 'lowers' : 'lower'} none`,
        ]
      : []),
    ...Object.entries(leftOut).map(
      ([reason, count]) => `  ${counted(count, 'row')} left out: ${spoken(reason)}`,
    ),
    ...Object.entries(rejected).map(
      ([reason, count]) => `  ${counted(count, 'record')} rejected: ${reason}`,
    ),
  ]
}

/** Enough digits that a program can go on with it, and no more. @example digits(1 / 3) // '0.3333333333' */
export const digits = (value: number): string => String(Number(value.toPrecision(10)))

/** @example decimals(1234.5, 2) // '1,234.50' */
export const decimals = (value: number, places: number): string =>
  value.toLocaleString('en-GB', { minimumFractionDigits: places, maximumFractionDigits: places })

/** @example percent(0.7751) // '77.5%' */
export const percent = (share: number): string => `${decimals(100 * share, 1)}%`

/** By how much more was expected than came. @example offBy(84, 100) // '-16.0%' */
export const offBy = (expected: number, actual: number): string => {
  if (actual === 0) return ''
  const off = expected / actual - 1
  return `${off > 0 ? '+' : ''}${percent(off)}`
}
