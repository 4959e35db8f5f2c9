/**
 * Fetches a feed from its address.
 *
 * 1. HTTPS only, and only from addresses of the public internet: a host's name is resolved first, and
 *    none of its addresses may lead into a network of one's own.
 * 2. The connection goes to an address that was checked; the name is not resolved a second time.
 * 3. The same holds of every address that a server redirects to.
 * 4. Time and size are bounded, packed and unpacked.
 * 5. A user and a password are sent to the host that they were given for, and to no other. No fault
 *    names any part of the address.
 */
import { lookup } from 'node:dns/promises'
import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from '../../http/public-address.ts'
import { type ByteLimits, boundedBytes, within } from './bounded-bytes.ts'
import { hostOf } from './feed-address.ts'
import { FetchFault } from './fetch-fault.ts'

/** The internet, as a feed is fetched from it. */
export type FeedNetwork = {
  /** All addresses of a host's name. */
  readonly resolve: (host: string) => Promise<readonly string[]>
  readonly isAllowed: (address: string) => boolean
  /** Trusted instead of the usual authorities, in PEM. */
  readonly ca?: string
}

export const PUBLIC_INTERNET: FeedNetwork = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  isAllowed: isPublicAddress,
}

/** What a server said of the version that it sent: whether there is a newer one is asked by it. */
export type FeedVersion = {
  readonly etag?: string
  readonly lastModified?: string
}

export type FetchLimits = {
  readonly mostBytes: number
  readonly idleMs: number
  readonly wholeMs: number
}

export const FETCH_LIMITS: FetchLimits = {
  mostBytes: 512 * 1024 * 1024,
  idleMs: 60_000,
  wholeMs: 10 * 60_000,
}

export type FetchedFeed =
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'feed'
      /** To be read to the end, or returned; throws FetchFault. */
      readonly bytes: AsyncGenerator<Uint8Array>
      readonly version: FeedVersion
    }

const MOST_REDIRECTS = 5
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308]

/**
 * @param known the version that is known; left out, the feed is fetched whatever it is
 * @throws FetchFault
 * @example await fetchFeed(new URL('https://shop.example/feed.xml'), undefined, FETCH_LIMITS, PUBLIC_INTERNET)
 */
export async function fetchFeed(
  address: URL,
  known: FeedVersion | undefined,
  limits: FetchLimits,
  network: FeedNetwork,
): Promise<FetchedFeed> {
  const bounds = { ...limits, until: performance.now() + limits.wholeMs }
  let url = address
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const headers = headersOf(address, url, known)
    const answer = await answerOf(url, headers, bounds, network)
    const { statusCode = 0, headers: answered } = answer
    if (REDIRECTS.includes(statusCode) && answered.location !== undefined) {
      answer.destroy()
      const next = URL.parse(answered.location, url.href)
      if (!next) throw new FetchFault('redirects')
      url = next
      continue
    }
    if (statusCode === 200)
      return {
        kind: 'feed',
        bytes: boundedBytes(answer, answered['content-encoding'] ?? '', bounds),
        version: versionOf(answered),
      }
    answer.destroy()
    if (statusCode === 304 && known) return { kind: 'unchanged' }
    throw new FetchFault(whyOf(statusCode), `HTTP ${statusCode}`)
  }
  throw new FetchFault('redirects')
}

function whyOf(status: number): FetchFault['why'] {
  if (status === 401 || status === 403 || status === 407) return 'log-in'
  if (status === 404 || status === 410) return 'not-found'
  return status === 408 || status === 429 || status >= 500 ? 'server-fault' : 'refused'
}

const MOST_OF_A_VERSION = 500

/** A text that is longer than any server's is not kept. */
function versionOf({
  etag,
  'last-modified': lastModified,
}: IncomingMessage['headers']): FeedVersion {
  const isKept = (text: string | undefined): text is string =>
    text !== undefined && text.length <= MOST_OF_A_VERSION
  return {
    ...(isKept(etag) && { etag }),
    ...(isKept(lastModified) && { lastModified }),
  }
}

type Headers = Readonly<Record<string, string>>

function headersOf(
  { origin, username, password }: URL,
  url: URL,
  known: FeedVersion | undefined,
): Headers {
  const isGiven = username !== '' || password !== ''
  return {
    'user-agent': 'Rekindle',
    accept: '*/*',
    'accept-encoding': 'gzip, br',
    ...(known?.etag !== undefined && { 'if-none-match': known.etag }),
    ...(known?.lastModified !== undefined && { 'if-modified-since': known.lastModified }),
    ...(isGiven && url.origin === origin && { authorization: basic(username, password) }),
  }
}

/** RFC 7617. */
const basic = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${plain(username)}:${plain(password)}`).toString('base64')}`

function plain(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}

type Bounds = ByteLimits & FetchLimits

async function answerOf(
  url: URL,
  headers: Headers,
  { idleMs, until }: Bounds,
  network: FeedNetwork,
): Promise<IncomingMessage> {
  if (url.protocol !== 'https:') throw new FetchFault('not-https')
  const left = until - performance.now()
  const limitMs = Math.min(left, idleMs)
  const fault = new FetchFault(left < idleMs ? 'too-long' : 'slow')
  const host = hostOf(url)
  const addresses = await within(addressesOf(host, network), limitMs, fault)
  const asked = request({
    method: 'GET',
    host,
    port: url.port === '' ? 443 : Number(url.port),
    path: `${url.pathname}${url.search}`,
    headers,
    // Of its own: it keeps no connection, and follows no proxy, which would resolve the name again.
    agent: new Agent(),
    lookup: answering(addresses),
    ...(isIP(host) === 0 && { servername: host }),
    ...(network.ca !== undefined && { ca: network.ca }),
  })
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve)
    asked.on('error', (error) => reject(faultOf(error)))
    asked.end()
  })
  try {
    return await within(answered, limitMs, fault)
  } catch (error) {
    asked.destroy()
    throw error
  }
}

/** @throws FetchFault where one of them is not public: a name with several may be a trap */
async function addressesOf(host: string, network: FeedNetwork): Promise<readonly string[]> {
  const addresses =
    isIP(host) > 0
      ? [host]
      : await network.resolve(host).catch(() => {
          throw new FetchFault('no-such-host')
        })
  if (addresses.length === 0) throw new FetchFault('no-such-host')
  if (!addresses.every(network.isAllowed)) throw new FetchFault('not-public')
  return addresses
}

/** Answers every question with what was checked. */
const answering =
  (addresses: readonly string[]): LookupFunction =>
  (_host, { all }, answer) => {
    const found = addresses.map((address) => ({ address, family: isIP(address) }))
    const [first = { address: '', family: 0 }] = found
    if (all) answer(null, found)
    else answer(null, first.address, first.family)
  }

const CERTIFICATE = /CERT|SIGNATURE|^ERR_TLS|ISSUER/

function faultOf(error: Error): FetchFault {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return CERTIFICATE.test(code)
    ? new FetchFault('certificate', code)
    : new FetchFault('unreachable', code)
}
