/**
 * The marketers' pages: what is sent, to whom, and why. They change nothing; the server
 * decides who may see them.
 */
import { source } from '../http/html.ts'
import { waitsForDomain } from '../insight/explain/blockers.ts'
import { chooseLanguage } from '../language/languages.ts'
import { voiceFor } from '../language/voice.ts'
import { assetAt } from './assets.ts'
import { campaignAnswer, campaignsAnswer } from './campaigns-room.ts'
import { customerAnswer, customersAnswer, searchAnswer } from './customers-room.ts'
import { DEMO_ROLES, type DemoCustomers, openingOrder } from './demo-section.ts'
import { MESSAGES_A_PAGE } from './messages-page.ts'
import { mailAnswer, messageAnswer, messagesAnswer, renderedFrameAnswer } from './messages-room.ts'
import { modelAnswer } from './model-room.ts'
import { type Overview, overviewFragment, overviewPage, shopsPage } from './overview-page.ts'
import { type ConsoleAnswer, type ConsoleRequest, fileAnswer, htmlAnswer } from './page.ts'
import {
  badRequest,
  type ConsolePorts,
  inShop,
  notFound,
  onlyReading,
  type PageRequest,
  type ShopToShow,
  showPage,
} from './page-request.ts'
import { pathParts } from './paths.ts'
import { productAnswer, productsAnswer } from './products-room.ts'

export type Console = (request: ConsoleRequest) => Promise<ConsoleAnswer>

const YEAR_SECONDS = 31_536_000

/** @throws if the store fails; the server answers for that */
export function makeConsole(ports: ConsolePorts): Console {
  return async (request) => {
    const asset = assetAt(request.path)
    if (asset && isReading(request))
      return answered(
        request,
        fileAnswer(asset.body, asset.type, {
          'cache-control': `public, max-age=${YEAR_SECONDS}, immutable`,
        }),
      )
    const { language, cookie } = chooseLanguage(request.query, request.headers)
    const now = ports.now()
    const voiceIn = (zone = 'UTC') => voiceFor(language, zone, now)
    const shops = await ports.reads.shops()
    const answer = await answerTo({ request, ports, now, shops, voiceIn })
    return answered(request, answer, cookie)
  }
}

const isReading = ({ method }: ConsoleRequest): boolean => method === 'GET' || method === 'HEAD'

const answered = (
  { method }: ConsoleRequest,
  answer: ConsoleAnswer,
  cookie?: string,
): ConsoleAnswer => ({
  ...answer,
  headers: { ...answer.headers, ...(cookie !== undefined && { 'set-cookie': cookie }) },
  body: method === 'HEAD' ? '' : answer.body,
})

async function answerTo(asked: PageRequest): Promise<ConsoleAnswer> {
  const { request } = asked
  const parts = pathParts(request.path)
  if (!parts) return badRequest(asked)
  const [room, first = '', ...rest] = parts
  if (!isReading(request)) {
    const isSearch = room === 'shops' && rest.length === 1 && rest[0] === 'customers'
    if (request.method === 'POST' && isSearch) return searchAnswer(asked, first)
    const allow = isSearch ? 'GET, HEAD, OPTIONS, POST' : 'GET, HEAD, OPTIONS'
    return request.method === 'OPTIONS'
      ? { status: 204, headers: { allow }, body: '' }
      : onlyReading(asked, allow)
  }
  if (parts.length === 1 && room === '') return home(asked)
  if (parts.length === 2 && room === 'fragments' && first === 'overview')
    return overview(asked, request.query.get('shop') ?? '', 'fragment')
  if (room === 'inbox' && first !== '' && rest.length <= 1) return mailAnswer(asked, first, rest[0])
  if (room === 'shops') return shopAnswer(asked, first, rest)
  return notFound(asked, 'page')
}

async function shopAnswer(
  asked: PageRequest,
  shop: string,
  [room, id, inside, name, part, ...more]: readonly string[],
): Promise<ConsoleAnswer> {
  if (room === undefined) return overview(asked, shop, 'page')
  if (id === undefined) {
    if (room === 'messages') return messagesAnswer(asked, shop)
    if (room === 'campaigns') return campaignsAnswer(asked, shop)
    if (room === 'customers') return customersAnswer(asked, shop)
    if (room === 'products') return productsAnswer(asked, shop)
    if (room === 'model') return modelAnswer(asked, shop)
  } else if (inside === undefined) {
    if (room === 'campaigns') return campaignAnswer(asked, shop, id)
    if (room === 'customers') return customerAnswer(asked, shop, id)
    if (room === 'products') return productAnswer(asked, shop, id)
  } else if (room === 'customers' && inside === 'messages' && name !== undefined) {
    if (part === undefined) return messageAnswer(asked, shop, id, name)
    if (part === 'html' && more.length === 0) return renderedFrameAnswer(asked, shop, id, name)
  }
  return notFound(asked, 'page')
}

async function home(asked: PageRequest): Promise<ConsoleAnswer> {
  const { shops, ports } = asked
  const [only, another] = shops
  if (only && !another) return overview(asked, only.id, 'page')
  const voice = asked.voiceIn(undefined)
  const listed = await Promise.all(
    shops.map(async (shop) => ({ shop, counts: (await ports.reads.counts(shop.id)).classes })),
  )
  return showPage(asked, voice, {
    title: only ? voice.words.shopList.title : voice.words.overview,
    current: 'overview',
    main: shopsPage(listed, voice),
  })
}

const overview = (
  asked: PageRequest,
  id: string,
  part: 'page' | 'fragment',
): Promise<ConsoleAnswer> =>
  inShop(asked, id, async (shown) => {
    const { ports, now } = asked
    const { shop, settings, voice } = shown
    const [counts, messages, demoCustomers, system, feeds = []] = await Promise.all([
      ports.reads.counts(id),
      ports.reads.messages(id, { limit: MESSAGES_A_PAGE }),
      demoCustomersOf(asked, shown),
      ports.system?.(),
      ports.feeds?.(id),
    ])
    const toShow: Overview = {
      ...{ shop, settings, demoCustomers, counts: counts.classes },
      messages: shop.cast
        ? { ...messages, messages: openingOrder(messages.messages, settings.shop, voice, now) }
        : messages,
      waitsForDomain: waitsForDomain(settings, now),
      messageCounts: counts.messages,
      ...{ system, feeds, now },
    }
    if (part === 'fragment') return htmlAnswer(source(overviewFragment(toShow, voice)))
    return showPage(asked, voice, {
      title: voice.words.overview,
      current: 'overview',
      shop: id,
      main: overviewPage(toShow, voice),
    })
  })

/** The demonstration's three customers, in the language of the page. */
async function demoCustomersOf(
  { ports }: PageRequest,
  { shop, voice }: ShopToShow,
): Promise<DemoCustomers | undefined> {
  const { cast } = shop
  const own = cast?.[voice.language] ?? Object.values(cast ?? {})[0]
  if (!own) return undefined
  const found = await Promise.all(
    DEMO_ROLES.map(async (role) => {
      const customer = await ports.reads.customer(shop.id, own[role])
      return customer ? [{ role, customer }] : []
    }),
  )
  return found.flat()
}
