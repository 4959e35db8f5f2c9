/**
 * The marketers' pages: what is sent, to whom, and why. They only show; whoever serves them
 * decides who may see them.
 */
import { LIFECYCLE_CLASSES, type LifecycleClass } from '../domain/lifecycle.ts'
import type { Settings } from '../domain/policy.ts'
import type { Instant } from '../domain/time.ts'
import { assetAt } from './assets.ts'
import type { ConsoleReads, ShopSummary } from './console-reads.ts'
import { customerPage } from './customer-page.ts'
import { customersPage } from './customers-page.ts'
import { source } from './html.ts'
import { chooseLanguage } from './languages.ts'
import { mailPage } from './mail-page.ts'
import { type Overview, overviewFragment, overviewPage } from './overview-page.ts'
import {
  type ConsoleAnswer,
  type ConsoleRequest,
  fileAnswer,
  htmlAnswer,
  mailFrameAnswer,
  notice,
  type Page,
  pageAnswer,
} from './page.ts'
import { MAIL_VIEWS, partsOf } from './paths.ts'
import { readMail } from './read-mail.ts'
import { type Voice, voiceFor } from './voice.ts'

export type ConsolePorts = {
  readonly reads: ConsoleReads
  readonly now: () => Instant
  readonly settings: (shop: string) => Promise<Settings | undefined>
}

export type Console = (request: ConsoleRequest) => Promise<ConsoleAnswer>

const MAILS_A_PAGE = 25
const CUSTOMERS_A_PAGE = 50
const LONGEST_ID = 128
const YEAR_SECONDS = 31_536_000

/** A request with all that answering it needs. */
type Asked = {
  readonly request: ConsoleRequest
  readonly ports: ConsolePorts
  readonly now: Instant
  /** Speaks in the language of the request and the clock of a shop. */
  readonly voiceIn: (zone: string | undefined) => Voice
}

/** @throws if the store fails; whoever serves the pages answers for that */
export function makeConsole(ports: ConsolePorts): Console {
  return async (request) => {
    const { language, cookie } = chooseLanguage(request.query, request.headers)
    const now = ports.now()
    const voiceIn = (zone = 'UTC') => voiceFor(language, zone, now)
    const answer = await answerTo({ request, ports, now, voiceIn })
    return {
      ...answer,
      headers: { ...answer.headers, ...(cookie !== undefined && { 'set-cookie': cookie }) },
      body: request.method === 'HEAD' ? '' : answer.body,
    }
  }
}

async function answerTo(asked: Asked): Promise<ConsoleAnswer> {
  const { request } = asked
  if (request.method !== 'GET' && request.method !== 'HEAD') return onlyReading(asked)
  const asset = assetAt(request.path)
  if (asset)
    return fileAnswer(asset.body, asset.type, {
      'cache-control': `public, max-age=${YEAR_SECONDS}, immutable`,
    })
  const parts = partsOf(request.path)
  if (!parts) return badRequest(asked)
  const [room, first = '', second, third, ...more] = parts
  if (parts.length === 1 && room === '') return overview(asked, 'page')
  if (parts.length === 2 && room === 'fragments' && first === 'overview')
    return overview(asked, 'fragment')
  if (room === 'inbox' && first !== '' && third === undefined) return mail(asked, first, second)
  if (room === 'shops' && second === 'customers' && more.length === 0)
    return third === undefined ? customers(asked, first) : customer(asked, first, third)
  return notFound(asked, 'page')
}

async function overview(asked: Asked, part: 'page' | 'fragment'): Promise<ConsoleAnswer> {
  const { request, ports } = asked
  const before = request.query.get('before') ?? undefined
  const [summaries, inbox] = await Promise.all([
    ports.reads.shops(),
    ports.reads.inbox({ ...(before !== undefined && { before }), limit: MAILS_A_PAGE }),
  ])
  const shops = (
    await Promise.all(
      summaries.map(async (shop) => {
        const [settings, counts] = await Promise.all([
          ports.settings(shop.id),
          ports.reads.countsByClass(shop.id),
        ])
        return settings ? [{ shop, settings, counts }] : []
      }),
    )
  ).flat()
  const [only, another] = shops
  const voice = asked.voiceIn(only?.settings.shop.zone)
  const toShow: Overview = { shops, inbox, isNewest: before === undefined }
  if (part === 'fragment') return htmlAnswer(source(overviewFragment(toShow, voice)))
  return shown(asked, voice, {
    title: voice.words.overview,
    current: 'overview',
    ...(only && !another && { shop: only.shop.id }),
    main: overviewPage(toShow, voice),
  })
}

