/** How far an SPF record reaches: through its includes and redirects, to the end. */
import { plainName } from './dns-names.ts'
import type { Resolver } from './resolver.ts'
import { SES_SPF_DOMAIN } from './ses-names.ts'
import { isSpf, parseSpf, type SpfTerm } from './spf-record.ts'

/** More, and every receiver turns the record down. */
export const SPF_LOOKUP_LIMIT = 10

export type SpfReach = {
  /** Counting ends at the first one too many. */
  readonly lookups: number
  /** Whether what SES sends from passes. */
  readonly includesSes: boolean
  /** Names included that have no valid SPF record, which spoils the whole. */
  readonly broken: readonly string[]
}

const LOOKED_UP: ReadonlySet<string> = new Set(['include', 'a', 'mx', 'ptr', 'exists', 'redirect'])

/**
 * Counts as for mail that matches nothing before the end, which is the most a receiver looks up.
 *
 * @throws {NoAnswer}
 * @see https://www.rfc-editor.org/rfc/rfc7208#section-4.6.4
 * @example (await spfReach(terms, resolver)).lookups // 2
 */
export async function spfReach(terms: readonly SpfTerm[], resolver: Resolver): Promise<SpfReach> {
  const tally = { lookups: 0, includesSes: false, broken: [] as string[] }
  await walk(terms, true, resolver, tally)
  return tally
}

type SpfTally = { lookups: number; includesSes: boolean; broken: string[] }

async function walk(
  terms: readonly SpfTerm[],
  passes: boolean,
  resolver: Resolver,
  tally: SpfTally,
): Promise<void> {
  for (const { name, qualifier = '+', domain } of evaluated(terms)) {
    if (!LOOKED_UP.has(name)) continue
    tally.lookups++
    if (tally.lookups > SPF_LOOKUP_LIMIT) return
    if (name !== 'include' && name !== 'redirect') continue
    // A macro's value is known only with the mail.
    if (domain === undefined || domain.includes('%')) continue
    const passesHere = passes && qualifier === '+'
    if (passesHere && plainName(domain) === SES_SPF_DOMAIN) tally.includesSes = true
    const nested = await termsAt(plainName(domain), resolver)
    if (nested) await walk(nested, passesHere, resolver, tally)
    else tally.broken.push(domain)
  }
}

/**
 * Terms after `all` are never evaluated, and neither is a redirect combined with it (sections 5.1
 * and 6.1).
 */
export function evaluated(terms: readonly SpfTerm[]): readonly SpfTerm[] {
  const mechanisms = terms.filter(({ qualifier }) => qualifier !== undefined)
  const all = mechanisms.findIndex(({ name }) => name === 'all')
  if (all >= 0) return mechanisms.slice(0, all + 1)
  return [...mechanisms, ...terms.filter(({ name }) => name === 'redirect')]
}

async function termsAt(
  domain: string,
  resolver: Resolver,
): Promise<readonly SpfTerm[] | undefined> {
  const [record, second] = (await resolver.txt(domain)).filter(isSpf)
  return record === undefined || second !== undefined ? undefined : parseSpf(record)
}
