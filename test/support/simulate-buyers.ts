/** Buyers by each model, with parameters that the tests know: the same for a seed. */
import { beta, exponential, gamma, type Random } from '../../functions/demo/random.ts'
import type { BetaGeometric } from '../../functions/domain/models/beta-geometric.ts'
import type { CountedSpend, GammaGamma } from '../../functions/domain/models/gamma-gamma.ts'
import type { ParetoNbd } from '../../functions/domain/models/pareto-nbd.ts'
import type { CountedHistory } from '../../functions/domain/models/transaction-model.ts'

/** A buyer's history, whether they are still there at T, and when they bought again until then. */
export type Buyer = CountedHistory & {
  readonly alive: boolean
  readonly purchases: readonly number[]
}

/** Buys at `rate` until `leaves` says so after a purchase, or until `end`. */
function buy(random: Random, rate: number, T: number, leaves: () => boolean, end = T): Buyer {
  const purchases: number[] = []
  const boughtBy = (alive: boolean): Buyer => {
    return { x: purchases.length, tx: purchases.at(-1) ?? 0, T, customers: 1, alive, purchases }
  }
  for (;;) {
    const at = (purchases.at(-1) ?? 0) + exponential(random, 1 / rate)
    if (at > Math.min(end, T)) return boughtBy(end >= T)
    purchases.push(at)
    if (leaves()) return boughtBy(false)
  }
}

export function bgNbdBuyer(params: BetaGeometric, T: number, random: Random): Buyer {
  const rate = gamma(random, params.r, 1 / params.alpha)
  const p = beta(random, params.a, params.b)
  return buy(random, rate, T, () => random() < p)
}

export function mbgNbdBuyer(params: BetaGeometric, T: number, random: Random): Buyer {
  const rate = gamma(random, params.r, 1 / params.alpha)
  const p = beta(random, params.a, params.b)
  const leaves = () => random() < p
  const none = { x: 0, tx: 0, T, customers: 1, purchases: [] }
  return leaves() ? { ...none, alive: false } : buy(random, rate, T, leaves)
}

export function paretoNbdBuyer(params: ParetoNbd, T: number, random: Random): Buyer {
  const rate = gamma(random, params.r, 1 / params.alpha)
  const leavesAt = exponential(random, 1 / gamma(random, params.s, 1 / params.beta))
  return buy(random, rate, T, () => false, leavesAt === 0 ? Number.MIN_VALUE : leavesAt)
}

/** So many buyers whose first purchases lie evenly between `youngest` and `oldest` ago. */
export const simulateBuyers = <P>(
  buyer: (params: P, T: number, random: Random) => Buyer,
  params: P,
  shop: { readonly buyers: number; readonly youngest: number; readonly oldest: number },
  random: Random,
): Buyer[] =>
  Array.from({ length: shop.buyers }, () =>
    buyer(params, shop.youngest + (shop.oldest - shop.youngest) * random(), random),
  )

/** What someone with x repeat purchases spends on them, on average. */
export function simulateSpend(params: GammaGamma, x: number, random: Random): CountedSpend {
  const rate = gamma(random, params.q, 1 / params.gamma)
  return { x, spend: gamma(random, params.p * x, 1 / rate) / x, customers: 1 }
}
