/** A certificate of one's own for `localhost`, so that a test has an HTTPS endpoint. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

export type SelfSigned = { readonly key: string; readonly cert: string }

const SEQUENCE = 0x30
const SET = 0x31
const INTEGER = 0x02
const BIT_STRING = 0x03
const OBJECT_ID = 0x06
const UTF8_STRING = 0x0c
const UTC_TIME = 0x17

/** https://www.itu.int/rec/T-REC-X.690, 8.1 */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const ECDSA_WITH_SHA256 = der(SEQUENCE, der(OBJECT_ID, Buffer.from('2a8648ce3d040302', 'hex')))
const COMMON_NAME = der(OBJECT_ID, Buffer.from('550403', 'hex'))

const nameOf = (commonName: string): Buffer =>
  der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, Buffer.from(commonName)))))

/** @see https://www.rfc-editor.org/rfc/rfc5280#section-4.1 @example const { key, cert } = selfSigned() */
export function selfSigned(): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const name = nameOf('localhost')
  const validity = ['200101000000Z', '491231235959Z'].map((at) => der(UTC_TIME, Buffer.from(at)))
  const signed = der(
    SEQUENCE,
    der(INTEGER, Buffer.from([1])),
    ECDSA_WITH_SHA256,
    name,
    der(SEQUENCE, ...validity),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  return { key: pemOfKey(privateKey), cert: pemOf(signed, privateKey) }
}

const pemOfKey = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString()

function pemOf(signed: Buffer, key: KeyObject): string {
  const signature = der(BIT_STRING, Buffer.from([0]), sign('sha256', signed, key))
  const base64 = der(SEQUENCE, signed, ECDSA_WITH_SHA256, signature).toString('base64')
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`
}
