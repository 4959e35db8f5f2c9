/** A broadcast lived through by a server that is ended in the middle of it. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { DAY_MS, isoInstant, MINUTE_MS, SECOND_MS } from '../../../functions/domain/time.ts'
import { inboxFileOf } from '../../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { askSecret } from '../../../functions/runtimes/one-machine/sqlite/own-secret.ts'
import { consentSort, customerKey, PROFILE } from '../../../functions/store/keys.ts'
import { changeShop } from '../../../functions/store/shops.ts'
import { openDatabase, openForReading } from '../../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../../functions/store/sqlite/sqlite-table.ts'
import { SHOP_DETAILS } from '../../cli/run-command.ts'

const REKINDLE = fileURLToPath(new URL('../../../functions/cli/rekindle.ts', import.meta.url))
const SHOP = 'acme'
const CAMPAIGN = 'singles-day'
const ROWS_AT_A_TIME = 5_000

export type BroadcastOptions = {
  readonly customers: number
  /** Mails a second. */
  readonly rate: number
  readonly kills: number
  readonly onProgress: (line: string) => void
}

export type BroadcastResult = {
  readonly customers: number
  readonly mails: number
  readonly missed: number
  readonly doubled: number
  readonly afterSendBy: number
  readonly secondsToSchedule: number
  /** From the first mail to the last, the time without a server included. */
  readonly secondsToSend: number
}

