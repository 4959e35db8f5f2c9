/**
 * A secret sealed with a passphrase, so that it can be stored with the backup that needs it. The
 * first line names the form, and with it every parameter; the second holds salt, nonce, tag and
 * sealed bytes as base64url. Both are covered by the tag, so that a changed byte is found.
 */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { BackupError } from './backup-fault.ts'

const FORM = 'rekindle-secret-1 scrypt(n=131072,r=8,p=1) aes-256-gcm'
const ANY_FORM = /^rekindle-secret-\d+ /
/** Half a second and 128 MiB for each guess: RFC 7914, with the N that OWASP recommends. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 } as const
const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const SALT_BYTES = 16
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** @example await sealSecret(readFileSync('rekindle.sqlite.secret'), passphrase) */
export async function sealSecret(secret: Uint8Array, passphrase: string): Promise<string> {
  const [salt, nonce] = [randomBytes(SALT_BYTES), randomBytes(NONCE_BYTES)]
  const cipher = createCipheriv(CIPHER, await keyOf(passphrase, salt), nonce)
  cipher.setAAD(Buffer.from(FORM))
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()])
  const parts = [salt, nonce, cipher.getAuthTag(), sealed]
  return `${FORM}\n${parts.map((part) => part.toString('base64url')).join('.')}\n`
}

/**
 * The secret as it was.
 *
 * @throws BackupError if the passphrase is another, a byte was changed, or the form is unknown
 */
export async function openSecret(text: string, passphrase: string): Promise<Buffer> {
  const [form = '', line = ''] = text.split('\n')
  if (form !== FORM)
    throw new BackupError(
      ANY_FORM.test(form) ? { kind: 'newer-seal' } : { kind: 'wrong-passphrase' },
    )
  const [salt, nonce, tag, sealed] = line.split('.').map((part) => Buffer.from(part, 'base64url'))
  if (!salt || nonce?.length !== NONCE_BYTES || tag?.length !== TAG_BYTES || !sealed)
    throw new BackupError({ kind: 'wrong-passphrase' })
  const decipher = createDecipheriv(CIPHER, await keyOf(passphrase, salt), nonce)
  decipher.setAAD(Buffer.from(FORM))
  decipher.setAuthTag(tag)
  try {
    return Buffer.concat([decipher.update(sealed), decipher.final()])
  } catch {
    throw new BackupError({ kind: 'wrong-passphrase' })
  }
}

/** The same passphrase on every keyboard: an accent may be typed as one character or as two. */
const keyOf = (passphrase: string, salt: Uint8Array): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, KEY_BYTES, COST, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
