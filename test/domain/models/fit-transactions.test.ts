import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { randomOf } from '../../../functions/demo/random.ts'
import { aliveThreshold } from '../../../functions/domain/models/alive-threshold.ts'
import { bgNbd } from '../../../functions/domain/models/bg-nbd.ts'
import { inactivityUntil } from '../../../functions/domain/models/chance-to-buy-again.ts'
import { fitTransactions } from '../../../functions/domain/models/fit-transactions.ts'
import { mbgNbd } from '../../../functions/domain/models/mbg-nbd.ts'
import { medianThreshold } from '../../../functions/domain/models/median-threshold.ts'
import { paretoNbd } from '../../../functions/domain/models/pareto-nbd.ts'
import {
  parameterIntervals,
  plausibleIntervalOf,
} from '../../../functions/domain/models/plausible.ts'
import { inUnit, summarise } from '../../../functions/domain/models/summary-statistics.ts'
import { tallyHistories } from '../../../functions/domain/models/tally.ts'
import type { CountedHistory } from '../../../functions/domain/models/transaction-model.ts'
import {
  bgNbdBuyer,
  mbgNbdBuyer,
  paretoNbdBuyer,
  simulateBuyers,
} from '../../support/simulate-buyers.ts'
import { MODELS } from './any-buyers.ts'

const TRUE = { r: 0.6, alpha: 30, a: 0.9, b: 2 }
const YEAR = { youngest: 180, oldest: 360 }
const days = (x: number, tx: number, T: number, customers = 1): CountedHistory => ({
  x,
  tx,
  T,
  customers,
})
const shopOf = (buyers: number, seed: string) =>
  simulateBuyers(mbgNbdBuyer, TRUE, { buyers, ...YEAR }, randomOf(seed))

describe('a fit says how far it can be trusted, and why', () => {
  it.each<[string, readonly CountedHistory[], string, string, readonly string[]]>([
    ['no customers', [], 'usual', 'unusable', ['no-customers']],
    ['one customer', [days(2, 40, 90)], 'usual', 'doubtful', ['one-customer', 'leans-on-prior']],
    ['one customer, by likelihood', [days(2, 40, 90)], 'none', 'unusable', ['one-customer']],
    ['buyers of today', [days(0, 0, 0, 900)], 'usual', 'unusable', ['no-time-observed']],
    [
      'everything bought on one day',
      [days(0, 0, 60, 9)],
      'usual',
      'doubtful',
      ['all-on-one-day', 'leans-on-prior'],
    ],
    [
      'none of nine coming back',
      [days(0, 0, 60, 5), days(0, 0, 90, 4)],
      'usual',
      'doubtful',
      ['no-repeaters', 'leans-on-prior'],
    ],
    [
      'none of nine coming back, by likelihood',
      [days(0, 0, 60, 5), days(0, 0, 90, 4)],
      'none',
      'unusable',
      ['no-repeaters'],
    ],
    [
      'none of 90,000 coming back',
      [days(0, 0, 160, 50_000), days(0, 0, 290, 40_000)],
      'usual',
      'doubtful',
      ['no-repeaters', 'everybody-leaves', 'leans-on-prior'],
    ],
    [
      'two of a million coming back, at leisure',
      [days(0, 0, 3_000, 1_000_000), days(5, 2_000, 3_000, 2)],
      'usual',
      'unusable',
      ['few-repeaters', 'nobody-returns', 'leans-on-prior'],
    ],
    [
      'three coming back',
      [days(0, 0, 160, 20), days(1, 30, 150, 2), days(2, 9, 90)],
      'usual',
      'doubtful',
      ['few-repeaters', 'leans-on-prior'],
    ],
  ])('%s', (_, histories, prior, verdict, reasons) => {
    const fit = fitTransactions(mbgNbd, histories, { unit: 'days', prior: prior as 'usual' })
    expect(fit).toMatchObject({ verdict, reasons })
  })

  it('has nothing against a shop of two thousand', () => {
    const fit = fitTransactions(mbgNbd, shopOf(2000, 'sound'), { unit: 'days', prior: 'usual' })
    expect(fit).toMatchObject({ verdict: 'fitted', reasons: [], customers: 2000 })
  })

  it.each([
    [9, true],
    [10, false],
  ])('calls %d who came back few: %s', (repeaters, few) => {
    const histories = [days(0, 0, 200, 90), days(2, 60, 200, repeaters)]
    const { reasons } = fitTransactions(mbgNbd, histories, { unit: 'days', prior: 'usual' })
    expect(reasons.includes('few-repeaters')).toBe(few)
  })

  it('leans on the prior as soon as that says more than the customers', () => {
    const weakest = [40, 120, 196, 400, 2_000].map((buyers) => {
      const { estimate, reasons } = fitTransactions(mbgNbd, shopOf(buyers, `leaning/${buyers}`), {
        unit: 'days',
        prior: 'usual',
      })
      const spreads = estimate?.weakest ?? Number.NaN
      // The prior's precision is one, that of both together the inverse square.
      expect(reasons.includes('leans-on-prior'), `${buyers}`).toBe(1 / spreads ** 2 - 1 < 1)
      return spreads
    })
    expect(weakest.some((spreads) => spreads > 0.72 && spreads < 0.88)).toBe(true)
  })

  it('searches a second time if the first search ended at no proper maximum', () => {
    const rare = [
      days(0, 0, 2_074),
      days(0, 0, 1_150, 1_060),
      days(0, 0, 1_553, 1_157),
      days(17, 22, 249),
      days(14, 354, 1_235),
    ]
    const { estimate } = fitTransactions(mbgNbd, rare, { unit: 'days', prior: 'none' })
    expect(estimate?.logLikelihood).toBeGreaterThan(-110.5)
  })

  it('notices that all customers were loaded twice, though not that one was', () => {
    const once = shopOf(500, 'twice')
    const twice = once.map((history) => ({ ...history, customers: 2 }))
    const options = { unit: 'days', prior: 'usual' } as const
    expect(fitTransactions(mbgNbd, twice, options).reasons).toContain('repeated-customers')
    const oneTwice = once.map((history, i) => ({ ...history, customers: i === 7 ? 2 : 1 }))
    expect(fitTransactions(mbgNbd, oneTwice, options).reasons).not.toContain('repeated-customers')
  })

  it('comes to the same in weeks as in days', () => {
    const shop = shopOf(300, 'units')
    const inDays = fitTransactions(mbgNbd, shop, { unit: 'days', prior: 'usual' }).estimate
    const inWeeks = fitTransactions(
      mbgNbd,
      shop.map((history) => inUnit(history, 'weeks')),
      { unit: 'weeks', prior: 'usual' },
    ).estimate
    for (const name of ['r', 'a', 'b'] as const)
      expect((inWeeks?.params[name] ?? 0) / (inDays?.params[name] ?? 0)).toBeCloseTo(1, 5)
    expect((7 * (inWeeks?.params.alpha ?? 0)) / (inDays?.params.alpha ?? 0)).toBeCloseTo(1, 5)
    expect(inWeeks?.weakest).toBeCloseTo(inDays?.weakest ?? 0, 4)
  })

  it('does not overflow on ten years of daily purchases', () => {
    const shop = [
      days(3650, 3650, 3650, 40),
      days(3000, 3600, 3650, 30),
      days(700, 700, 3650, 30),
      days(9, 90, 3650, 50),
      days(0, 0, 3650, 50),
      days(0, 0, 1, 9),
    ]
    for (const [, model] of MODELS) {
      const fit = fitTransactions(model, shop, { unit: 'days', prior: 'usual' })
      expect(fit.verdict).not.toBe('unusable')
      expect(Object.values(fit.estimate?.params ?? {})).toSatisfy((values: number[]) =>
        values.every((value) => Number.isFinite(value) && value > 0),
      )
      expect(fit.estimate?.logLikelihood).toSatisfy(Number.isFinite)
    }
  })
})

