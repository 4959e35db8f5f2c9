import { readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listedReasonOf } from '../../functions/cli/suppression/reasons.ts'
import { changeAddress, loadAddress } from '../../functions/store/addresses.ts'
import { ALL_SHOPS, addressKey } from '../../functions/store/keys.ts'
import { openDatabase } from '../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import type { Table } from '../../functions/store/table.ts'
import {
  type DynamodbEngine,
  dynamodbEngineMissing,
  startDynamodbEngine,
} from '../support/dynamodb-engine.ts'
import { secretNextTo } from '../support/secret-next-to.ts'
import { clientFor, createRekindleTable } from '../support/store-engines.ts'
import { makeWorkplace, SHOP_DETAILS } from './run-command.ts'
import { here } from './run-here.ts'

const { rekindle, json, path, remove } = makeWorkplace(here)
afterAll(remove)

beforeAll(async () => {
  await json(['shop', 'add', 'acme', ...SHOP_DETAILS])
  await json(['shop', 'add', 'zeta', ...SHOP_DETAILS])
})

async function stored<T>(read: (table: Table) => Promise<T>): Promise<T> {
  const database = openDatabase(path('rekindle.sqlite'))
  try {
    return await read(makeSqliteTable(database))
  } finally {
    database.close()
  }
}

const hashOf = (address: string) => secretNextTo(path('rekindle.sqlite')).addressHash(address)
const known = (address: string, shop = 'acme') =>
  stored(async (table) => (await loadAddress(table, shop, hashOf(address))).facts)
const list = (name: string, lines: readonly string[]) =>
  writeFileSync(path(name), `${lines.join('\n')}\n`)
const imports = (name: string, ...options: readonly string[]) =>
  rekindle(['suppression', 'import', name, ...options])
const AT = Date.UTC(2026, 2, 1, 12)

describe('the reasons in lists', () => {
  it.each([
    ['bounce', 'no-such-mailbox'],
    ['BOUNCE', 'no-such-mailbox'],
    ['Hard bounce', 'no-such-mailbox'],
    ['HardBounce', 'no-such-mailbox'],
    ['hard_bounce', 'no-such-mailbox'],
    ['COMPLAINT', 'complaint'],
    ['spam', 'complaint'],
    ['SpamComplaint', 'complaint'],
    ['spam report', 'complaint'],
    ['soft bounce', 'soft-bounces'],
    ['ManualSuppression', 'by-hand'],
    ['Unsubscribed', 'unsubscribe'],
    ['opt-out', 'unsubscribe'],
    ['no-such-mailbox', 'no-such-mailbox'],
    ['bounced cheque', undefined],
    ['', undefined],
  ])('"%s" is %s', (told, reason) => {
    expect(listedReasonOf(told)).toBe(reason)
  })
})

