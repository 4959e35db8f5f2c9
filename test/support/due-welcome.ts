/** A message that is due, and mailers that keep what they are handed. */
import { expect } from 'vitest'
import type { Message, SendOutcome } from '../../functions/domain/message.ts'
import { unsubscribe } from '../../functions/pipeline/feedback/unsubscribe.ts'
import {
  type Mailer,
  type OutgoingMail,
  simpleMailer,
} from '../../functions/pipeline/sending/mailer.ts'
import type { SendPorts } from '../../functions/pipeline/sending/send-message.ts'
import type { Table } from '../../functions/store/table.ts'
import { type DecidedShop, decidedShop, messageKey } from './decided-shop.ts'
import { NOON, order } from './given.ts'

export const ACCEPTED: SendOutcome = { outcome: 'accepted', mailerMessageId: 'ses-1' }

/** A mailer that records the mails it is handed, and answers as configured. */
export function fakeMailer(
  says: SendOutcome | (() => Promise<SendOutcome>) = ACCEPTED,
  repeatable = false,
) {
  const sent: OutgoingMail[] = []
  const mailer = simpleMailer({
    repeatable,
    send: async (mail) => {
      sent.push(mail)
      return typeof says === 'function' ? says() : says
    },
  })
  return { mailer, sent }
}

let customers = 0

/** A customer who has just bought for the first time, and whose welcome is due. */
export async function dueWelcome(table: Table, shop: DecidedShop = decidedShop(table)) {
  const customer = `c-${++customers}`
  await shop.recordConsenting(customer, { orders: [order('o-1', shop.clock.now)] })
  await shop.react(customer)
  const key = messageKey(customer)
  const stored = async () => (await table.get(key)) as unknown as Message
  expect(await stored()).toMatchObject({ status: 'due', attempt: 0 })
  const leave = async () =>
    unsubscribe(
      { use: 'leave', shop: 'acme', customer, campaign: 'welcome', issuedAt: 0 },
      await shop.load(customer),
      table,
      NOON,
    )
  return { shop, customer, key, stored, leave }
}

let claims = 0
export const portsOf = (
  shop: DecidedShop,
  mailer: Mailer,
  changes: Partial<SendPorts> = {},
): SendPorts => ({
  ...shop.ports,
  newClaimId: () => `claim-${++claims}`,
  writeMail: async (recipient, message) =>
    ({
      messageId: `${recipient.key}/${message.step}`,
      to: recipient.profile?.email,
    }) as OutgoingMail,
  mailer,
  onUnwritable: () => {},
  ...changes,
})