/** @example (await broadcastTrial({ customers: 1_000, rate: 100, kills: 2, onProgress })).missed // 0 */
export async function broadcastTrial(options: BroadcastOptions): Promise<BroadcastResult> {
  const { customers, rate, kills, onProgress } = options
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-broadcast-'))
  const file = join(folder, 'shop.sqlite')
  const run = (...args: readonly string[]) =>
    promisify(execFile)(process.execPath, [REKINDLE, ...args], {
      env: { ...process.env, REKINDLE_DB: file },
      maxBuffer: 1 << 28,
    })
  try {
    await run('shop', 'add', SHOP, ...SHOP_DETAILS)
    await openForBroadcasts(file)
    await addCustomers(file, customers)
    onProgress(`${customers} customers are stored`)
    const spreadMs = (customers / rate) * SECOND_MS
    const at = Date.now() + 30 * SECOND_MS + customers
    const sendBy = at + spreadMs + 10 * MINUTE_MS
    const campaign = writeCampaign(folder, at, sendBy, spreadMs)
    const publishedFrom = Date.now()
    await run('publish', campaign, '--shop', SHOP)
    const scheduled = Date.now()
    onProgress(`scheduled in ${seconds(publishedFrom, scheduled)} s`)
    if (scheduled >= at) throw new Error('scheduling took longer than there was time for')
    await liveThrough(file, { at, spreadMs, kills, sendBy, customers, onProgress })
    return {
      ...counted(file, customers, sendBy),
      secondsToSchedule: seconds(publishedFrom, scheduled),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const seconds = (from: number, to: number): number => Math.round((to - from) / SECOND_MS)

/** Without quiet hours, so that it does not depend on the time of day at which it is tried. */
async function openForBroadcasts(file: string): Promise<void> {
  const database = openDatabase(file)
  const table = makeSqliteTable(database)
  await changeShop(table, SHOP, ({ settings: { shop, policy } }) => ({
    shop: { ...shop, openedAt: Date.now() - MINUTE_MS },
    policy: { ...policy, quietHours: null, countryWhereUnknown: 'GB' },
  }))
  database.close()
}

async function addCustomers(file: string, customers: number): Promise<void> {
  const database = openDatabase(file)
  const table = makeSqliteTable(database)
  const { addressHash } = askSecret({ file, sqlite: database.sqlite })
  const at = Date.now() - 10 * DAY_MS
  const consent = { purpose: 'marketing', act: 'granted', at, source: 'form' } as const
  for (let from = 0; from < customers; from += ROWS_AT_A_TIME) {
    const ids = Array.from(
      { length: Math.min(ROWS_AT_A_TIME, customers - from) },
      (_, i) => from + i,
    )
    await table.write(
      ids.flatMap((id) => {
        const pk = customerKey(SHOP, `c-${id}`)
        const email = `c-${id}@example.com`
        const profile = { email, addressHash: addressHash(email), locale: 'en', updatedAt: at }
        return [
          { put: { pk, sk: PROFILE, ...profile } },
          { put: { pk, sk: consentSort(consent), ...consent } },
        ]
      }),
    )
  }
  database.close()
}

function writeCampaign(folder: string, at: number, sendBy: number, spreadMs: number): string {
  const campaign = join(folder, CAMPAIGN)
  mkdirSync(campaign)
  const yaml = [
    `id: ${CAMPAIGN}`,
    'name: {en: Singles’ Day}',
    'kind: marketing',
    'start:',
    '  at:',
    `    instant: ${isoInstant(at)}`,
    `    sendBy: {instant: ${isoInstant(sendBy)}}`,
    `    over: PT${Math.ceil(spreadMs / SECOND_MS)}S`,
    'reentryAfter: never',
    'steps: [{id: offer, template: offer}]',
  ]
  writeFileSync(join(campaign, 'campaign.yaml'), `${yaml.join('\n')}\n`)
  writeFileSync(join(campaign, 'sample.json'), '{}\n')
  const mail = [
    '<mjml lang="en"><mj-head><mj-title>Today only</mj-title><mj-preview>Today</mj-preview></mj-head>',
    '<mj-body><mj-section><mj-column>',
    '<mj-text>Hello, today everything costs eleven percent less.</mj-text>',
    '<mj-text>{{ shop.postalAddress }} <a href="{{ unsubscribeUrl }}">Unsubscribe</a></mj-text>',
    '</mj-column></mj-section></mj-body></mjml>',
  ]
  writeFileSync(join(campaign, 'offer.en.mjml'), `${mail.join('\n')}\n`)
  return campaign
}

type Life = Pick<BroadcastOptions, 'customers' | 'kills' | 'onProgress'> & {
  readonly at: number
  readonly spreadMs: number
  readonly sendBy: number
}

/** Ends the server at evenly spread parts of the broadcast, and starts it again at once. */
async function liveThrough(file: string, life: Life): Promise<void> {
  const { at, spreadMs, kills, sendBy, customers, onProgress } = life
  let server = await startServer(file)
  for (let kill = 1; kill <= kills; kill++) {
    await sleep(Math.max(0, at + (spreadMs * kill) / (kills + 1) - Date.now()))
    server.kill('SIGKILL')
    await once(server, 'exit')
    onProgress(`ended with ${mailsIn(file).length} mails in the inbox`)
    server = await startServer(file)
  }
  while (mailsIn(file).length < customers && Date.now() < sendBy) await sleep(2 * SECOND_MS)
  server.kill('SIGTERM')
  await once(server, 'exit')
}

async function startServer(file: string): Promise<ChildProcess> {
  const server = spawn(process.execPath, [REKINDLE, 'serve', '--db', file, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(server.stdout, 'data')
  return server
}

type Mail = { readonly customer: string; readonly at: number }

function mailsIn(file: string): readonly Mail[] {
  const inbox = openForReading(inboxFileOf(file))
  const mails = inbox
    .prepare('SELECT customer_key AS customer, received_at AS at FROM inbox')
    .all() as unknown as readonly Mail[]
  inbox.close()
  return mails
}

function counted(file: string, customers: number, sendBy: number) {
  const mails = mailsIn(file)
  const instants = mails.map(({ at }) => at)
  const recipients = new Set(mails.map(({ customer }) => customer))
  const [first, last] = instants.reduce(
    ([least, most], at) => [Math.min(least, at), Math.max(most, at)],
    [Number.POSITIVE_INFINITY, 0],
  )
  return {
    customers,
    mails: mails.length,
    missed: customers - recipients.size,
    doubled: mails.length - recipients.size,
    afterSendBy: instants.filter((at) => at >= sendBy).length,
    secondsToSend: seconds(first ?? 0, last ?? 0),
  }
}