describe('importing a list', () => {
  it('suppresses addresses by reason, opts out those that unsubscribed, and refuses invalid addresses', async () => {
    list('mixed.csv', [
      'Email,First name,Reason,At',
      'gone@example.com,Lin,Hard bounce,2026-03-01T12:00:00Z',
      'angry@example.com,,COMPLAINT,2026-03-01 12:00:00',
      'tired@example.com,,unsubscribe,2026-03-01T13:00:00+01:00',
      'plain@example.com,,,2026-03-01',
      'not an address,,bounce,',
      ',,bounce,',
    ])
    const { code, out, err } = await imports('mixed.csv', '--shop', 'acme', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual({ new: 4, known: 0, rows: 6, refused: 2, leftOut: 0 })
    expect(err).toBe('mixed.csv:6: not an e-mail address\nmixed.csv:7: not an e-mail address\n')
    const nothing = { softBounces: [], slots: [] }
    expect(await known('gone@example.com')).toEqual({
      ...nothing,
      suppression: { reason: 'no-such-mailbox', at: AT },
    })
    expect((await known('angry@example.com')).suppression).toEqual({ reason: 'complaint', at: AT })
    expect(await known('tired@example.com')).toEqual({ ...nothing, withdrawnAt: AT })
    expect((await known('plain@example.com')).suppression).toEqual({
      reason: 'by-hand',
      at: Date.UTC(2026, 2, 1),
    })
    expect(await known('gone@example.com', 'zeta')).toEqual(nothing)
  })

  it('changes nothing when it is repeated, even if the list has no instants', async () => {
    list('undated.csv', ['email', 'a@example.com', 'A@Example.com', 'b@bücher.example'])
    const both = ['--all-shops', '--reason', 'unsubscribe', '--json'] as const
    expect(JSON.parse((await imports('undated.csv', ...both)).out)).toMatchObject({ new: 2 })
    const before = await known('a@example.com', 'zeta')
    expect(JSON.parse((await imports('undated.csv', ...both)).out)).toEqual({
      rows: 3,
      new: 0,
      known: 2,
      refused: 0,
      leftOut: 0,
    })
    expect(await known('a@example.com', 'zeta')).toEqual(before)
    expect(before.withdrawnAt).toBeLessThanOrEqual(Date.now())
    expect((await known('b@xn--bcher-kva.example', 'acme')).withdrawnAt).toBeDefined()
  })

  it('dates nothing later than now, because an opt-out in the future would not apply yet', async () => {
    list('future.csv', ['email,reason,at', 'early@example.com,unsubscribe,2999-01-01'])
    expect((await imports('future.csv', '--shop', 'acme')).code).toBe(0)
    expect((await known('early@example.com')).withdrawnAt).toBeLessThanOrEqual(Date.now())
  })

  it.each([
    ['an unknown reason', 'email,reason\na@x.example,bounce\nb@x.example,whim', ':3: ', 'whim'],
    ['an invalid instant', 'email,at\nfirst@x.example,yesterday', ':2: ', 'yesterday'],
    ['a day there is not', 'email,at\nfirst@x.example,2026-02-30', ':2: ', '2026-02-30'],
    ['an invalid hash', 'address_hash\nabc', ':2: ', 'abc'],
    ['a row of another width', 'email,at\nfirst@x.example', ':2: ', 'cells'],
    ['no column of addresses', 'name\nLin', ':1: ', 'address_hash'],
    ['two columns of addresses', 'email,address_hash\n,', ':1: ', 'remove one'],
    ['no header', '', ': ', 'empty'],
  ])('is refused for %s, and changes nothing', async (_says, text, place, problem) => {
    writeFileSync(path('faulty.csv'), text)
    const { code, err } = await imports('faulty.csv', '--shop', 'acme')
    expect(code).toBe(1)
    expect(err).toContain(`faulty.csv${place}`)
    expect(err).toContain(problem)
    expect(err).toContain('Nothing was changed.')
    for (const address of ['a@x.example', 'first@x.example'])
      expect((await known(address)).suppression).toBeUndefined()
  })

  it.each([
    ['for whom it is', [], '--shop ID or --all-shops is required'],
    ['one or all', ['--shop', 'acme', '--all-shops'], 'cannot be combined'],
    ['a reason that there is', ['--shop', 'acme', '--reason', 'whim'], 'for --reason'],
  ])('asks for %s', async (_says, options, problem) => {
    list('one.csv', ['email', 'one@example.com'])
    const { code, err } = await imports('one.csv', ...options)
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(problem) })
  })

  it('lists the shops, and reports a missing file', async () => {
    expect((await imports('one.csv', '--shop', 'other')).err).toContain('Available: acme, zeta')
    const { code, err } = await imports('none.csv', '--shop', 'acme')
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('Cannot read none.csv') })
  })
})

