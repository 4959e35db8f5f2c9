/** A small store with a shop, customers, mails, a secret and a time mark; no server works on it. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultPolicy } from '../../../functions/domain/policy.ts'
import {
  inboxFileOf,
  makeInbox,
} from '../../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { sqliteEngine } from '../../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
import { timeMarkFile } from '../../../functions/runtimes/one-machine/sqlite/time-mark.ts'
import { addShop } from '../../../functions/store/shops.ts'
import { openDurably } from '../../../functions/store/sqlite/database.ts'
import { NOON } from '../../support/given.ts'

export const PASSPHRASE = 'a passphrase for tests'
export const CUSTOMERS = 40
export const MAILS = 3

export type StoreInAFolder = { readonly folder: string; readonly file: string }

/** @example const { folder, file } = await aStore() */
export async function aStore(): Promise<StoreInAFolder> {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-store-'))
  const file = join(folder, 'shop.sqlite')
  const { table, secret, close } = await sqliteEngine.openShared(file)
  await secret(() => NOON)
  const shop = {
    id: 'acme',
    name: 'Acme',
    zone: 'UTC',
    postalAddress: '1 Test Street, Testville',
    from: { name: 'Acme', address: 'hello@acme.example' },
    url: 'https://acme.example',
  }
  await addShop(table, shop, defaultPolicy('EUR'))
  for (let i = 0; i < CUSTOMERS; i++)
    await table.write([{ put: { pk: `acme/c-${i}`, sk: 'order#1', note: 'x'.repeat(2_000) } }])
  close()
  const inbox = openDurably(inboxFileOf(file))
  const keep = makeInbox(inbox, () => NOON)
  for (let i = 0; i < MAILS; i++)
    await keep({
      messageId: `acme/c-${i}/welcome#1#hello`,
      shop: 'acme',
      customer: `acme/c-${i}`,
      campaign: 'welcome',
      step: 'hello',
      to: `c-${i}@example.com`,
      from: 'hello@acme.example',
      subject: 'Hello',
      bytes: Buffer.from('Subject: Hello\r\n\r\nHello'.repeat(200)),
      tracked: false,
    })
  inbox.close()
  timeMarkFile(file).keep(NOON)
  return { folder, file }
}
