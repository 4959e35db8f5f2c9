/** The money that was expected of each customer against what came. */

/** Of one customer, in minor units of one currency. */
export type MoneyCase = {
  readonly expectedMinor: number
  readonly actualMinor: number
  /** What they had spent by then. */
  readonly pastMinor: number
  readonly inactiveDays: number
}

export type MoneyTest = {
  readonly customers: number
  readonly expectedMinor: number
  readonly actualMinor: number
  /** Of a customer. */
  readonly meanAbsoluteErrorMinor: number
  /**
   * How well customers are put in the order of what they then spent (Spearman): by the money that
   * was expected, and by past spend times exp(−inactivity / 90 days). Absent if all are equal.
   */
  readonly rankAgreement?: number
  readonly rankAgreementOfRecentSpend?: number
}

/** After so many days past spend counts 1/e. */
const FADING_DAYS = 90

/**
 * @throws RangeError if there are no customers
 * @example testMoney([{ expectedMinor: 900, actualMinor: 1_000, pastMinor: 500, inactiveDays: 3 }]).meanAbsoluteErrorMinor // 100
 */
export function testMoney(cases: readonly MoneyCase[]): MoneyTest {
  if (cases.length === 0) throw new RangeError('a test needs a customer')
  const of = (figure: (one: MoneyCase) => number) => Float64Array.from(cases, figure)
  const actual = of(({ actualMinor }) => actualMinor)
  const expected = of(({ expectedMinor }) => expectedMinor)
  const recent = of(
    ({ pastMinor, inactiveDays }) => pastMinor * Math.exp(-inactiveDays / FADING_DAYS),
  )
  const error = of(({ expectedMinor, actualMinor }) => Math.abs(expectedMinor - actualMinor))
  const rankAgreement = spearman(expected, actual)
  const rankAgreementOfRecentSpend = spearman(recent, actual)
  return {
    customers: cases.length,
    expectedMinor: Math.round(sum(expected)),
    actualMinor: sum(actual),
    meanAbsoluteErrorMinor: Math.round(sum(error) / cases.length),
    ...(rankAgreement !== undefined && { rankAgreement }),
    ...(rankAgreementOfRecentSpend !== undefined && { rankAgreementOfRecentSpend }),
  }
}

const sum = (all: Float64Array): number => all.reduce((total, one) => total + one, 0)

/** The correlation of ranks, equal figures sharing the mean of theirs. */
function spearman(some: Float64Array, others: Float64Array): number | undefined {
  const [x, y] = [ranksOf(some), ranksOf(others)]
  const middle = (some.length - 1) / 2
  let [xy, xx, yy] = [0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [(x[i] as number) - middle, (y[i] as number) - middle]
    xy += dx * dy
    xx += dx * dx
    yy += dy * dy
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : undefined
}

function ranksOf(figures: Float64Array): Float64Array {
  const order = Uint32Array.from(figures, (_, i) => i).sort(
    (one, other) => (figures[one] as number) - (figures[other] as number),
  )
  const ranks = new Float64Array(figures.length)
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && figures[order[to] as number] === figures[order[from] as number])
      to++
    for (let i = from; i < to; i++) ranks[order[i] as number] = (from + to - 1) / 2
  }
  return ranks
}
