/**
 * The DNS Tree Walk: from a name up to the top, which of them have a DMARC record, and which is
 * the organization's own.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9989#section-4.10 (which replaces RFC 7489 and RFC 9091)
 */
import { isAlmost } from './almost-record.ts'
import { countLabels, isWithin, lastLabels } from './dns-names.ts'
import type { Resolver } from './resolver.ts'

/** The names asked are the first, and then at most seven labels of it. */
const LABELS_ASKED = 7

/** The DMARC records of one name: none, the one that counts, or several that cancel each other. */
export type PolicyAt = {
  readonly domain: string
  readonly records: readonly string[]
  /** Texts that were meant as such a record. */
  readonly almost: readonly string[]
}

export type TreeWalk = {
  readonly organizationalDomain: string
  /** Names that have any, the longest first. */
  readonly policies: readonly PolicyAt[]
  /** Names of owners that have only texts that are almost one, the longest first. */
  readonly almost: readonly PolicyAt[]
}

/** @throws {NoAnswer} */
export async function policyAt(domain: string, resolver: Resolver): Promise<PolicyAt> {
  const texts = await resolver.txt(`_dmarc.${domain}`)
  return {
    domain,
    records: texts.filter(isDmarc),
    almost: texts.filter((text) => !isDmarc(text) && isAlmost('dmarc', text)),
  }
}

/** @example isDmarc('v=DMARC1; p=none') // true */
export const isDmarc = (text: string): boolean => /^v\s*=\s*DMARC1\s*(?:;|$)/.test(text)

/**
 * @throws {NoAnswer}
 * @example (await walkTree('news.shop.example', resolver)).organizationalDomain // 'shop.example'
 */
export async function walkTree(start: string, resolver: Resolver): Promise<TreeWalk> {
  const policies: PolicyAt[] = []
  const almost: PolicyAt[] = []
  for (const domain of namesAskedOf(start)) {
    const policy = await policyAt(domain, resolver)
    if (policy.records.length > 0) policies.push(policy)
    else if (policy.almost.length > 0 && countLabels(domain) > 1) almost.push(policy)
    if (psdOf(policy) !== undefined) break
  }
  return { organizationalDomain: organizationalDomain(start, policies), policies, almost }
}

/** Relaxed alignment: both names have one organizational domain. @throws {NoAnswer} */
export async function isOfOneOrganization(
  name: string,
  other: string,
  resolver: Resolver,
): Promise<boolean> {
  if (isWithin(name, other)) return true
  const [one, two] = await Promise.all([walkTree(name, resolver), walkTree(other, resolver)])
  return one.organizationalDomain === two.organizationalDomain
}

function namesAskedOf(start: string): readonly string[] {
  const above = Math.min(countLabels(start) - 1, LABELS_ASKED)
  return [start, ...Array.from({ length: above }, (_, i) => lastLabels(start, above - i))]
}

/** What a registry (`y`) or an owner of a name below others (`n`) says of itself. */
function psdOf({ records: [record, second] }: PolicyAt): 'y' | 'n' | undefined {
  if (record === undefined || second !== undefined) return undefined
  const [, psd] = /;\s*psd\s*=\s*([yn])\s*(?:;|$)/i.exec(record) ?? []
  return psd?.toLowerCase() as 'y' | 'n' | undefined
}

/** A top-level domain has no owner, even if it does not declare itself a registry. */
function organizationalDomain(start: string, policies: readonly PolicyAt[]): string {
  const valid = policies.filter(({ records }) => records.length === 1)
  const own = valid.find((policy) => psdOf(policy) === 'n')
  if (own) return own.domain
  const registry = valid.find((policy) => psdOf(policy) === 'y')
  if (registry) return lastLabels(start, countLabels(registry.domain) + 1)
  return valid.findLast(({ domain }) => countLabels(domain) > 1)?.domain ?? start
}
