import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../functions/domain/time.ts'
import type { OutgoingMail } from '../../functions/pipeline/sending/mailer.ts'
import { makeInboxEraser } from '../../functions/runtimes/one-machine/sqlite/inbox-eraser.ts'
import { inboxFileOf, makeInbox } from '../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { openDurably } from '../../functions/store/sqlite/database.ts'
import { NOON } from '../support/given.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekindle-inbox-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0

/** An inbox that is open in another place, as it is while the shop is served. */
function anInbox() {
  const file = join(folder, `${++files}.sqlite`)
  const clock = { now: NOON }
  const database = openDurably(inboxFileOf(file))
  const keep = makeInbox(database, () => clock.now)
  const mail = (customer: string, step = 'hello'): OutgoingMail => ({
    messageId: `${customer}/welcome#1#${step}`,
    shop: 'acme',
    customer,
    campaign: 'welcome',
    step,
    to: `someone@${customer.replace('/', '.')}.example`,
    from: 'hello@acme.example',
    subject: 'Hello',
    bytes: Buffer.from(`To: someone@${customer.replace('/', '.')}.example`),
    tracked: false,
  })
  const kept = () =>
    database.sqlite
      .prepare('SELECT customer_key AS customer FROM inbox ORDER BY 1')
      .all()
      .map(({ customer }) => customer)
  return {
    file,
    clock,
    mail,
    kept,
    keep,
    erase: makeInboxEraser(file, () => clock.now),
    close: database.close,
  }
}

describe('the mails of an erased customer', () => {
  it('are deleted from the inbox and from its files, and those of others are not', async () => {
    const { file, mail, kept, keep, erase, close } = anInbox()
    for (const customer of ['acme/c-1', 'acme/c-10', 'acme/c', 'bcme/c-1'])
      await keep(mail(customer))
    await keep(mail('acme/c-1', 'again'))
    await erase('acme/c-1')
    expect(kept()).toEqual(['acme/c', 'acme/c-10', 'bcme/c-1'])
    const bytes = readdirSync(folder)
      .filter((name) => join(folder, name).startsWith(inboxFileOf(file)))
      .map((name) => readFileSync(join(folder, name), 'latin1'))
      .join()
    expect(bytes).toContain('someone@acme.c-10.example')
    expect(bytes).not.toContain('someone@acme.c-1.example')
    close()
  })

  it('do not come in afterwards, and mails of a new history do once they are tried again', async () => {
    const { clock, mail, kept, keep, erase, close } = anInbox()
    await erase('acme/c-1')
    const late = await keep(mail('acme/c-1'))
    expect(late).toEqual({
      outcome: 'parked',
      reason: 'customer-just-erased',
      until: NOON + 5 * MINUTE_MS,
    })
    expect(await keep(mail('acme/c-2'))).toMatchObject({ outcome: 'accepted' })
    expect(kept()).toEqual(['acme/c-2'])
    clock.now = NOON + 5 * MINUTE_MS
    expect(await keep(mail('acme/c-1'))).toMatchObject({ outcome: 'accepted' })
    await erase('acme/c-1')
    await erase('acme/c-1')
    expect(kept()).toEqual(['acme/c-2'])
    close()
  })

  it('are looked for nowhere if there is no inbox, and none is made', async () => {
    const file = join(folder, 'none.sqlite')
    await makeInboxEraser(file, () => NOON)('acme/c-1')
    expect(readdirSync(folder).filter((name) => name.startsWith('none'))).toEqual([])
  })
})
