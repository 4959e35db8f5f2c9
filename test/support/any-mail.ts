/** Sends a mail that no other sender competes for. */
import type { SendOutcome } from '../../functions/domain/message.ts'
import type { Mailer, OutgoingMail } from '../../functions/pipeline/sending/mailer.ts'

export async function sendAlone(mailer: Mailer, mail: OutgoingMail): Promise<SendOutcome> {
  const ready = await mailer.prepare(mail)
  return ready.outcome === 'ready' ? ready.send(() => {}) : ready
}