describe('exporting', () => {
  const HEADER = 'address_hash,scope,reason,at'

  it('writes hashes and no addresses, and its output can be imported elsewhere', async () => {
    list('for-zeta.csv', ['email,reason,at', 'zoe@example.com,spam,2026-03-01T12:00:00Z'])
    list('for-all.csv', ['email,reason,at', 'zoe@example.com,unsubscribe,2026-03-01T12:00:00Z'])
    await imports('for-zeta.csv', '--shop', 'zeta')
    await imports('for-all.csv', '--all-shops')
    const { code, out } = await rekindle(['suppression', 'export'])
    expect(code).toBe(0)
    const rows = out.trimEnd().split('\n')
    expect(rows[0]).toBe(HEADER)
    const zoe = hashOf('zoe@example.com')
    expect(rows).toContain(`${zoe},shop:zeta,complaint,2026-03-01T12:00:00.000Z`)
    expect(rows).toContain(`${zoe},all,unsubscribe,2026-03-01T12:00:00.000Z`)
    expect(out).not.toContain('@')

    writeFileSync(path('again.csv.gz'), gzipSync(out))
    const again = await imports('again.csv.gz', '--json')
    expect(JSON.parse(again.out)).toMatchObject({ rows: rows.length - 1, new: 0, refused: 0 })
    const elsewhere = ['--db', 'elsewhere.sqlite']
    for (const shop of ['acme', 'zeta'])
      await json(['shop', 'add', shop, ...SHOP_DETAILS, ...elsewhere])
    expect((await imports('again.csv.gz', ...elsewhere)).code).toBe(0)
    const copy = await rekindle(['suppression', 'export', ...elsewhere])
    expect(copy.out.split('\n').toSorted()).toEqual(out.split('\n').toSorted())
  })

  it('writes the entries of one shop to a file', async () => {
    const wrote = await rekindle(['suppression', 'export', '--shop', 'zeta', '--to', 'zeta.csv'])
    expect({ code: wrote.code, out: wrote.out }).toEqual({
      code: 0,
      out: expect.stringMatching(/^\d+ rows written to zeta\.csv\n$/),
    })
    const text = readFileSync(path('zeta.csv'), 'utf8')
    expect(text).toContain(',shop:zeta,')
    expect(text).toContain(',all,')
    expect(text).not.toContain('acme')
  })

  it('is refused if a row is for an unknown shop', async () => {
    list('lost.csv', [HEADER, `${'h'.repeat(43)},shop:lost,complaint,2026-03-01`])
    const { code, err } = await imports('lost.csv')
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('lost.csv:2: ') })
    expect((await imports('lost.csv', '--all-shops')).code).toBe(0)
  })
})

