/**
 * What the law of the recipient's country asks of marketing mail. Not legal advice: a shop's own
 * reading goes into its policy (`countries`), which is laid over this table.
 *
 * Sources: ePrivacy directive 2002/58/EC article 13; UWG section 7 (Germany), TKG section 174
 * (Austria); PECR regulation 22 (United Kingdom); CAN-SPAM (United States); CASL section 10
 * (Canada); Measures for the Administration of Internet E-mail Services, articles 13 and 14, and
 * PIPL article 24 (China); Network Act article 50 (Korea); Spam Act 2003 (Australia).
 */
import type { ConsentBasis, TrackingRule } from './consent.ts'
import type { Profile } from './customer.ts'
import type { Policy } from './policy.ts'
import { type Provider, providerOf } from './provider.ts'

export type CountryRule = {
  /** What consent must rest on: any one of these. */
  readonly bases: readonly ConsentBasis[]
  readonly tracking: TrackingRule
  /** Put before the subject of every marketing mail. */
  readonly subjectMark?: string
}

const rule = (bases: readonly ConsentBasis[], subjectMark?: string): CountryRule => ({
  bases,
  tracking: 'with-consent',
  ...(subjectMark !== undefined && { subjectMark }),
})

const SOFT_OPT_IN = rule(['explicit', 'double-opt-in', 'soft-opt-in'])
/** A tick in a form proves nothing there; a confirmed address does, and so does a purchase. */
const CONFIRMED = rule(['double-opt-in', 'soft-opt-in'])
const CHINA = rule(['explicit', 'double-opt-in'], '「广告」')
const KOREA = rule(['explicit', 'double-opt-in'], '(광고)')
const STRICTEST = rule(['double-opt-in'])

const of = (countries: string, each: CountryRule): readonly (readonly [string, CountryRule])[] =>
  countries.split(' ').map((country) => [country, each])

const RULES: ReadonlyMap<string, CountryRule> = new Map([
  ...of('BE BG CY CZ DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK', SOFT_OPT_IN),
  ...of('IS LI NO CH GB US CA AU NZ JP SG HK TW IN BR MX ZA AE IL', SOFT_OPT_IN),
  ...of('DE AT', CONFIRMED),
  ['CN', CHINA],
  ['KR', KOREA],
])

const CHINESE_PROVIDERS: ReadonlySet<Provider> = new Set(['qq', 'netease'])

/** A code that ISO 3166-1 leaves to users: a country was stated, and not understood. */
export const NOT_UNDERSTOOD = 'ZZ'

/**
 * The rule for this recipient. If no country was stated, the shop's assumption applies, or else the
 * strictest rule, as where the country was not understood; an address that is clearly Chinese also gets the subject mark that China
 * requires.
 *
 * @example ruleFor({ country: 'CN', updatedAt: 0 }, policy).subjectMark // '「广告」'
 */
export function ruleFor(profile: Profile | undefined, policy: Policy): CountryRule {
  const country = profile?.country ?? policy.countryWhereUnknown ?? NOT_UNDERSTOOD
  if (country !== NOT_UNDERSTOOD) return ruleOf(country, policy)
  return isChinese(profile) ? { ...CHINA, ...STRICTEST } : STRICTEST
}

function ruleOf(country: string, policy: Policy): CountryRule {
  const { subjectMark, ...changes } = policy.countries[country] ?? {}
  const law = RULES.get(country) ?? STRICTEST
  const { subjectMark: usual, ...rest } = { ...law, ...changes }
  const mark = subjectMark === undefined ? usual : subjectMark
  return { ...rest, ...(mark != null && { subjectMark: mark }) }
}

/**
 * The rule of each country that the law table or the policy names, by its code; every other country
 * has the strictest one.
 *
 * @example countryRules(policy).get('DE')?.bases // ['double-opt-in', 'soft-opt-in']
 */
export function countryRules(policy: Policy): ReadonlyMap<string, CountryRule> {
  const countries = [...RULES.keys(), ...Object.keys(policy.countries)].toSorted()
  return new Map(countries.map((country) => [country, ruleOf(country, policy)]))
}

function isChinese({ email, locale }: Partial<Profile> = {}): boolean {
  if (email !== undefined && CHINESE_PROVIDERS.has(providerOf(email))) return true
  return email?.toLowerCase().endsWith('.cn') === true || /^zh-(?:Hans|CN)/.test(locale ?? '')
}
