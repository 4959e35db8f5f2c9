import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reactToCustomer } from '../../functions/pipeline/reactions/react-to-customer.ts'
import { sqliteEngine } from '../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { addShop } from '../../functions/store/shops.ts'
import { openDatabase } from '../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import { NOON, settings } from '../support/given.ts'
import { customerRows } from './known-customer.ts'
import { runHere } from './run-here.ts'

describe('rekindle store check', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-check-'))
  const file = join(folder, 'shop.sqlite')
  const check = (...args: readonly string[]) =>
    runHere(['store', 'check', '--db', file, ...args], { now: () => NOON })

  beforeAll(async () => {
    const database = openDatabase(file)
    const table = makeSqliteTable(database)
    const known = settings()
    await addShop(table, known.shop, known.policy)
    await table.write(customerRows('ann', NOON).map((put) => ({ put })))
    await reactToCustomer(customerKey('acme', 'ann'), {
      table,
      settings: async () => known,
      now: () => NOON,
      onNotUnderstood: () => {},
    })
    database.sqlite.exec('DELETE FROM pending')
    database.close()
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  function change(sql: string): void {
    const { sqlite, close } = openDatabase(file)
    sqlite.exec(sql)
    close()
  }

  it('says what it has checked where everything is as it must be', async () => {
    expect(await check()).toEqual({
      code: 0,
      out: 'No problems found: 1 shop, 1 customer, 0 messages',
      err: '',
    })
  })

  it('names what is wrong, line by line, and ends with exit code 1', async () => {
    change(`UPDATE rows SET wake_at = NULL WHERE sk = 'state'`)
    const { code, out, err } = await check()
    expect(code).toBe(1)
    expect(out).toBe('Damaged file: the wake of a customer is not indexed as it is stored (1)')
    expect(err).toContain(`1 problem found in ${file}`)
  })

  it('gives programs the same, with the ids apart', async () => {
    change(
      `UPDATE rows SET body = json_remove(body, '$.wakeAt', '$.wakeShard'),
       wake_at = NULL, wake_shard = NULL WHERE sk = 'state'`,
    )
    const { code, out } = await check('--json')
    expect([code, JSON.parse(out)]).toMatchObject([
      1,
      {
        shops: 1,
        customers: 1,
        findings: [{ check: 'wake-late', shop: 'acme', customer: 'ann' }],
        more: 0,
      },
    ])
  })

  it('finds a secret that is not the one of the store', async () => {
    const own = join(folder, 'own.sqlite')
    const engine = await sqliteEngine.open(own, () => NOON)
    await engine.close()
    expect((await runHere(['store', 'check', '--db', own])).code).toBe(0)
    writeFileSync(`${own}.secret`, 'x'.repeat(43))
    const { code, out } = await runHere(['store', 'check', '--db', own])
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(/^Secret missing or not the one of this store: .+secret/),
    ])
  })

  it('creates nothing where there is no store', async () => {
    const { code, err } = await runHere(['store', 'check', '--db', join(folder, 'none.sqlite')])
    expect([code, err]).toEqual([1, expect.stringContaining('none.sqlite')])
  })
})
