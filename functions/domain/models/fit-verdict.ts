/** Whether a fit is worth deciding by, and why not. */

export const FIT_VERDICTS = ['fitted', 'doubtful', 'unusable'] as const
export type FitVerdict = (typeof FIT_VERDICTS)[number]

/** What is wrong with a fit, and the verdict it leads to. */
const REASONS = {
  /** There are no customers to learn from. */
  'no-customers': 'unusable',
  /** No customer was observed for a full day after their first purchase. */
  'no-time-observed': 'unusable',
  /** Every purchase there is was made on one and the same day. */
  'all-on-one-day': 'doubtful',
  'one-customer': 'doubtful',
  /** No customer ever bought again. */
  'no-repeaters': 'doubtful',
  /** So few came back that their mean is known to a third at best: see `FEW_REPEATERS`. */
  'few-repeaters': 'doubtful',
  /** Every history occurs twice, or three times, …: the customers were probably loaded twice. */
  'repeated-customers': 'doubtful',
  /** The most likely customer never leaves: an inactive customer is only late. */
  'nobody-leaves': 'doubtful',
  /** The most likely customer leaves at once. */
  'everybody-leaves': 'doubtful',
  /** The most likely customer never buys again, though nothing says that they left. */
  'nobody-returns': 'unusable',
  /** The most likely customers are all alike in something, so that a parameter has no end. */
  'all-alike': 'doubtful',
  /** The likelihood has no proper maximum: some combination of parameters could be anything. */
  'no-maximum': 'unusable',
  /** Some combination of parameters is known no better than from the usual values. */
  'flat-optimum': 'doubtful',
  /** About some combination of parameters the prior says more than the customers. */
  'leans-on-prior': 'doubtful',
  'not-converged': 'unusable',
  /** Not even half of the repeat buyers are likely enough to buy within the horizon: learned-chance. */
  'horizon-too-short': 'doubtful',
  /** The chances to buy within the horizon hardly differ: fixed days do as well. */
  'customers-alike': 'doubtful',
  /** All spend alike, so that there is no difference to learn. */
  'equal-spend': 'unusable',
  /** The fitted spend has no mean. */
  'no-mean-spend': 'unusable',
  /** Who buys more often spends more, or less, a purchase, which the model rules out. */
  'spend-follows-frequency': 'doubtful',
} as const satisfies Record<string, Exclude<FitVerdict, 'fitted'>>

export type FitReason = keyof typeof REASONS

/**
 * The worst that any reason makes of a fit.
 *
 * @example verdictOf(['few-repeaters']) // 'doubtful'
 */
export function verdictOf(reasons: readonly FitReason[]): FitVerdict {
  if (reasons.some((reason) => REASONS[reason] === 'unusable')) return 'unusable'
  return reasons.length > 0 ? 'doubtful' : 'fitted'
}

/** They spoil P(alive), but not the chance to buy again within a horizon. */
const SPOILS_ALIVE: readonly FitReason[] = ['nobody-leaves', 'everybody-leaves']

/** @example spoilsAlive(['nobody-leaves', 'few-repeaters']) // true */
export const spoilsAlive = (reasons: readonly FitReason[]): boolean =>
  reasons.some((reason) => SPOILS_ALIVE.includes(reason))

/** The relative standard error of a mean over this many is about a third. */
export const FEW_REPEATERS = 10
/** At one, in spreads of the usual values, the customers add nothing. */
export const WEAKEST = 1
/**
 * With a prior, whose curvature is one, the customers carry less information than it where there
 * are fewer than two.
 */
export const LESS_THAN_PRIOR = Math.SQRT1_2
