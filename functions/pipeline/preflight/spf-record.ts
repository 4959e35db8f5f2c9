/** SPF records as text: which records they are, and their content. */
import { isIPv4, isIPv6 } from 'node:net'

export type SpfTerm = {
  /** Such as `include`, `all` or `redirect`; unknown modifiers keep their own name. */
  readonly name: string
  /** `+` if the record has none; modifiers have none. */
  readonly qualifier?: '+' | '-' | '~' | '?'
  /** As written: it may contain macros. */
  readonly domain?: string
  /** How many leading bits of an address must match; left out if all must, or none is compared. */
  readonly bits?: { readonly ip4?: number; readonly ip6?: number }
}

/** @see https://www.rfc-editor.org/rfc/rfc7208#section-4.5 */
export const isSpf = (text: string): boolean => /^v=spf1(?: |$)/i.test(text)

/** What follows a mechanism's name: a domain, and how much of an address counts. */
const MECHANISMS = {
  all: { domain: 'none' },
  include: { domain: 'needed' },
  exists: { domain: 'needed' },
  ptr: { domain: 'optional' },
  a: { domain: 'optional', prefix: true },
  mx: { domain: 'optional', prefix: true },
} as const satisfies Record<string, { domain: 'none' | 'needed' | 'optional'; prefix?: true }>

const ONCE: ReadonlySet<string> = new Set(['redirect', 'exp'])
const TERM = /^([-+~?]?)([a-z][a-z0-9_.-]*)(.*)$/is
const PREFIX = /(?:\/(\d{1,2}))?(?:\/\/(\d{1,3}))?$/
const TEXT_WITH_MACROS = /^(?:%\{[slodiphcrtv]\d*r?[-.+,/_=]*\}|%%|%_|%-|[!-$&-~])*$/i
const ENDS_IN_MACRO = /%\{[slodiphv]\d*r?[-.+,/_=]*\}$/i

/**
 * The terms of one record, undefined if the syntax is wrong, which ends every check of it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7208#section-4.6 and section 12 for the grammar
 * @example parseSpf('v=spf1 include:amazonses.com ~all')?.[1] // { name: 'all', qualifier: '~' }
 */
export function parseSpf(record: string): readonly SpfTerm[] | undefined {
  const terms: SpfTerm[] = []
  for (const word of record.split(' ').slice(1)) {
    if (word === '') continue
    const term = termOf(word)
    const isSecond = terms.some(({ name }) => name === term?.name && ONCE.has(name))
    if (!term || isSecond) return undefined
    terms.push(term)
  }
  return terms
}

function termOf(word: string): SpfTerm | undefined {
  const [, sign = '', given = '', rest = ''] = TERM.exec(word) ?? []
  const name = given.toLowerCase()
  if (rest.startsWith('=')) return sign === '' ? modifier(name, rest.slice(1)) : undefined
  const qualifier = (sign || '+') as NonNullable<SpfTerm['qualifier']>
  if (name === 'ip4' || name === 'ip6') {
    const bits = networkBits(name, rest)
    return bits === undefined ? undefined : { name, qualifier, bits: { [name]: bits } }
  }
  return name in MECHANISMS
    ? mechanism(name as keyof typeof MECHANISMS, qualifier, rest)
    : undefined
}

function mechanism(
  name: keyof typeof MECHANISMS,
  qualifier: NonNullable<SpfTerm['qualifier']>,
  rest: string,
): SpfTerm | undefined {
  const takes: { readonly domain: string; readonly prefix?: true } = MECHANISMS[name]
  const [prefix = '', bits4, bits6] = takes.prefix ? (PREFIX.exec(rest) ?? []) : []
  if (Number(bits4 ?? 0) > 32 || Number(bits6 ?? 0) > 128) return undefined
  const bits = {
    ...(bits4 !== undefined && { ip4: Number(bits4) }),
    ...(bits6 !== undefined && { ip6: Number(bits6) }),
  }
  const term = { name, qualifier, ...(prefix !== '' && { bits }) }
  const target = rest.slice(0, rest.length - prefix.length)
  if (target === '') return takes.domain === 'needed' ? undefined : term
  const domain = target.slice(1)
  const isGood = takes.domain !== 'none' && target.startsWith(':') && isDomainSpec(domain)
  return isGood ? { ...term, domain } : undefined
}

function modifier(name: string, value: string): SpfTerm | undefined {
  if (name === 'redirect') return isDomainSpec(value) ? { name, domain: value } : undefined
  return TEXT_WITH_MACROS.test(value) ? { name } : undefined
}

/** A name of two labels at least, or one whose end a macro gives. */
function isDomainSpec(text: string): boolean {
  if (!TEXT_WITH_MACROS.test(text) || text.includes('/')) return false
  const labels = text.replace(/\.$/, '').split('.')
  const last = labels.at(-1) ?? ''
  const isTopLevel = /^[a-z0-9-]+$/i.test(last) && /[a-z]/i.test(last)
  return ENDS_IN_MACRO.test(text) || (labels.length > 1 && isTopLevel)
}

/** Undefined if it is not a network. @example networkBits('ip4', ':192.0.2.0/24') // 24 */
function networkBits(name: 'ip4' | 'ip6', rest: string): number | undefined {
  const all = name === 'ip4' ? 32 : 128
  const [, address = '', bits = all] = /^:([^/]+)(?:\/(\d{1,3}))?$/.exec(rest) ?? []
  const isAddress = name === 'ip4' ? isIPv4(address) : isIPv6(address)
  return isAddress && Number(bits) <= all ? Number(bits) : undefined
}
