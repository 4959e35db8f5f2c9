/** Answers for messages and their mails. */

import { MESSAGE_GROUPS } from '../domain/delivery-history.ts'
import { messageMeant } from '../domain/identity.ts'
import type { Message } from '../domain/message.ts'
import {
  type MessageRef,
  mailedIdOf,
  messageName,
  parseMessageName,
} from '../domain/message-ref.ts'
import { decidedAt, messagesOf } from '../insight/explain/blockers.ts'
import { aboutCustomer, type Voice } from '../language/voice.ts'
import { customerKey } from '../store/keys.ts'
import type { RenderedAgain } from './console-reads.ts'
import type { MailToShow } from './mail-box.ts'
import { type MessageToShow, messagePage, messageTitle } from './message-page.ts'
import { MESSAGES_A_PAGE, messagesPage } from './messages-page.ts'
import { type ConsoleAnswer, elsewhere, fileAnswer, mailFrameAnswer, pageNumber } from './page.ts'
import {
  badRequest,
  inShop,
  notFound,
  type PageRequest,
  shopToShow,
  showPage,
} from './page-request.ts'
import { MAIL_VIEWS, type MailView, messagePath } from './paths.ts'
import { readMail } from './read-mail.ts'

/** A mail by its id: its parts, or on to the page of its message. */
export async function mailAnswer(asked: PageRequest, messageId: string, part: string | undefined) {
  const stored = await asked.ports.reads.mail(messageId)
  if (!stored) return notFound(asked, 'page')
  if (part === 'eml')
    return fileAnswer(stored.source, 'message/rfc822', {
      'content-disposition': 'attachment; filename="mail.eml"',
    })
  if (part === 'html') return frameOf(stored.source, asked)
  if (part !== undefined) return notFound(asked, 'page')
  const view = viewAsked(asked)
  if (!view) return badRequest(asked)
  return elsewhere(messagePath(stored.shop, stored.customer, stored.message, view))
}

const viewAsked = ({ request }: PageRequest) =>
  MAIL_VIEWS.find((one) => one === (request.query.get('view') ?? 'html'))

/** The HTML of a mail that was rendered again, for its frame. */
export async function renderedFrameAnswer(
  asked: PageRequest,
  shop: string,
  customer: string,
  name: string,
) {
  const message = parseMessageName(name)
  const again = message && (await asked.ports.reads.renderedAgain(shop, customer, message))
  if (!again) return notFound(asked, 'page')
  return frameOf(again.source, asked)
}

async function frameOf(source: Uint8Array, { ports: { drawingAt } }: PageRequest) {
  const { html = '' } = await readMail(source)
  const shown = html.replace(PICTURE, (address) => drawingAt?.(address) ?? address)
  return mailFrameAnswer(shown)
}

/** As mails have it. */
const PICTURE = /(?<=<img\b[^>]*\ssrc=")https:[^"]*/g

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
  const [found, record] = await Promise.all([
    shopToShow(asked, shopId),
    ports.reads.customer(shopId, customerId),
  ])
  const { shop, settings } = found ?? {}
  if (record && record.facts.customer !== customerId) {
    const moved = messageMeant(customerId, identity, record.facts)
    if (moved) return elsewhere(messagePath(shopId, record.facts.customer, moved, view))
  }
  const decided = record && settings && decidedAt(record.facts, settings, now)
  const row = decided && messagesOf(decided).find((one) => messageName(one) === name)
  const ofShop = found?.voice ?? asked.voiceIn(undefined)
  const voice = aboutCustomer(ofShop, record?.facts.profile, now)
  const mail = await mailOf(
    asked,
    { shop: shopId, customer: customerId, identity: row ?? identity, view },
    voice,
  )
  if (!mail?.kept && !row) return notFound(asked, settings ? 'message' : 'shop', settings && shopId)
  const toShow: MessageToShow = {
    shop,
    customer: customerId,
    identity,
    known: row && decided && { message: row, decided },
    mail,
  }
  return showPage(asked, voice, {
    title: messageTitle(toShow, voice),
    current: 'messages',
    ...(settings && { shop: shopId }),
    main: messagePage(toShow, voice),
  })
}

type MailWanted = {
  readonly shop: string
  readonly customer: string
  readonly identity: MessageRef & Pick<Message, 'mailedAs'>
  readonly view: MailView
}

/** As the inbox holds it, else rendered again. */
async function mailOf(
  { ports: { reads } }: PageRequest,
  { shop, customer, identity: message, view }: MailWanted,
  voice: Voice,
): Promise<MailToShow | undefined> {
  const about = { shop, customer, message, view }
  const kept = await reads.mail(mailedIdOf(customerKey(shop, customer), message))
  if (kept) {
    const { source } = kept
    return { ...about, source, read: await readMail(source), kept }
  }
  const again = await reads.renderedAgain(shop, customer, message)
  if (!again) return undefined
  const { source } = again
  const note = noteOn(again, voice)
  return { ...about, source, read: await readMail(source), kept: undefined, note }
}

function noteOn({ version, publishedAt, sent }: RenderedAgain, { words, formats }: Voice) {
  const { renderedAgain: notes } = words
  const shown = formats.number(version)
  if (sent === 'no') return notes.yetToCome(shown)
  if (sent === 'unclear') return notes.unclear(shown)
  return publishedAt === undefined
    ? notes.ofToday(shown)
    : notes.ofVersion(shown, formats.day(publishedAt))
}

/** The list of a shop's messages. */
export const messagesAnswer = (asked: PageRequest, id: string): Promise<ConsoleAnswer> =>
  inShop(asked, id, async ({ shop, voice }) => {
    const { request, ports } = asked
    const wanted = messagesWanted(request.query)
    if (!wanted) return badRequest(asked)
    const [counts, page] = await Promise.all([
      ports.reads.counts(id),
      ports.reads.messages(id, { ...wanted, limit: MESSAGES_A_PAGE }),
    ])
    const toShow = {
      ...{ shop, counts: counts.messages, page, wanted },
      pageNumber: pageNumber(request.query),
    }
    return showPage(asked, voice, {
      title: voice.words.messageList.title,
      shop: id,
      current: 'messages',
      main: messagesPage(toShow, voice),
    })
  })

const LONGEST_FILTER = 1_000

/** Undefined where something is asked for that there cannot be. */
function messagesWanted(query: URLSearchParams) {
  const [asked, campaign, step, before] = ['group', 'campaign', 'step', 'before'].map(
    (name) => query.get(name) || undefined,
  )
  const group = MESSAGE_GROUPS.find((one) => one === asked)
  const texts = [campaign, step, before].filter((text) => text !== undefined)
  if (asked !== undefined && !group) return undefined
  if (texts.some((text) => !text.isWellFormed() || text.length > LONGEST_FILTER)) return undefined
  return {
    ...(group && { group }),
    ...(campaign !== undefined && { campaign }),
    ...(step !== undefined && { step }),
    ...(before !== undefined && { before }),
  }
}
