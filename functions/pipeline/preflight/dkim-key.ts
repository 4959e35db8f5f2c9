/** A DKIM key in DNS: whether receivers can verify signatures with it. */
import { createPublicKey, type KeyObject } from 'node:crypto'
import type { Note } from '../../domain/domain-check.ts'
import type { DomainProblem } from '../../domain/domain-problem.ts'
import type { Finding } from './domain-report.ts'
import { parseTags } from './tag-list.ts'

/** RFC 8301, section 3.2: signatures of shorter keys must not be taken for valid. */
const LEAST_BITS = 1_024
/** The same section: what signers should use. */
const USUAL_BITS = 2_048

/**
 * @param text of a record that has `p=`
 * @returns problems and notes, both without an order
 * @see https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1
 * @example judgeKey('v=DKIM1; p=').problems // ['dkim-key-revoked']
 */
export function judgeKey(text: string): Required<Pick<Finding, 'problems' | 'notes'>> {
  const tags = parseTags(text) ?? new Map<string, string>()
  const notes: Note[] = listed(tags.get('t')).includes('y') ? ['dkim-testing'] : []
  const key = tags.get('p') ?? ''
  if (key === '') return { problems: ['dkim-key-revoked'], notes }
  const problems: DomainProblem[] = isForMail(tags) ? [] : ['dkim-key-not-for-mail']
  const bits = bitsOf(tags.get('k') ?? 'rsa', key)
  if (typeof bits === 'string') return { problems: [...problems, bits], notes }
  if (bits < LEAST_BITS) problems.push('dkim-key-too-short')
  else if (bits < USUAL_BITS) notes.push('dkim-key-below-2048-bits')
  return { problems, notes }
}

/** Its service is e-mail, and its hashes include the one that SES signs with. */
function isForMail(tags: ReadonlyMap<string, string>): boolean {
  const services = listed(tags.get('s') ?? '*')
  const isForService = services.includes('*') || services.includes('email')
  const hashes = tags.get('h')
  return isForService && (hashes === undefined || listed(hashes).includes('sha256'))
}

/** SES signs with RSA only. */
function bitsOf(
  type: string,
  base64: string,
): number | Extract<DomainProblem, 'dkim-key-unreadable' | 'dkim-key-not-rsa'> {
  if (type.toLowerCase() !== 'rsa') return 'dkim-key-not-rsa'
  const key = publicKeyIn(base64.replace(/\s/g, ''))
  if (!key) return 'dkim-key-unreadable'
  if (key.asymmetricKeyType !== 'rsa') return 'dkim-key-not-rsa'
  return key.asymmetricKeyDetails?.modulusLength ?? 0
}

/** A SubjectPublicKeyInfo in base64; OpenSSL alone knows whether it is one. */
function publicKeyIn(base64: string): KeyObject | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined
  try {
    return createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}

/** @example listed('y:s') // ['y', 's'] */
const listed = (value = ''): readonly string[] =>
  value.split(':').map((entry) => entry.trim().toLowerCase())
