import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { isoInstant, SECOND_MS } from '../../../functions/domain/time.ts'
import { inboxFileOf } from '../../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { openRowsForReading } from '../../../functions/runtimes/one-machine/sqlite/rows-for-reading.ts'
import { sqliteEngine } from '../../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
import { backupMarkRow, loadBackupMark } from '../../../functions/store/backup-mark.ts'
import { loadCustomer } from '../../../functions/store/customers.ts'
import { customerKey } from '../../../functions/store/keys.ts'
import { openForReading } from '../../../functions/store/sqlite/database.ts'
import { SHOP } from '../../support/loaded-shop.ts'
import { firstPurchase, poster, startOneMachine } from '../../support/one-machine.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekindle-held-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('a store that was restored from a backup', () => {
  it('records purchases and decides, and sends no marketing before a person confirms it', async () => {
    const file = join(folder, 'shop.sqlite')
    const store = await sqliteEngine.openShared(file)
    await store.table.write([{ put: backupMarkRow({ takenAt: 1_000 }) }])
    store.close()

    const restoredAfter = Date.now() - SECOND_MS
    const machine = await startOneMachine(file)
    onTestFinished(() => machine.end('SIGKILL'))
    const { post, close } = poster(machine, 1)
    const body = firstPurchase('1', isoInstant(Date.now()))
    expect(await post(JSON.stringify(body))).toBe(201)
    const rows = openRowsForReading({ file })
    const messages = async () =>
      (await loadCustomer(rows.table, customerKey(SHOP, 'customer-1'))).facts.messages
    await expect
      .poll(messages, { timeout: 20_000 })
      .toMatchObject([{ status: 'held', reason: 'restored' }])
    // Of an epoch that no earlier restore of this copy can have had.
    expect((await messages())[0]?.n).toBeGreaterThan(restoredAfter)
    const inbox = openForReading(inboxFileOf(file))
    expect(inbox.prepare('SELECT count(*) AS mails FROM inbox').get()).toEqual({ mails: 0 })
    inbox.close()
    rows.close()
    close()
  })

  it('does not open if its mark was written by a newer version', async () => {
    const file = join(folder, 'newer.sqlite')
    const store = await sqliteEngine.openShared(file)
    await store.table.write([{ put: { ...backupMarkRow({ takenAt: 1_000 }), v: 2 } }])
    await expect(loadBackupMark(store.table)).rejects.toThrow('backup row: version 2')
    store.close()
  })
})
