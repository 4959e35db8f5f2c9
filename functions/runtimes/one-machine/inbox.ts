/** The inbox as a mailer: it keeps mails where a person can read them. */
import type { SendOutcome } from '../../domain/message.ts'
import { type Mailer, type OutgoingMail, simpleMailer } from '../../pipeline/sending/mailer.ts'

/** Keeps a mail once under its message's id. Keeping it again changes nothing. */
export type KeepMail = (mail: OutgoingMail) => Promise<SendOutcome>

/** @example await inboxMailer(makeInbox(database, Date.now)).prepare(mail) */
export const inboxMailer = (keep: KeepMail): Mailer =>
  simpleMailer({ repeatable: true, send: keep })
