/** What only the holder of the shop's key can make or open: address hashes and tokens in links. */
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import * as z from 'zod/mini'
import { type LinkRef, linkPartsOf, parseLinkParts } from '../domain/message-ref.ts'
import { DAY_MS, type Instant } from '../domain/time.ts'

/** What a link may do: leave and choose, or confirm an address; neither serves for the other. */
export const TOKEN_USES = ['leave', 'confirm'] as const
export type TokenUse = (typeof TOKEN_USES)[number]

/** Whom a link in a mail speaks for; `n` and `step` name the message it stood in. */
export type TokenPayload = LinkRef & {
  readonly use: TokenUse
  readonly shop: string
  readonly customer: string
  readonly issuedAt: Instant
  /** What confirms an address says which, by its keyed hash: it may be another by then. */
  readonly addressHash?: string
}

export type Secret = {
  /**
   * The address as a keyed hash, 43 characters of base64url; letter case and surrounding spaces do
   * not matter.
   *
   * @example secret.addressHash(' Li@Example.com') === secret.addressHash('li@example.com') // true
   */
  readonly addressHash: (email: string) => string
  /** @example secret.signToken({ use: 'leave', shop: 'tea', customer: '17', campaign: 'care', issuedAt: 0 }) */
  readonly signToken: (payload: TokenPayload) => string
  /** The signed payload; undefined if a byte or the key differs, or 400 days have passed. */
  readonly openToken: (token: string, now: Instant) => TokenPayload | undefined
}

const KEY_BYTES = 32
/** Longer than any token of ours, so that no request makes us hash a large text. */
const TOKEN_LIMIT = 4_096
/** A mail may be opened a year later; CAN-SPAM asks for 30 days at least. */
const VALID_FOR_MS = 400 * DAY_MS

/**
 * Each purpose has its own label, so that a hash or signature for one is never valid for another.
 */
const ADDRESS_LABEL = 'rekindle/address/1\n'
const TOKEN_LABEL = 'rekindle/token/1\n'

const WireToken = z.tuple([
  z.enum(TOKEN_USES),
  z.string(),
  z.string(),
  z.string(),
  z.nullable(z.number()),
  z.nullable(z.string()),
  z.number(),
  z.nullable(z.string()),
])

const toWire = (payload: TokenPayload): string => {
  const { use, shop, customer, issuedAt, addressHash = null } = payload
  return JSON.stringify([use, shop, customer, ...linkPartsOf(payload), issuedAt, addressHash])
}

function fromWire(wire: string): TokenPayload {
  const [use, shop, customer, campaign, n, step, issuedAt, addressHash] = WireToken.parse(
    JSON.parse(wire),
  )
  return {
    use,
    shop,
    customer,
    ...parseLinkParts([campaign, n, step]),
    issuedAt,
    ...(addressHash === null ? {} : { addressHash }),
  }
}

function sameText(given: string, expected: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}

/**
 * The uses of the shop's key, at least 32 random bytes: HMAC-SHA256 (RFC 2104). The key lasts as
 * long as the shop, since suppression is kept by the hashes it makes.
 *
 * A token is signed, not encrypted: `base64url(payload) + '.' + base64url(HMAC)`. Signatures are
 * compared as text, for base64url can spell the same bytes in several ways.
 *
 * @throws {Error} if the key is shorter than 32 bytes
 * @example makeSecret(key).openToken(token, now)?.customer
 */
export function makeSecret(key: Uint8Array): Secret {
  if (key.length < KEY_BYTES) throw new Error(`A key is at least ${KEY_BYTES} bytes.`)
  const held = createSecretKey(key)
  const sign = (label: string, text: string): string =>
    createHmac('sha256', held).update(label).update(text).digest('base64url')

  return {
    addressHash: (email) => sign(ADDRESS_LABEL, email.trim().toLowerCase()),
    signToken: (payload) => {
      const body = Buffer.from(toWire(payload)).toString('base64url')
      return `${body}.${sign(TOKEN_LABEL, body)}`
    },
    openToken: (token, now) => {
      const dot = token.indexOf('.')
      if (token.length > TOKEN_LIMIT || dot < 0) return undefined
      const body = token.slice(0, dot)
      if (!sameText(token.slice(dot + 1), sign(TOKEN_LABEL, body))) return undefined
      const payload = fromWire(Buffer.from(body, 'base64url').toString())
      return now < payload.issuedAt + VALID_FOR_MS ? payload : undefined
    },
  }
}
