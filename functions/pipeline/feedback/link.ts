/** Opening a link of a mail: the customer of its token, and the words they are answered in. */
import { type CustomerFacts, pausedUntil, unknownCustomer } from '../../domain/customer.ts'
import { zoneOf } from '../../domain/hours.ts'
import { maskedAddress } from '../../domain/masked-address.ts'
import type { Settings } from '../../domain/policy.ts'
import type { Instant } from '../../domain/time.ts'
import type { HttpAnswer } from '../../http/problem.ts'
import type { HttpEvent, HttpHandler } from '../../http/requests.ts'
import { pageWordsFor } from '../../language/languages.ts'
import { UnreadableRowError } from '../../store/codecs/codec.ts'
import { type LoadedCustomer, loadPerson } from '../../store/customers.ts'
import { failureCauseOf } from '../../store/failure.ts'
import { OF_CAUSE } from '../../store/failure-cause.ts'
import { customerKey } from '../../store/keys.ts'
import type { AddressKeys, TokenPayload, TokenUse } from '../../store/secret.ts'
import type { SettingsOf } from '../../store/shops.ts'
import type { Table } from '../../store/table.ts'
import { withAddress } from '../decisions/decide-customer.ts'
import { invalidPage, type PageContext, unavailablePage } from './page.ts'
import { isUnknownCustomer } from './unknown-customer.ts'

export type LinkPorts = {
  readonly table: Table
  readonly openToken: (token: string, now: Instant) => TokenPayload | undefined
  /** The hashes of an address under every key; omitted where there is only one. */
  readonly addressKeys?: () => Pick<AddressKeys, 'hashes'>
  readonly settings: SettingsOf
  readonly now: () => Instant
  /** For the log: why a customer was asked to come back. */
  readonly onUnavailable: (error: unknown) => void
}

/** Someone with a link that opens. */
export type Visit = {
  readonly token: string
  /** From this page to what is next to its own folder, such as `../` to `../preferences/...`. */
  readonly up: string
  readonly payload: TokenPayload
  /** Including the facts about their address, because an opt-out covers all who share it. */
  readonly customer: LoadedCustomer
  /**
   * Absent if the shop does not exist any more, or cannot be read; its customers can still
   * unsubscribe.
   */
  readonly settings: Settings | undefined
  readonly context: PageContext
  /**
   * The link was mailed to the address that the customer has now. Any other link may be in the hands
   * of another person: it can opt out, and shows and grants nothing. Neither does one of an earlier
   * build, which does not state its address.
   */
  readonly isToPresentAddress: boolean
  readonly now: Instant
}

/**
 * A handler for `/.../{token}`. A token that does not open, or was made for another use, is
 * answered with 404 and goes no further; where the store cannot serve, the customer is asked to try
 * again.
 *
 * @param answer what the customer gets to see, and what happens
 * @param onProbe answers the probe of `domain check`; without it, as if the token did not open
 * @example export const makeAsk = (ports) => linkHandler('leave', ports, async (visit) => ...)
 */
export function linkHandler(
  use: TokenUse,
  ports: LinkPorts,
  answer: (visit: Visit, event: HttpEvent) => Promise<HttpAnswer>,
  onProbe?: () => HttpAnswer,
): HttpHandler {
  return async (event) => {
    const words = pageWordsFor(event.headers['accept-language'])
    try {
      const given = event.pathParameters?.token ?? ''
      const token = tokenIn(given)
      const now = ports.now()
      const payload = ports.openToken(token, now)
      if (payload?.use === 'probe' && onProbe) return onProbe()
      if (payload?.use !== use) return invalidPage(words)
      return await answer(
        await visitOf({ token, up: upFrom(given) }, payload, event, ports, now),
        event,
      )
    } catch (error) {
      const cause = failureCauseOf(error)
      if (!cause) throw error
      ports.onUnavailable(error)
      return unavailablePage(words, OF_CAUSE[cause].retryAfterSeconds)
    }
  }
}