describe('where no customer ever leaves', () => {
  /** Everyone at an interval of their own for ever, so that the last purchase is never long ago. */
  const loyal = Array.from({ length: 1000 }, (_, i) => {
    const [interval, T] = [10 + ((i * 37) % 90), 100 + ((i * 61) % 170)]
    const x = Math.floor(T / interval)
    return days(x, x * interval, T)
  })

  it.each(MODELS)('%s says so, with the prior and without, and is a rough guide', (_, model) => {
    for (const prior of ['none', 'usual'] as const) {
      const fit = fitTransactions(model, loyal, { unit: 'days', prior })
      expect(fit.reasons, prior).toContain('nobody-leaves')
      if (prior === 'usual') expect(fit.verdict).toBe('doubtful')
    }
  })

  const RETAIL = new URL(
    '../../../../shared/data/online_retail_2010-12-01_2011-08-31.csv.gz',
    import.meta.url,
  )
  const noRetail = existsSync(RETAIL) ? '' : ' (skipped: ../shared/data has no Online Retail)'

  it.skipIf(noRetail)(`as on Online Retail, where BG/NBD runs off${noRetail}`, () => {
    const rows: Record<string, string>[] = parse(gunzipSync(readFileSync(RETAIL)), {
      columns: true,
    })
    const sold = rows.filter(
      ({ CustomerID, InvoiceNo, Quantity, UnitPrice }) =>
        CustomerID && !InvoiceNo?.startsWith('C') && Number(Quantity) > 0 && Number(UnitPrice) > 0,
    )
    const histories = tallyHistories()
    for (const lines of Map.groupBy(sold, ({ CustomerID }) => CustomerID).values()) {
      const purchases = lines.map(({ InvoiceDate = '' }) => ({
        at: Date.parse(`${InvoiceDate.replace(' ', 'T')}Z`),
        minor: 1,
      }))
      const summary = summarise(purchases, Date.parse('2011-08-31T23:59:59Z'))
      if (summary) histories.add(summary)
    }
    for (const prior of ['none', 'usual'] as const) {
      const fit = fitTransactions(bgNbd, histories.entries(), { unit: 'days', prior })
      expect(fit).toMatchObject({ customers: 3317, repeaters: 1890 })
      expect(fit.reasons, prior).toContain('nobody-leaves')
    }
    const { estimate } = fitTransactions(bgNbd, histories.entries(), {
      unit: 'days',
      prior: 'none',
    })
    expect(estimate?.runaway).toEqual(['a', 'b'])
    expect(estimate?.params.r).toBeCloseTo(0.7226, 3)
  })
})

