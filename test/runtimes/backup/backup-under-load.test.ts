import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isoInstant } from '../../../functions/domain/time.ts'
import { restoreBackup } from '../../../functions/runtimes/one-machine/sqlite/backup/restore-backup.ts'
import { takeBackup } from '../../../functions/runtimes/one-machine/sqlite/backup/take-backup.ts'
import { inboxFileOf } from '../../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { openForReading } from '../../../functions/store/sqlite/database.ts'
import {
  firstPurchase,
  type OneMachineProcess,
  poster,
  startOneMachine,
} from '../../support/one-machine.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekindle-backup-'))
const file = join(folder, 'shop.sqlite')
const to = join(folder, 'monday')
const passphrase = 'a passphrase for tests'

const query = (path: string, sql: string): readonly Record<string, unknown>[] => {
  const sqlite = openForReading(path)
  try {
    return sqlite.prepare(sql).all()
  } finally {
    sqlite.close()
  }
}
const ordersIn = (path: string): ReadonlySet<unknown> =>
  new Set(
    query(path, "SELECT sk FROM rows WHERE sk LIKE 'order#%'").map(({ sk }) =>
      String(sk).slice('order#'.length),
    ),
  )
const acceptedIn = (path: string): readonly unknown[] =>
  query(
    path,
    `SELECT json_extract(body, '$.mailerMessageId') AS id FROM rows
     WHERE sk LIKE 'message#%' AND json_extract(body, '$.status') = 'accepted'`,
  ).map(({ id }) => id)
const mailsIn = (path: string): readonly unknown[] =>
  query(inboxFileOf(path), 'SELECT message_id AS id FROM inbox').map(({ id }) => id)

describe('a backup of a shop that is served meanwhile', () => {
  let machine: OneMachineProcess
  /** Order ids that were acknowledged before the backup began, and in all. */
  const acknowledged: string[] = []
  let before: readonly string[] = []
  let copiedAlone: string

  beforeAll(async () => {
    machine = await startOneMachine(file)
    const { post, close } = poster(machine, 8)
    let posting = true
    let next = 0
    const postOn = async () => {
      while (posting) {
        const id = String(next++)
        const status = await post(JSON.stringify(firstPurchase(id, isoInstant(Date.now()))))
        if (status === 201) acknowledged.push(`order-${id}`)
      }
    }
    const posters = Array.from({ length: 8 }, postOn)
    while (acknowledged.length < 300 || acceptedIn(file).length < 100)
      await new Promise((resolve) => setTimeout(resolve, 50))
    // The mistake that the help warns of; by another process, since closing a file ends its locks.
    copiedAlone = join(folder, 'copied-alone.sqlite')
    execFileSync('cp', [file, copiedAlone])
    before = [...acknowledged]
    await takeBackup({ file, to, passphrase, version: 'test', now: Date.now })
    posting = false
    await Promise.all(posters)
    close()
  })
  afterAll(async () => {
    await machine.end('SIGKILL')
    rmSync(folder, { recursive: true })
  })

  it('holds every purchase that was acknowledged before it began', () => {
    const orders = ordersIn(join(to, 'rekindle.sqlite'))
    expect(before.length).toBeGreaterThanOrEqual(300)
    expect(before.filter((id) => !orders.has(id))).toEqual([])
  })

  it('was taken while purchases were acknowledged, and the server lost none of them', () => {
    expect(acknowledged.length).toBeGreaterThan(before.length)
    const orders = ordersIn(file)
    expect(acknowledged.filter((id) => !orders.has(id))).toEqual([])
  })

  it('holds in its inbox each mail that its rows say was accepted', () => {
    const copy = join(to, 'rekindle.sqlite')
    const mails = new Set(mailsIn(copy))
    const accepted = acceptedIn(copy)
    expect(accepted.length).toBeGreaterThanOrEqual(100)
    expect(accepted.filter((id) => !mails.has(id))).toEqual([])
  })

  it('leaves nothing next to it, and is readable by its owner alone', () => {
    expect(readdirSync(to).sort()).toEqual([
      'backup.json',
      'rekindle.sqlite',
      'rekindle.sqlite.inbox',
      'secret.sealed',
    ])
    expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([])
    if (process.platform === 'win32') return
    expect(statSync(to).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(to)) expect(statSync(join(to, name)).mode & 0o777).toBe(0o600)
  })

  it('is not what a copy of the main file alone is, which holds no row at all', () => {
    expect(query(copiedAlone, 'SELECT name FROM sqlite_schema')).toEqual([])
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(statSync(copiedAlone).size)
  })

  it('can be served once it is restored, with all purchases, and then sends no marketing', async () => {
    mkdirSync(join(folder, 'elsewhere'))
    const restored = join(folder, 'elsewhere', 'shop.sqlite')
    await restoreBackup({ from: to, file: restored, passphrase: async () => passphrase })
    const mails = mailsIn(restored)
    const again = await startOneMachine(restored)
    try {
      const { post, close } = poster(again, 1)
      const bought = firstPurchase('after-the-restore', isoInstant(Date.now()))
      expect(await post(JSON.stringify(bought))).toBe(201)
      close()
      await expect
        .poll(
          () =>
            query(
              restored,
              `SELECT json_extract(body, '$.status') AS status,
                 json_extract(body, '$.reason') AS reason, count(*) AS messages FROM rows
               WHERE sk LIKE 'message#%' AND json_extract(body, '$.status') <> 'accepted'
               AND json_extract(body, '$.status') <> 'skipped' GROUP BY 1, 2`,
            ),
          { timeout: 30_000, interval: 200 },
        )
        // Of the purchase after the restore; all others may have been mailed meanwhile.
        .toEqual([{ status: 'held', reason: 'restored', messages: 1 }])
      expect(mailsIn(restored)).toEqual(mails)
      expect(ordersIn(restored).has('order-after-the-restore')).toBe(true)
      expect(before.filter((id) => !ordersIn(restored).has(id))).toEqual([])
    } finally {
      await again.end('SIGKILL')
    }
  })
})
