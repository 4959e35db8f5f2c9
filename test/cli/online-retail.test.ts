import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backtest } from '../../functions/insight/reports/backtest-tally.ts'
import { makeWorkplace, SHOP_DETAILS, TEMPLATES } from './run-command.ts'

const FILE = fileURLToPath(
  new URL('../../../shared/data/online_retail_2010-12-01_2011-08-31.csv.gz', import.meta.url),
)
const missing = existsSync(FILE) ? '' : ' (skipped: shared/data is not there)'

const { json, remove } = makeWorkplace()
afterAll(remove)

describe.skipIf(missing)(`nine months of Online Retail${missing}`, () => {
  let imported: unknown
  let again: unknown
  const importing = ['import', FILE, '--mapping', 'online-retail', '--shop', 'retail']

  beforeAll(async () => {
    await json(['shop', 'add', 'retail', ...SHOP_DETAILS, '--currency', 'GBP'])
    imported = await json(importing)
    again = await json(importing)
  }, 120_000)

  it('are imported to the penny', () => {
    expect(imported).toMatchObject({
      rows: 320_705,
      leftOut: { 'no-customer': 88_652 },
      purchases: 11_415,
      purchasesWithoutAmount: 2,
      refunds: 2_427,
      customers: 3_360,
      grossMinor: { GBP: 523_924_056 },
      statuses: { recorded: 13_842, rejected: 0 },
      decided: 3_360,
    })
  })

  it('change nothing when they are imported again', () => {
    expect(again).toMatchObject({
      statuses: { recorded: 0, updated: 0, unchanged: 13_842, stale: 0, rejected: 0 },
    })
  })

  it('leave these customers in each class on 1 September 2011', async () => {
    expect(await json(['segments', '--shop', 'retail', '--as-of', '2011-09-01T00:00:00Z'])).toEqual(
      {
        asOf: '2011-09-01T00:00:00.000Z',
        customers: 3_360,
        classes: { prospect: 43, 'first-time': 442, active: 1_075, frequent: 406, dormant: 1_394 },
      },
    )
  })

  it('had fewer customers, and none dormant, after three months', async () => {
    const { customers, classes } = await json<{
      readonly customers: number
      readonly classes: Readonly<Record<string, number>>
    }>(['segments', '--shop', 'retail', '--as-of', '2011-03-01'])
    expect(customers).toBeLessThan(3_360)
    expect(classes).toMatchObject({ dormant: 0 })
    expect(Object.values(classes).reduce((sum, count) => sum + count, 0)).toBe(customers)
  })

  it('would have been mailed by the campaigns that ship, each first purchase at most once', async () => {
    await json(['publish', TEMPLATES, '--shop', 'retail'])
    const report = await json<Backtest>([
      ...['backtest', '--shop', 'retail', '--from', '2011-03-01', '--to', '2011-09-01'],
      '--assume-reachable',
    ])
    const [introduction] =
      report.campaigns.find(({ campaign }) => campaign === 'first-time')?.steps ?? []
    expect(report.customers).toBe(3_360)
    expect(report.sent).toBeGreaterThan(5_000)
    expect(introduction?.sent).toBeLessThanOrEqual(3_360)
    expect(report.busiestDay?.sent).toBe(Math.max(...report.days.map(({ sent }) => sent)))
  }, 60_000)
})
