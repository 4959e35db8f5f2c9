import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inboxFileOf, makeInbox } from '../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { openDatabase, openDurably } from '../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import type { Row } from '../../functions/store/table.ts'
import { secretNextTo } from '../support/secret-next-to.ts'
import { makeWorkplace, SHOP_DETAILS } from './run-command.ts'
import { here } from './run-here.ts'
import { IMPORT, writeSmallShop } from './small-shop.ts'

const workplace = makeWorkplace(here)
const { rekindle, json, path, remove } = workplace
afterAll(remove)

const ERASE = ['customer', 'erase']
const OF_ACME = ['--shop', 'acme', '--yes']

async function rowsOf(partition: string): Promise<readonly Row[]> {
  const database = openDatabase(path('rekindle.sqlite'))
  const rows = await makeSqliteTable(database).query(partition)
  database.close()
  return rows
}

async function mailsOf(customerKey: string): Promise<number> {
  const { sqlite, close } = openDurably(inboxFileOf(path('rekindle.sqlite')))
  const found = sqlite.prepare('SELECT 1 FROM inbox WHERE customer_key = ?').all(customerKey)
  close()
  return found.length
}

beforeAll(async () => {
  writeSmallShop(workplace)
  await json(['shop', 'add', 'acme', ...SHOP_DETAILS])
  await json(IMPORT)
  const inbox = openDurably(inboxFileOf(path('rekindle.sqlite')))
  await makeInbox(inbox, () => Date.UTC(2026, 5, 20))({
    messageId: 'acme/ann/care#1#tip',
    shop: 'acme',
    customer: 'acme/ann',
    campaign: 'care',
    step: 'tip',
    to: 'ann@example.org',
    from: 'hello@shop.example',
    subject: 'A tip',
    bytes: Buffer.from('To: ann@example.org'),
    tracked: false,
  })
  inbox.close()
})

describe('erasing a customer by the command', () => {
  it('asks for confirmation', async () => {
    const { code, err } = await rekindle([...ERASE, 'ann', '--shop', 'acme'])
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('--yes is required') })
    expect((await rowsOf('acme/ann')).length).toBeGreaterThan(3)
  })

  it('deletes them and their mails in the inbox, and is safe to repeat', async () => {
    expect(await mailsOf('acme/ann')).toBe(1)
    const { code, out } = await rekindle([...ERASE, 'ann', ...OF_ACME])
    expect({ code, out }).toEqual({ code: 0, out: 'All data of the customer was erased.\n' })
    expect(await mailsOf('acme/ann')).toBe(0)
    expect((await rowsOf('acme/ann')).map(({ sk }) => sk)).toEqual(['profile', 'state'])
    const shown = await rekindle(['customer', 'show', 'ann', '--shop', 'acme'])
    expect({ code: shown.code, err: shown.err }).toEqual({
      code: 1,
      err: expect.stringContaining('There is no customer ann'),
    })
    expect(await json([...ERASE, 'ann', ...OF_ACME])).toEqual({ status: 'erased' })
  })

  it('keeps them out of reports, and out of an import of earlier data', async () => {
    const segments = ['segments', '--shop', 'acme', '--as-of', '2026-07-01']
    expect(await json(segments)).toMatchObject({ classes: { frequent: 0 } })
    expect(await json([...IMPORT, '--close-others'])).toMatchObject({
      statuses: { recorded: 0, erased: 3 },
    })
    expect((await rowsOf('acme/ann')).map(({ sk }) => sk)).toEqual(['profile', 'state'])
    expect(await json(segments)).toMatchObject({ classes: { frequent: 0 } })
  })

  it('finds a guest by the address', async () => {
    const hash = secretNextTo(path('rekindle.sqlite')).addressHash('guest@example.org')
    const guest = `acme/${encodeURIComponent(`~guest:${hash}`)}`
    expect((await rowsOf(guest)).length).toBeGreaterThan(2)
    const shown = await rekindle([
      ...['customer', 'show', 'Guest@example.org', '--by-address', '--shop', 'acme'],
    ])
    expect({ code: shown.code, out: shown.out }).toEqual({
      code: 0,
      out: expect.stringContaining('Customer g…@example.org'),
    })
    await json([...ERASE, 'Guest@example.org', '--by-address', ...OF_ACME])
    expect((await rowsOf(guest)).map(({ sk }) => sk)).toEqual(['profile', 'state'])
    const wrong = await rekindle([...ERASE, 'guest', '--by-address', ...OF_ACME])
    expect({ code: wrong.code, err: wrong.err }).toEqual({
      code: 2,
      err: expect.stringContaining('an e-mail address'),
    })
  })

  it('reports an unknown customer, and creates no rows', async () => {
    const { code, err } = await rekindle([...ERASE, 'stranger', ...OF_ACME])
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('There is no customer') })
    expect(await rowsOf('acme/stranger')).toEqual([])
  })
})
