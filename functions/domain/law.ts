/**
 * What the law of the recipient's country asks of marketing mail. Not legal advice: a shop's own
 * reading goes into its policy (`countries`), which is laid over this table.
 *
 * Sources: ePrivacy directive 2002/58/EC article 13; UWG section 7 (Germany), TKG section 174
 * (Austria); PECR regulation 22 (United Kingdom); CAN-SPAM (United States); CASL section 10
 * (Canada); Measures for the Administration of Internet E-mail Services, articles 13 and 14, and
 * PIPL article 24 (China); Network Act article 50 (Korea); Spam Act 2003 (Australia); Electronic
 * Communications Law 2024, article 398 (Poland); Act XLVIII of 2008, section 6 (Hungary);
 * Communications Law, section 30A (Israel); Decree 91/2020 (Vietnam); Act on Regulation of
 * Transmission of Specified Electronic Mail (Japan); Law 6563 (Turkey).
 */
import type { ConsentBasis, TrackingRule } from './consent.ts'
import type { Profile } from './customer.ts'
import { zonesOfCountry } from './hours.ts'
import type { Policy, Settings } from './policy.ts'
import { type Provider, providerOf } from './provider.ts'
import { type Instant, monthsAfter } from './time.ts'

export type CountryRule = {
  /** What consent must rest on: any one of these. */
  readonly bases: readonly ConsentBasis[]
  readonly tracking: TrackingRule
  /** Put before the subject of every marketing mail. */
  readonly subjectMark?: string
  /** How many calendar months after the last purchase the consent that it implied ends. */
  readonly softOptInMonths?: number
  /** Every marketing mail shows an e-mail address at which the sender is reached. */
  readonly showsEmail?: true
  /**
   * Neither this table nor the policy says which mark the country asks for, so no marketing goes
   * there.
   */
  readonly isMarkUnknown?: true
}

const rule = (
  bases: readonly ConsentBasis[],
  more: Omit<CountryRule, 'bases' | 'tracking'> = {},
): CountryRule => ({ bases, tracking: 'with-consent', ...more })

const ANY: readonly ConsentBasis[] = ['explicit', 'double-opt-in', 'soft-opt-in']
const PRIOR: readonly ConsentBasis[] = ['explicit', 'double-opt-in']

const SOFT_OPT_IN = rule(ANY)
/** A purchase implies no consent there. */
const PRIOR_CONSENT = rule(PRIOR)
/** A tick in a form proves nothing there; a confirmed address does, and so does a purchase. */
const CONFIRMED = rule(['double-opt-in', 'soft-opt-in'])
const CANADA = rule(ANY, { softOptInMonths: 24 })
const CHINA = rule(PRIOR, { subjectMark: '「广告」', showsEmail: true })
const ISRAEL = rule(ANY, { subjectMark: 'פרסומת', showsEmail: true })
const JAPAN = rule(ANY, { showsEmail: true })
const KOREA = rule(PRIOR, { subjectMark: '(광고)', showsEmail: true })
const VIETNAM = rule(PRIOR, { subjectMark: '[QC]' })
const STRICTEST = rule(['double-opt-in'])

const of = (countries: string, each: CountryRule): readonly (readonly [string, CountryRule])[] =>
  countries.split(' ').map((country) => [country, each])

const RULES: ReadonlyMap<string, CountryRule> = new Map([
  ...of('BE BG CY CZ DK EE ES FI FR GR HR IE IT LT LU LV MT NL PT RO SE SI SK', SOFT_OPT_IN),
  ...of('IS LI NO CH GB US AU NZ SG HK TW IN BR MX ZA AE', SOFT_OPT_IN),
  ...of('HU PL TR', PRIOR_CONSENT),
  ...of('DE AT', CONFIRMED),
  ['CA', CANADA],
  ['CN', CHINA],
  ['IL', ISRAEL],
  ['JP', JAPAN],
  ['KR', KOREA],
  ['VN', VIETNAM],
])

