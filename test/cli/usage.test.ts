import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { makeWorkplace, NODE, SHOP_DETAILS } from './run-command.ts'
import { here } from './run-here.ts'

const { rekindle, path, remove } = makeWorkplace(here)
afterAll(remove)

const VERBS = [
  'serve',
  'backup',
  'restore',
  'shop add',
  'shop open',
  'shop change',
  'shop list',
  'shop resume',
  'shop key add',
  'shop key list',
  'shop key revoke',
  'shop rotate-key',
  'import',
  'publish',
  'customer show',
  'customer why',
  'message show',
  'domain check',
  'unsubscribe',
  'customer erase',
  'suppression import',
  'suppression export',
  'suppression add',
  'suppression remove',
  'segments',
  'model fit',
  'model score',
  'model check',
  'recommend show',
  'recommend build',
  'completion',
  'shop policy',
  'shop declare',
  'campaign pause',
  'campaign resume',
  'products import',
  'products feed add',
  'products feed list',
  'products feed read',
  'products feed remove',
  'backtest',
]

describe('the command', () => {
  it('lists every verb when asked for help', async () => {
    const { code, out, err } = await rekindle(['--help'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    for (const verb of VERBS) expect(out).toContain(`  ${verb} `)
  })

  it.each(VERBS)('shows how to use `%s`, with an example', async (verb) => {
    const { code, out, err } = await rekindle([...verb.split(' '), '--help'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain(`Usage: rekindle ${verb}`)
    expect(out).toMatch(new RegExp(`Examples:\n(  # .+\n)?  .*rekindle ${verb}`))
    for (const line of out.split('\n')) expect(line.length).toBeLessThan(140)
  })

  it('names all that is missing at once', async () => {
    const { code, err } = await rekindle(['shop', 'add', 'acme', '--currency', 'EUR'])
    expect(code).toBe(2)
    expect(err).toContain('5 required options are missing:')
    for (const option of ['--name NAME', '--zone ZONE', '--address TEXT', '--from SENDER'])
      expect(err).toMatch(new RegExp(`^  ${option} +\\S`, 'm'))
  })

  it('lists the verbs of a group', async () => {
    const { code, out } = await rekindle(['shop', '--help'])
    expect(code).toBe(0)
    expect(out).toMatch(/^Usage: rekindle shop COMMAND .*\n\nAdd, open and configure shops\.\n/)
    expect(out).toContain('Help for a command: rekindle shop COMMAND --help')
    expect(out).toContain('shop rotate-key')
    expect(out).not.toContain('backtest')
  })

  it.each([
    {
      wrong: 'an unknown verb',
      args: ['pubish'],
      says: 'Unknown command "pubish". Did you mean publish?',
    },
    { wrong: 'no verb', args: [], says: 'Usage: rekindle COMMAND' },
    { wrong: 'half a verb', args: ['shop'], says: 'shop add' },
    {
      wrong: 'an unknown option',
      args: ['segments', '--shop', 'acme', '--asof', 'x'],
      says: 'Unknown option --asof. Did you mean --as-of?',
    },
    { wrong: 'a missing shop', args: ['segments'], says: '--shop ID is required' },
    {
      wrong: 'a missing argument',
      args: ['import', '--mapping', 'shopify', '--shop', 'acme'],
      says: 'Missing argument FILE',
    },
    {
      wrong: 'an argument too many',
      args: ['shop', 'open', 'acme', 'zeta'],
      says: 'Unexpected argument "zeta"',
    },
    {
      wrong: 'two places at once',
      args: ['segments', '--shop', 'a', '--db', 'x', '--table', 'y'],
      says: '--db and --table cannot be combined',
    },
    {
      wrong: 'an address without a key',
      args: ['customer', 'show', '17', '--shop', 'acme', '--url', 'http://localhost:1'],
      says: 'REKINDLE_KEY',
    },
    {
      wrong: 'SES without an address for its links',
      args: ['serve', '--mailer', 'ses'],
      says: '--public-url',
    },
    { wrong: 'an invalid port', args: ['serve', '--port', 'http'], says: '--port' },
    {
      wrong: 'a sender without an address',
      args: ['shop', 'add', 'acme', ...SHOP_DETAILS, '--from', 'Example Goods'],
      says: '--from',
    },
    {
      wrong: 'an unknown zone',
      args: ['shop', 'add', 'acme', ...SHOP_DETAILS, '--zone', 'Mars/Olympus'],
      says: 'Invalid value "Mars/Olympus" for --zone',
    },
    {
      wrong: 'an unknown currency',
      args: ['shop', 'add', 'acme', ...SHOP_DETAILS, '--currency', 'EURO'],
      says: 'Invalid value "EURO" for --currency',
    },
  ])('exits with 2 and says what is wrong: $wrong', async ({ args, says }) => {
    const { code, out, err } = await rekindle(args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(says)
  })

  it('exits with 1 if there is no database, and does not create one', async () => {
    const { code, err } = await rekindle([
      'segments',
      '--shop',
      'acme',
      '--db',
      path('none.sqlite'),
    ])
    expect(code).toBe(1)
    expect(err).toContain('none.sqlite')
    expect(() => readFileSync(path('none.sqlite'))).toThrow()
  })

  it('has no verb that only a test can load', () => {
    const verbs = new URL('../../functions/cli/verbs.ts', import.meta.url)
    const script = `const { VERBS } = await import('${verbs}')
      const loaded = await Promise.all(Object.values(VERBS).map((load) => load()))
      console.log(loaded.map(({ name }) => name).join())`
    const out = String(execFileSync(NODE, ['--input-type=module', '--eval', script]))
    expect(out.trim().split(',')).toEqual(expect.arrayContaining(VERBS))
  })

  it('starts with the line that lets a shell run it', () => {
    const source = new URL('../../functions/cli/rekindle.ts', import.meta.url)
    expect(readFileSync(source, 'utf8').split('\n', 1)).toEqual(['#!/usr/bin/env node'])
  })
})
