import { copyFileSync, existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { RULES_VERSION } from '../../functions/domain/rules-version.ts'
import { openDatabase } from '../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import type { Row } from '../../functions/store/table.ts'
import { makeWorkplace, SHOP_DETAILS } from './run-command.ts'
import { here, runHere } from './run-here.ts'
import { IMPORT, writeSmallShop } from './small-shop.ts'

const { path, rekindle } = makeWorkplace(here)
const OLDER_FILE = fileURLToPath(
  new URL('../store/sqlite/fixtures/version-2.sqlite', import.meta.url),
)
const FILE = () => path('rekindle.sqlite')

const isDecided = ({ sk, class: decided }: Row): boolean => sk !== 'state' || decided !== undefined

/** Changes the rows of a kind as a build with other rules would have left them. */
async function change(sk: string, fields: object): Promise<void> {
  const database = openDatabase(FILE())
  const table = makeSqliteTable(database)
  const rows: Row[] = []
  for await (const row of table.scan('')) if (row.sk === sk && isDecided(row)) rows.push(row)
  await table.write(rows.map((row) => ({ put: { ...row, ...fields } })))
  database.close()
}

const json = async (...args: readonly string[]) => {
  const { code, out, err } = await runHere([...args, '--db', FILE(), '--json'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out)
}

describe('The verbs about an upgrade', () => {
  beforeAll(async () => {
    writeSmallShop({ path } as Parameters<typeof writeSmallShop>[0])
    await rekindle(['shop', 'add', 'acme', ...SHOP_DETAILS])
    await rekindle(IMPORT)
  })

  it('say that nothing is to be re-evaluated while the rules are the same', async () => {
    expect(await json('upgrade', 'check')).toMatchObject({
      format: { store: 2, build: 2 },
      shops: [{ shop: 'acme', toReevaluate: 0, changedClass: 0 }],
    })
    const { out } = await runHere(['upgrade', 'check', '--db', FILE()])
    expect(out).toContain('acme: no customer is to be re-evaluated.')
  })

  it('say beforehand that the file gets another shape, and where its copy will be', async () => {
    const older = path('older.sqlite')
    copyFileSync(OLDER_FILE, older)
    const { out } = await runHere(['upgrade', 'check', '--db', older])
    expect(out).toContain('schema 2 becomes schema 3')
    expect(out).toContain(`a verified copy is made at ${older}.before-3 (up to 0.`)
    const { out: json } = await runHere(['upgrade', 'check', '--db', older, '--json'])
    expect(JSON.parse(json).migration).toMatchObject({ from: 2, to: 3, copy: `${older}.before-3` })
    expect(existsSync(`${older}.before-3`)).toBe(false)
  })

  it('say beforehand how many customers change class, and change nothing', async () => {
    await change('state', { rulesVersion: 9, class: 'prospect' })
    await change('shop', { rulesVersion: 9 })
    const checked = await json('upgrade', 'check')
    const [{ toReevaluate, changedClass, moves, mails }] = checked.shops
    expect(toReevaluate).toBeGreaterThan(changedClass)
    expect(changedClass).toBe(
      moves.reduce((sum: number, { customers }: { customers: number }) => sum + customers, 0),
    )
    expect(changedClass).toBeGreaterThan(0)
    expect(mails).toEqual({})
    expect(await json('upgrade', 'check')).toEqual(checked)
    const { out } = await runHere(['upgrade', 'check', '--db', FILE()])
    expect(out).toMatch(
      new RegExp(
        `acme: rules 9 become rules ${RULES_VERSION}\\. \\d+ customers to be re-evaluated`,
      ),
    )
    expect((await runHere(['upgrade', 'status', '--db', FILE()])).out).toContain(
      `acme: rules 9. This version has rules ${RULES_VERSION}: they apply once the upgrade is complete.`,
    )
  })

  it('re-evaluate no one while the shop is on other rules', async () => {
    expect(await json('reevaluate', '--shop', 'acme')).toEqual({ shop: 'acme', decided: 0 })
  })

  it('re-evaluate the customers who are left, and on demand all of them', async () => {
    await change('shop', { rulesVersion: RULES_VERSION })
    const { shops } = await json('upgrade', 'check')
    expect(await json('reevaluate', '--shop', 'acme')).toEqual({
      shop: 'acme',
      decided: shops[0].toReevaluate,
    })
    expect(await json('reevaluate', '--shop', 'acme')).toEqual({ shop: 'acme', decided: 0 })
    const { decided } = await json('reevaluate', '--shop', 'acme', '--all')
    expect(decided).toBeGreaterThanOrEqual(shops[0].toReevaluate)
    expect((await json('upgrade', 'check')).shops[0].changedClass).toBe(0)
  })

  it('finish an upgrade on this machine only where no server is at work', async () => {
    expect(await json('upgrade', 'finish')).toEqual({ store: FILE(), from: 2, to: 2 })
    const missing = await runHere(['upgrade', 'finish', '--db', path('missing.sqlite')])
    expect(missing).toMatchObject({ code: 1, err: expect.stringContaining('There is no database') })
    expect(existsSync(path('missing.sqlite'))).toBe(false)
  })
})