describe('one address', () => {
  it('is added, and removed again with a note of the reason', async () => {
    const add = ['suppression', 'add', 'lin@example.com', '--shop', 'acme']
    expect(await json(add)).toMatchObject({ isNew: true, reason: 'by-hand' })
    expect(await json([...add, '--reason', 'spam'])).toMatchObject({
      isNew: true,
      reason: 'complaint',
    })
    expect(await json(add)).toMatchObject({ isNew: false, reason: 'complaint' })
    expect((await known('lin@example.com')).suppression?.reason).toBe('complaint')
    const lift = ['suppression', 'remove', 'lin@example.com', '--shop', 'acme']
    expect((await rekindle(lift)).err).toContain('--reason TEXT is required')
    expect(await json([...lift, '--reason', 'says support'])).toMatchObject({ lifted: 'complaint' })
    expect((await known('lin@example.com')).suppression).toBeUndefined()
    const rows = await stored((table) => table.query(addressKey(hashOf('lin@example.com'))))
    expect(rows).toContainEqual(expect.objectContaining({ shop: 'acme', why: 'says support' }))
    const again = await rekindle([...lift, '--reason', 'again'])
    expect({ code: again.code, err: again.err }).toEqual({
      code: 1,
      err: expect.stringContaining('not suppressed for the shop acme'),
    })
  })

  it('that the account’s own list has is called so, and is imported as that again', async () => {
    const kim = 'kim@example.com'
    const listed = { reason: 'complaint', by: 'account-list', at: AT } as const
    await stored((table) =>
      changeAddress(table, 'acme', hashOf(kim), (facts) => ({ ...facts, suppression: listed })),
    )
    const { out } = await rekindle(['suppression', 'export', '--shop', 'acme'])
    const row = out.split('\n').find((line) => line.startsWith(hashOf(kim))) ?? ''
    expect(row).toContain(',shop:acme,account-list,')
    const lift = ['suppression', 'remove', kim, '--shop', 'acme', '--reason', 'a mistake']
    const lifted = await rekindle(lift)
    expect(lifted.out).toContain('(was: on the suppression list of your Amazon SES account)')
    expect(lifted.out).toContain('Remove it from the list of your Amazon SES account as well')
    list('again.csv', ['address_hash,scope,reason,at', row])
    expect((await imports('again.csv')).code).toBe(0)
    expect((await known(kim)).suppression).toEqual(listed)
  })

  it('that opted out stays opted out, whatever is removed, until the customer agrees again', async () => {
    const scope = ['mia@example.com', '--all-shops']
    await json(['suppression', 'add', ...scope, '--reason', 'unsubscribe'])
    const first = (await known('mia@example.com')).withdrawnAt ?? 0
    await json(['suppression', 'add', ...scope, '--reason', 'unsubscribe'])
    expect((await known('mia@example.com')).withdrawnAt).toBeGreaterThan(first)
    const { code, err } = await rekindle(['suppression', 'remove', ...scope, '--reason', 'asked'])
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('It is unsubscribed') })
  })

  it('is found by its hash too, and other values are refused', async () => {
    const hash = hashOf('noa@example.com')
    await json(['suppression', 'add', hash, '--all-shops'])
    const own = await stored((table) => loadAddress(table, ALL_SHOPS, hash))
    expect(own.facts.suppression?.reason).toBe('by-hand')
    const lift = ['suppression', 'remove', 'noa@example.com', '--shop', 'acme', '--reason', 'x']
    expect((await rekindle(lift)).err).toContain('still suppressed for all shops')
    const wrong = await rekindle(['suppression', 'add', 'noa', '--shop', 'acme'])
    expect({ code: wrong.code, err: wrong.err }).toEqual({
      code: 1,
      err: expect.stringContaining('neither an e-mail address'),
    })
    expect((await rekindle(['suppression', 'add', hash])).code).toBe(2)
  })
})

describe.skipIf(dynamodbEngineMissing)(
  `suppression on a deployed table${dynamodbEngineMissing ? ` (${dynamodbEngineMissing})` : ''}`,
  () => {
    let engine: DynamodbEngine
    const onTable = (...args: readonly string[]) =>
      rekindle([...args, '--table', 'shops'], {
        AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
      })

    beforeAll(async () => {
      engine = await startDynamodbEngine()
      const client = clientFor(engine.endpoint)
      await createRekindleTable(client, 'shops')
      client.destroy()
    })
    afterAll(async () => engine?.stop())

    it('needs the secret for addresses and none for hashes', async () => {
      list('addresses.csv', ['email', 'lin@example.com'])
      const { code, err } = await onTable('suppression', 'import', 'addresses.csv', '--all-shops')
      expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('--secret ARN') })
      const row = `${'h'.repeat(43)},all,complaint,2026-03-01T12:00:00.000Z`
      list('hashes.csv', ['address_hash,scope,reason,at', row])
      expect(await onTable('suppression', 'import', 'hashes.csv')).toMatchObject({
        code: 0,
        out: '1 row read: 1 added, 0 already on the list\n',
      })
      expect((await onTable('suppression', 'export')).out.split('\n')).toContain(row)
      expect(await onTable('suppression', 'add', 'lin@example.com', '--all-shops')).toMatchObject({
        code: 2,
        err: expect.stringContaining('--secret ARN'),
      })
    })
  },
)
