import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MS } from '../../functions/domain/time.ts'
import { makeSecret, TOKEN_USES, type TokenPayload } from '../../functions/store/secret.ts'

const key = Buffer.alloc(32, 7)
const secret = makeSecret(key)
const other = makeSecret(Buffer.alloc(32, 8))
const payload: TokenPayload = {
  use: 'leave',
  shop: 'tea',
  customer: '客户#17',
  campaign: 'care',
  n: 2,
  step: 'tips.3',
  issuedAt: 1_000,
}

const anyPayload: fc.Arbitrary<TokenPayload> = fc.record(
  {
    use: fc.constantFrom(...TOKEN_USES),
    shop: fc.string({ unit: 'grapheme' }),
    customer: fc.string({ unit: 'grapheme' }),
    campaign: fc.string(),
    n: fc.nat(),
    step: fc.string(),
    issuedAt: fc.nat(),
    addressHash: fc.string(),
  },
  { requiredKeys: ['use', 'shop', 'customer', 'campaign', 'issuedAt'] },
)

describe('an address hash', () => {
  test('is the same however the address is spelt', () => {
    expect(secret.addressHash(' Li@Example.COM\n')).toBe(secret.addressHash('li@example.com'))
  })

  test('is 43 characters of base64url, and another under another key', () => {
    expect(secret.addressHash('li@example.com')).toMatch(/^[\w-]{43}$/)
    expect(secret.addressHash('li@example.com')).not.toBe(other.addressHash('li@example.com'))
  })

  test('cannot serve as a signature', () => {
    const body = secret.signToken(payload).split('.')[0] ?? ''
    expect(secret.openToken(`${body}.${secret.addressHash(body)}`, 2_000)).toBeUndefined()
  })
})

describe('a token', () => {
  test('opens to what was signed, and stands in a link as it is', () => {
    fc.assert(
      fc.property(anyPayload, (signed) => {
        const token = secret.signToken(signed)
        expect(token).toMatch(/^[\w-]+\.[\w-]{43}$/)
        expect(secret.openToken(token, signed.issuedAt)).toEqual(signed)
      }),
    )
  })

  test('does not open once any character is another', () => {
    const token = secret.signToken(payload)
    const anyCharacter = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })
    for (let at = 0; at < token.length; at++) {
      fc.assert(
        fc.property(anyCharacter, (character) => {
          fc.pre(character !== token[at])
          const tampered = token.slice(0, at) + character + token.slice(at + 1)
          return secret.openToken(tampered, 2_000) === undefined
        }),
        { numRuns: 20 },
      )
    }
  })

  test('does not open with any one bit of it flipped', () => {
    const token = Buffer.from(secret.signToken(payload))
    for (let bit = 0; bit < token.length * 8; bit++) {
      const tampered = Buffer.from(token)
      tampered[bit >> 3] = (tampered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(secret.openToken(tampered.toString('latin1'), 2_000)).toBeUndefined()
    }
  })

  test('does not open cut short, lengthened or made up', () => {
    const token = secret.signToken(payload)
    for (let length = 0; length < token.length; length++) {
      expect(secret.openToken(token.slice(0, length), 2_000)).toBeUndefined()
    }
    for (const made of [`${token}A`, `${token}=`, `${token}.`, ` ${token}`, '.', 'a.b', '']) {
      expect(secret.openToken(made, 2_000)).toBeUndefined()
    }
    expect(secret.openToken(`${'A'.repeat(1_000_000)}.x`, 2_000)).toBeUndefined()
  })

  test('does not open under another key', () => {
    expect(other.openToken(secret.signToken(payload), 2_000)).toBeUndefined()
  })

  test('opens for 400 days and no longer', () => {
    const token = secret.signToken(payload)
    const end = payload.issuedAt + 400 * DAY_MS
    expect(secret.openToken(token, end - 1)).toEqual(payload)
    expect(secret.openToken(token, end)).toBeUndefined()
  })
})

test('a key is at least 32 bytes, and is not changed by changing the bytes it was made of', () => {
  expect(() => makeSecret(new Uint8Array(31))).toThrow(/32/)
  const bytes = new Uint8Array(32)
  const made = makeSecret(bytes)
  const token = made.signToken(payload)
  bytes.fill(1)
  expect(made.openToken(token, 2_000)).toEqual(payload)
})
