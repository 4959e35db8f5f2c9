/**
 * Mail to the unsubscribe mailbox, as SES hands it to a function: its header fields and no body.
 * https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-lambda-event.html
 */
import type { SESEvent, SESMail } from 'aws-lambda'
import type { InboundMail } from './read-unsubscribe-mail.ts'
import { type ByMailPorts, type LeftByMail, unsubscribeByMail } from './unsubscribe-by-mail.ts'

export type UnsubscribeByMailPorts = ByMailPorts & {
  /** Each mail by SES's own id of it, and no address. */
  readonly onMail: (messageId: string, outcome: LeftByMail) => void
}

/** What fails is thrown: SES calls functions asynchronously, and Lambda tries again. */
export const makeUnsubscribeByMail =
  ({ onMail, ...ports }: UnsubscribeByMailPorts) =>
  async ({ Records }: SESEvent): Promise<void> => {
    for (const { ses } of Records)
      onMail(ses.mail.messageId, await unsubscribeByMail(inboundOf(ses.mail), ports))
  }

function inboundOf({ commonHeaders, headers }: SESMail): InboundMail {
  const autoSubmitted = headers.find(({ name }) => /^auto-submitted$/i.test(name))?.value
  return {
    ...(commonHeaders.subject !== undefined && { subject: commonHeaders.subject }),
    ...(autoSubmitted !== undefined && { autoSubmitted }),
  }
}
