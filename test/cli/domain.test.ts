import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Shop } from '../../functions/domain/policy.ts'
import { changeShop, loadShop } from '../../functions/store/shops.ts'
import { openDatabase } from '../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import type { Table } from '../../functions/store/table.ts'
import { GOOD_ZONE, TOKENS } from '../pipeline/preflight/good-zone.ts'
import {
  type IdentitiesEndpoint,
  startIdentitiesEndpoint,
} from '../pipeline/preflight/identities-endpoint.ts'
import { type DnsEndpoint, startDnsEndpoint } from '../support/dns-endpoint.ts'
import { makeWorkplace, SHOP_DETAILS } from './run-command.ts'
import { here } from './run-here.ts'
import { IMPORT, writeSmallShop } from './small-shop.ts'

const workplace = makeWorkplace(here)
const { rekindle, path, remove } = workplace
let dns: DnsEndpoint
let ses: IdentitiesEndpoint

beforeAll(async () => {
  dns = await startDnsEndpoint()
  ses = await startIdentitiesEndpoint()
  await rekindle([
    ...['shop', 'add', 'tea', ...SHOP_DETAILS, '--from', 'Example Tea <hello@tea.example>'],
  ])
  await rekindle([
    ...['shop', 'add', 'kiosk', ...SHOP_DETAILS, '--from', 'Example Kiosk <kiosk@gmail.com>'],
  ])
})
beforeEach(() => dns.serve(GOOD_ZONE))
afterAll(async () => {
  await dns.stop()
  await ses.stop()
  remove()
})

const KEYS = ['--dkim-token', TOKENS.join(',')]
const OPTIONS = [...KEYS, '--mail-from', 'bounce.tea.example', '--region', 'eu-central-1']
const check = (...args: readonly string[]) =>
  rekindle(['domain', 'check', '--shop', 'tea', '--resolver', dns.server, ...OPTIONS, ...args])

async function withTable<T>(work: (table: Table) => Promise<T>): Promise<T> {
  const database = openDatabase(path('rekindle.sqlite'))
  try {
    return await work(makeSqliteTable(database))
  } finally {
    database.close()
  }
}

const stored = async (): Promise<Shop> => {
  const loaded = await withTable((table) => loadShop(table, 'tea'))
  if (!loaded) throw new Error('there is no such shop')
  return loaded.settings.shop
}