describe('on simulated shops whose parameters are known', () => {
  const SHOPS = 40
  const RULE = { chance: 0.25, horizon: 90 }

  it.each([
    ['bgnbd', bgNbd, bgNbdBuyer, TRUE],
    ['mbgnbd', mbgNbd, mbgNbdBuyer, TRUE],
    ['paretonbd', paretoNbd, paretoNbdBuyer, { r: 0.6, alpha: 40, s: 0.7, beta: 60 }],
  ] as const)(
    'the 95 percent intervals of %s cover nine of ten parameters or more',
    (_, model, buyer, params) => {
      let [covered, seen] = [0, 0]
      for (let shop = 0; shop < SHOPS; shop++) {
        const buyers = simulateBuyers(
          buyer as typeof mbgNbdBuyer,
          params as typeof TRUE,
          { buyers: 400, ...YEAR },
          randomOf(`recovered/${shop}`),
        )
        const fit = fitTransactions(model as typeof mbgNbd, buyers, { unit: 'days', prior: 'none' })
        if (fit.verdict === 'unusable') throw new Error(fit.reasons.join())
        const intervals = parameterIntervals(fit.estimate)
        for (const [name, value] of Object.entries(params)) {
          const { low, high } = intervals[name as 'r']
          seen++
          if (low <= value && value <= high) covered++
        }
      }
      expect(seen).toBe(4 * SHOPS)
      expect(covered / seen).toBeGreaterThan(0.9)
      // Intervals that cover everything would be too wide to mean 95%.
      expect(covered / seen).toBeLessThan(0.995)
    },
  )

  it.each([20, 400])('the median threshold lies in its interval, in shops of %d', (buyers) => {
    let covered = 0
    let usable = 0
    for (let shop = 0; shop < SHOPS; shop++) {
      const histories = shopOf(buyers, `threshold/${shop}`)
      const fit = fitTransactions(mbgNbd, histories, { unit: 'days', prior: 'usual' })
      if (fit.verdict === 'unusable') continue
      const median = medianThreshold(fit.estimate, histories, RULE)
      if (!median) throw new Error('no median')
      const truth = inactivityUntil(TRUE, median.history, RULE, 0, 3650)
      const { low, high } = median.days
      if (low <= truth && truth <= high) covered++
      usable++
    }
    expect(usable).toBeGreaterThan(0.95 * SHOPS)
    expect(covered / usable).toBeGreaterThan(0.9)
  })

  it('says the more about a threshold, the more customers there are', () => {
    const width = (buyers: number) => {
      const histories = shopOf(buyers, 'width')
      const fit = fitTransactions(mbgNbd, histories, { unit: 'days', prior: 'usual' })
      if (fit.verdict === 'unusable') throw new Error(fit.reasons.join())
      const { low, high } = plausibleIntervalOf(fit.estimate, (params) =>
        inactivityUntil(params, { x: 2, tx: 100 }, RULE, 0, 3650),
      )
      return high - low
    }
    expect(width(2000)).toBeLessThan(width(200) / 2)
    expect(width(200)).toBeLessThan(width(20))
  })

  it('the prior fades as customers become more', () => {
    const pull = (buyers: number) => {
      const histories = shopOf(buyers, 'fading')
      const [alone, shrunk] = (['none', 'usual'] as const).map(
        (prior) => fitTransactions(mbgNbd, histories, { unit: 'days', prior }).estimate,
      )
      if (!alone || !shrunk) throw new Error('not fitted')
      return Math.abs(Math.log(shrunk.params.b / alone.params.b))
    }
    expect(pull(8000)).toBeLessThan(pull(500) / 4)
    expect(pull(8000)).toBeLessThan(0.02)
  })

  it('a shop without any customer to speak of doubts a single purchase after about 90 days', () => {
    const fit = fitTransactions(mbgNbd, [days(0, 0, 1, 2)], { unit: 'days', prior: 'usual' })
    if (fit.verdict === 'unusable') throw new Error(fit.reasons.join())
    const threshold = aliveThreshold(fit.estimate.params, { x: 0, tx: 0 }, 0.5)
    expect(threshold).toBeGreaterThan(80)
    expect(threshold).toBeLessThan(100)
  })
})
