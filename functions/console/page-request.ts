/** A request to the pages with what answers it, and the answers that every room gives. */
import type { Settings } from '../domain/policy.ts'
import type { Instant } from '../domain/time.ts'
import type { Voice } from '../language/voice.ts'
import type { AddressKeys } from '../store/secret.ts'
import type { ConsoleReads, ShopSummary } from './console-reads.ts'
import type { FeedState } from './feed-notice.ts'
import {
  type ConsoleAnswer,
  type ConsolePage,
  type ConsoleRequest,
  consolePageAnswer,
  notice,
} from './page.ts'
import type { SystemState } from './system-section.ts'

export type ConsolePorts = {
  readonly reads: ConsoleReads
  readonly now: () => Instant
  readonly settings: (shop: string) => Promise<Settings | undefined>
  /** The keyed hash by which the rows know an address. */
  readonly addressHash: (email: string) => string
  /** The same under every key, the current one first; omitted where there is only one. */
  readonly addressKeys?: () => Pick<AddressKeys, 'hashes'>
  /** How the server is; absent where no server stands behind the pages. */
  readonly system?: () => Promise<SystemState>
  /** A `data:` address to show in place of a picture's own, which leads nowhere; absent elsewhere. */
  readonly drawingAt?: (address: string) => string | undefined
  /** A shop's feeds by address; absent where no server reads them. */
  readonly feeds?: (shop: string) => Promise<readonly FeedState[]>
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

/** A shop as a page shows it, in the language of the request and by the clock of the shop. */
export type ShopToShow = {
  readonly shop: ShopSummary
  readonly settings: Settings
  readonly voice: Voice
}

/** Undefined if there is no such shop. */
export async function shopToShow(
  { ports, shops, voiceIn }: PageRequest,
  id: string,
): Promise<ShopToShow | undefined> {
  const shop = shops.find((one) => one.id === id)
  const settings = shop && (await ports.settings(id))
  return shop && settings && { shop, settings, voice: voiceIn(settings.shop.zone) }
}

/**
 * Answers with a page of a shop, or that there is no such shop.
 *
 * @example inShop(asked, 'acme', async ({ voice }) => showPage(asked, voice, page))
 */
export async function inShop(
  asked: PageRequest,
  id: string,
  answer: (shown: ShopToShow) => Promise<ConsoleAnswer>,
): Promise<ConsoleAnswer> {
  const shown = await shopToShow(asked, id)
  return shown ? answer(shown) : notFound(asked, 'shop')
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

/** @param allow the methods that the page has */
export function onlyReading(asked: PageRequest, allow: string): ConsoleAnswer {
  const voice = asked.voiceIn(undefined)
  const { title, text } = voice.words.onlyReading
  const answer = showPage(asked, voice, { status: 405, title, main: notice(title, text, voice) })
  return { ...answer, headers: { ...answer.headers, allow } }
}
