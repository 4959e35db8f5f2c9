import { describe, expect, it } from 'vitest'
import { issueKey, keyFor } from '../../functions/http/keys.ts'

const NOW = Date.UTC(2026, 5, 1)
const { bearer, key } = issueKey(['ingest'], NOW)

describe('a bearer key', () => {
  it('opens what it was made for, and is nowhere in what is stored', () => {
    expect(keyFor(bearer, [issueKey(['read'], NOW).key, key], NOW)).toBe(key)
    expect(bearer).toMatch(/^rk_[\w-]{11}_[\w-]{43}$/)
    expect(JSON.stringify(key)).not.toContain(bearer.slice(-43))
    expect(key).toMatchObject({ scopes: ['ingest'], createdAt: NOW })
  })

  it('is never the same twice', () => {
    const bearers = Array.from({ length: 100 }, () => issueKey([], NOW).bearer)
    expect(new Set(bearers).size).toBe(100)
  })

  it('opens nothing from the instant on which it expires', () => {
    const expiring = { ...key, expiresAt: NOW + 1 }
    expect(keyFor(bearer, [expiring], NOW)).toBe(expiring)
    expect(keyFor(bearer, [expiring], NOW + 1)).toBeUndefined()
  })

  it('opens nothing if one character of the secret differs', () => {
    const last = bearer.endsWith('A') ? 'B' : 'A'
    expect(keyFor(bearer.slice(0, -1) + last, [key], NOW)).toBeUndefined()
  })

  it.each([
    ['nothing', ''],
    ['another word', 'secret'],
    ['the id alone', bearer.slice(0, -44)],
    ['a longer secret', `${bearer}A`],
    ['a line break at the end', `${bearer}\n`],
    ['a secret under another id', bearer.replace(/^rk_.{11}/, `rk_${'A'.repeat(11)}`)],
  ])('opens nothing if it is %s', (_says, given) => {
    expect(keyFor(given, [key], NOW)).toBeUndefined()
  })

  it('is compared by digests of equal length, so that its timing reveals nothing', () => {
    // A stored digest of another length is a damaged row: it opens nothing, and nothing is thrown.
    expect(keyFor(bearer, [{ ...key, secretHash: 'short' }], NOW)).toBeUndefined()
    expect(key.secretHash).toHaveLength(43)
  })
})
