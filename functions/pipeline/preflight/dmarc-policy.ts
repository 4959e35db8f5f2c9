/** The DMARC record that applies to a domain, and what it says. */
import { parseTags } from './tag-list.ts'

/** A record that receivers can read. */
export type DmarcPolicy = {
  /** Whose record it is. */
  readonly domain: string
  readonly record: string
  readonly tags: ReadonlyMap<string, string>
}

/** What a domain needs at least. */
export const LEAST_POLICY = 'v=DMARC1; p=none'

const POLICIES = /^(?:none|quarantine|reject)$/i

/**
 * Undefined if receivers cannot read it. Older ones require `p`, newer ones may omit it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7489#section-6.6.3
 * @example policyIn('shop.example', 'v=DMARC1; p=none')?.tags.get('p') // 'none'
 */
export function policyIn(domain: string, record: string): DmarcPolicy | undefined {
  const tags = parseTags(record)
  const isReadable = ['p', 'sp'].every((tag) => POLICIES.test(tags?.get(tag) ?? 'none'))
  return tags?.has('p') && isReadable ? { domain, record, tags } : undefined
}

/**
 * A record that receivers can read, with what can be read of the policy and of where reports go.
 *
 * @example repaired('V=DMARC1 p=reject') // 'v=DMARC1; p=reject'
 */
export function repaired(text: string): string {
  const [, policy = 'none'] = /\bp\s*=\s*["']?(none|quarantine|reject)\b/i.exec(text) ?? []
  const [, reports] = /\brua\s*=\s*["']?(mailto:[^\s;"']+)/i.exec(text) ?? []
  const rua = reports === undefined ? '' : `; rua=${reports}`
  return `v=DMARC1; p=${policy.toLowerCase()}${rua}`
}

/**
 * With another value of a tag that it has.
 *
 * @example withTag('v=DMARC1; p=none; aspf=s', 'aspf', 'r') // 'v=DMARC1; p=none; aspf=r'
 */
export const withTag = (record: string, tag: string, value: string): string =>
  record.replace(new RegExp(`(;\\s*${tag}\\s*=\\s*)[^;\\s]*`, 'i'), `$1${value}`)
