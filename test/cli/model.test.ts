import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY_MS, isoInstant } from '../../functions/domain/time.ts'
import { WORDS } from '../../functions/language/languages.ts'
import { OPENED, TRUE_PARAMS } from '../insight/learning/simulated-book.ts'
import { runModel } from './model-command.ts'
import { ordersAt, writeOrders } from './model-orders.ts'
import { makeWorkplace, SHOP_DETAILS } from './run-command.ts'
import { here, runHere } from './run-here.ts'

const { rekindle, json, path, remove } = makeWorkplace(here)
afterAll(remove)

const orders = ordersAt(path)
const UNTIL = OPENED + 300 * DAY_MS

beforeAll(() => writeOrders(path))

describe('`rekindle model fit` on a file of orders', () => {
  it('recovers the simulated parameters, and says which customers it was fitted on', async () => {
    const fit = await json<Record<string, never>>(['model', 'fit', ...orders])
    expect(fit).toMatchObject({
      family: 'mbgnbd',
      unit: 'days',
      prior: 'none',
      until: '2025-01-30T10:00:00.000Z',
      verdict: 'fitted',
      reasons: [],
      customers: 1_505,
      file: { leftOut: { 'no-customer': 1 }, purchasesWithoutAmount: 1, rejected: {} },
    })
    const { params, intervals, logLikelihood, seconds } = fit as never as {
      readonly params: Record<string, number>
      readonly intervals: Record<string, { readonly low: number; readonly high: number }>
      readonly logLikelihood: number
      readonly seconds: number
    }
    expect(Object.keys(params)).toEqual(Object.keys(TRUE_PARAMS))
    for (const [name, value] of Object.entries(TRUE_PARAMS)) {
      const found = params[name] ?? Number.NaN
      expect(Math.abs(Math.log(found / value)), name).toBeLessThan(Math.log(1.6))
      expect(intervals[name]?.low, name).toBeLessThan(found)
      expect(intervals[name]?.high, name).toBeGreaterThan(found)
    }
    expect(logLikelihood).toBeLessThan(0)
    expect(seconds).toBeGreaterThan(0)
  })

  it('does not take a mistyped order of the future for the end of what is known', async () => {
    const now = Date.UTC(2024, 9, 27)
    const { out, err } = await runModel('fit', [...orders, '--json'], () => now)
    expect(JSON.parse(out).until).toBe(isoInstant(now))
    expect(err).toContain('later than now were left out: the last one is of 2025-01-30 10:00 UTC')
  })

  it('gives the same fit in weeks, and a different one up to an earlier instant', async () => {
    const fits = await Promise.all(
      [[], ['--unit', 'weeks'], ['--until', '2024-10-27']].map(async (more) =>
        JSON.parse((await runModel('fit', [...orders, ...more, '--json'])).out),
      ),
    )
    const [days, weeks, earlier] = fits
    expect(weeks.params.alpha * 7).toBeCloseTo(days.params.alpha, 3)
    expect(weeks.params.r).toBeCloseTo(days.params.r, 4)
    expect(earlier.customers).toBeLessThan(days.customers)
  })

  it('leaves out of Gamma-Gamma customers whose repeat purchases cost nothing, and amounts in another currency', async () => {
    const { out } = await runModel('fit', [...orders, '--family', 'gammagamma', '--json'])
    const fit = JSON.parse(out)
    expect(fit).toMatchObject({ currency: 'EUR', inOtherCurrencies: 2, verdict: 'fitted' })
    const { boughtOnce, withoutSpend } = fit.leftOut
    expect(fit.customers + boughtOnce + withoutSpend).toBe(1_504)
    expect((fit.params.p * fit.params.gamma) / (fit.params.q - 1)).toBeGreaterThan(5)
    const dollars = await runModel('fit', [
      ...[...orders, '--family', 'gammagamma', '--currency', 'USD', '--json'],
    ])
    expect(JSON.parse(dollars.out)).toMatchObject({
      currency: 'USD',
      customers: 1,
      verdict: 'unusable',
      params: null,
      logLikelihood: null,
    })
  })

  it('shows the result in words, and why it should not be used', async () => {
    const { out } = await runModel('fit', ordersAt(path, 'few.csv'))
    expect(out).toContain('MBG/NBD')
    expect(out).toContain('Not usable')
    expect(out).toContain(WORDS.en.fitReasons['no-repeaters'])
    const fitted = await runModel('fit', orders)
    expect(fitted.out).toContain('up to 2025-01-30 10:00 UTC, in days.\nReliable.\n')
    expect(fitted.out).toContain('1 row left out: no customer')
    expect(fitted.out).toContain('1 purchase cost nothing')
  })
})

