/**
 * Stands in for the checksums of the SDK, bundled instead of them (bundled-function.ts): those of
 * Node, which Lambda always has, without the SDK's own in JavaScript for where it has none.
 */
import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto'

type Data = string | Uint8Array
type Secret = Data | ArrayBuffer

type Checksum = {
  readonly update: (data: Data) => void
  /** Of all data so far. With a secret it is the last that may be asked. */
  readonly digest: () => Promise<Uint8Array>
  readonly reset: () => void
}

/** Called with `new`, as the classes that they stand for. */
type ChecksumClass = new (secret?: Secret) => Checksum

function checksumOf(algorithm: 'sha256' | 'md5'): ChecksumClass {
  function NativeChecksum(secret?: Secret): Checksum {
    const begin = (): Hash | Hmac =>
      secret ? createHmac(algorithm, keyOf(secret)) : createHash(algorithm)
    let hash = begin()
    return {
      update: (data) => {
        hash.update(data)
      },
      digest: async () => new Uint8Array('copy' in hash ? hash.copy().digest() : hash.digest()),
      reset: () => {
        hash = begin()
      },
    }
  }
  return NativeChecksum as unknown as ChecksumClass
}

const keyOf = (secret: Secret): Data =>
  secret instanceof ArrayBuffer ? new Uint8Array(secret) : secret

export const Sha256 = checksumOf('sha256')
export const Md5 = checksumOf('md5')
