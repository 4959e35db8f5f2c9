/**
 * The keys of an installation, as one text: a file on one machine, a secret in AWS Secrets Manager.
 *
 * 1. The first line is key 1 of both kinds, as it always was: 32 characters or more.
 * 2. Each further line is `signing 2 <key>` or `address 2 <key>`, the key in base64url.
 * 3. A line that is anything else is a fault of the whole text. A fault names the line and never
 *    what stands in it.
 */
import { createHmac, randomBytes } from 'node:crypto'

/** What a key is for: `signing` the links in mails, and hashing `address`es. */
export const KEY_KINDS = ['signing', 'address'] as const
export type KeyKind = (typeof KEY_KINDS)[number]

/** The keys of each kind by their number; key 1 always exists. */
export type KeyRing = Readonly<Record<KeyKind, ReadonlyMap<number, Uint8Array>>>

const KEY_BYTES = 32
const LINE = /^(signing|address) ([1-9]\d{0,3}) ([\w-]{43})$/

/** A text that is not a key ring. */
export class KeyRingError extends Error {
  override readonly name = 'KeyRingError'
  /** From 1 on. */
  readonly line: number
  constructor(line: number) {
    super(`line ${line} of the secret is incomplete or is not a key`)
    this.line = line
  }
}

/** A ring of the one key from which every installation starts. @throws if it is too short */
export function ringOf(key: Uint8Array): KeyRing {
  if (key.length < KEY_BYTES) throw new Error(`A key is at least ${KEY_BYTES} bytes.`)
  const own = Uint8Array.from(key)
  return { signing: new Map([[1, own]]), address: new Map([[1, own]]) }
}

/**
 * Reads a text of one line or more. A text of one line is key 1 byte by byte.
 *
 * @throws KeyRingError
 * @example readKeyRing(readFileSync('rekindle.sqlite.secret', 'utf8').trim()).address.size // 1
 */
export function readKeyRing(text: string): KeyRing {
  const [first = '', ...others] = linesOf(text)
  const key = Buffer.from(first)
  if (key.length < KEY_BYTES) throw new KeyRingError(1)
  const keys = {
    signing: new Map<number, Uint8Array>([[1, key]]),
    address: new Map<number, Uint8Array>([[1, key]]),
  }
  others.forEach((line, i) => {
    const [, word, number, own] = LINE.exec(line) ?? []
    const kind = KEY_KINDS.find((one) => one === word)
    if (kind === undefined || own === undefined || keys[kind].has(Number(number)))
      throw new KeyRingError(i + 2)
    keys[kind].set(Number(number), Buffer.from(own))
  })
  return keys
}

/** A text without further keys may end in what a person or a console left there: see 1. */
function linesOf(text: string): readonly string[] {
  const lines = text.trimEnd().split('\n')
  return lines.length === 1 ? [text] : lines.map((line) => line.replace(/\r$/, ''))
}

/** A new key as the text spells it. */
export const newKey = (): string => randomBytes(KEY_BYTES).toString('base64url')

/** The text with one more key. @param key as `newKey` spells it */
export const withKeyLine = (text: string, kind: KeyKind, number: number, key: string): string =>
  `${text.trimEnd()}\n${kind} ${number} ${key}\n`

/** The text without a key; key 1 of either kind is the first line, which always stays. */
export const withoutKeyLine = (text: string, kind: KeyKind, number: number): string =>
  text
    .split('\n')
    .filter((line) => !line.startsWith(`${kind} ${number} `))
    .join('\n')

/** As labels of what a key is used for: a fingerprint is never a hash or a signature. */
const FINGERPRINT_LABEL: Readonly<Record<KeyKind, string>> = {
  signing: 'rekindle/fingerprint/signing/1\n',
  address: 'rekindle/fingerprint/address/1\n',
}

/** Identifies a key without revealing it: an HMAC of a constant under the key. */
export const keyFingerprint = (kind: KeyKind, key: Uint8Array): string =>
  createHmac('sha256', key).update(FINGERPRINT_LABEL[kind]).digest('base64url')

/** Enough of a fingerprint for a person to compare two. */
export const shortFingerprint = (fingerprint: string): string => fingerprint.slice(0, 8)
