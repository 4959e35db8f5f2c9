/** The models: fits, one answer, and a million customers counted into what a fit reads. */
import { randomOf } from '../../functions/demo/random.ts'
import { bgNbd } from '../../functions/domain/models/bg-nbd.ts'
import { inactivityUntil } from '../../functions/domain/models/chance-to-buy-again.ts'
import { lifetimeValue } from '../../functions/domain/models/clv.ts'
import { fitSpend } from '../../functions/domain/models/fit-spend.ts'
import { fitTransactions } from '../../functions/domain/models/fit-transactions.ts'
import { learnChance } from '../../functions/domain/models/learned-chance.ts'
import { expectedPurchasesOf, mbgNbd } from '../../functions/domain/models/mbg-nbd.ts'
import { paretoNbd } from '../../functions/domain/models/pareto-nbd.ts'
import { tallyHistories } from '../../functions/domain/models/tally.ts'
import type { CountedHistory, Unit } from '../../functions/domain/models/transaction-model.ts'
import { defaultPolicy, personalRule } from '../../functions/domain/policy.ts'
import { cdnowCalibration, noCdnow } from '../domain/models/cdnow.ts'
import { mbgNbdBuyer, simulateBuyers, simulateSpend } from '../support/simulate-buyers.ts'
import { type Figure, median } from './figure.ts'

const SHOP = { r: 0.6, alpha: 30, a: 0.9, b: 2 }
const USUAL_RULE = personalRule(defaultPolicy('EUR'))
const TIMES = 9
const MILLION = 1_000_000
const SAMPLE_EVERY = 20_000
const MB = 2 ** 20

export async function benchModels(): Promise<readonly Figure[]> {
  return [...benchFits(), ...benchAnswers(), ...benchMillion()]
}

/** CDNOW if it is available, otherwise as many simulated customers. */
function shop() {
  if (!noCdnow) return { name: 'CDNOW', unit: 'weeks' as Unit, ...cdnowCalibration() }
  const random = randomOf('bench')
  const buyers = { buyers: 2357, youngest: 180, oldest: 272 }
  const histories: CountedHistory[] = simulateBuyers(mbgNbdBuyer, SHOP, buyers, random)
  const spends = histories
    .filter(({ x }) => x > 0)
    .map(({ x }) => simulateSpend({ p: 6, q: 4, gamma: 15 }, x, random))
  return { name: 'simulated customers', unit: 'days' as Unit, histories, spends }
}

function benchFits(): Figure[] {
  const { name, unit, histories, spends } = shop()
  const fits = [
    ['BG/NBD', '<= 0.2', () => fitTransactions(bgNbd, histories, { unit, prior: 'none' })],
    ['MBG/NBD', '<= 0.2', () => fitTransactions(mbgNbd, histories, { unit, prior: 'none' })],
    [
      'MBG/NBD, shrunk',
      '<= 0.2',
      () => fitTransactions(mbgNbd, histories, { unit, prior: 'usual' }),
    ],
    ['Pareto/NBD', '<= 1', () => fitTransactions(paretoNbd, histories, { unit, prior: 'none' })],
    ['Gamma-Gamma', '', () => fitSpend(spends, { prior: 'none' })],
  ] as const
  return fits.flatMap(([model, aim, fit]) => {
    const seconds = Array.from({ length: TIMES }, () => secondsOf(fit))
    return [
      { what: `${model} fitted to ${name}, first time`, value: seconds[0] ?? 0, unit: 's', aim },
      {
        what: `${model} fitted to ${name}, median of ${TIMES}`,
        value: median(seconds),
        unit: 's',
        aim,
      },
    ]
  })
}

function benchAnswers(): Figure[] {
  const histories = Array.from({ length: 1000 }, (_, i) => ({
    x: i % 12,
    tx: (i % 12) * 9,
    T: 200,
  }))
  const nanoseconds = (rounds: number, answer: (history: (typeof histories)[number]) => number) => {
    let sum = 0
    const round = () => {
      for (const history of histories) sum += answer(history)
    }
    for (let i = 0; i < rounds; i++) round()
    const seconds = secondsOf(() => {
      for (let i = 0; i < rounds; i++) round()
    })
    if (Number.isNaN(sum)) throw new Error('an answer is not a number')
    return (seconds / rounds / histories.length) * 1e9
  }
  const rule = { chance: 0.25, horizon: 90 }
  const limit = nanoseconds(100, (history) => inactivityUntil(SHOP, history, rule, 30, 180))
  const ahead = nanoseconds(50, (history) => expectedPurchasesOf(SHOP, history, 365))
  const value = nanoseconds(20, (history) =>
    lifetimeValue({
      expectedPurchases: (days) => expectedPurchasesOf(SHOP, history, days),
      unit: 'days',
      spend: 25,
      horizonDays: 365,
      discountAYear: 0.1,
    }),
  )
  return [
    { what: 'one personal limit', value: limit / 1e3, unit: 'µs', aim: '< 10' },
    { what: 'purchases to expect of one customer in a year', value: ahead, unit: 'ns' },
    { what: "one customer's lifetime value, a year ahead", value: value / 1e3, unit: 'µs' },
  ]
}

/** Two years of a shop, each customer added alone and forgotten. */
function benchMillion(): Figure[] {
  const random = randomOf('million')
  const tally = tallyHistories()
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  let peak = before
  let adding = 0
  for (let i = 0; i < MILLION; i++) {
    const { x, ...buyer } = mbgNbdBuyer(SHOP, 30 + 700 * random(), random)
    const tx = x > 0 ? Math.max(1, Math.floor(buyer.tx)) : 0
    const history = { x, tx, T: Math.max(tx, Math.floor(buyer.T)) }
    const from = performance.now()
    tally.add(history)
    adding += performance.now() - from
    if (i % SAMPLE_EVERY === 0) peak = Math.max(peak, process.memoryUsage().heapUsed)
  }
  globalThis.gc?.()
  const held = process.memoryUsage().heapUsed - before
  const entries = tally.entries()
  const fitting = secondsOf(() =>
    fitTransactions(mbgNbd, entries, { unit: 'days', prior: 'usual' }),
  )
  const once = { customers: 0, cameBack: 0 }
  const learning = secondsOf(() => learnChance(SHOP, entries, USUAL_RULE, once))
  return [
    { what: 'a million customers counted, the counting alone', value: adding / 1e3, unit: 's' },
    {
      what: 'a million customers, different histories',
      value: entries.length,
      unit: '',
      aim: '<= 100,000',
    },
    { what: 'a million customers, memory held by the tally', value: held / MB, unit: 'MB' },
    { what: 'a million customers, peak of the heap', value: (peak - before) / MB, unit: 'MB' },
    { what: 'MBG/NBD fitted to a million customers', value: fitting, unit: 's' },
    { what: 'their chances to buy again, what a fit learns of them', value: learning, unit: 's' },
  ]
}

function secondsOf(work: () => unknown): number {
  const from = performance.now()
  work()
  return (performance.now() - from) / 1e3
}
