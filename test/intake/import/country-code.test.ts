import { describe, expect, test } from 'vitest'
import { countryCode } from '../../../functions/intake/import/country-code.ts'
import { ISO_COUNTRIES } from '../../../functions/intake/import/iso-countries.ts'
import { importText, mappingOf } from './importing.ts'

describe('a country', () => {
  test.each([
    ['US', 'US, us, USA, U.S.A., U.S., United States (US), United States of America, EE.UU.'],
    ['KR', 'Korea, Republic of|Korea (the Republic of)|South Korea|대한민국|KOR|韩国|Corée du Sud'],
    ['KP', "Korea, Democratic People's Republic of|DPRK|North Korea"],
    ['RU', 'Russian Federation|Россия|Russland'],
    ['CZ', 'Czech Republic|Czechia|Česko|cesko'],
    ['TW', 'Taiwan, Province of China|Taiwan|台灣|台湾'],
    [
      'DE',
      'Deutschland|DEUTSCHLAND|DEU|Germany|Germany (DE)|DE - Germany|Alemania|ドイツ|Allemagne',
    ],
    ['CN', '中国|中國|P.R. China|PR China|China, mainland|Chine'],
    ['HK', 'Hong Kong|Hong Kong, China|香港'],
    ['GB', 'UK|U.K.|England|Scotland|Wales|Northern Ireland|United Kingdom (UK)|Great Britain'],
    ['VN', 'Viet Nam|Vietnam|Việt Nam'],
    ['CI', "Côte d'Ivoire|Cote d’Ivoire|Ivory Coast"],
    ['NL', 'the Netherlands|Netherlands|Nederland|Holland'],
    ['CD', 'Congo, The Democratic Republic of the|Congo (Kinshasa)|DR Congo'],
    ['CG', 'Congo (Brazzaville)|Republic of the Congo'],
    ['GN', 'GN|GIN|Republic of Guinea'],
    ['VG', 'Virgin Islands (British)|Virgin Islands, British'],
    ['BA', 'Bosnia & Herzegovina|Bosnia-Herzegovina|Bosna i Hercegovina'],
    ['LC', 'St. Lucia|Saint Lucia'],
    ['TR', 'Türkiye|Turkey|TÜRKİYE'],
    ['CH', 'Schweiz/Suisse/Svizzera|Switzerland'],
    ['RE', 'Reunion|La Réunion'],
    // Without its accents each would be the code of another country, or of none.
    ['AT', 'Áo|ÁO'],
    ['BE', 'Bỉ'],
    ['US', 'Mỹ'],
    ['DE', 'Đức'],
    ['CN', 'Çin|ÇİN'],
    ['OM', 'Omã'],
    ['IT', 'İT|ＩＴ'],
  ])('of %s is read from %s', (code, names) => {
    const spellings = names.split(names.includes('|') ? '|' : ', ')
    expect(spellings.map((name) => countryCode(name, {}))).toEqual(spellings.map(() => code))
  })

  test.each([
    'Congo',
    'Guinea',
    'Guinée',
    'Korea',
    'Virgin Islands',
    'Atlantis',
    'XX',
    'ZZ',
    '?',
    'ÜS',
    'Dé',
  ])('is not understood from %s', (name) => {
    expect(countryCode(name, {})).toBe('ZZ')
  })

  test.each(['Hong Kong, France', 'Germany (AT)'])('is not understood from two: %s', (name) => {
    expect(countryCode(name, {})).toBe('ZZ')
  })

  test('is read from every code of ISO 3166-1 and from its official name', () => {
    expect(ISO_COUNTRIES).toHaveLength(249)
    for (const { code, names } of ISO_COUNTRIES)
      expect([code, ...names].map((name) => countryCode(name, {}))).toEqual(
        [code, ...names].map(() => code),
      )
  })

  test('is what the mapping says, before anything else', () => {
    expect(countryCode('Korea', { Korea: 'KR' })).toBe('KR')
  })
})

test('a country of a file is never dropped: what is not understood is stored as ZZ and counted', async () => {
  const mapping = mappingOf(`
customer: {id: Customer, country: Country}
order: {id: Id}
instant: {column: Date, format: yyyy-MM-dd, zone: UTC}
amount: {from: rows, column: Amount}
currency: EUR`)
  const rows = ['Deutschland', 'Korea', 'Korea', 'Middle-earth', '']
  const { records, summary } = await importText(
    [
      'Id,Customer,Date,Amount,Country',
      ...rows.map((name, i) => `o${i},c${i},2026-01-01,1,${name}`),
    ].join('\n'),
    mapping,
  )
  expect(records.map(({ customer }) => customer.country)).toEqual([
    'DE',
    'ZZ',
    'ZZ',
    'ZZ',
    undefined,
  ])
  expect(summary.countriesNotUnderstood).toEqual({ Korea: 2, 'Middle-earth': 1 })
})

test('values that are names of what every object has are counted like others', async () => {
  const mapping = mappingOf(`
customer: {id: Customer, country: Country}
order: {id: Id}
instant: {column: Date, format: yyyy-MM-dd, zone: UTC}
amount: {from: rows, column: Amount}
currency: EUR
consent: {column: News, granted: ["yes"]}
`)
  const values = ['constructor', '__proto__']
  const rows = values.map((value, i) => `o${i},c${i},2026-01-01,1.10,${value},${value}`)
  const { summary } = await importText(
    ['Id,Customer,Date,Amount,Country,News', ...rows].join('\n'),
    mapping,
  )
  const once = values.map((value) => [value, 1])
  expect(Object.entries(summary.countriesNotUnderstood)).toEqual(once)
  expect(Object.entries(summary.noConsentAct)).toEqual(once)
})
