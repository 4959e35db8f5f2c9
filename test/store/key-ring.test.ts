import { describe, expect, it, test } from 'vitest'
import { readKeyRing, withKeyLine, withoutKeyLine } from '../../functions/store/key-ring.ts'
import { makeSecret, type TokenPayload } from '../../functions/store/secret.ts'

const [K, S, A] = ['k', 's', 'a'].map((letter) => letter.repeat(43)) as [string, string, string]
const use = { signing: 1, address: 1, retired: [], isMoving: false }
const payload: TokenPayload = {
  use: 'leave',
  shop: 'tea',
  customer: '17',
  campaign: 'care',
  issuedAt: 0,
}

describe('the text of a secret', () => {
  it('of one line is key 1 of both kinds, byte by byte', () => {
    for (const text of [K, 'x'.repeat(64), `${K}\n`, ` ${K}`]) {
      const { signing, address } = readKeyRing(text)
      expect([...signing.keys(), ...address.keys()]).toEqual([1, 1])
      expect(makeSecret({ signing, address }).addressHash('li@example.com')).toBe(
        makeSecret(Buffer.from(text)).addressHash('li@example.com'),
      )
    }
  })

  it('may hold further keys, which can be added and removed', () => {
    const text = withKeyLine(withKeyLine(K, 'signing', 2, S), 'address', 2, A)
    const ring = readKeyRing(text)
    expect([[...ring.signing.keys()], [...ring.address.keys()]]).toEqual([
      [1, 2],
      [1, 2],
    ])
    expect(readKeyRing(text.replaceAll('\n', '\r\n'))).toEqual(ring)
    expect(withoutKeyLine(text, 'signing', 2)).toBe(withKeyLine(K, 'address', 2, A))
  })

  it.each([
    ['a short first line', 'short', 1],
    ['no first line', `\nsigning 2 ${S}`, 1],
    ['a key that was cut short', `${K}\nsigning 2 ${S.slice(0, 42)}`, 2],
    ['an unknown kind', `${K}\nsigning 2 ${S}\nmailing 2 ${S}`, 3],
    ['no number', `${K}\nsigning ${S}`, 2],
    ['the same number twice', `${K}\nsigning 2 ${S}\nsigning 2 ${A}`, 3],
    ['another key 1', `${K}\naddress 1 ${A}`, 2],
  ])('with %s is refused by its line, which is not shown', (_what, text, line) => {
    let refused: unknown
    try {
      readKeyRing(text)
    } catch (error) {
      refused = error
    }
    expect(refused).toMatchObject({ name: 'KeyRingError', line })
    expect(String(refused)).not.toContain(S.slice(0, 20))
  })
})

describe('tokens of two signing keys', () => {
  const ring = readKeyRing(withKeyLine(K, 'signing', 2, S))
  const [first, second] = [makeSecret(ring, use), makeSecret(ring, { ...use, signing: 2 })]
  const [old, fresh] = [first.signToken(payload), second.signToken(payload)]

  test('carry the number of their key, unless it is the first', () => {
    expect(old).toBe(makeSecret(Buffer.from(K)).signToken(payload))
    expect(fresh).toMatch(/^2\.[\w-]+\.[\w-]{43}$/)
  })

  test('open whichever key is the current one, until theirs is retired', () => {
    for (const secret of [first, second])
      for (const token of [old, fresh]) expect(secret.openToken(token, 1)).toEqual(payload)
    const retired = makeSecret(ring, { ...use, signing: 2, retired: [1] })
    expect(retired.openToken(old, 1)).toBeUndefined()
    expect(retired.openToken(fresh, 1)).toEqual(payload)
  })

  test('do not open under another number, or one that there is no key of', () => {
    for (const number of ['1', '02', '3', '9999', '2.2'])
      expect(second.openToken(fresh.replace('2', number), 1)).toBeUndefined()
    expect(second.openToken(fresh.slice(2), 1)).toBeUndefined()
    expect(second.openToken(`2.${old}`, 1)).toBeUndefined()
  })
})
