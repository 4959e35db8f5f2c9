/** The thread that writes mails and keeps the inbox; it reads the rows and never writes them. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Settings } from '../../domain/policy.ts'
import { inboxFileOf, makeInboxMailer } from '../../sending/inbox/inbox-mailer.ts'
import type { OutgoingMail } from '../../sending/mailer.ts'
import { makeRenderer } from '../../sending/render.ts'
import { UnwritableMail } from '../../sending/send-message.ts'
import { makeWriteMail } from '../../sending/write-mail.ts'
import { failureName } from '../../store/failure.ts'
import { openDurably, openForReading } from '../../store/sqlite/database.ts'
import { makeSqliteTable } from '../../store/sqlite/sqlite-table.ts'
import type { MailAnswer, MailThreadData, MailWork } from './mail-thread.ts'
import { secretBeside } from './secret-file.ts'

const { file, publicUrl } = workerData as MailThreadData
const now = () => Date.now()
const refuse = () => Promise.reject(new Error('this thread only reads'))
const table = makeSqliteTable({ sqlite: openForReading(file), commit: refuse, close: () => {} })
const writeMail = makeWriteMail({
  table,
  renderer: makeRenderer(),
  signToken: secretBeside(file).signToken,
  publicUrl,
  now,
})
const inbox = makeInboxMailer(openDurably(inboxFileOf(file)), now)
const settingsOf = new Map<string, Settings>()

let answers: MailAnswer[] = []

/** Answers that are ready in one turn of the event loop go back together, bytes without a copy. */
function answer(given: MailAnswer): void {
  if (answers.push(given) > 1) return
  setImmediate(() => {
    const bytes = answers.flatMap((ready) => ('mail' in ready ? [ready.mail.bytes] : []))
    // A view of a shared pool cannot be handed over; it is small, and copied.
    const whole = bytes.filter(({ buffer, byteLength }) => buffer.byteLength === byteLength)
    parentPort?.postMessage(
      answers,
      whole.map(({ buffer }) => buffer as ArrayBuffer),
    )
    answers = []
  })
}

async function carryOut(work: MailWork): Promise<MailAnswer> {
  const { id } = work
  if (work.kind === 'keep') return { id, outcome: await inbox.send(work.mail) }
  const { customer, message } = work
  if (work.settings) settingsOf.set(customer.facts.shop, work.settings)
  const settings = settingsOf.get(customer.facts.shop)
  if (!settings) throw new Error('the shop was never told')
  const mail: OutgoingMail = await writeMail(customer, message, settings)
  return { id, mail }
}

parentPort?.on('message', (batch: readonly MailWork[]) => {
  for (const work of batch)
    carryOut(work)
      .catch(
        (error): MailAnswer => ({
          id: work.id,
          failure: { kind: failureName(error), final: error instanceof UnwritableMail },
        }),
      )
      .then(answer)
})
