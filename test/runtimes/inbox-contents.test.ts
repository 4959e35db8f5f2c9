import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS } from '../../functions/domain/time.ts'
import type { InboxContents, KeepMail } from '../../functions/runtimes/one-machine/inbox.ts'
import { keepInboxSmall } from '../../functions/runtimes/one-machine/keep-inbox-small.ts'
import { inboxContents } from '../../functions/runtimes/one-machine/sqlite/inbox-contents.ts'
import { makeInbox } from '../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { type Database, openDurably } from '../../functions/store/sqlite/database.ts'
import { NOON } from '../support/given.ts'

describe('an inbox', () => {
  let folder: string
  let database: Database
  let contents: InboxContents
  let keep: KeepMail
  let now = NOON
  beforeEach(() => {
    now = NOON
    folder = mkdtempSync(join(tmpdir(), 'rekindle-inbox-'))
    database = openDurably(join(folder, 'shop.sqlite.inbox'))
    keep = makeInbox(database, () => now)
    contents = inboxContents(database)
  })
  afterEach(() => {
    database.close()
    rmSync(folder, { recursive: true })
  })

  const put = (id: string) =>
    keep({
      messageId: `acme/${id}/welcome#1#hello`,
      shop: 'acme',
      customer: `acme/${id}`,
      campaign: 'welcome',
      step: 'hello',
      to: `${id}@example.com`,
      from: 'hello@acme.example',
      subject: 'Hello',
      bytes: Buffer.from('Subject: Hello\r\n\r\nHello'),
      tracked: false,
    })
  const count = () => Number(database.sqlite.prepare('SELECT count(*) AS n FROM inbox').get()?.n)

  it('knows when a mail arrived, also one that is only just being kept', async () => {
    const arriving = put('lin')
    expect(await contents.arrivedAt('acme/lin/welcome#1#hello')).toBe(NOON)
    await arriving
    expect(await contents.arrivedAt('acme/mei/welcome#1#hello')).toBeUndefined()
  })

  it('loses what is older than its days in batches, and keeps the rest', async () => {
    await Promise.all(Array.from({ length: 250 }, (_, i) => put(`old-${i}`)))
    now = NOON + 30 * DAY_MS
    await put('new')
    expect(await contents.removeSome(NOON + 1)).toBe(true)
    expect(count()).toBe(151)
    const stop = keepInboxSmall({
      removeSome: contents.removeSome,
      days: 30,
      now: () => now + 1,
      log: () => {},
      firstAfterMs: 0,
    })
    await expect.poll(count).toBe(1)
    await stop()
    expect(await contents.arrivedAt('acme/new/welcome#1#hello')).toBe(now)
  })

  it('is left as it is where a removal fails, which is logged with its cause', async () => {
    const logged: unknown[] = []
    const stop = keepInboxSmall({
      removeSome: () => Promise.reject(Object.assign(new Error(), { errcode: 13, errstr: 'full' })),
      days: 30,
      now: () => now,
      log: (...line) => logged.push(line),
      firstAfterMs: 0,
    })
    await expect.poll(() => logged).toHaveLength(1)
    await stop()
    expect(logged[0]).toEqual([
      'error',
      'inbox-not-pruned',
      { problem: 'SQLITE_FULL (13): full', cause: 'disk-full' },
    ])
  })
})
