import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { consentAt } from '../../functions/domain/consent.ts'
import { composeMime } from '../../functions/pipeline/sending/compose-mime.ts'
import { loadCustomer } from '../../functions/store/customers.ts'
import { consentSort, customerKey } from '../../functions/store/keys.ts'
import { openDatabase } from '../../functions/store/sqlite/database.ts'
import { makePendingWork } from '../../functions/store/sqlite/pending.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import { consent } from '../support/given.ts'
import { secretNextTo } from '../support/secret-next-to.ts'
import { makeWorkplace, NODE, REKINDLE, SHOP_DETAILS } from './run-command.ts'
import { here } from './run-here.ts'

const { rekindle, json, path, folder, remove } = makeWorkplace(here)
afterAll(remove)

const FILE = 'rekindle.sqlite'
const keyOf = (customer: string) => customerKey('acme', customer)

/** Works on the file as another process would, between two runs of the command. */
async function inFile<T>(
  work: (database: ReturnType<typeof openDatabase>) => Promise<T>,
): Promise<T> {
  const database = openDatabase(path(FILE))
  return work(database).finally(() => database.close())
}

const store = (customer: string) =>
  inFile(async (database) => {
    const fact = consent(1)
    const put = { pk: keyOf(customer), sk: consentSort(fact), ...fact }
    await makeSqliteTable(database).write([{ put }])
  })

const marketingOf = (customer: string) =>
  inFile(async (database) => {
    const { facts } = await loadCustomer(makeSqliteTable(database), keyOf(customer))
    return consentAt(facts.consents, 'marketing', Date.now())
  })

/** A mail as a mail program sends it: the token is long, so the subject is folded and encoded. */
function requestFor(customer: string): Uint8Array {
  const { signToken } = secretNextTo(path(FILE))
  const link = { use: 'leave', shop: 'acme', customer, campaign: 'care' } as const
  return composeMime({
    from: { name: 'Robin', address: 'robin@example.com' },
    to: { address: 'leave@shop.example' },
    subject: `Re: ${signToken({ ...link, issuedAt: Date.now() - 1_000 })}`,
    text: '',
    html: '',
    date: Date.now(),
    messageId: customer,
    listUnsubscribe: { https: 'https://mail.example.com/' },
  })
}

beforeAll(async () => {
  await json(['shop', 'add', 'acme', ...SHOP_DETAILS])
})

it('unsubscribes by a mail in a file, and notifies the running server', async () => {
  await store('lin')
  writeFileSync(path('request.eml'), requestFor('lin'))
  expect(await json(['unsubscribe', '--mail', 'request.eml'])).toEqual({ outcome: 'left' })
  expect(await marketingOf('lin')).toBe('withdrawn')
  const waiting = await inFile(async (database) => makePendingWork(database).reactions())
  expect(waiting).toContain(keyOf('lin'))
  expect(await json(['unsubscribe', '--mail', 'request.eml'])).toEqual({ outcome: 'had-left' })
})

it('unsubscribes by a mail on standard input, however large, as a mail server pipes it', async () => {
  await store('mei')
  const mail = Buffer.concat([requestFor('mei'), Buffer.alloc(8 * 1024 * 1024, 'attached\r\n')])
  const child = spawn(NODE, [REKINDLE, 'unsubscribe', '--mail', '-'], { cwd: folder })
  const broken: Error[] = []
  child.stdin.on('error', (error) => broken.push(error))
  child.stdin.end(mail)
  const code = await new Promise((resolve) => child.on('close', resolve))
  expect({ code, broken }).toEqual({ code: 0, broken: [] })
  expect(await marketingOf('mei')).toBe('withdrawn')
})

it('ignores any other mail, and the mail server answers nothing', async () => {
  writeFileSync(path('other.eml'), 'Subject: Lunch?\r\nFrom: lin@example.com\r\n\r\nAt noon?\r\n')
  const { code, out, err } = await rekindle(['unsubscribe', '--mail', 'other.eml'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toContain('no Rekindle token')
  expect(out).not.toContain('lin@example.com')
})

it('ignores an automatic reply', async () => {
  await store('away')
  const answer = Buffer.concat([
    Buffer.from('Auto-Submitted: auto-replied\r\n'),
    requestFor('away'),
  ])
  writeFileSync(path('away.eml'), answer)
  expect(await json(['unsubscribe', '--mail', 'away.eml'])).toEqual({
    outcome: 'sent-by-a-machine',
  })
  expect(await marketingOf('away')).toBe('granted')
})

it.each([
  ['no mail', ['unsubscribe'], 2, '--mail FILE is required'],
  ['a file that is not there', ['unsubscribe', '--mail', 'none.eml'], 1, 'Cannot read none.eml'],
])('says how to fix %s', async (_, args, code, words) => {
  const outcome = await rekindle(args)
  expect(outcome).toMatchObject({ code, err: expect.stringContaining(words) })
})
