/** One sender in a process of its own: the real pacer over a real file, the real SES client. */
import { setTimeout as sleep } from 'node:timers/promises'
import { makePacer } from '../../functions/pipeline/sending/pacing/pacer.ts'
import { makeSesClient, makeSesMailer } from '../../functions/pipeline/sending/ses/ses-mailer.ts'
import { makeSesQuota } from '../../functions/pipeline/sending/ses/ses-quota.ts'
import { openDatabase } from '../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import { sendAlone } from '../support/any-mail.ts'
import { anyCredentials } from '../support/loopback.ts'

export type PacingWork = {
  readonly file: string
  readonly endpoint: string
  readonly id: string
  readonly atATime: number
  /** Takes the next messages only when all of these are done, as a function does its batch. */
  readonly batches: boolean
}

const work = JSON.parse(process.argv[2] ?? '') as PacingWork
const client = makeSesClient({ ...anyCredentials, endpoint: work.endpoint })
const mailer = makeSesMailer({ client, clock: Date.now })
const database = openDatabase(work.file)
const pacer = makePacer({
  table: makeSqliteTable(database),
  quota: makeSesQuota(client),
  softStart: async () => null,
  now: Date.now,
  sleep: (ms) => sleep(Math.ceil(ms)),
  id: work.id,
  onEvent: () => {},
})
let sent = 0

async function sendOne(): Promise<void> {
  const turn = await pacer.turn({ shop: 'tea', provider: 'gmail', marketing: true })
  if (turn.turn === 'park') return sleep(turn.until - Date.now())
  const outcome = await sendAlone(mailer, {
    messageId: `tea/${work.id}/care#1#tips.${sent++}`,
    shop: 'tea',
    customer: `tea/${work.id}`,
    campaign: 'care',
    step: 'tips',
    to: 'li@example.com',
    from: 'hello@tea.example',
    subject: 'Hello',
    bytes: Buffer.from('Subject: Hello\r\n\r\nTea\r\n'),
    tracked: false,
  })
  await turn.said(outcome)
  if (outcome.outcome === 'parked') await sleep(outcome.until - Date.now())
}

async function lane(most: number): Promise<void> {
  for (;;) await Promise.all(Array.from({ length: most }, sendOne))
}

process.on('message', () => {
  if (work.batches) lane(work.atATime)
  else for (let i = 0; i < work.atATime; i++) lane(1)
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