describe('the check of a domain', () => {
  it('is stored with the shop if it passes', async () => {
    const before = Date.now()
    const { code, out, err } = await check('--tracking-domain', 'click.tea.example')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^tea\.example\n/)
    expect(out).toMatch(/^DKIM +passed$/m)
    expect(out).toMatch(/^Tracking domain +passed$/m)
    expect(out).toMatch(/^Reply address +passed$/m)
    expect(out).toContain('Marketing mail of tea can be sent through SES.')
    expect(out).not.toContain('Add these records to DNS')
    expect(out).toContain(
      'Next steps, which no mail waits for:\n  Once DMARC reports show that all mail you send passes, ask receivers to treat the rest as suspicious:\n    _dmarc.tea.example TXT v=DMARC1; p=quarantine; rua=mailto:dmarc@tea.example\n',
    )
    const { domainCheck } = await stored()
    expect(domainCheck?.domain).toBe('tea.example')
    expect(domainCheck?.passedAt).toBeGreaterThanOrEqual(before)
  })

  it('stays valid while DNS does not answer, which proves nothing', async () => {
    const { domainCheck } = await stored()
    dns.serve({ ...GOOD_ZONE, '_dmarc.tea.example': 'servfail' })
    const { code, out, err } = await check()
    expect(code).toBe(1)
    expect(out).toMatch(/^DMARC +no answer$/m)
    expect(out).toContain('no answer about _dmarc.tea.example (ESERVFAIL)')
    expect(out).not.toContain('Add these records to DNS')
    expect(out).toContain(
      'Nothing was changed: marketing mail of tea continues, based on the check of 20',
    )
    expect(err).toContain('no answer about DMARC')
    expect((await stored()).domainCheck).toEqual(domainCheck)
  })

  it('is withdrawn if a check fails, with the records to add to DNS', async () => {
    dns.serve({
      ...GOOD_ZONE,
      [`${TOKENS[1]}._domainkey.tea.example`]: {},
      'bounce.tea.example': {},
      '_dmarc.tea.example': { TXT: ['v=DMARC1; p=\u001b[31m', 'v=spf1 -all'] },
    })
    const { code, out, err } = await check()
    expect(code).toBe(1)
    expect(out).toMatch(/^DKIM +failed$/m)
    expect(out).toMatch(/^Unsubscribe mailbox +not used$/m)
    expect(out).toContain('Currently in DNS: _dmarc.tea.example TXT v=DMARC1; p=?[31m')
    const records = out.slice(out.indexOf('Add these records to DNS')).split('\n').slice(2)
    const cells = records.map((line) => line.trim().split(/ {2,}/))
    const key = TOKENS[1] ?? ''
    expect(
      cells.slice(
        0,
        cells.findIndex(([cell]) => cell === ''),
      ),
    ).toEqual([
      ['name', 'type', 'value'],
      [`${key}._domainkey.tea.example`, 'CNAME', `${key}.dkim.amazonses.com`],
      ['bounce.tea.example', 'TXT', 'v=spf1 include:amazonses.com ~all'],
      ['_dmarc.tea.example', 'TXT', 'v=DMARC1; p=none'],
      ['bounce.tea.example', 'MX', '10 feedback-smtp.eu-central-1.amazonses.com'],
    ])
    expect(out).toContain('Marketing mail of tea through SES is held until the check passes')
    expect(err).toBe(
      'tea.example is not ready to send mail: DKIM, SPF, DMARC, MAIL FROM domain failed\n',
    )
    expect(await stored()).not.toHaveProperty('domainCheck')
  })

  it('says that marketing stays on hold if DNS does not answer and no check has passed', async () => {
    dns.serve({ ...GOOD_ZONE, 'bounce.tea.example': 'refused' })
    const { code, out } = await check()
    expect(code).toBe(1)
    expect(out).toContain('marketing mail of tea through SES stays held')
  })

  it('reports the same as JSON, for other programs', async () => {
    dns.serve({ ...GOOD_ZONE, '_dmarc.tea.example': {} })
    const failed = await check('--json')
    expect(failed.code).toBe(1)
    expect(JSON.parse(failed.out)).toMatchObject({
      shop: 'tea',
      domain: 'tea.example',
      outcome: 'failed',
      marketing: 'held',
      passedAt: null,
      checks: expect.arrayContaining([
        {
          check: 'dmarc',
          outcome: 'failed',
          problems: ['dmarc-missing'],
          notes: [],
          found: [],
          fixes: [{ type: 'TXT', name: '_dmarc.tea.example', value: 'v=DMARC1; p=none' }],
          advice: [],
        },
      ]),
    })
    dns.serve(GOOD_ZONE)
    const passed = await check('--json')
    expect(passed.code).toBe(0)
    const { passedAt, ...rest } = JSON.parse(passed.out)
    expect(rest).toMatchObject({ outcome: 'passed', marketing: 'free', problems: [] })
    expect(Date.parse(passedAt)).toBe((await stored()).domainCheck?.passedAt)
  })

  it('covers the settings of the shop, and options that override them', async () => {
    await withTable((table) =>
      changeShop(table, 'tea', ({ settings }) => ({
        shop: { ...settings.shop, replyTo: 'no-reply@tea.example' },
      })),
    )
    const own = await check()
    expect(own.code).toBe(1)
    expect(own.out).toMatch(/^Reply address +failed$/m)
    const typed = await check('--reply-to', 'hello@tea.example')
    expect(typed.out).toMatch(/^Reply address +passed$/m)
    await withTable((table) =>
      changeShop(table, 'tea', ({ settings: { shop } }) => {
        const { replyTo, ...rest } = shop
        return { shop: rest }
      }),
    )
  })

  it('releases waiting messages at once, and only the first time', async () => {
    writeSmallShop(workplace)
    await rekindle(['shop', 'add', 'acme', ...SHOP_DETAILS, '--from', 'Tea <hello@tea.example>'])
    const byId = IMPORT.map((word) => (word === 'mapping.yaml' ? 'by-id.yaml' : word))
    expect((await rekindle(byId)).code).toBe(0)
    const first = await check('--shop', 'acme')
    expect(first.out).toContain(
      'Marketing mail of acme can be sent through SES.\n4 customers re-evaluated',
    )
    expect((await check('--shop', 'acme')).out).not.toContain('re-evaluated')
  })

  it('fails at once for a mailbox provider’s domain', async () => {
    const { code, out, err } = await check('--shop', 'kiosk')
    expect(code).toBe(1)
    expect(out).toContain('Send from your own domain')
    expect(err).toContain('gmail.com cannot be used')
  })
})

