import { describe, expect, it } from 'vitest'
import { Md5, Sha256 } from '../../infra/constructs/native-checksums.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'

async function mac(secret: string | Uint8Array | ArrayBuffer, data: string): Promise<Uint8Array> {
  const hash = new Sha256(secret)
  hash.update(data)
  return hash.digest()
}

describe('the checksums in the bundles', () => {
  it('are those of FIPS 180-4 and RFC 1321, in parts, again and after a reset', async () => {
    const hash = new Sha256()
    hash.update('a')
    hash.update(Buffer.from('bc'))
    expect(hex(await hash.digest())).toBe(ABC)
    expect(hex(await hash.digest())).toBe(ABC)
    hash.reset()
    hash.update('abc')
    expect(hex(await hash.digest())).toBe(ABC)
    const md5 = new Md5()
    md5.update('abc')
    expect(hex(await md5.digest())).toBe('900150983cd24fb0d6963f7d28e17f72')
  })

  it('are with a secret those of RFC 4231, whatever the secret is given as', async () => {
    const expected = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'
    const key = new TextEncoder().encode('Jefe')
    const data = 'what do ya want for nothing?'
    for (const secret of ['Jefe', key, key.buffer])
      expect(hex(await mac(secret, data))).toBe(expected)
  })

  it('derive the signing key that AWS gives as an example', async () => {
    let key: string | Uint8Array = 'AWS4wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
    for (const part of ['20120215', 'us-east-1', 'iam', 'aws4_request']) key = await mac(key, part)
    expect(hex(key as Uint8Array)).toBe(
      'f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d',
    )
  })
})
