import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadShop } from '../../functions/store/shops.ts'
import { openDatabase } from '../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import { makeWorkplace, SHOP_DETAILS, TEMPLATES } from './run-command.ts'
import { here } from './run-here.ts'
import { IMPORT, writeSmallShop } from './small-shop.ts'

const workplace = makeWorkplace(here)
const { rekindle, json, path, remove } = workplace
afterAll(remove)

async function versionsInForce(): Promise<Readonly<Record<string, number>>> {
  const database = openDatabase(path('rekindle.sqlite'))
  const shop = await loadShop(makeSqliteTable(database), 'acme')
  database.close()
  return Object.fromEntries(shop?.settings.campaigns.map(({ id, version }) => [id, version]) ?? [])
}

function edit(file: string, from: string | RegExp, to: string): void {
  const before = readFileSync(path(file), 'utf8')
  const after = before.replace(from, to)
  if (after === before) throw new Error(`${file} has nothing like ${from}`)
  writeFileSync(path(file), after)
}

type Published = {
  readonly published: readonly { readonly campaign: string; readonly outcome: string }[]
  readonly decided: number
}

describe('publishing', () => {
  beforeAll(async () => {
    cpSync(TEMPLATES, path('templates'), { recursive: true })
    writeSmallShop(workplace)
    await json(['shop', 'add', 'acme', ...SHOP_DETAILS])
    await json(IMPORT)
  })

  it('activates every campaign of a folder, and re-evaluates every customer', async () => {
    const { published, decided } = await json<Published>(['publish', 'templates', '--shop', 'acme'])
    expect(published.map(({ outcome }) => outcome)).toEqual(Array(4).fill('published'))
    expect(decided).toBe(5)
    expect(await versionsInForce()).toEqual({
      'confirm-subscription': 1,
      dormant: 1,
      'first-time': 1,
      frequent: 1,
    })
  })

  it('says which mails link to the example shop, and which step repeats its words', async () => {
    const { err } = await rekindle(['publish', 'templates', '--shop', 'acme'])
    for (const id of ['dormant', 'first-time', 'frequent'])
      expect(err).toContain(`${id}: its mails still link to an example shop`)
    expect(err).not.toContain('confirm-subscription: its mails')
    expect(err).toContain('frequent: step care repeats')
    const opened = await rekindle(['shop', 'open', 'acme'])
    expect(opened.err).toContain('dormant: its mails still link to an example shop')
  })

  it('changes nothing if nothing changed', async () => {
    const { published, decided } = await json<Published>(['publish', 'templates', '--shop', 'acme'])
    expect(published.map(({ outcome }) => outcome)).toEqual(Array(4).fill('unchanged'))
    expect(decided).toBe(0)
  })

  it('activates a single campaign from its folder', async () => {
    edit('templates/dormant/campaign.yaml', 'priority: 40', 'priority: 41')
    const { published } = await json<Published>([
      ...['publish', join('templates', 'dormant'), '--shop', 'acme'],
    ])
    expect(published).toMatchObject([{ campaign: 'dormant', version: 2, outcome: 'published' }])
    expect(await versionsInForce()).toMatchObject({
      'confirm-subscription': 1,
      dormant: 2,
      frequent: 1,
    })
  })

  it('reports file, line, field and fix of every fault, and keeps the active version', async () => {
    edit('templates/dormant/campaign.yaml', 'after: P10D', 'after: soon')
    edit('templates/frequent/care.en.mjml', /\{\{ ?shop\.name ?\}\}/, '{{ shop.nmae }}')
    const { code, out, err } = await rekindle(['publish', 'templates', '--shop', 'acme'])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/^templates\/dormant\/campaign\.yaml:\d+: steps\.1\.after: .+\. .+$/m)
    expect(err).toMatch(/^templates\/frequent\/care\.en\.mjml:\d+: /m)
    expect(err).toContain('Nothing was published')
    expect(await versionsInForce()).toEqual({
      'confirm-subscription': 1,
      dormant: 2,
      'first-time': 1,
      frequent: 1,
    })
  })

  it('refuses two campaigns with the same id', async () => {
    cpSync(join(TEMPLATES, 'dormant'), path('pair/one'), { recursive: true })
    cpSync(join(TEMPLATES, 'dormant'), path('pair/two'), { recursive: true })
    const { code, err } = await rekindle(['publish', 'pair', '--shop', 'acme'])
    expect(code).toBe(1)
    expect(err).toContain(
      `pair/two/campaign.yaml: id: "dormant" is also the id of the campaign in pair/one`,
    )
  })

  it('says where it looked for campaigns if it found none', async () => {
    const { code, err } = await rekindle(['publish', 'orders', '--shop', 'acme'])
    expect(code).toBe(1)
    expect(err).toContain('Cannot read orders')
  })
})