async function mail(asked: Asked, messageId: string, part: string | undefined) {
  const { request, ports, now } = asked
  const stored = await ports.reads.mail(messageId)
  if (!stored) return notFound(asked, 'page')
  if (part === 'eml')
    return fileAnswer(stored.source, 'message/rfc822', {
      'content-disposition': 'attachment; filename="mail.eml"',
    })
  const read = await readMail(stored.source)
  if (part === 'html') return mailFrameAnswer(read.html ?? '')
  if (part !== undefined) return notFound(asked, 'page')
  const view = MAIL_VIEWS.find((one) => one === (request.query.get('view') ?? 'html'))
  if (!view) return badRequest(asked)
  const [settings, record, shop] = await Promise.all([
    ports.settings(stored.shop),
    ports.reads.customer(stored.shop, stored.customer),
    shopSummary(asked, stored.shop),
  ])
  const known = settings && record && { settings, customer: record }
  const voice = asked.voiceIn(settings?.shop.zone)
  return shown(asked, voice, {
    title: stored.subject,
    ...(settings && { shop: stored.shop }),
    main: mailPage({ mail: stored, read, view, shop, known }, voice, now),
  })
}

async function customers(asked: Asked, shop: string): Promise<ConsoleAnswer> {
  const { request, ports } = asked
  const settings = await ports.settings(shop)
  if (!settings) return notFound(asked, 'shop')
  const wanted = customersWanted(request.query)
  if (!wanted) return badRequest(asked)
  const { id, ...rest } = wanted
  const [counts, page] = await Promise.all([
    ports.reads.countsByClass(shop),
    ports.reads.customers(shop, {
      ...rest,
      ...(id !== undefined && { idPrefix: id }),
      limit: CUSTOMERS_A_PAGE,
    }),
  ])
  const voice = asked.voiceIn(settings.shop.zone)
  return shown(asked, voice, {
    title: voice.words.list.title(settings.shop.name),
    shop,
    current: 'customers',
    main: customersPage({ settings, counts, page, wanted }, voice),
  })
}

/** Undefined where something is asked for that there cannot be. */
function customersWanted(query: URLSearchParams) {
  const [asked, id, after] = ['class', 'id', 'after'].map((name) => query.get(name) || undefined)
  const found = LIFECYCLE_CLASSES.find((one): one is LifecycleClass => one === asked)
  const isId = (text = '') => text.isWellFormed() && text.length <= LONGEST_ID
  if ((asked !== undefined && !found) || !isId(id) || !isId(after)) return undefined
  return {
    ...(found && { class: found }),
    ...(id !== undefined && { id }),
    ...(after !== undefined && { after }),
  }
}

async function customer(asked: Asked, shopId: string, id: string): Promise<ConsoleAnswer> {
  const { request, ports, now } = asked
  const [settings, shop] = await Promise.all([ports.settings(shopId), shopSummary(asked, shopId)])
  if (!settings || !shop) return notFound(asked, 'shop')
  const record = await ports.reads.customer(shopId, id)
  if (!record) return notFound(asked, 'customer', shopId)
  const voice = asked.voiceIn(settings.shop.zone)
  const all = request.query.get('history') === 'all'
  return shown(asked, voice, {
    title: record.facts.profile?.name || id,
    shop: shopId,
    current: 'customers',
    main: customerPage({ customer: record, shop, settings, all }, voice, now),
  })
}

const shopSummary = async ({ ports }: Asked, id: string): Promise<ShopSummary | undefined> =>
  (await ports.reads.shops()).find((shop) => shop.id === id)

const shown = ({ request }: Asked, voice: Voice, page: Page): ConsoleAnswer =>
  pageAnswer(page, request, voice)

function notFound(asked: Asked, what: 'page' | 'customer' | 'shop', shop?: string): ConsoleAnswer {
  const voice = asked.voiceIn(undefined)
  const { title, page, customer: ofCustomer } = voice.words.notFound
  const text = { page, customer: ofCustomer, shop: voice.words.noShop.id }[what]
  return shown(asked, voice, {
    status: 404,
    title,
    ...(shop !== undefined && { shop }),
    main: notice(title, text, voice),
  })
}

function badRequest(asked: Asked): ConsoleAnswer {
  const voice = asked.voiceIn(undefined)
  const { title, text } = voice.words.badRequest
  return shown(asked, voice, { status: 400, title, main: notice(title, text, voice) })
}

function onlyReading(asked: Asked): ConsoleAnswer {
  const voice = asked.voiceIn(undefined)
  const { title, text } = voice.words.onlyReading
  const answer = shown(asked, voice, { status: 405, title, main: notice(title, text, voice) })
  return { ...answer, headers: { ...answer.headers, allow: 'GET, HEAD' } }
}
