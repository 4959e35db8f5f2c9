import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProviderPause } from '../../functions/domain/policy.ts'
import { changeShop, loadShop, pauseRow, resumedAt } from '../../functions/store/shops.ts'
import { openDatabase } from '../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import type { Table } from '../../functions/store/table.ts'
import { makeWorkplace, SHOP_DETAILS } from './run-command.ts'
import { here } from './run-here.ts'
import { IMPORT, writeSmallShop } from './small-shop.ts'

const workplace = makeWorkplace(here)
const { rekindle, json, path, remove } = workplace
afterAll(remove)

const AT = Date.UTC(2026, 2, 1, 12)
const PAUSES: readonly ProviderPause[] = [
  { provider: 'gmail', reason: 'complaints', at: AT },
  { provider: 'qq', reason: 'bounces', at: AT },
]

async function stored<T>(work: (table: Table) => Promise<T>): Promise<T> {
  const database = openDatabase(path('rekindle.sqlite'))
  try {
    return await work(makeSqliteTable(database))
  } finally {
    database.close()
  }
}

const settings = async () => (await stored((table) => loadShop(table, 'acme')))?.settings

beforeAll(async () => {
  writeSmallShop(workplace)
  await json(['shop', 'add', 'acme', ...SHOP_DETAILS])
  await json(IMPORT)
  await stored((table) =>
    changeShop(table, 'acme', () => ({ rows: PAUSES.map((pause) => pauseRow('acme', pause)) })),
  )
})

describe('marketing that was paused automatically', () => {
  it('is listed with the reason and the time, in words and as JSON', async () => {
    const { code, out } = await rekindle(['shop', 'resume', 'acme'])
    expect(code).toBe(0)
    const [gmail, qq, ...others] = out.trimEnd().split('\n')
    expect(gmail).toMatch(
      /^Marketing to Gmail has been paused since 2026-03-01 12:00 UTC: too many complaints/,
    )
    expect(qq).toContain('rekindle shop resume acme --provider qq')
    expect(others).toEqual([])
    expect(await json(['shop', 'resume', 'acme'])).toEqual([
      { provider: 'gmail', reason: 'complaints', since: '2026-03-01T12:00:00.000Z' },
      { provider: 'qq', reason: 'bounces', since: '2026-03-01T12:00:00.000Z' },
    ])
    expect((await settings())?.pauses).toHaveLength(2)
  })

  it('resumes to that provider only, with newer settings, and every customer is re-evaluated', async () => {
    const before = await settings()
    const started = Date.now()
    expect(await json(['shop', 'resume', 'acme', '--provider', 'Gmail'])).toEqual({
      shop: 'acme',
      provider: 'gmail',
      decided: 5,
    })
    const after = await settings()
    expect(after?.pauses.map(({ provider }) => provider)).toEqual(['qq'])
    expect(after?.version).toBeGreaterThan(before?.version ?? 0)
    const resumed = await stored((table) => resumedAt(table, 'acme', 'gmail'))
    expect(resumed).toBeGreaterThanOrEqual(started)
  })

  it('continues the re-evaluation that an earlier run did not finish, with the same settings', async () => {
    const before = await settings()
    const again = await json(['shop', 'resume', 'acme', '--provider', 'gmail'])
    expect(again).toMatchObject({ provider: 'gmail', decided: 0 })
    expect(await settings()).toEqual(before)
  })

  it('cannot be resumed if it was not paused, which changes nothing', async () => {
    const before = await settings()
    const { code, err } = await rekindle(['shop', 'resume', 'acme', '--provider', 'yahoo'])
    expect(code).toBe(1)
    expect(err).toMatch(/Yahoo.* is not paused, so nothing was changed\. Paused: qq$/m)
    expect(await settings()).toEqual(before)
  })

  it('requires a known provider and a known shop', async () => {
    const wrong = await rekindle(['shop', 'resume', 'acme', '--provider', 'hotmail'])
    expect(wrong.code).toBe(2)
    expect(wrong.err).toContain('Invalid value "hotmail" for --provider: use one of gmail, outlook')
    expect((await rekindle(['shop', 'resume', 'other'])).err).toContain('Available: acme')
  })

  it('is no longer listed once all of it is resumed', async () => {
    await json(['shop', 'resume', 'acme', '--provider', 'qq'])
    expect((await rekindle(['shop', 'resume', 'acme'])).out).toBe(
      'Marketing for acme is not paused at any mailbox provider.\n',
    )
    const { err } = await rekindle(['shop', 'resume', 'acme', '--provider', 'gmx'])
    expect(err).toContain('is not paused, so nothing was changed.')
  })
})
