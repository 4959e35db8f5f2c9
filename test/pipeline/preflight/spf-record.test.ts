import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Resolver } from '../../../functions/pipeline/preflight/resolver.ts'
import { SPF_LOOKUP_LIMIT, spfReach } from '../../../functions/pipeline/preflight/spf-reach.ts'
import { isSpf, parseSpf } from '../../../functions/pipeline/preflight/spf-record.ts'

/** DNS that has only TXT records. */
const texts = (records: Readonly<Record<string, readonly string[]>>): Resolver => ({
  txt: async (name) => records[name] ?? [],
  cname: async () => [],
  mx: async () => [],
  addresses: async () => [],
})

const reach = (record: string, records: Readonly<Record<string, readonly string[]>> = {}) =>
  spfReach(parseSpf(record) ?? [], 'root.example', texts(records))

const SES = { 'amazonses.com': ['v=spf1 ip4:192.0.2.0/24 -all'] }

describe('an SPF record', () => {
  it.each([
    ['v=spf1', true],
    ['V=SPF1 -all', true],
    ['v=spf10 -all', false],
    ['spf2.0/pra -all', false],
    [' v=spf1 -all', false],
  ])('is known by its version: %s', (text, is) => {
    expect(isSpf(text)).toBe(is)
  })

  it.each([
    'v=spf1',
    'v=spf1 include:amazonses.com ~all',
    'v=spf1  a  mx   -all ',
    'v=spf1 a/24 a:shop.example/24//64 mx//64 ptr ptr:shop.example ?all',
    'v=spf1 +ip4:192.0.2.1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -ALL',
    'v=spf1 exists:%{i}._spf.shop.example redirect=_spf.%{d2}',
    'v=spf1 exp=why.shop.example other-one=any%20thing%%{o} -all',
    'v=spf1 include:_spf.shop.example. -all',
  ])('may be written so: %s', (text) => {
    expect(parseSpf(text.replace('%20', '%_'))).toBeDefined()
  })

  it.each([
    ['an unknown mechanism', 'v=spf1 includes:amazonses.com ~all'],
    ['an include of nothing', 'v=spf1 include: ~all'],
    ['an include of a single label', 'v=spf1 include:amazonses ~all'],
    ['an include of an address', 'v=spf1 include:192.0.2.1 ~all'],
    ['an invalid address', 'v=spf1 ip4:192.0.2.256 ~all'],
    ['a network of 33 bits', 'v=spf1 ip4:192.0.2.0/33 ~all'],
    ['IPv6 for IPv4', 'v=spf1 ip4:2001:db8::1 ~all'],
    ['an all with a domain', 'v=spf1 all:shop.example'],
    ['a network of a name of 64 bits', 'v=spf1 a:shop.example/64 -all'],
    ['a comma', 'v=spf1 include:amazonses.com, ~all'],
    ['two redirects', 'v=spf1 redirect=a.example redirect=b.example'],
    ['a modifier with a sign', 'v=spf1 -redirect=a.example'],
    ['half a macro', 'v=spf1 exists:%{i.shop.example -all'],
    ['a sign alone', 'v=spf1 include:amazonses.com ~'],
    ['typographic marks', 'v=spf1 include:amazonses.com –all'],
  ])('is turned down for %s', (_, text) => {
    expect(parseSpf(text)).toBeUndefined()
  })
})

describe('the reach of an SPF record', () => {
  it.each([
    ['itself', 'v=spf1 include:amazonses.com ~all', {}],
    ['a name in between', 'v=spf1 include:a.example -all', ['v=spf1 include:AmazonSES.com -all']],
    ['a redirect', 'v=spf1 redirect=a.example', ['v=spf1 include:amazonses.com -all']],
  ])('includes SES by %s', async (_, record, nested) => {
    const records = Array.isArray(nested) ? { ...SES, 'a.example': nested } : SES
    expect(await reach(record, records)).toMatchObject({ includesSes: true, broken: [] })
  })

  it.each([
    ['after all', 'v=spf1 -all include:amazonses.com'],
    ['as a refusal', 'v=spf1 -include:amazonses.com ~all'],
    ['as neither', 'v=spf1 ?include:amazonses.com ~all'],
    ['by a redirect next to all', 'v=spf1 redirect=amazonses.com -all'],
    ['as an address', 'v=spf1 a:amazonses.com -all'],
    ['by an include that refuses', 'v=spf1 -include:a.example -all'],
  ])('does not include SES %s', async (_, record) => {
    const records = { ...SES, 'a.example': ['v=spf1 include:amazonses.com -all'] }
    expect(await reach(record, records)).toMatchObject({ includesSes: false })
  })

  it.each([
    ['has none', []],
    ['has two', ['v=spf1 -all', 'v=spf1 ~all']],
    ['has a faulty one', ['v=spf1 al']],
  ])('is broken by a name that %s', async (_, nested) => {
    const { broken } = await reach('v=spf1 include:a.example -all', { 'a.example': nested })
    expect(broken).toEqual(['a.example'])
  })

  it('counts what is looked up, and nothing else', async () => {
    const record =
      'v=spf1 a mx ptr exists:%{i}.a.example include:%{d}.a.example ip4:192.0.2.1 exp=e.example -all a'
    expect((await reach(record)).lookups).toBe(5)
  })

  it('counts the whole tree of includes, up to the first look-up too many', async () => {
    const anyTree = fc.array(fc.nat(), { maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(anyTree, async (parents) => {
        const nodes = ['root.example', ...parents.map((_, i) => `n${i}.example`)]
        const childrenOf = (node: number) =>
          parents.flatMap((parent, i) =>
            parent % (i + 1) === node ? [`include:n${i}.example`] : [],
          )
        const records = Object.fromEntries(
          nodes.map((name, i) => [name, [['v=spf1', ...childrenOf(i), '-all'].join(' ')]]),
        )
        const { lookups, broken } = await reach('v=spf1 include:root.example -all', records)
        expect(broken).toEqual([])
        expect(lookups).toBe(Math.min(nodes.length, SPF_LOOKUP_LIMIT + 1))
      }),
    )
  })

  it('ends if names include each other', async () => {
    const records = {
      'a.example': ['v=spf1 include:b.example -all'],
      'b.example': ['v=spf1 include:a.example -all'],
    }
    expect((await reach('v=spf1 include:a.example -all', records)).lookups).toBe(
      SPF_LOOKUP_LIMIT + 1,
    )
  })
})
