/** A request to the pages with what answers it, and the answers that every room gives. */
import type { Settings } from '../domain/policy.ts'
import type { Instant } from '../domain/time.ts'
import type { Voice } from '../language/voice.ts'
import type { ConsoleReads, ShopSummary } from './console-reads.ts'
import {
  type ConsoleAnswer,
  type ConsolePage,
  type ConsoleRequest,
  consolePageAnswer,
  notice,
} from './page.ts'

export type ConsolePorts = {
  readonly reads: ConsoleReads
  readonly now: () => Instant
  readonly settings: (shop: string) => Promise<Settings | undefined>
  /** The keyed hash by which the rows know an address. */
  readonly addressHash: (email: string) => string
}

/** A request with all that answering it needs. */
export type PageRequest = {
  readonly request: ConsoleRequest
  readonly ports: ConsolePorts
  readonly now: Instant
  readonly shops: readonly ShopSummary[]
  /** Speaks in the language of the request and the clock of a shop. */
  readonly voiceIn: (zone: string | undefined) => Voice
}

/** A shop as a page shows it. */
export type ShopToShow = { readonly shop: ShopSummary; readonly settings: Settings }

/** Undefined if there is no such shop. */
export async function shopToShow(
  { ports, shops }: PageRequest,
  id: string,
): Promise<ShopToShow | undefined> {
  const shop = shops.find((one) => one.id === id)
  const settings = shop && (await ports.settings(id))
  return shop && settings && { shop, settings }
}

export const showPage = (
  { request, shops }: PageRequest,
  voice: Voice,
  page: ConsolePage,
): ConsoleAnswer => consolePageAnswer(page, request, shops, voice)

export function notFound(
  asked: PageRequest,
  what: 'page' | 'customer' | 'message' | 'shop',
  shop?: string,
): ConsoleAnswer {
  const voice = asked.voiceIn(undefined)
  const { title, ...texts } = voice.words.notFound
  const text = { ...texts, shop: voice.words.noShop.id }[what]
  return showPage(asked, voice, {
    status: 404,
    title,
    ...(shop !== undefined && { shop }),
    main: notice(title, text, voice),
  })
}

export function badRequest(asked: PageRequest): ConsoleAnswer {
  const voice = asked.voiceIn(undefined)
  const { title, text } = voice.words.badRequest
  return showPage(asked, voice, { status: 400, title, main: notice(title, text, voice) })
}

export function onlyReading(asked: PageRequest): ConsoleAnswer {
  const voice = asked.voiceIn(undefined)
  const { title, text } = voice.words.onlyReading
  const answer = showPage(asked, voice, { status: 405, title, main: notice(title, text, voice) })
  return { ...answer, headers: { ...answer.headers, allow: 'GET, HEAD' } }
}
