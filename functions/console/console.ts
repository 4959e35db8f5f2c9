/**
 * The marketers' pages: what is sent, to whom, and why. They are read-only; the server
 * decides who may see them.
 */
import { LIFECYCLE_CLASSES, type LifecycleClass } from '../domain/lifecycle-class.ts'
import { source } from '../http/html.ts'
import { waitsForDomain } from '../insight/explain/blockers.ts'
import { chooseLanguage } from '../language/languages.ts'
import { aboutCustomer, voiceFor } from '../language/voice.ts'
import { assetAt } from './assets.ts'
import { customerPage } from './customer-page.ts'
import { customersPage } from './customers-page.ts'
import { mailAnswer, messageAnswer } from './messages-room.ts'
import { type Overview, overviewFragment, overviewPage } from './overview-page.ts'
import { type ConsoleAnswer, type ConsoleRequest, fileAnswer, htmlAnswer } from './page.ts'
import {
  badRequest,
  type ConsolePorts,
  notFound,
  onlyReading,
  type PageRequest,
  shopSummary,
  showPage,
} from './page-request.ts'
import { pathParts } from './paths.ts'

export type Console = (request: ConsoleRequest) => Promise<ConsoleAnswer>

const MAILS_A_PAGE = 25
const CUSTOMERS_A_PAGE = 50
const LONGEST_ID = 128
const YEAR_SECONDS = 31_536_000

/** @throws if the store fails; the server answers for that */
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

async function answerTo(asked: PageRequest): Promise<ConsoleAnswer> {
  const { request } = asked
  if (request.method !== 'GET' && request.method !== 'HEAD') return onlyReading(asked)
  const asset = assetAt(request.path)
  if (asset)
    return fileAnswer(asset.body, asset.type, {
      'cache-control': `public, max-age=${YEAR_SECONDS}, immutable`,
    })
  const parts = pathParts(request.path)
  if (!parts) return badRequest(asked)
  const [room, first = '', second, third, ...more] = parts
  if (parts.length === 1 && room === '') return overview(asked, 'page')
  if (parts.length === 2 && room === 'fragments' && first === 'overview')
    return overview(asked, 'fragment')
  if (room === 'inbox' && first !== '' && third === undefined)
    return mailAnswer(asked, first, second)
  if (room === 'shops' && second === 'customers') {
    const [messages, name, ...rest] = more
    if (third === undefined) return customers(asked, first)
    if (messages === undefined) return customer(asked, first, third)
    if (messages === 'messages' && name !== undefined && rest.length === 0)
      return messageAnswer(asked, first, third, name)
  }
  return notFound(asked, 'page')
}

async function overview(asked: PageRequest, part: 'page' | 'fragment'): Promise<ConsoleAnswer> {
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
        if (!settings) return []
        return [{ shop, settings, counts, waitsForDomain: waitsForDomain(settings, asked.now) }]
      }),
    )
  ).flat()
  const [only, another] = shops
  const voice = asked.voiceIn(only?.settings.shop.zone)
  const toShow: Overview = { shops, inbox, now: asked.now, isNewest: before === undefined }
  if (part === 'fragment') return htmlAnswer(source(overviewFragment(toShow, voice)))
  return showPage(asked, voice, {
    title: voice.words.overview,
    current: 'overview',
    ...(only && !another && { shop: only.shop.id }),
    main: overviewPage(toShow, voice),
  })
}

async function customers(asked: PageRequest, shop: string): Promise<ConsoleAnswer> {
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
  return showPage(asked, voice, {
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

async function customer(asked: PageRequest, shopId: string, id: string): Promise<ConsoleAnswer> {
  const { request, ports, now } = asked
  const [settings, shop] = await Promise.all([ports.settings(shopId), shopSummary(asked, shopId)])
  if (!settings || !shop) return notFound(asked, 'shop')
  const record = await ports.reads.customer(shopId, id)
  if (!record) return notFound(asked, 'customer', shopId)
  const voice = asked.voiceIn(settings.shop.zone)
  const all = request.query.get('history') === 'all'
  return showPage(asked, voice, {
    title: record.facts.profile?.name || id,
    shop: shopId,
    current: 'customers',
    main: customerPage(
      { customer: record, shop, settings, all },
      aboutCustomer(voice, record.facts.profile, now),
      now,
    ),
  })
}
