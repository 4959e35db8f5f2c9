/**
 * GET asks, POST unsubscribes: by the page's button, or by the mailbox provider's one click
 * (RFC 8058), which carries no cookie, follows no redirect and logs in nowhere.
 */
import middy from '@middy/core'
import type { Instant } from '../domain/time.ts'
import type { HttpAnswer } from '../http/problem.ts'
import type { HttpEvent, HttpHandler } from '../http/requests.ts'
import { loadCustomer } from '../store/customers.ts'
import { customerKey } from '../store/keys.ts'
import type { TokenPayload } from '../store/secret.ts'
import type { Table } from '../store/table.ts'
import { unsubscribe } from './unsubscribe.ts'
import {
  askPage,
  donePage,
  invalidPage,
  languageOf,
  type PageLanguage,
} from './unsubscribe-page.ts'

export type UnsubscribePorts = {
  readonly table: Table
  readonly openToken: (token: string, now: Instant) => TokenPayload | undefined
  readonly now: () => Instant
}

export const makeAskToUnsubscribe = (ports: UnsubscribePorts): HttpHandler =>
  pageHandler(async (event) => {
    const payload = tokenOf(event, ports)
    const language = await languageFor(payload, event, ports)
    return payload ? answer(200, askPage(language)) : answer(404, invalidPage(language))
  })

export const makeUnsubscribe = (ports: UnsubscribePorts): HttpHandler =>
  pageHandler(async (event) => {
    const payload = tokenOf(event, ports)
    const language = await languageFor(payload, event, ports)
    if (!payload) return answer(404, invalidPage(language))
    await unsubscribe(payload, ports.table, ports.now())
    return answer(200, donePage(language))
  })

/** The language that the customer is written to in, where it is known; else the browser's. */
async function languageFor(
  payload: TokenPayload | undefined,
  { headers }: HttpEvent,
  { table }: UnsubscribePorts,
): Promise<PageLanguage> {
  const key = payload && customerKey(payload.shop, payload.customer)
  const locale = key && (await loadCustomer(table, key)).facts.profile?.locale
  return languageOf(locale ?? headers['accept-language'])
}

function pageHandler(handle: (event: HttpEvent) => Promise<HttpAnswer>): HttpHandler {
  const handler = middy<HttpEvent, HttpAnswer>().handler(handle)
  return (event) => handler(event, {} as never)
}

const tokenOf = (
  event: HttpEvent,
  { openToken, now }: UnsubscribePorts,
): TokenPayload | undefined => openToken(event.pathParameters?.token ?? '', now())

const answer = (statusCode: number, body: string): HttpAnswer => ({
  statusCode,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  },
  body,
})