const CHINESE_PROVIDERS: ReadonlySet<Provider> = new Set(['qq', 'netease'])

/** A code that ISO 3166-1 leaves to users: a country was stated, and not understood. */
export const NOT_UNDERSTOOD = 'ZZ'

/**
 * The rule for this recipient. A country that the table does not know, or that was stated and not
 * understood (`ZZ`), has the strictest rule, and no marketing at all until the policy states its
 * mark. If no country was stated, the shop's stated assumption applies, or
 * else the strictest rule; an address that is clearly Chinese also gets the subject mark that China
 * requires.
 *
 * @example ruleFor({ country: 'CN', updatedAt: 0 }, policy).subjectMark // '「广告」'
 */
export function ruleFor(profile: Profile | undefined, policy: Policy): CountryRule {
  const country = profile?.country ?? policy.countryWhereUnknown ?? undefined
  if (country !== undefined && country !== NOT_UNDERSTOOD) return ruleOf(country, policy)
  if (isChinese(profile)) return { ...CHINA, ...STRICTEST }
  return country === undefined
    ? STRICTEST
    : withMark(STRICTEST, undefined, policy.countries[NOT_UNDERSTOOD]?.subjectMark)
}

function ruleOf(country: string, policy: Policy): CountryRule {
  const { subjectMark, ...changes } = policy.countries[country] ?? {}
  const law = RULES.get(country)
  return withMark({ ...(law ?? STRICTEST), ...changes }, law, subjectMark)
}

/** @param stated by the policy: null for no mark */
function withMark(
  { subjectMark: usual, ...rule }: CountryRule,
  law: CountryRule | undefined,
  stated: string | null | undefined,
): CountryRule {
  if (stated === undefined && !law) return { ...rule, isMarkUnknown: true }
  const mark = stated === undefined ? usual : stated
  return { ...rule, ...(mark != null && { subjectMark: mark }) }
}

/**
 * When the consent that a purchase implied ends; undefined if it does not, and in the past if there
 * was no purchase.
 *
 * @param lastPurchaseAt of those that count
 * @example softOptInEndsAt(rule, Date.UTC(2024, 2, 1)) // Date.UTC(2026, 2, 1) in Canada
 */
export function softOptInEndsAt(
  { softOptInMonths }: CountryRule,
  lastPurchaseAt: Instant | undefined,
): Instant | undefined {
  if (softOptInMonths === undefined) return undefined
  return lastPurchaseAt === undefined
    ? Number.NEGATIVE_INFINITY
    : monthsAfter(lastPurchaseAt, softOptInMonths)
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

/** Countries whose law wants the sender's e-mail address shown, with the language of their mail. */
const WANT_EMAIL: readonly (readonly [country: string, language: RegExp])[] = [
  ['CN', /^zh(?:-Hans)?(?:-CN)?$/i],
  ['IL', /^(?:he|iw)\b/i],
  ['JP', /^ja\b/i],
  ['KR', /^ko\b/i],
]

/**
 * The countries to which a shop plainly sends a mail in this language, and whose law wants
 * `shop.email` in it: the policy names them, the shop is in their zone, or it is their language.
 *
 * @example countriesWantingEmail(settings, 'ja') // ['JP']
 */
export function countriesWantingEmail(
  { shop, policy }: Pick<Settings, 'shop' | 'policy'>,
  locale: string,
): readonly string[] {
  const named = new Set([...Object.keys(policy.countries), policy.countryWhereUnknown])
  return WANT_EMAIL.filter(
    ([country, language]) =>
      named.has(country) || language.test(locale) || zonesOfCountry(country).includes(shop.zone),
  ).map(([country]) => country)
}

function isChinese({ email, locale }: Partial<Profile> = {}): boolean {
  if (email !== undefined && CHINESE_PROVIDERS.has(providerOf(email))) return true
  return email?.toLowerCase().endsWith('.cn') === true || /^zh-(?:Hans|CN)/.test(locale ?? '')
}
