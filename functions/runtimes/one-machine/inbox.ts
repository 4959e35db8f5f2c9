/** The inbox as a mailer: it keeps mails where a person can read them. */
import type { SendOutcome } from '../../domain/message.ts'
import type { Instant } from '../../domain/time.ts'
import { type Mailer, type OutgoingMail, simpleMailer } from '../../pipeline/sending/mailer.ts'

/** Keeps a mail once under its message's id. Keeping it again changes nothing. */
export type KeepMail = (mail: OutgoingMail) => Promise<SendOutcome>

/** What an inbox knows of its mails. */
export type InboxContents = {
  /** When the mail of a message arrived; undefined if it did not, or is kept no more. */
  readonly arrivedAt: (messageId: string) => Promise<Instant | undefined>
  /** Removes some of the mails that arrived before an instant. @returns whether there are more */
  readonly removeSome: (before: Instant) => Promise<boolean>
}

/** @example await inboxMailer(makeInbox(database, Date.now)).prepare(mail) */
export const inboxMailer = (keep: KeepMail): Mailer =>
  simpleMailer({ repeatable: true, send: keep })
