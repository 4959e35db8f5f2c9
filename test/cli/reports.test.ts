import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backtest } from '../../functions/insight/reports/backtest-tally.ts'
import { makeWorkplace, SHOP_DETAILS, TEMPLATES } from './run-command.ts'
import { here } from './run-here.ts'
import { IMPORT, writeSmallShop } from './small-shop.ts'

const workplace = makeWorkplace(here)
const { rekindle, json, path, remove } = workplace
afterAll(remove)

beforeAll(async () => {
  writeSmallShop(workplace)
  await json(['shop', 'add', 'acme', ...SHOP_DETAILS])
  await json(IMPORT)
})

const PERIOD = ['--from', '2026-01-01', '--to', '2026-07-01']

describe('segments', () => {
  it('are counted as of an instant, and printed in exactly these words', async () => {
    const { code, out } = await rekindle([
      ...['segments', '--shop', 'acme', '--as-of', '2026-07-01T02:00:00+02:00', '--json'],
    ])
    expect(code).toBe(0)
    expect(out).toBe(
      '{"asOf":"2026-07-01T00:00:00.000Z","customers":5,"classes":{"prospect":1,"first-time":2,"active":0,"frequent":1,"dormant":1}}\n',
    )
  })

  it('leave out customers who came later', async () => {
    expect(await json(['segments', '--shop', 'acme', '--as-of', '2026-02-01'])).toEqual({
      asOf: '2026-02-01T00:00:00.000Z',
      customers: 1,
      classes: { prospect: 0, 'first-time': 1, active: 0, frequent: 0, dormant: 0 },
    })
  })

  it('are shown in a table', async () => {
    const { out } = await rekindle(['segments', '--shop', 'acme', '--as-of', '2026-07-01'])
    expect(out).toMatch(/^First-time +2 +40\.0%$/m)
  })

  it('treat an invalid date as wrong usage', async () => {
    const { code, err } = await rekindle(['segments', '--shop', 'acme', '--as-of', '2026-02-30'])
    expect(code).toBe(2)
    expect(err).toContain('Invalid value "2026-02-30" for --as-of')
  })
})

describe('a backtest', () => {
  it('asks for campaigns if there are none', async () => {
    const { code, err } = await rekindle(['backtest', '--shop', 'acme', ...PERIOD])
    expect(code).toBe(1)
    expect(err).toContain('rekindle publish')
  })

  it('shows which customers would have been mailed what, and writes every message to a file', async () => {
    await json(['publish', TEMPLATES, '--shop', 'acme'])
    const report = await json<Backtest>([
      ...['backtest', '--shop', 'acme', ...PERIOD, '--assume-reachable', '--csv', 'mails.csv'],
    ])
    expect(report).toMatchObject({ shop: 'acme', customers: 5, assumeReachable: true })
    const dormant = report.campaigns.find(({ campaign }) => campaign === 'dormant')
    expect(dormant).toMatchObject({
      journeys: 1,
      steps: [
        { step: 'picks', sent: 1 },
        { step: 'invitation', sent: 1 },
      ],
    })
    expect(report.days.reduce((sum, { sent }) => sum + sent, 0)).toBe(report.sent)
    const [header, ...rows] = readFileSync(path('mails.csv'), 'utf8').trim().split('\r\n')
    expect(header).toMatch(/^customer,campaign,journey,step,status,reason/)
    expect(rows).toHaveLength(report.sent + report.skipped + report.waiting)
    expect(rows).toContain(
      'cem,dormant,1,picks,sent,,en,2026-04-10T12:00:00.000Z,2026-04-10T12:00:00.000Z,,cem@example.org',
    )
  })

  it('includes customers who could not have been mailed', async () => {
    const report = await json<Backtest>(['backtest', '--shop', 'acme', ...PERIOD])
    expect(report.sent).toBe(0)
    expect(Object.keys(report.holds).sort()).toEqual(['no-address', 'no-consent', 'no-language'])
  })

  it('is shown as a page of text', async () => {
    const { code, out } = await rekindle([
      ...['backtest', '--shop', 'acme', ...PERIOD, '--assume-reachable'],
    ])
    expect(code).toBe(0)
    expect(out).toMatch(
      /^campaign, step +journeys +sent +skipped +waiting +customers mailed +bought in the 30 days after$/m,
    )
    expect(out).toMatch(/^Busiest day: 2026-\d\d-\d\d, with \d+ messages?\.$/m)
  })

  it('treats a period that ends before it begins as wrong usage', async () => {
    const { code, err } = await rekindle([
      ...['backtest', '--shop', 'acme', '--from', '2026-02-01', '--to', '2026-01-01'],
    ])
    expect(code).toBe(2)
    expect(err).toContain('--from must be before --to')
  })
})

describe('a customer', () => {
  it('is shown with their class, the reason, and what comes next', async () => {
    const { code, out } = await rekindle(['customer', 'show', 'cem', '--shop', 'acme'])
    expect(code).toBe(0)
    expect(out).toContain('Customer cem: Dormant since 2026-04-10 12:00 UTC')
    expect(out).toContain('The only purchase was on 2026-01-10 12:00 UTC')
    expect(out).toContain('consent to marketing mail: opted in')
    expect(out).toContain('total spend, net of refunds: 7.00 EUR')
    expect(out).toContain('What comes next:')
  })

  it('who is unknown is a failure', async () => {
    const { code, err } = await rekindle(['customer', 'show', 'zoe', '--shop', 'acme'])
    expect(code).toBe(1)
    expect(err).toContain('There is no customer zoe')
  })
})