describe('the check of a domain without AWS', () => {
  const checkDns = (...args: readonly string[]) =>
    rekindle(['domain', 'check', '--shop', 'tea', '--resolver', dns.server, ...args])

  it('shows what DNS shows, and what is known only to SES, and changes nothing', async () => {
    const { domainCheck } = await stored()
    const { code, out, err } = await checkDns()
    expect(code).toBe(1)
    expect(out).toMatch(/^DKIM +not known$/m)
    expect(out).toMatch(/^DMARC +passed$/m)
    expect(out).toMatch(/^MAIL FROM domain +not known$/m)
    expect(out).toContain('Give --region to read them from SES, or --dkim-token')
    expect(err).toContain('not known here about DKIM, SPF, MAIL FROM domain')
    expect((await stored()).domainCheck).toEqual(domainCheck)
  })

  it('passes with the keys and the MAIL FROM domain', async () => {
    const { code, out } = await checkDns(...KEYS, '--mail-from', 'bounce.tea.example', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ outcome: 'passed', region: null, marketing: 'free' })
  })
})

describe('the check of a domain with SES', () => {
  const env = () => ({
    AWS_REGION: 'eu-central-1',
    AWS_ENDPOINT_URL_SES: ses.endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  })
  const ready = {
    verification: 'Success',
    dkim: { enabled: true, status: 'Success', tokens: TOKENS },
    mailFrom: { domain: 'bounce.tea.example', status: 'Success' },
  }
  const asked = (...args: readonly string[]) =>
    rekindle(['domain', 'check', '--shop', 'tea', '--resolver', dns.server, ...args], env())

  it('needs no tokens and no MAIL FROM domain, and uses the region of the shell', async () => {
    ses.keep({ 'tea.example': ready })
    const { code, out, err } = await asked()
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^MAIL FROM domain +passed$/m)
  })

  it('fails if SES has not seen the records, although DNS has them', async () => {
    ses.keep({
      'tea.example': { ...ready, dkim: { ...ready.dkim, status: 'Pending' } },
    })
    const { code, out } = await asked('--ses', ...KEYS)
    expect(code).toBe(1)
    expect(out).toContain('SES has not verified the DKIM records yet')
  })

  it('changes nothing if SES does not answer', async () => {
    ses.keep({ 'tea.example': ready })
    await asked()
    const { domainCheck } = await stored()
    ses.refuse()
    const { code, out, err } = await asked()
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('Could not read the state of the domain from SES in eu-central-1')
    expect(err).toContain('--dkim-token')
    expect((await stored()).domainCheck).toEqual(domainCheck)
  })
})

describe('wrong usage of the domain check', () => {
  it.each([
    [['--region', 'Frankfurt'], 'Invalid value "Frankfurt" for --region'],
    [['--resolver', 'dns.example'], 'Invalid value "dns.example" for --resolver'],
    [['--resolver', '127.0.0.1:0'], 'for --resolver'],
    [['--mail-from', 'bounce'], 'Invalid value "bounce" for --mail-from'],
    [['--tracking-domain', 'https://click.tea.example'], 'for --tracking-domain'],
    [['--dkim-token', 'one,two'], '--dkim-token has 2'],
    [['--dkim-selector', 'a b'], 'Invalid value "a b" for --dkim-selector'],
    [['--reply-to', 'hello'], 'Invalid value "hello" for --reply-to'],
  ])('%j exits with 2', async (args, says) => {
    const { code, out, err } = await check(...args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(says)
  })

  it.each([['--table', 'rekindle'], ['--ses']])(
    'asks for a region if the shell has none and %s is given',
    async (...args) => {
      const { code, err } = await rekindle(['domain', 'check', '--shop', 'tea', ...args])
      expect(code).toBe(2)
      expect(err).toContain('--region REGION is required')
    },
  )
})
