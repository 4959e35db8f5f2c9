import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyFor } from '../../functions/http/keys.ts'
import { type LoadedShop, loadShop } from '../../functions/store/shops.ts'
import { openDatabase } from '../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import { makeWorkplace, SHOP_DETAILS } from './run-command.ts'
import { here } from './run-here.ts'

const { rekindle, json, path, remove } = makeWorkplace(here)
afterAll(remove)

async function stored(shop: string): Promise<LoadedShop> {
  const database = openDatabase(path('rekindle.sqlite'))
  const loaded = await loadShop(makeSqliteTable(database), shop)
  database.close()
  if (!loaded) throw new Error('there is no such shop')
  return loaded
}

type Added = { readonly key: string; readonly keyId: string }

describe('a shop', () => {
  let first: Added

  beforeAll(async () => {
    first = await json<Added>(['shop', 'add', 'acme', ...SHOP_DETAILS])
  })

  it('is added with a key that opens it, and is not open yet', async () => {
    const { settings, keys } = await stored('acme')
    expect(settings.shop).toEqual({
      id: 'acme',
      name: 'Example Goods',
      zone: 'Europe/Berlin',
      postalAddress: 'Example Goods, 1 Example Street, 10115 Berlin',
      url: 'https://shop.example',
      from: { name: 'Example Goods', address: 'hello@shop.example' },
    })
    expect(keyFor(first.key, keys, Date.now())?.scopes).toEqual(['ingest', 'read', 'consent'])
  })

  it('does not change when it is added again', async () => {
    const { code, err } = await rekindle([
      'shop',
      'add',
      'acme',
      ...SHOP_DETAILS,
      '--name',
      'Other',
    ])
    expect(code).toBe(1)
    expect(err).toContain('The shop acme already exists')
    expect((await stored('acme')).settings.shop.name).toBe('Example Goods')
    expect((await stored('acme')).keys).toHaveLength(1)
  })

  it('reads a policy from a file, and reports the line of a fault in it', async () => {
    writeFileSync(path('policy.yaml'), 'dormantAfterDays: 60\ncaps: []\n')
    writeFileSync(path('faulty.yaml'), '# ours\ndormantAfterDays: soon\ndormant: 60\n')
    const { code } = await rekindle([
      ...['shop', 'add', 'patient', ...SHOP_DETAILS, '--policy', 'policy.yaml'],
    ])
    expect(code).toBe(0)
    expect((await stored('patient')).settings.policy).toMatchObject({
      currency: 'EUR',
      dormantAfterDays: 60,
      frequentPurchases: 3,
      caps: [],
    })
    const faulty = await rekindle([
      ...['shop', 'add', 'hasty', ...SHOP_DETAILS, '--policy', 'faulty.yaml'],
    ])
    expect(faulty.code).toBe(1)
    expect(faulty.err).toContain('faulty.yaml:2: dormantAfterDays: ')
    expect(faulty.err).toContain('faulty.yaml:3: dormant: ')
  })

  it.each([
    ['personalThreshold: yes', 'personalThreshold: ', 'Use {} for a limit per customer'],
    ['personalThreshold: {theta: 0.5}', 'personalThreshold.theta: ', 'use chance instead'],
    [
      'personalThreshold: {chance: 25}',
      'personalThreshold.chance: ',
      'between 0 and 1, such as 0.25',
    ],
    [
      'personalThreshold: {minDays: 400}',
      'personalThreshold.minDays: minDays is above maxDays. ',
      'maxDays is twice withinDays',
    ],
    [
      'personalThreshold: {minDays: 60, maxDays: 50}',
      'personalThreshold.maxDays: maxDays is below minDays. ',
      'no less than minDays',
    ],
    [
      'personalThreshold: {threshold: 0.3}',
      'personalThreshold.threshold: ',
      'Fields allowed here: chance, withinDays, minDays, maxDays\n',
    ],
    ['personalThreshold: {withinDays: 0}', 'personalThreshold.withinDays: ', 'from 1 to 3650'],
    ['atRiskShare: 70', 'atRiskShare: ', 'Use a share between 0 and 1, such as 0.7'],
    ['lifetimeValue: {horizonDays: 0}', 'lifetimeValue.horizonDays: ', 'from 1 to 3650'],
    ['recommend: {buyAgain: 7}', 'recommend.buyAgain: ', 'from 0 to 6, or auto'],
    ['recommend: {buyAgain: often}', 'recommend.buyAgain: ', 'from 0 to 6, or auto'],
    ['recommend: {neighbours: 500}', 'recommend.neighbours: ', 'from 1 to 50'],
    ['recommend: {neighbors: 5}', 'recommend.neighbors: ', 'Use neighbours, or remove it'],
    ['caps: [{messages: 0, withinDays: 7}]', 'caps.0.messages: ', 'from 1 to 1000'],
    ['countries: {DE: {tracking: often}}', 'countries.DE.tracking: ', 'with-consent or never'],
  ])('says how to fix a policy with %s', async (wrong, where, fix) => {
    writeFileSync(path('wrong.yaml'), `${wrong}\n`)
    const args = ['shop', 'add', 'wrong', ...SHOP_DETAILS, '--policy', 'wrong.yaml']
    const { code, err } = await rekindle(args)
    expect(code).toBe(1)
    expect(err).toContain(`wrong.yaml:1: ${where}`)
    expect(err).toContain(fix)
    expect(err.split('wrong.yaml:')).toHaveLength(2)
  })

  it('opens once, and stays open since then', async () => {
    type Opened = { readonly openedAt: string; readonly decided: number }
    const opened = await json<Opened>(['shop', 'open', 'acme'])
    const again = await json<Opened>(['shop', 'open', 'acme'])
    expect(again.openedAt).toBe(opened.openedAt)
    expect((await stored('acme')).settings.shop.openedAt).toBe(Date.parse(opened.openedAt))
  })

  it('gets a new key while the old one works for another day, or stops at once', async () => {
    const second = await json<Added>(['shop', 'rotate-key', 'acme'])
    const between = (await stored('acme')).keys
    const inADay = Date.now() + 24 * 3_600_000
    expect(keyFor(first.key, between, inADay - 60_000)?.keyId).toBe(first.keyId)
    expect(keyFor(first.key, between, inADay + 60_000)).toBeUndefined()
    expect(keyFor(second.key, between, inADay + 60_000)?.scopes).toEqual([
      'ingest',
      'read',
      'consent',
    ])
    const third = await json<Added>([
      ...['shop', 'rotate-key', 'acme', '--scopes', 'read', '--keep-old', '0'],
    ])
    const { keys } = await stored('acme')
    expect(keyFor(first.key, keys, Date.now())).toBeUndefined()
    expect(keyFor(second.key, keys, Date.now())).toBeUndefined()
    expect(keyFor(third.key, keys, Date.now())?.scopes).toEqual(['read'])
  })

  it('is listed with its status, and never with a key', async () => {
    const { code, out } = await rekindle(['shop', 'list'])
    expect(code).toBe(0)
    expect(out).toMatch(/^acme +Example Goods +EUR +20\d\d-/m)
    expect(out).toMatch(/^patient +Example Goods +EUR +not open/m)
    const listed = JSON.stringify(await json(['shop', 'list']))
    expect(listed).not.toContain('secret')
    expect(listed).not.toContain(first.key.slice(-16))
  })
})
