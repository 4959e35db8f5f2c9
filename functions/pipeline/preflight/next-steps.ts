/** What a domain that passes can do next: a stricter DMARC policy, and then its logo (BIMI). */
import type { DmarcPolicy } from './dmarc-policy.ts'
import { withTag } from './dmarc-policy.ts'
import type { Advice } from './domain-report.ts'
import { isNoAnswer, type Resolver } from './resolver.ts'

/**
 * One step at a time: from none to quarantine once reports are read, for all mail, then reject.
 *
 * @param from the domain of the From address
 * @see https://www.rfc-editor.org/rfc/rfc9989
 */
export async function nextSteps(
  from: string,
  { domain, record, tags }: DmarcPolicy,
  resolver: Resolver,
): Promise<readonly Advice[]> {
  const tag = domain !== from && tags.has('sp') ? 'sp' : 'p'
  const policy = tags.get(tag)?.toLowerCase()
  const at = { type: 'TXT', name: `_dmarc.${domain}` } as const
  // Without reports it is not known whose mail a stricter policy would lose.
  if (policy === 'none')
    return tags.has('rua')
      ? [{ step: 'dmarc-quarantine', record: { ...at, value: withTag(record, tag, 'quarantine') } }]
      : []
  if (isForSomeMail(tags))
    return [{ step: 'dmarc-all-mail', record: { ...at, value: forAll(record) } }]
  // Receivers show no logo where subdomains may be imitated.
  const isOpenBelow = tags.get('sp')?.toLowerCase() === 'none'
  const bimi = isOpenBelow ? [] : await bimiStep(from, domain, resolver)
  if (policy === 'reject') return bimi
  const reject: Advice = {
    step: 'dmarc-reject',
    record: { ...at, value: withTag(record, tag, 'reject') },
  }
  return [reject, ...bimi]
}

/** `t` as newer receivers read it, `pct` as older ones do. */
const isForSomeMail = (tags: DmarcPolicy['tags']): boolean =>
  tags.get('t')?.toLowerCase() === 'y' || Number(tags.get('pct') ?? '100') < 100

/** @example forAll('v=DMARC1; p=reject; pct=5') // 'v=DMARC1; p=reject' */
const forAll = (record: string): string => record.replace(/;\s*(?:t|pct)\s*=[^;]*/gi, '')

/** @see https://datatracker.ietf.org/doc/draft-brand-indicators-for-message-identification/ */
async function bimiStep(
  from: string,
  domain: string,
  resolver: Resolver,
): Promise<readonly Advice[]> {
  const names = [...new Set([from, domain])].map((one) => `default._bimi.${one}`)
  try {
    const texts = (await Promise.all(names.map(resolver.txt))).flat()
    if (texts.some((text) => /^v=BIMI1\s*;/.test(text))) return []
  } catch (error) {
    if (isNoAnswer(error)) return []
    throw error
  }
  const value = `v=BIMI1; l=https://${domain}/logo.svg; a=https://${domain}/logo.pem`
  return [{ step: 'bimi', record: { type: 'TXT', name: `default._bimi.${domain}`, value } }]
}
