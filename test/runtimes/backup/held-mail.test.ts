import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import {
  DAY_MS,
  HOUR_MS,
  type Instant,
  isoInstant,
  SECOND_MS,
} from '../../../functions/domain/time.ts'
import { inboxFileOf } from '../../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { openRowsForReading } from '../../../functions/runtimes/one-machine/sqlite/rows-for-reading.ts'
import { sqliteEngine } from '../../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
import { backupMarkRow, loadBackupMark } from '../../../functions/store/backup-mark.ts'
import { encode } from '../../../functions/store/codecs/read-customer-rows.ts'
import { loadCustomer } from '../../../functions/store/customers.ts'
import { customerKey } from '../../../functions/store/keys.ts'
import { openForReading } from '../../../functions/store/sqlite/database.ts'
import type { Write } from '../../../functions/store/table.ts'
import { consent, message, order } from '../../support/given.ts'
import { loadedShop, SHOP } from '../../support/loaded-shop.ts'
import { firstPurchase, poster, startOneMachine } from '../../support/one-machine.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekindle-held-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A customer whose mail waited for quiet hours to end when the copy was taken. */
function dueBeforeTheCopy(customer: string, paidAt: Instant): readonly Write[] {
  const key = customerKey(SHOP, customer)
  const name = { campaign: 'first-time', n: 1 }
  const profile = { email: `${customer}@example.com`, locale: 'en', country: 'GB' }
  const until = paidAt + DAY_MS
  const start = { kind: 'class-entered', class: 'first-time', since: paidAt } as const
  const due = { step: 'introduction', template: 'introduction', dueAt: paidAt, marketing: true }
  const deferred = { status: 'deferred', reason: 'quiet-hours', until } as const
  return [
    { put: encode('profile', key, { ...profile, updatedAt: paidAt }) },
    { put: encode('consent', key, consent(paidAt, { source: 'form' })) },
    { put: encode('order', key, order('o-1', paidAt)) },
    { put: encode('journey', key, { ...name, startedAt: paidAt, start }) },
    { put: encode('message', key, { ...message(deferred), ...name, ...due }) },
  ]
}

describe('a store that was restored from a backup', () => {
  it('records purchases and decides, and sends no marketing before a person confirms it', async () => {
    const file = join(folder, 'shop.sqlite')
    const store = await sqliteEngine.openShared(file)
    await store.table.write([{ put: backupMarkRow({ takenAt: 1_000 }) }])
    await loadedShop(store.table, 0)
    await store.table.write(dueBeforeTheCopy('customer-0', Date.now() - HOUR_MS))
    // It was decided for when the message was deferred.
    await store.pending.clearMarks(store.pending.reactions().map(store.pending.markOf))
    store.close()
    rmSync(`${file}.journal`)

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
    // Before anyone confirms, and long before the hour at which it would be looked at again.
    const { facts } = await loadCustomer(rows.table, customerKey(SHOP, 'customer-0'))
    expect(facts.messages).toMatchObject([{ status: 'skipped', reason: 'restored' }])
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
