/** What only the holder of the shop's key can make or open: address hashes and tokens in links. */
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import { type LinkRef, linkPartsOf, parseLinkParts } from '../domain/message-ref.ts'
import { DAY_MS, type Instant } from '../domain/time.ts'
import { type KeyRing, ringOf } from './key-ring.ts'

/**
 * What a link may do: leave and choose, confirm an address, or show that links are answered
 *; none serves for another.
 */
export const TOKEN_USES = ['leave', 'confirm', 'probe'] as const
export type TokenUse = (typeof TOKEN_USES)[number]

/** Whom a link in a mail speaks for; `n` and `step` name the message it stood in. */
export type TokenPayload = LinkRef & {
  readonly use: TokenUse
  readonly shop: string
  readonly customer: string
  readonly issuedAt: Instant
  /**
   * The address that the mail went to, by its keyed hash: the customer's may be another by now, or
   * the customer unknown. Absent in links to leave that were issued by earlier builds.
   */
  readonly addressHash?: string
}

/** How addresses are hashed while there is more than one key for that. */
export type AddressKeys = {
  /** As `Secret.addressHash`. */
  readonly hash: (email: string) => string
  /** The address under every key of the secret, the current one first. */
  readonly hashes: (email: string) => readonly string[]
  /** Whether there are keys that were current before. */
  readonly hasOlder: boolean
  /** The address under those keys, the latest first. */
  readonly olderHashes: (email: string) => readonly string[]
  /** Under key 1, which is never removed: the versions of stored profiles are made with it. */
  readonly firstHash: (email: string) => string
  /** Whether customers may still be known by their hash under an older key. */
  readonly isMoving: boolean
}

export type Secret = {
  /**
   * The address as a keyed hash under the current key, 43 characters of base64url; letter case and
   * surrounding spaces do not matter.
   *
   * @example secret.addressHash(' Li@Example.com') === secret.addressHash('li@example.com') // true
   */
  readonly addressHash: (email: string) => string
  /** The keys as they are now. */
  readonly addressKeys: () => AddressKeys
  /** @example secret.signToken({ use: 'leave', shop: 'tea', customer: '17', campaign: 'care', issuedAt: 0 }) */
  readonly signToken: (payload: TokenPayload) => string
  /** The signed payload; undefined if a byte or the key differs, or 400 days have passed. */
  readonly openToken: (token: string, now: Instant) => TokenPayload | undefined
}

/** Which keys of a ring are in use. */
export type KeyUse = {
  readonly signing: number
  readonly address: number
  /** Signing keys whose tokens are not accepted any more. */
  readonly retired: readonly number[]
  /** Some customers are still known by their hash under an older address key. */
  readonly isMoving: boolean
}

const FIRST_KEYS: KeyUse = { signing: 1, address: 1, retired: [], isMoving: false }

/** Longer than any token of ours, so that no request makes us hash a large text. */
const TOKEN_LIMIT = 4_096
/** A mail may be opened a year later; CAN-SPAM asks for 30 days at least. */
export const TOKEN_VALID_FOR_MS = 400 * DAY_MS

/**
 * Each purpose has its own label, so that a hash or signature for one is never valid for another.
 */
const ADDRESS_LABEL = 'rekindle/address/1\n'
const TOKEN_LABEL = 'rekindle/token/1\n'

const toWire = (payload: TokenPayload): string => {
  const { use, shop, customer, issuedAt, addressHash = null } = payload
  return JSON.stringify([use, shop, customer, ...linkPartsOf(payload), issuedAt, addressHash])
}

/** Undefined for what only a newer version signs. */
function fromWire(wire: string): TokenPayload | undefined {
  const fields: unknown = JSON.parse(wire)
  if (!isWire(fields)) return undefined
  const [use, shop, customer, campaign, n, step, issuedAt, addressHash] = fields
  return {
    use,
    shop,
    customer,
    ...parseLinkParts([campaign, n, step]),
    issuedAt,
    ...(addressHash === null ? {} : { addressHash }),
  }
}

type Wire = readonly [
  use: TokenUse,
  shop: string,
  customer: string,
  campaign: string,
  n: number | null,
  step: string | null,
  issuedAt: Instant,
  addressHash: string | null,
]

