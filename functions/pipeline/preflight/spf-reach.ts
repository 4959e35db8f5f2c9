/** How far an SPF record reaches: through its includes and redirects, to the end. */
import { plainName } from './dns-names.ts'
import type { Resolver } from './resolver.ts'
import { SES_SPF_DOMAIN } from './ses-names.ts'
import { isSpf, parseSpf, type SpfTerm } from './spf-record.ts'

/** More, and every receiver rejects the record. */
export const SPF_LOOKUP_LIMIT = 10
/** The same for look-ups that find nothing, and for the servers of one `mx`. */
export const SPF_VOID_LIMIT = 2
const MX_LIMIT = 10

/** No owner of networks has wider ones: 8 bits of IPv4, 16 of IPv6. */
const NARROWEST_WORLD = { ip4: 7, ip6: 15 } as const

export type SpfReach = {
  /** Counting ends at the first one too many. */
  readonly lookups: number
  /** Terms whose name does not exist, or has no such record. */
  readonly voids: number
  /** Names whose `mx` has more servers than receivers look up. */
  readonly crowded: readonly string[]
  /** Whether what SES sends from passes. */
  readonly includesSes: boolean
  /** Whether mail from anywhere passes: by `all`, by a network of the whole world, or by a name that exists. */
  readonly includesEveryone: boolean
  /** Whether a `ptr` is used, which receivers may skip (section 5.5). */
  readonly usesPtr: boolean
  /** Names included that have no valid SPF record, which spoils the whole. */
  readonly broken: readonly string[]
}

const LOOKED_UP: ReadonlySet<string> = new Set(['include', 'a', 'mx', 'ptr', 'exists', 'redirect'])

/**
 * Counts as for mail that matches nothing before the end, which is the most a receiver looks up.
 *
 * @param domain whose record it is
 * @throws {NoAnswer}
 * @see https://www.rfc-editor.org/rfc/rfc7208#section-4.6.4
 * @example (await spfReach(terms, 'bounce.shop.example', resolver)).lookups // 2
 */
export async function spfReach(
  terms: readonly SpfTerm[],
  domain: string,
  resolver: Resolver,
): Promise<SpfReach> {
  const tally: SpfTally = {
    ...{ lookups: 0, voids: 0, includesSes: false, includesEveryone: false, usesPtr: false },
    crowded: [],
    broken: [],
  }
  await walk({ terms, domain, passes: true }, resolver, tally)
  return tally
}

type SpfTally = { -readonly [K in keyof SpfReach]: SpfReach[K] } & {
  crowded: string[]
  broken: string[]
}

type SpfAt = {
  readonly terms: readonly SpfTerm[]
  readonly domain: string
  /** Whether a match here lets the mail pass in the end. */
  readonly passes: boolean
}

async function walk(at: SpfAt, resolver: Resolver, tally: SpfTally): Promise<void> {
  for (const term of evaluated(at.terms)) {
    const passes = at.passes && (term.qualifier ?? '+') === '+'
    if (passes && coversTheWorld(term)) tally.includesEveryone = true
    if (!LOOKED_UP.has(term.name)) continue
    tally.lookups++
    if (tally.lookups > SPF_LOOKUP_LIMIT) return
    if (term.name === 'ptr') tally.usesPtr = true
    // A macro's value is known only with the mail.
    const name = plainName(term.domain ?? at.domain)
    if (term.name === 'ptr' || name.includes('%')) continue
    if (term.name === 'include' || term.name === 'redirect')
      await follow(name, passes, resolver, tally)
    else if ((await lookUp(term.name, name, resolver, tally)) && term.name === 'exists' && passes)
      tally.includesEveryone = true
  }
}

const coversTheWorld = ({ name, bits = {} }: SpfTerm): boolean =>
  name === 'all' ||
  (bits.ip4 ?? 32) <= NARROWEST_WORLD.ip4 ||
  (bits.ip6 ?? 128) <= NARROWEST_WORLD.ip6

async function follow(
  name: string,
  passes: boolean,
  resolver: Resolver,
  tally: SpfTally,
): Promise<void> {
  if (passes && name === SES_SPF_DOMAIN) tally.includesSes = true
  const texts = await resolver.txt(name)
  if (texts.length === 0) tally.voids++
  const [record, second] = texts.filter(isSpf)
  const terms = record === undefined || second !== undefined ? undefined : parseSpf(record)
  if (terms) await walk({ terms, domain: name, passes }, resolver, tally)
  else tally.broken.push(name)
}

/** For `a`, `mx` and `exists`. @returns whether there is any */
async function lookUp(
  term: string,
  name: string,
  resolver: Resolver,
  tally: SpfTally,
): Promise<boolean> {
  const answers = term === 'mx' ? await resolver.mx(name) : await resolver.addresses(name)
  if (answers.length === 0) tally.voids++
  if (term === 'mx' && answers.length > MX_LIMIT) tally.crowded.push(name)
  return answers.length > 0
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
