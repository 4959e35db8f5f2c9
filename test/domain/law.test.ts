import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Profile } from '../../functions/domain/customer.ts'
import { countriesWantingEmail, countryRules, ruleFor } from '../../functions/domain/law.ts'
import { policy, settings } from '../support/given.ts'

const rule = (profile: Partial<Profile>, changes: Parameters<typeof policy>[0] = {}) =>
  ruleFor({ updatedAt: 0, ...profile }, policy(changes))

describe("the rule of the recipient's country", () => {
  it.each<[string, readonly string[], string | undefined]>([
    ['FR', ['explicit', 'double-opt-in', 'soft-opt-in'], undefined],
    ['US', ['explicit', 'double-opt-in', 'soft-opt-in'], undefined],
    ['DE', ['double-opt-in', 'soft-opt-in'], undefined],
    ['CN', ['explicit', 'double-opt-in'], '「广告」'],
    ['KR', ['explicit', 'double-opt-in'], '(광고)'],
    ['IL', ['explicit', 'double-opt-in', 'soft-opt-in'], 'פרסומת'],
    ['VN', ['explicit', 'double-opt-in'], '[QC]'],
    ['PL', ['explicit', 'double-opt-in'], undefined],
    ['HU', ['explicit', 'double-opt-in'], undefined],
    ['TR', ['explicit', 'double-opt-in'], undefined],
  ])('%s accepts consent on %j and marks the subject %s', (country, bases, subjectMark) => {
    const { showsEmail: _, ...found } = rule({ country })
    expect(found).toEqual({
      bases,
      tracking: 'with-consent',
      ...(subjectMark !== undefined && { subjectMark }),
    })
  })

  it('is the strictest if the country, or its law, is unknown', () => {
    const strictest = { bases: ['double-opt-in'], tracking: 'with-consent' }
    expect(rule({})).toEqual(strictest)
    expect(ruleFor(undefined, policy())).toEqual(strictest)
  })

  it.each(['AQ', 'ZZ'])('is the strictest and has no known mark in %s', (country) => {
    const closed = { bases: ['double-opt-in'], tracking: 'with-consent', isMarkUnknown: true }
    expect(rule({ country })).toEqual(closed)
    // Not the one that the shop assumes where no country was stated.
    expect(rule({ country }, { countryWhereUnknown: 'FR' })).toEqual(closed)
  })

  it("takes the policy's bases for a country that the table does not know, and still no mark", () => {
    const countries = { AQ: { bases: ['explicit' as const] } }
    expect(rule({ country: 'AQ' }, { countries })).toMatchObject({
      bases: ['explicit'],
      isMarkUnknown: true,
    })
  })

  it('opens an unknown country once the policy states its mark, or that it asks for none', () => {
    const stated = (subjectMark: string | null) =>
      rule({ country: 'AQ' }, { countries: { AQ: { subjectMark } } })
    expect(stated(null)).toEqual({ bases: ['double-opt-in'], tracking: 'with-consent' })
    expect(stated('PUB')).toMatchObject({ subjectMark: 'PUB' })
    expect(stated('PUB')).not.toHaveProperty('isMarkUnknown')
  })

  it.each([
    { email: 'li@qq.com' },
    { email: 'li@163.com' },
    { email: 'li@shop.cn' },
    { locale: 'zh-CN' },
  ])('marks the subject of an unknown country if the address is plainly Chinese: %j', (profile) => {
    expect(rule(profile)).toMatchObject({ bases: ['double-opt-in'], subjectMark: '「广告」' })
  })

  it('is of the country that the shop assumes if none is known', () => {
    expect(rule({}, { countryWhereUnknown: 'FR' }).bases).toContain('soft-opt-in')
    expect(rule({ country: 'DE' }, { countryWhereUnknown: 'FR' }).bases).not.toContain('explicit')
  })

  it('is the strictest if a country was stated and not understood, whatever the shop assumes', () => {
    const changes = {
      countryWhereUnknown: 'US',
      countries: { ZZ: { bases: ['explicit' as const] } },
    }
    expect(rule({ country: 'ZZ' }, changes)).toEqual({ ...rule({}), isMarkUnknown: true })
    const marked = { countries: { ZZ: { subjectMark: null } } }
    expect(rule({ country: 'ZZ' }, marked)).toEqual(rule({}))
    expect(rule({ country: 'ZZ', email: 'li@qq.com' }, changes).subjectMark).toBe('「广告」')
  })

  it("gives way to the shop's own reading of the law", () => {
    const countries = { CN: { subjectMark: null, tracking: 'never' as const } }
    expect(rule({ country: 'CN' }, { countries })).toEqual({
      bases: ['explicit', 'double-opt-in'],
      tracking: 'never',
      showsEmail: true,
    })
    expect(rule({ country: 'FR' }, { countries: { FR: { subjectMark: 'PUB' } } })).toMatchObject({
      subjectMark: 'PUB',
    })
  })
})

describe('The countries that want the address of the shop in its mail', () => {
  const wanted = (locale: string, zone: string, changes: Parameters<typeof policy>[0] = {}) => {
    const { shop } = settings()
    return countriesWantingEmail({ shop: { ...shop, zone }, policy: policy(changes) }, locale)
  }

  it.each([
    ['zh-CN', 'CN'],
    ['zh', 'CN'],
    ['he', 'IL'],
    ['ja', 'JP'],
    ['ko', 'KR'],
  ])('are those in whose language it is: %s for %s', (locale, country) => {
    expect(wanted(locale, 'Europe/London')).toEqual([country])
  })

  it('are those of the policy, and the one that the shop is in', () => {
    expect(wanted('en', 'Europe/London')).toEqual([])
    expect(wanted('zh-TW', 'Asia/Taipei')).toEqual([])
    expect(wanted('en', 'Asia/Tokyo')).toEqual(['JP'])
    expect(wanted('en', 'Europe/London', { countries: { KR: {} } })).toEqual(['KR'])
    expect(wanted('en', 'Europe/London', { countryWhereUnknown: 'IL' })).toEqual(['IL'])
  })
})

describe('the rules by country', () => {
  it('are those that the policy changes, next to those of the law', () => {
    const rules = countryRules(policy({ countries: { AQ: { bases: ['explicit'] } } }))
    expect(rules.get('AQ')?.bases).toEqual(['explicit'])
    expect(rules.get('AT')?.bases).toEqual(['double-opt-in', 'soft-opt-in'])
  })

  it('stand in the design document as they hold, for every country', () => {
    const design = readFileSync(new URL('../../functions/DESIGN.md', import.meta.url), 'utf8')
    const rows = design.matchAll(/^\| ([A-Z]{2}(?: [A-Z]{2})*) +\| ([a-z, -]+?) +\| *(\S*) *\|$/gm)
    const written = [...rows].flatMap(([, countries = '', bases = '', mark = '']) =>
      countries.split(' ').map((country) => [country, bases.split(', '), mark] as const),
    )
    const byCode = (rules: readonly (readonly [string, ...unknown[]])[]) =>
      rules.toSorted(([a], [b]) => (a < b ? -1 : 1))
    expect(byCode(written)).toEqual(
      [...countryRules(policy())].map(([country, { bases, subjectMark = '' }]) => [
        country,
        bases,
        subjectMark,
      ]),
    )
  })
})