describe('`rekindle model score` on a file of orders', () => {
  type Row = Readonly<Record<string, string>>
  let scores: readonly Row[]
  const scoring = [...orders, '--horizon', '90']
  beforeAll(async () => {
    const { code, out, err } = await rekindle(['model', 'score', ...scoring, '--csv'])
    expect({ code, err }).toEqual({
      code: 0,
      err: 'Expected spend leaves out 2 purchases not in EUR\n',
    })
    scores = parse(out, { columns: true })
  })
  const of = (customer: string) => scores.find((score) => score.customer === customer)

  it('prints a row for each customer, and one for each guest by address', () => {
    expect(Object.keys(scores[0] ?? {})).toEqual([
      ...['customer', 'x', 't_x', 'T', 'p_alive', 'chance'],
      ...['expected_purchases', 'expected_spend', 'threshold_at'],
    ])
    expect(scores).toHaveLength(1_505)
    expect(of('guest@tea.example')).toMatchObject({ x: '1', t_x: '30', T: '243' })
    expect(of('a "b", c')).toMatchObject({ x: '0', t_x: '0', T: '243' })
    const passed = ({ threshold_at = '' }: Row) =>
      threshold_at !== '' && threshold_at < '2025-01-30T00:00:00.000Z'
    // Who has passed their limit has a lower chance than all who have not.
    const highest = Math.max(...scores.filter(passed).map(({ chance }) => Number(chance)))
    const lowest = Math.min(
      ...scores.filter((one) => !passed(one)).map(({ chance }) => Number(chance)),
    )
    expect(highest).toBeLessThan(lowest + 0.02)
    expect(highest).toBeGreaterThan(0.24)
    for (const { chance, p_alive } of scores)
      expect(Number(chance)).toBeLessThanOrEqual(Number(p_alive))
  })

  it('expects average spending from customers without a purchase in the shop’s currency', () => {
    expect(of('dollars')?.expected_spend).toBe('')
    expect(of('new')?.expected_spend).toBe(of('a "b", c')?.expected_spend)
    expect(Number(of('new')?.expected_spend)).toBeGreaterThan(5)
  })

  it('shows the twenty most valuable customers, and says how many are left', async () => {
    const { out } = await runModel('score', scoring)
    expect(out.split('\n').filter((line) => /^c-\d+ /.test(line))).toHaveLength(20)
    expect(out).toContain('And 1,485 more')
    const most = Math.max(...scores.map(({ expected_purchases }) => Number(expected_purchases)))
    expect(out).toContain(most.toFixed(2))
  })

  it('prints the same as JSON', async () => {
    const { customers, params, chance, withinDays } = JSON.parse(
      (await runModel('score', [...scoring, '--chance', '0.2', '--json'])).out,
    )
    expect(customers).toHaveLength(1_505)
    expect({ chance, withinDays, r: Object.keys(params)[0] }).toEqual({
      ...{ chance: 0.2, withinDays: 90, r: 'r' },
    })
    const [first] = customers
    expect(first.alive).toBeCloseTo(Number(of(first.customer)?.p_alive), 8)
    expect(first.chance).toBeCloseTo(Number(of(first.customer)?.chance), 8)
    expect(first.thresholdAt > (of(first.customer)?.threshold_at ?? '')).toBe(true)
  })
})

describe('`rekindle model check` on a file of orders', () => {
  it('says whether personal days are better, with all it rests on', async () => {
    const { code, out, err } = await runModel('check', orders)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    for (const part of [
      'Dormancy by the chance to buy again within 90 days',
      'Rules applied at 6 instants from 2024-06-04 to 2024-11-01',
      'chance to buy again at most 50%',
      'fixed, best in hindsight: ',
      ' (auto), 30 to 180 days',
      'fixed: 90 days',
      'everyone is dormant',
      'Brier',
      'Calibration, by decile',
      'Timing, on ',
      'fixed, same mean days: ',
      'at the minimum of 30 days',
      'Customers with a single purchase',
      'Money from 2024-11-01 to 2025-01-30: EUR ',
      'We recommend ',
    ])
      expect(out).toContain(part)
    expect(out).not.toMatch(/NaN|undefined|Infinity/)
  })

  it('prints the same as JSON, by the rule that is typed', async () => {
    const args = [...orders, '--within-days', '60', '--chance', '0.3', '--min-days', '25', '--json']
    const check = JSON.parse((await runModel('check', args)).out)
    expect(check.rule).toEqual({
      ...{ chance: 0.3, withinDays: 60, minDays: 25, maxDays: 120, fixedDays: 90 },
    })
    expect(check.instants).toHaveLength(6)
    expect(check.compared.rules.chance.right).toBeGreaterThan(0.5)
    expect(check.compared.rules.chance.ahead).toHaveProperty('low')
    expect(check.timing.own.flags).toBeGreaterThan(0)
    expect(check.money.currency).toBe('EUR')
    expect(check).not.toHaveProperty('preview')
    expect(check.isOn).toBe(false)
  })
})

