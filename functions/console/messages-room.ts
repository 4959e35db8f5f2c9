/** Answers for messages and their mails. */
import { mailIdOf, messageName, parseMessageName } from '../domain/message-ref.ts'
import { decidedAt, messagesOf } from '../insight/explain/blockers.ts'
import { aboutCustomer } from '../language/voice.ts'
import { customerKey } from '../store/keys.ts'
import { type MessageToShow, messagePage, messageTitle } from './message-page.ts'
import { elsewhere, fileAnswer, mailFrameAnswer } from './page.ts'
import { badRequest, notFound, type PageRequest, shopSummary, showPage } from './page-request.ts'
import { MAIL_VIEWS, messagePath } from './paths.ts'
import { readMail } from './read-mail.ts'

/** A mail by its id: its parts, or on to the page of its message. */
export async function mailAnswer(asked: PageRequest, messageId: string, part: string | undefined) {
  const stored = await asked.ports.reads.mail(messageId)
  if (!stored) return notFound(asked, 'page')
  if (part === 'eml')
    return fileAnswer(stored.source, 'message/rfc822', {
      'content-disposition': 'attachment; filename="mail.eml"',
    })
  if (part === 'html') return mailFrameAnswer((await readMail(stored.source)).html ?? '')
  if (part !== undefined) return notFound(asked, 'page')
  const view = viewAsked(asked)
  if (!view) return badRequest(asked)
  return elsewhere(messagePath(stored.shop, stored.customer, stored.message, view))
}

const viewAsked = ({ request }: PageRequest) =>
  MAIL_VIEWS.find((one) => one === (request.query.get('view') ?? 'html'))

/** @param name as in `campaign#n#step` */
export async function messageAnswer(
  asked: PageRequest,
  shopId: string,
  customerId: string,
  name: string,
) {
  const { ports, now } = asked
  const view = viewAsked(asked)
  const identity = parseMessageName(name)
  if (!view || !identity) return badRequest(asked)
  const key = customerKey(shopId, customerId)
  const [settings, shop, record, stored] = await Promise.all([
    ports.settings(shopId),
    shopSummary(asked, shopId),
    ports.reads.customer(shopId, customerId),
    ports.reads.mail(mailIdOf(key, identity)),
  ])
  const decided = record && settings && decidedAt(record.facts, settings, now)
  const row = decided && messagesOf(decided).find((one) => messageName(one) === name)
  if (!stored && !row) return notFound(asked, settings ? 'message' : 'shop', settings && shopId)
  const voice = aboutCustomer(asked.voiceIn(settings?.shop.zone), record?.facts.profile, now)
  const toShow: MessageToShow = {
    shop,
    customer: customerId,
    identity,
    known: row && decided && { message: row, decided },
    mail: stored && { stored, read: await readMail(stored.source), view },
  }
  return showPage(asked, voice, {
    title: messageTitle(toShow, voice),
    ...(settings && { shop: shopId }),
    main: messagePage(toShow, voice),
  })
}
