import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WORDS } from '../../functions/language/languages.ts'
import { runModel } from './model-command.ts'
import { ordersAt, writeOrders } from './model-orders.ts'
import { makeWorkplace } from './run-command.ts'

const { path, remove } = makeWorkplace()
beforeAll(() => writeOrders(path))
afterAll(remove)

const orders = ordersAt(path)

describe('wrong usage of the models’ verbs', () => {
  const shop = ['--shop', 'acme']
  it.each([
    { verb: 'fit', args: [...orders, ...shop], says: '--orders and --shop' },
    { verb: 'fit', args: [], says: '--orders FILE or --shop ID is required' },
    { verb: 'fit', args: orders.slice(0, 2), says: '--mapping NAME is required' },
    {
      verb: 'score',
      args: [...shop, '--mapping', 'x', '--horizon', '1'],
      says: 'a shop does not need it',
    },
    { verb: 'fit', args: [...orders, '--db', 'x'], says: '--db can only be used with --shop' },
    { verb: 'fit', args: [...orders, '--family', 'nbd'], says: 'bgnbd, mbgnbd, paretonbd, gamma' },
    {
      verb: 'fit',
      args: [...orders, '--unit', 'months'],
      says: 'Invalid value "months" for --unit',
    },
    { verb: 'fit', args: [...orders, '--prior', 'flat'], says: 'Invalid value "flat" for --prior' },
    {
      verb: 'fit',
      args: [...orders, '--currency', 'USD'],
      says: '--currency can only be used with --family gammagamma: MBG/NBD does not use amounts',
    },
    {
      verb: 'fit',
      args: [...shop, '--family', 'bgnbd'],
      says: '--family cannot be used with --shop',
    },
    { verb: 'score', args: orders, says: '--horizon N is required' },
    { verb: 'score', args: [...orders, '--horizon', '0'], says: 'Invalid value "0" for --horizon' },
    {
      verb: 'score',
      args: [...orders, '--horizon', '1e9'],
      says: 'days above zero and up to 36,525',
    },
    {
      verb: 'score',
      args: [...orders, '--horizon', '5218', '--unit', 'weeks'],
      says: 'weeks above zero and up to 5,217',
    },
    {
      verb: 'score',
      args: [...orders, '--horizon', '9', '--theta', '0.5'],
      says: 'Use --chance auto, or a number between 0 and 1',
    },
    { verb: 'score', args: [...orders, '--horizon', '9', '--chance', '1'], says: 'for --chance' },
    {
      verb: 'score',
      args: [...orders, '--horizon', '9', '--within-days', '0'],
      says: '--within-days',
    },
    {
      verb: 'score',
      args: [...orders, '--horizon', '9', '--csv', '--json'],
      says: 'cannot be combined',
    },
    { verb: 'score', args: [...orders, '--horizon', '9', '--family', 'gammagamma'], says: 'bgnbd' },
    { verb: 'check', args: [...orders, '--theta', '0.5'], says: 'Use --chance auto' },
    { verb: 'check', args: [...orders, '--monthly'], says: 'compared at six instants' },
    {
      verb: 'check',
      args: [...orders, '--each-month'],
      says: '--each-month is no longer supported: leave out --until',
    },
    {
      verb: 'check',
      args: [...orders, '--family', 'bgnbd', '--svg', 'x.svg'],
      says: '--family and --svg can only be used with --until',
    },
    {
      verb: 'check',
      args: [...orders, '--until', '2024-06-01', '--chance', '0.3'],
      says: '--chance cannot be used with --until',
    },
    {
      verb: 'check',
      args: [...orders, '--min-days', '90', '--max-days', '60'],
      says: '--min-days 90 is more than --max-days 60',
    },
    {
      verb: 'check',
      args: [...orders, '--until', '2024-06-01', '--to', '2024-06-01'],
      says: '--until must be before --to',
    },
    {
      verb: 'check',
      args: [...orders, '--until', '2024-06-01', '--to', '2999-01-01'],
      says: '--to is more than a hundred years after --until',
    },
  ] as const)('prints: $says', async ({ verb, args, says }) => {
    const { code, out, err } = await runModel(verb, args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(says)
  })

  const few = ordersAt(path, 'few.csv')
  it.each([
    { verb: 'fit', args: [...orders, '--until', '2020-01-01'], says: 'the first purchase in' },
    { verb: 'check', args: [...orders, '--until', '2026-01-01'], says: 'nothing to test on' },
    {
      verb: 'check',
      args: ordersAt(path, 'one.csv'),
      says: 'have the same time, 2025-01-30 10:00 UTC: there is nothing to test a model on',
    },
    {
      verb: 'check',
      args: [...few, '--until', '2024-06-02'],
      says: WORDS.en.fitReasons['one-customer'],
    },
    {
      verb: 'check',
      args: [...ordersAt(path, 'one.csv'), '--until', '2025-01-30T10:00:00Z'],
      says: 'have the same time, 2025-01-30 10:00 UTC: there is nothing to test a model on',
    },
    { verb: 'score', args: [...few, '--horizon', '9'], says: WORDS.en.fitReasons['no-repeaters'] },
    {
      verb: 'fit',
      args: [...orders, '--family', 'gammagamma', '--currency', 'GBP'],
      says: 'Use one of: EUR',
    },
    {
      verb: 'fit',
      args: ordersAt(path, 'absent.csv'),
      says: 'Cannot read',
    },
    {
      verb: 'fit',
      args: ordersAt(path, 'none.csv'),
      says: 'none.csv has no orders',
    },
    { verb: 'fit', args: [...orders.slice(0, 3), 'cdnow'], says: 'orders.csv:1: ' },
  ] as const)('fails and prints: $says', async ({ verb, args, says }) => {
    const { code, out, err } = await runModel(verb, args)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain(says)
  })
})
