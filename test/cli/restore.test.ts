import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../functions/domain/time.ts'
import { encode } from '../../functions/store/codecs/read-customer-rows.ts'
import type { StoredRestore } from '../../functions/store/codecs/store-rows.ts'
import { loadCustomer } from '../../functions/store/customers.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { storeRestoreRow } from '../../functions/store/restore-rows.ts'
import { beginEpoch } from '../../functions/store/restores.ts'
import { campaignRow, changeShop, loadShop } from '../../functions/store/shops.ts'
import { openDatabase } from '../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import type { Table } from '../../functions/store/table.ts'
import { campaign, consent, message, order } from '../support/given.ts'
import { makeWorkplace, SHOP_DETAILS } from './run-command.ts'
import { here } from './run-here.ts'

const { rekindle, json, path, remove } = makeWorkplace(here)
afterAll(remove)

const RESTORED_AT = Date.now() - HOUR_MS
const LOST_FROM = RESTORED_AT - DAY_MS
const start = { kind: 'purchase' } as const
const CAMPAIGNS = [
  campaign({ id: 'welcome', start, activeFrom: 0 }),
  campaign({ id: 'receipt', kind: 'service', start, activeFrom: 0 }),
]
const key = (customer: string) => customerKey('acme', customer)

async function stored<T>(work: (table: Table) => Promise<T>): Promise<T> {
  const database = openDatabase(path('rekindle.sqlite'))
  try {
    return await work(makeSqliteTable(database))
  } finally {
    database.close()
  }
}

const statusesOf = async (customer: string) => {
  const { facts } = await stored((table) => loadCustomer(table, key(customer)))
  return Object.fromEntries(
    facts.messages.map((one) => [one.campaign, 'reason' in one ? one.reason : one.status]),
  )
}

/** Bought and was about to get both mails when the copy was taken. */
async function addBuyer(table: Table, customer: string): Promise<void> {
  const bought = LOST_FROM - HOUR_MS
  const profile = { email: `${customer}@example.com`, locale: 'en', country: 'GB' }
  const held = { status: 'held', reason: 'campaign-paused', until: RESTORED_AT } as const
  await table.write([
    { put: encode('profile', key(customer), { ...profile, updatedAt: bought }) },
    { put: encode('consent', key(customer), consent(bought, { source: 'form' })) },
    { put: encode('order', key(customer), order('o-1', bought)) },
    ...CAMPAIGNS.flatMap(({ id, kind }) => [
      {
        put: encode('journey', key(customer), {
          ...{ campaign: id, n: 1, startedAt: bought },
          start: { kind: 'purchase', orderId: 'o-1' },
        }),
      },
      {
        put: encode('message', key(customer), {
          ...message(held),
          ...{ campaign: id, n: 1, dueAt: bought, marketing: kind === 'marketing' },
        }),
      },
    ]),
  ])
}

beforeAll(async () => {
  await json(['shop', 'add', 'acme', ...SHOP_DETAILS])
  await stored(async (table) => {
    await changeShop(table, 'acme', ({ settings: { shop, policy } }) => ({
      shop: { ...shop, openedAt: 0 },
      policy: { ...policy, quietHours: null },
      rows: CAMPAIGNS.map((each) => campaignRow('acme', each, { en: each.id })),
    }))
    for (const customer of ['ann', 'bob']) await addBuyer(table, customer)
    const restore: StoredRestore = {
      ...{ epoch: 1, lostFrom: LOST_FROM, restoredAt: RESTORED_AT, covered: false },
      ...{ status: 'complete', after: 0, upTo: 0, takenAt: LOST_FROM },
    }
    await table.write([{ put: storeRestoreRow(restore) }])
    await beginEpoch(table, restore)
  })
})

describe('a restore that no journal covers', () => {
  it('is shown with what is unknown', async () => {
    const { code, out } = await rekindle(['restore', 'status'])
    expect(code).toBe(0)
    expect(out).toContain('Marketing waits: nothing shows what was sent')
    expect(out).toContain('welcome: 2 messages may have been sent already')
    expect(out).toContain('acme/ann/receipt#1#')
    expect(await json(['restore', 'status', '--shop', 'acme'])).toMatchObject([
      { shop: 'acme', epoch: 1, optOuts: 'unknown', notSent: { welcome: 2 } },
    ])
    expect((await rekindle(['restore', 'status', '--lang', 'zh-CN'])).out).toContain(
      '营销邮件正在等待',
    )
  })

  it('is only listed without --yes', async () => {
    const { code, out } = await rekindle(['restore', 'confirm'])
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('with --yes') })
    const loaded = await stored((table) => loadShop(table, 'acme'))
    expect(loaded?.settings.restore?.confirmedAt).toBeUndefined()
    const alone = await rekindle(['restore', 'confirm', '--opt-outs', 'left.csv', '--yes'])
    expect(alone).toMatchObject({ code: 2, err: expect.stringContaining('belong together') })
    const mute = ['--opt-outs', 'left.csv', '--evidence', ' ', '--yes']
    const empty = await rekindle(['restore', 'confirm', ...mute])
    expect(empty).toMatchObject({ code: 2, err: expect.stringContaining('belong together') })
    writeFileSync(path('names.csv'), 'name\nBob\n')
    const wrong = ['--opt-outs', 'names.csv', '--evidence', 'all of them', '--yes']
    const { code: refused, err } = await rekindle(['restore', 'confirm', ...wrong])
    expect({ refused, err }).toEqual({ refused: 1, err: expect.stringContaining('named email') })
    expect((await rekindle(['restore', 'confirm'])).out).toContain('Marketing waits')
  })

  it('is confirmed with the opt-outs that were recovered and a choice for service mail', async () => {
    writeFileSync(path('left.csv'), 'email\nbob@example.com\n')
    const evidence = ['--opt-outs', 'left.csv', '--evidence', 'export of 1 December']
    expect(
      await json(['restore', 'confirm', ...evidence, '--service', 'send', '--yes']),
    ).toMatchObject({
      isConfirmed: true,
      restores: [{ optOuts: 'imported', evidence: 'export of 1 December', service: 'send' }],
    })
    expect(await statusesOf('ann')).toEqual({ welcome: 'restored', receipt: 'due' })
    const { out } = await rekindle(['restore', 'status'])
    expect(out).toContain('marketing reaches everyone else\n  Evidence: export of 1 December\n')
  })
})

describe('a restore of a backup', () => {
  it('is still asked for by the name of the group alone', async () => {
    const { code, err } = await rekindle(['restore', 'no-such-backup', '--check'])
    expect({ code, err }).toMatchObject({
      code: 1,
      err: expect.stringContaining('is not a backup'),
    })
    expect((await rekindle(['restore', '--help'])).out).toContain('Usage: rekindle restore FROM')
  })
})