/** By hand: every sender signs, and none of them needs a library of schemas for that. */
function isWire(fields: unknown): fields is Wire {
  if (!Array.isArray(fields) || fields.length !== 8) return false
  const [use, shop, customer, campaign, n, step, issuedAt, addressHash] = fields
  return (
    TOKEN_USES.includes(use) &&
    [shop, customer, campaign].every((field) => typeof field === 'string') &&
    [n, issuedAt].every((field, i) => typeof field === 'number' || (i === 0 && field === null)) &&
    [step, addressHash].every((field) => field === null || typeof field === 'string')
  )
}

function sameText(given: string, expected: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}

/** `<number>.` in front of a token; a token of key 1 has none. */
const TOKEN = /^(?:([2-9]|[1-9]\d{1,3})\.)?([\w-]+)\.([\w-]+)$/

/**
 * The uses of the shop's keys, each at least 32 random bytes: HMAC-SHA256 (RFC 2104). Suppression is
 * kept by the hashes that an address key makes, so that an address key lasts as long as the shop.
 *
 * A token is signed, not encrypted: `base64url(payload) + '.' + base64url(HMAC)`, with the number of
 * the signing key in front unless it is 1. Signatures are compared as text, for base64url can spell
 * the same bytes in several ways.
 *
 * @param ring the keys, or the one that an installation starts with
 * @throws {Error} if a key is shorter than 32 bytes, or one that is in use is not in the ring
 * @example makeSecret(key).openToken(token, now)?.customer
 */
export function makeSecret(ring: Uint8Array | KeyRing, use: KeyUse = FIRST_KEYS): Secret {
  const { signing, address } = ring instanceof Uint8Array ? ringOf(ring) : ring
  const signers = new Map([...signing].map(([number, key]) => [number, signer(key)]))
  const hashers = new Map([...address].map(([number, key]) => [number, hasher(signer(key))]))
  const current = keyIn(hashers, use.address)
  const first = keyIn(hashers, 1)
  const sign = keyIn(signers, use.signing)
  const others = [...hashers.values()].filter((each) => each !== current)
  const older = [...hashers]
    .filter(([number]) => number < use.address)
    .toSorted(([a], [b]) => b - a)
    .map(([, hash]) => hash)
  const isAccepted = (number: number) => !use.retired.includes(number)

  return {
    addressHash: current,
    addressKeys: () => ({
      hash: current,
      hashes: (email) => [current(email), ...others.map((each) => each(email))],
      hasOlder: older.length > 0,
      olderHashes: (email) => older.map((each) => each(email)),
      firstHash: first,
      isMoving: use.isMoving,
    }),
    signToken: (payload) => {
      const body = Buffer.from(toWire(payload)).toString('base64url')
      const token = `${body}.${sign(TOKEN_LABEL, body)}`
      return use.signing === 1 ? token : `${use.signing}.${token}`
    },
    openToken: (token, now) => {
      if (token.length > TOKEN_LIMIT) return undefined
      const [, number = '1', body = '', signature = ''] = TOKEN.exec(token) ?? []
      const signed = isAccepted(Number(number)) ? signers.get(Number(number)) : undefined
      if (!signed || !sameText(signature, signed(TOKEN_LABEL, body))) return undefined
      const payload = fromWire(Buffer.from(body, 'base64url').toString())
      return payload && now < payload.issuedAt + TOKEN_VALID_FOR_MS ? payload : undefined
    },
  }
}

type Signer = (label: string, text: string) => string

function signer(key: Uint8Array): Signer {
  const held = createSecretKey(key)
  return (label, text) => createHmac('sha256', held).update(label).update(text).digest('base64url')
}

const hasher =
  (sign: Signer) =>
  (email: string): string =>
    sign(ADDRESS_LABEL, email.trim().toLowerCase())

function keyIn<T>(keys: ReadonlyMap<number, T>, number: number): T {
  const key = keys.get(number)
  if (key === undefined) throw new Error(`key ${number} is in use and is not in the secret`)
  return key
}

/**
 * A secret whose keys may change while it is used.
 *
 * @param current the secret as it is now
 */
export const secretBehind = (current: () => Secret): Secret => ({
  addressHash: (email) => current().addressHash(email),
  addressKeys: () => current().addressKeys(),
  signToken: (payload) => current().signToken(payload),
  openToken: (token, now) => current().openToken(token, now),
})
