import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { continueReevaluation } from '../../functions/pipeline/reactions/adopt-rules.ts'
import { reactToCustomer } from '../../functions/pipeline/reactions/react-to-customer.ts'
import { restoreBackup } from '../../functions/runtimes/one-machine/sqlite/backup/restore-backup.ts'
import { takeBackup } from '../../functions/runtimes/one-machine/sqlite/backup/take-backup.ts'
import { lockOwner } from '../../functions/runtimes/one-machine/sqlite/owner-lock.ts'
import { sqliteEngine } from '../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
import { makeShopCache } from '../../functions/runtimes/shop-cache.ts'
import { loadBackupMark } from '../../functions/store/backup-mark.ts'
import { loadCustomer } from '../../functions/store/customers.ts'
import { customerBehind, guestId, isOfPerson } from '../../functions/store/identity.ts'
import { customerKey, orderSort, PROFILE, STATE } from '../../functions/store/keys.ts'
import { schemaVersionOf } from '../../functions/store/sqlite/database.ts'
import { SCHEMA_VERSION } from '../../functions/store/sqlite/migrations.ts'
import { runHere } from '../cli/run-here.ts'

const FIXTURE = fileURLToPath(new URL('../store/sqlite/fixtures/version-1.sqlite', import.meta.url))

describe('A file of an older version', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekindle-older-'))
    file = join(folder, 'shop.sqlite')
    copyFileSync(FIXTURE, file)
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('joins a guest with the customer of their address once the upgrade is finished', async () => {
    const [shop, now] = ['tea & co', () => Date.parse('2026-01-07T12:00:00Z')]
    const customer = customerKey(shop, 'due')
    const sqlite = new DatabaseSync(file)
    const read = sqlite.prepare('SELECT sk, body FROM rows WHERE pk = ?')
    const rows = read.all(customer) as { readonly sk: string; readonly body: string }[]
    const profile = JSON.parse(rows.find(({ sk }) => sk === PROFILE)?.body ?? '')
    const guest = customerKey(shop, guestId(profile.addressHash))
    const insert = sqlite.prepare('INSERT INTO rows (pk, sk, body) VALUES (?, ?, ?)')
    for (const { sk, body } of rows)
      if ([orderSort('o-1'), PROFILE, STATE].includes(sk))
        insert.run(guest, sk.replace('o-1', 'o-2'), body)
    sqlite.close()
    writeFileSync(`${file}.secret`, Buffer.alloc(32, 7))

    const finished = await runHere(['upgrade', 'finish', '--db', file, '--json'], { now })
    expect(JSON.parse(finished.out)).toEqual({ store: file, from: 1, to: 2 })
    const { table, close } = await sqliteEngine.openShared(file)
    const { settings } = makeShopCache(table, now, { needsDomainCheck: false })
    const pass = await continueReevaluation(shop, {
      ...{ table, now },
      react: (key) => reactToCustomer(key, { table, settings, now, onNotUnderstood: () => {} }),
      onFailure(_key, error) {
        throw error
      },
    })
    expect(pass).toMatchObject({ status: 'done', joins: true })
    expect(await customerBehind(table, guest)).toBe(customer)
    expect((await table.query(guest)).filter(isOfPerson)).toEqual([])
    const { facts, state } = await loadCustomer(table, customer)
    expect(facts.orders.map(({ orderId }) => orderId)).toEqual(['o-1', 'o-2'])
    expect(state).toMatchObject({ class: 'active', purchases: 2 })
    close()
  })

  it('is not changed by a verb while an older server works on it', async () => {
    const release = lockOwner(file)
    await expect(sqliteEngine.openShared(file)).rejects.toMatchObject({
      fault: { kind: 'database-in-use', file },
    })
    expect(schemaVersionOf(file)).toBe(1)
    release()
    const { table, close } = await sqliteEngine.openShared(file)
    expect(await table.query('~shops')).toHaveLength(2)
    close()
    expect(schemaVersionOf(file)).toBe(SCHEMA_VERSION)
    expect(existsSync(`${file}.before-${SCHEMA_VERSION}`)).toBe(true)
  })

  it('is brought up to date after a backup of it was restored, with a copy of its own', async () => {
    const [to, restored] = [join(folder, 'backup'), join(folder, 'restored', 'shop.sqlite')]
    const options = { file, to, passphrase: undefined, version: '1.0.0', now: () => Date.now() }
    expect(await takeBackup(options)).toMatchObject({ schemaVersion: 1 })
    await restoreBackup({ from: to, file: restored, passphrase: async () => '' })
    expect(schemaVersionOf(file)).toBe(1)
    expect(schemaVersionOf(restored)).toBe(1)
    const { table, close } = await sqliteEngine.openShared(restored)
    expect(await table.query('~shops')).toHaveLength(2)
    expect(await loadBackupMark(table)).toBeDefined()
    close()
    expect(schemaVersionOf(restored)).toBe(SCHEMA_VERSION)
    expect(existsSync(`${restored}.before-${SCHEMA_VERSION}`)).toBe(true)
  })

  it('is brought up to date by its server, which says where the copy is', async () => {
    // The one that its addresses are hashed with.
    writeFileSync(`${file}.secret`, Buffer.alloc(32, 7))
    const engine = await sqliteEngine.open(file, () => Date.now())
    const copy = `${file}.before-${SCHEMA_VERSION}`
    expect(engine.migrated).toEqual({ from: 1, to: SCHEMA_VERSION, copy })
    await engine.close()
    const again = await sqliteEngine.open(file, () => Date.now())
    expect(again.migrated).toBeUndefined()
    await again.close()
  })
})
