import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWithin } from '../../../functions/pipeline/preflight/dns-names.ts'
import { walkTree } from '../../../functions/pipeline/preflight/organizational-domain.ts'
import type { Resolver } from '../../../functions/pipeline/preflight/resolver.ts'

const NONE = 'v=DMARC1; p=none'

function walk(start: string, records: Readonly<Record<string, readonly string[]>>) {
  const asked: string[] = []
  const nothing = async () => []
  const resolver: Resolver = {
    txt: async (name) => {
      asked.push(name)
      return records[name.replace('_dmarc.', '')] ?? []
    },
    cname: nothing,
    mx: nothing,
    addresses: nothing,
  }
  return walkTree(start, resolver).then((walked) => ({ ...walked, asked }))
}

describe('the organizational domain', () => {
  it.each([
    {
      what: 'the highest name with a policy, though one below has its own',
      records: { 'mail.tea.example': [NONE], 'tea.example': [NONE] },
      is: 'tea.example',
    },
    { what: 'the name itself where none has one', records: {}, is: 'a.mail.tea.example' },
    {
      what: 'a name that declares that it is not a registry',
      records: { 'mail.tea.example': [`${NONE}; psd=n`], 'tea.example': [NONE] },
      is: 'mail.tea.example',
    },
    {
      what: 'one label below a registry',
      records: { example: ['v=DMARC1; psd=y; p=reject'] },
      is: 'tea.example',
    },
    {
      what: 'never a top-level domain, whatever is there',
      records: { example: [NONE], 'tea.example': [NONE] },
      is: 'tea.example',
    },
    {
      what: 'not a name with two policies',
      records: { 'mail.tea.example': [NONE], 'tea.example': [NONE, NONE] },
      is: 'mail.tea.example',
    },
    {
      what: 'not a name whose record is of another kind',
      records: { 'tea.example': ['v=DMARC10; p=none', 'v=spf1 -all'] },
      is: 'a.mail.tea.example',
    },
  ])('is $what', async ({ records, is }) => {
    expect((await walk('a.mail.tea.example', records)).organizationalDomain).toBe(is)
  })

  it.each(['y', 'n'])('is looked for no higher than a name that says psd=%s', async (psd) => {
    const { asked } = await walk('a.mail.tea.example', { 'tea.example': [`${NONE}; psd=${psd}`] })
    expect(asked.at(-1)).toBe('_dmarc.tea.example')
  })

  it('is found with eight questions at most, and is the name or one above it', async () => {
    const anyName = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 2, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(anyName, fc.array(fc.nat(20)), async (labels, withPolicy) => {
        const start = labels.join('.')
        const records = Object.fromEntries(
          withPolicy.map((from) => [labels.slice(from).join('.'), [NONE]]),
        )
        const { organizationalDomain, asked } = await walk(start, records)
        expect(asked.length).toBe(Math.min(labels.length, 8))
        expect(isWithin(start, organizationalDomain)).toBe(true)
      }),
    )
  })
})