describe('`rekindle model check --until`', () => {
  it('prints expected and actual purchases, and a chart', async () => {
    const svg = path('holdout.svg')
    const { code, out, err } = await runModel('check', [
      ...[...orders, '--until', isoInstant(UNTIL).slice(0, 10), '--svg', svg],
    ])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    for (const part of [
      'tested up to 2025-01-30 10:00 UTC (',
      'Purchases per customer in the test period',
      '7 or more',
      'mean absolute',
      'AUC for "buys again in the test period"',
      'Calibration, by decile',
      'Cumulative repeat purchases',
    ])
      expect(out).toContain(part)
    const drawing = readFileSync(svg, 'utf8')
    expect(drawing).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/)
    expect(drawing).toContain('MBG/NBD on orders.csv')
    expect(drawing).not.toMatch(/NaN|undefined|Infinity/)
  })

  it('follows only customers who had bought by then', async () => {
    const { out } = await runModel('check', [...orders, '--until', '2024-06-01', '--json'])
    const check = JSON.parse(out)
    const { until, to, customers, purchases, byFrequency, tracking } = check
    expect({ until, to }).toEqual({
      until: '2024-06-01T00:00:00.000Z',
      to: '2025-01-30T10:00:00.000Z',
    })
    const total = byFrequency.reduce(
      (sum: number, group: { customers: number }) => sum + group.customers,
      0,
    )
    expect(total).toBe(customers)
    const atUntil = tracking.find(({ at }: { at: string }) => at === until)
    expect(tracking.at(-1).actual - atUntil.actual).toBe(purchases.actual)
    expect(tracking.at(-1).at).toBe(to)
  })
})

describe('the models’ verbs on a shop', () => {
  const shop = ['--shop', 'acme', '--db', path('rekindle.sqlite')]
  const now = () => Date.UTC(2025, 1, 1)
  beforeAll(async () => {
    await json(['shop', 'add', 'acme', ...SHOP_DETAILS])
    const importing = ['import', path('orders.csv'), '--mapping', path('mapping.yaml')]
    await json([...importing, '--shop', 'acme'])
  }, 60_000)

  it('fit its model and activate it', async () => {
    const { out } = await runModel('fit', [...shop, '--json'], now)
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      verdict: 'fitted',
      family: 'mbgnbd',
      unit: 'days',
      // But for the one who paid nothing.
      customers: 1_504,
    })
    expect((await runModel('fit', shop, now)).out).toContain('Model version 2 (MBG/NBD')
  })

  it('score its customers by what it knows, without customers who paid nothing', async () => {
    const { out } = await runModel('score', [...shop, '--horizon', '90', '--csv'], now)
    const scores: readonly Record<string, string>[] = parse(out, { columns: true })
    expect(scores).toHaveLength(1_504)
    expect(scores.find(({ customer }) => customer === 'new')).toMatchObject({ x: '0', T: '2' })
  })

  it('compare the model as it is used in decisions with what followed: with the prior', async () => {
    const args = [...shop, '--until', '2024-10-01', '--to', '2025-01-30', '--json']
    const { code, out } = await runModel('check', args, now)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ prior: 'usual' })
  })

  it('test the rule of the shop’s policy, and count the customers whom personal days would move', async () => {
    const { code, out } = await runHere(['model', 'check', ...shop], { now, language: 'zh-CN' })
    expect(code).toBe(0)
    expect(out).toContain('（自动），限 30 至 180 天')
    // The shop is loading: the model holds for all of its past, and no mail is sent.
    expect(out).toMatch(
      /如果现在启用个人期限，\d+ 位顾客会变为沉睡顾客，[1-9]\d* 位不再是沉睡顾客。/,
    )
    expect(out).toContain('不会立即发送营销邮件。')
    expect(out).toContain('建议')
    expect(out).not.toMatch(/NaN|undefined|Infinity/)
  })
})
