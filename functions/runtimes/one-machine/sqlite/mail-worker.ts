/** The thread that writes mails and keeps the inbox; it reads the rows and never writes them. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Settings } from '../../../domain/policy.ts'
import { MOST_RECOMMENDED } from '../../../domain/recommend/recommend.ts'
import { recommendForCustomer } from '../../../insight/learning/recommend-for-customer.ts'
import { makeRenderer } from '../../../pipeline/sending/render.ts'
import { UnwritableMail } from '../../../pipeline/sending/send-message.ts'
import { makeWriteMail } from '../../../pipeline/sending/write-mail.ts'
import { failureName } from '../../../store/failure.ts'
import { openDurably, openForReading } from '../../../store/sqlite/database.ts'
import { makeSqliteTable } from '../../../store/sqlite/sqlite-table.ts'
import { handedOver, type MailAnswer, type MailThreadData, type MailWork } from '../mail-thread.ts'
import { inboxFileOf, makeInboxMailer } from './inbox-mailer.ts'
import { secretBeside } from './secret-file.ts'

const { file, publicUrl } = workerData as MailThreadData
const now = () => Date.now()
const refuse = () => Promise.reject(new Error('this thread only reads'))
const rows = openForReading(file)
const table = makeSqliteTable({ sqlite: rows, commit: refuse, close: () => {} })
const writeMail = makeWriteMail({
  table,
  renderer: makeRenderer(),
  signToken: secretBeside(file).signToken,
  publicUrl,
  recommendationsFor: (recipient, locale, policy) =>
    recommendForCustomer(recipient, locale, MOST_RECOMMENDED, { table, now, policy }),
  now,
})
const kept = openDurably(inboxFileOf(file))
const inbox = makeInboxMailer(kept, now)
const settingsOf = new Map<string, Settings>()

async function carryOut(work: MailWork): Promise<MailAnswer> {
  const { id } = work
  if (work.kind === 'keep') return { id, outcome: await inbox.send(work.mail) }
  const { recipient, message } = work
  if (work.settings) settingsOf.set(recipient.shop, work.settings)
  const settings = settingsOf.get(recipient.shop)
  if (!settings) throw new Error('the shop was never told')
  return { id, mail: await writeMail(recipient, message, settings) }
}

const failed = (id: number, error: unknown): MailAnswer => ({
  id,
  failure: { kind: failureName(error), final: error instanceof UnwritableMail },
})

/** Closed files leave no log behind; then the thread ends, and the process goes on. */
function close(): void {
  kept.close()
  rows.close()
  process.exit()
}

parentPort?.on('message', async (part: readonly MailWork[] | 'close') => {
  if (part === 'close') return close()
  const answers = await Promise.all(
    part.map((work) => carryOut(work).catch((error) => failed(work.id, error))),
  )
  const bytes = answers.flatMap((answer) => ('mail' in answer ? [answer.mail.bytes] : []))
  parentPort?.postMessage(answers, handedOver(bytes))
})
