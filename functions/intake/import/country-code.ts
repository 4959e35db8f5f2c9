/** A country as a file writes it, as the code that the rules know. */
import { NOT_UNDERSTOOD } from '../../domain/law.ts'
import { ISO_COUNTRIES } from './iso-countries.ts'
import { comparable, LARGER_LANGUAGES } from './larger-languages.ts'

/** In use, and neither in ISO 3166-1 nor in Unicode CLDR. */
const ALIASES: Readonly<Record<string, string>> = {
  AE: 'uae, vae',
  AG: 'antigua',
  AT: 'oesterreich',
  AX: 'aland',
  BA: 'bosnia',
  BQ: 'bonaire, bonaire saint eustatius and saba',
  CD: 'dr congo, drc, democratic republic of congo, zaire',
  CG: 'republic of congo',
  CI: 'ivory coast',
  CN: 'prc, pr china, p r china, mainland china, china mainland, 中国大陆, 中國大陸, 中华人民共和国, 中華人民共和國',
  CZ: 'czech republic',
  DE: 'brd, bundesrepublik deutschland',
  FO: 'faeroe islands',
  GB: 'uk, great britain, britain, england, scotland, wales, northern ireland, grossbritannien, grande bretagne, gran bretagna, gran bretana, angleterre, inghilterra, inglaterra, schottland',
  GR: 'el, hellas',
  GS: 'south georgia sandwich islands',
  HK: 'hongkong, hong kong sar, hong kong china, 中国香港, 香港',
  IE: 'eire, republic of ireland',
  KP: 'dprk, dpr korea',
  KR: 'rok, s korea',
  MK: 'macedonia, fyrom, former yugoslav republic of macedonia',
  MM: 'burma',
  MO: 'macau, macau china, macao china, 中国澳门, 澳门, 澳門',
  NL: 'holland',
  PS: 'palestine, palestinian territory, occupied palestinian territory, palestinian territory occupied',
  PW: 'belau',
  SA: 'ksa',
  SX: 'saint martin dutch part',
  SZ: 'swaziland',
  TL: 'east timor',
  TR: 'turkey',
  TW: 'taiwan china, taiwan roc, chinese taipei, 中国台湾, 台湾, 台灣',
  US: 'us, eeuu, eua, estados unidos de america, etats unis damerique, stati uniti damerica, vereinigte staaten von amerika',
  VA: 'vatican, holy see',
  VN: 'viet nam',
}

/** Names that several countries share; each also has names and codes of its own. */
const AMBIGUOUS = new Set('congo kongo guinea korea corea coree coreia'.split(' '))
/** What CLDR calls Guinea is, in every language, also the start of other countries' names. */
const NAMED_BY_ISO_ALONE = new Set(['GN'])

/** Two or three letters are a code: in Spanish "RU" is the United Kingdom. */
const LIKE_A_CODE = /^[a-z]{1,3}$/

type Codes = Map<string, string>

let english: Codes | undefined
let all: Codes | undefined

/** Codes, official names, aliases and the names in English. */
function englishNames(): Codes {
  if (english) return english
  const codes: Codes = new Map()
  for (const { code, names } of ISO_COUNTRIES)
    for (const name of [code, ...names]) codes.set(named(name), code)
  for (const [code, names] of Object.entries(ALIASES))
    for (const name of names.split(', ')) codes.set(named(name), code)
  addNames(
    codes,
    'en',
    ISO_COUNTRIES.map(({ code }) => code),
  )
  english = codes
  return codes
}

/** And those in the larger languages, and each country's in its own: half a second, once. */
function allNames(): Codes {
  if (all) return all
  const codes: Codes = new Map(englishNames())
  const every = ISO_COUNTRIES.map(({ code }) => code)
  for (const language of LARGER_LANGUAGES) addNames(codes, language, every)
  for (const code of every)
    addNames(codes, new Intl.Locale(`und-${code}`).maximize().language, [code])
  all = codes
  return codes
}

/** A name that another country has already stays with it. */
function addNames(codes: Codes, language: string, countries: readonly string[]): void {
  for (const style of ['long', 'short'] as const) {
    const names = new Intl.DisplayNames([language], { type: 'region', style, fallback: 'none' })
    for (const code of countries) {
      const name = NAMED_BY_ISO_ALONE.has(code) ? '' : named(names.of(code) ?? '')
      if (name === '' || LIKE_A_CODE.test(name) || AMBIGUOUS.has(name)) continue
      if (!codes.has(name)) codes.set(name, code)
    }
  }
}

/** A name without what is written in several ways. */
function named(text: string): string {
  const name = withoutAccents(text)
  return LIKE_A_CODE.test(name) ? (accentedWord(text) ?? name) : name
}

/** "Áo" is Austria in Vietnamese and "AO" Angola: in so short a name the accents count. */
function accentedWord(text: string): string | undefined {
  // In Turkish the capital of the code "it" has a dot.
  const word = text.normalize('NFKC').replace(/[İı]/g, 'i').toLowerCase()
  const letters = word.replace(/[^\p{L}\p{M}]/gu, '')
  return /^[a-z]*$/.test(letters) ? undefined : letters
}

const withoutAccents = (text: string): string =>
  comparable(text)
    .replace(/'/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .replace(/ and /g, ' ')
    .replace(/\bst\b/g, 'saint')
    .replace(/^the /, '')

const MOST_KNOWN = 10_000
const known = new Map<string, string>()

/**
 * The ISO 3166-1 alpha-2 code of a country given by one of the shop's own `aliases`, a code, or a
 * name: ISO's, an English one, one in the larger languages or in the country's own, or a common
 * alias. A name that several countries share and any other text is `ZZ`: a country was stated, and
 * not understood.
 *
 * @example countryCode('United States (US)', {}) // 'US'
 * @example countryCode('Korea', {}) // 'ZZ'
 */
export function countryCode(text: string, aliases: Readonly<Record<string, string>>): string {
  const own = Object.hasOwn(aliases, text) ? aliases[text] : undefined
  if (own !== undefined) return own
  const before = known.get(text)
  if (before !== undefined) return before
  const code = codeOf(text, englishNames()) ?? codeOf(text, allNames()) ?? NOT_UNDERSTOOD
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(text, code)
  return code
}

function codeOf(text: string, codes: Codes): string | undefined {
  const whole = codes.get(named(text))
  if (whole !== undefined) return whole
  const parts = text
    .slice(0, 200)
    .split(/[(),/|]| - /)
    .map(named)
    .filter((part) => part !== '')
  const [first = '', second = ''] = parts
  // "Korea, Republic of" is the Republic of Korea.
  const turned = parts.length === 2 ? codes.get(named(`${second} ${first}`)) : undefined
  if (turned !== undefined) return turned
  const found = new Set(parts.map((part) => codes.get(part)))
  return found.size === 1 ? [...found][0] : undefined
}
