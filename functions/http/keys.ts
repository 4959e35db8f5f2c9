/** Bearer keys: made once, shown once, stored as a hash, compared in constant time. */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Instant } from '../domain/time.ts'
import type { ApiKey, Scope } from '../store/codecs/shop-rows.ts'

const KEY = /^rk_([A-Za-z0-9_-]{11})_([A-Za-z0-9_-]{43})$/

const hashOf = (secret: string): string => hash('sha256', secret, 'base64url')

/**
 * A new key. The secret has 256 bits of its own, so a plain hash keeps it: there is no
 * dictionary to try.
 *
 * @example const { bearer, key } = issueKey(['ingest'], now) // bearer: rk_Xb..._...
 */
export function issueKey(
  scopes: readonly Scope[],
  now: Instant,
): { readonly bearer: string; readonly key: ApiKey } {
  const keyId = randomBytes(8).toString('base64url')
  const secret = randomBytes(32).toString('base64url')
  return {
    bearer: `rk_${keyId}_${secret}`,
    key: { keyId, secretHash: hashOf(secret), scopes, createdAt: now },
  }
}

/** The stored key that a bearer belongs to; undefined if it opens nothing. */
export function keyFor(bearer: string, keys: readonly ApiKey[], now: Instant): ApiKey | undefined {
  const [, keyId, secret] = KEY.exec(bearer) ?? []
  const key = keys.find((candidate) => candidate.keyId === keyId)
  if (!key || secret === undefined) return undefined
  if (key.expiresAt !== undefined && key.expiresAt <= now) return undefined
  const [given, stored] = [Buffer.from(hashOf(secret)), Buffer.from(key.secretHash)]
  return given.length === stored.length && timingSafeEqual(given, stored) ? key : undefined
}
