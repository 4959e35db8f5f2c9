/** A request to the pages with what answers it, and the answers that every room gives. */
import type { Settings } from '../domain/policy.ts'
import type { Instant } from '../domain/time.ts'
import type { Voice } from '../language/voice.ts'
import type { ConsoleReads, ShopSummary } from './console-reads.ts'
import { type ConsoleAnswer, type ConsoleRequest, notice, type Page, pageAnswer } from './page.ts'

export type ConsolePorts = {
  readonly reads: ConsoleReads
  readonly now: () => Instant
  readonly settings: (shop: string) => Promise<Settings | undefined>
}

/** A request with all that answering it needs. */
export type Asked = {
  readonly request: ConsoleRequest
  readonly ports: ConsolePorts
  readonly now: Instant
  /** Speaks in the language of the request and the clock of a shop. */
  readonly voiceIn: (zone: string | undefined) => Voice
}

export const shopSummary = async ({ ports }: Asked, id: string): Promise<ShopSummary | undefined> =>
  (await ports.reads.shops()).find((shop) => shop.id === id)

export const shown = ({ request }: Asked, voice: Voice, page: Page): ConsoleAnswer =>
  pageAnswer(page, request, voice)

export function notFound(
  asked: Asked,
  what: 'page' | 'customer' | 'message' | 'shop',
  shop?: string,
): ConsoleAnswer {
  const voice = asked.voiceIn(undefined)
  const { title, ...texts } = voice.words.notFound
  const text = { ...texts, shop: voice.words.noShop.id }[what]
  return shown(asked, voice, {
    status: 404,
    title,
    ...(shop !== undefined && { shop }),
    main: notice(title, text, voice),
  })
}

export function badRequest(asked: Asked): ConsoleAnswer {
  const voice = asked.voiceIn(undefined)
  const { title, text } = voice.words.badRequest
  return shown(asked, voice, { status: 400, title, main: notice(title, text, voice) })
}

export function onlyReading(asked: Asked): ConsoleAnswer {
  const voice = asked.voiceIn(undefined)
  const { title, text } = voice.words.onlyReading
  const answer = shown(asked, voice, { status: 405, title, main: notice(title, text, voice) })
  return { ...answer, headers: { ...answer.headers, allow: 'GET, HEAD' } }
}