/** A token up to its signature, which has 43 characters; what follows is no letter and no digit. */
const AS_SIGNED = /^\/*((?:\d+\.)?[\w-]+\.[\w-]{43})(?![A-Za-z\d])/

/**
 * A link as it was copied out of a sentence or a source: programs that find links in texts take what
 * follows for a part of them, such as the sentence's point, a bracket, `&gt;` or `<br>`.
 *
 * @example tokenIn('eyJ1.Zm9v…>).') // 'eyJ1.Zm9v…'
 */
const tokenIn = (given: string): string => AS_SIGNED.exec(given)?.[1] ?? given

/** A browser takes every slash for one of the path. @example upFrom('eyJ1.Zm9v/') // '../../' */
const upFrom = (given: string): string => '../'.repeat(given.split('/').length)

async function visitOf(
  link: Pick<Visit, 'token' | 'up'>,
  payload: TokenPayload,
  { headers }: HttpEvent,
  { table, settings, addressKeys }: LinkPorts,
  now: Instant,
): Promise<Visit> {
  const key = customerKey(payload.shop, payload.customer)
  const [customer, ofShop] = await Promise.all([
    loadPerson(table, key).then((loaded) => withAddress(table, loaded)),
    settings(payload.shop).catch(withoutUnreadable),
  ])
  const mailed = withHashOfToday(payload, customer, addressKeys)
  const isToPresentAddress =
    mailed.addressHash !== undefined && mailed.addressHash === customer.addressHash
  const shown = isToPresentAddress ? customer.facts : unknownCustomer(payload.shop, '')
  const context = pageContextFor(shown, ofShop?.shop.name, headers['accept-language'])
  return {
    ...{ ...link, customer, settings: ofShop, context, isToPresentAddress, now },
    payload: mailed,
  }
}

/** The address that a mail went to, as its customer is known now: the key may be another by then. */
function withHashOfToday(
  payload: TokenPayload,
  { facts: { profile }, addressHash }: LoadedCustomer,
  addressKeys: LinkPorts['addressKeys'],
): TokenPayload {
  if (payload.addressHash === undefined || payload.addressHash === addressHash) return payload
  const hashes = profile?.email === undefined ? [] : (addressKeys?.().hashes(profile.email) ?? [])
  const isSame = addressHash !== undefined && hashes.includes(payload.addressHash)
  return isSame ? { ...payload, addressHash } : payload
}

/** Settings that cannot be read keep no customer from leaving. */
function withoutUnreadable(error: unknown): undefined {
  if (!(error instanceof UnreadableRowError)) throw error
  return undefined
}

/**
 * Whether the page may show and change what the customer chose.
 *
 * @example mayChoose(visit) // false for a link that was mailed to an earlier address of theirs
 */
export const mayChoose = ({ isToPresentAddress, customer }: Visit): boolean =>
  isToPresentAddress && !isUnknownCustomer(customer)

/**
 * The day on which marketing continues that the customer has paused, in words; undefined if they have
 * not.
 *
 * @example pausedDay(visit) // '1 March 2027'
 */
export function pausedDay(visit: Visit): string | undefined {
  const until = pausedUntil(visit.customer.facts, visit.now)
  return until === undefined ? undefined : inWords(until, visit)
}

/**
 * An instant for the customer, in their zone and the page's language; the day alone unless more is
 * asked for.
 *
 * @example inWords(until, visit) // '1 March 2027'
 */
export function inWords(
  at: Instant,
  { customer, settings, context }: Visit,
  more: Pick<Intl.DateTimeFormatOptions, 'timeStyle'> = {},
): string {
  const timeZone = zoneOf(customer.facts.profile) ?? settings?.shop.zone ?? 'UTC'
  const { lang } = context.words
  // As British readers write it: 1 March 2027 is the same day to every reader of English.
  const locale = lang === 'en' ? 'en-GB' : lang
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone, ...more }).format(at)
}

/**
 * In the language in which the customer is written to, if it is known; otherwise in the browser's.
 */
export function pageContextFor(
  { shop, profile, preferences }: CustomerFacts,
  name: string | undefined,
  acceptLanguage: string | undefined,
): PageContext {
  return {
    words: pageWordsFor(preferences?.locale ?? profile?.locale ?? acceptLanguage),
    shop: name ?? shop,
    ...(profile?.email !== undefined && { address: maskedAddress(profile.email) }),
  }
}
