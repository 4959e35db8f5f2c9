/** `rekindle shop policy`: shows the policy, or replaces it and re-evaluates every customer. */
import { type CountryRule, countryRules, ruleFor } from '../../domain/law.ts'
import type { Policy } from '../../domain/policy.ts'
import { seesCustomersAlike } from '../../domain/policy-change.ts'
import { formatsFor } from '../../language/formats.ts'
import { WORDS } from '../../language/languages.ts'
import { changeShop, classesRow } from '../../store/shops.ts'
import { wrapped } from '../columns.ts'
import { askStore, shopIn, storeOptions, withStore } from '../open-store.ts'
import { reevaluateShop } from '../reevaluate.ts'
import { jsonOption, type Speech, verb } from '../verb.ts'
import { readPolicy } from './read-policy.ts'

type Result = {
  readonly shop: string
  readonly policy: Policy
  /** Customers re-evaluated; absent if the policy was only shown. */
  readonly decided?: number
}

export const policy = verb('shop policy', {
  arguments: [{ name: 'ID' }],
  options: { policy: { value: 'FILE' }, ...storeOptions, ...jsonOption },
  examples: {
    show: 'rekindle shop policy acme',
    replace: 'rekindle shop policy acme --policy policy.yaml',
  },
  run: (given, io) =>
    (given.text('policy') === undefined ? askStore : withStore)(
      given,
      async (store): Promise<Result> => {
        const [shop = ''] = given.arguments
        const { settings } = await shopIn(store, shop)
        const file = given.text('policy')
        if (file === undefined) return { shop, policy: settings.policy }
        const policy = await readPolicy(file, settings.policy.currency)
        await changeShop(store.table, shop, ({ settings: before }) => ({
          policy,
          ...(!seesCustomersAlike(before.policy, policy) && { rows: [classesRow(shop, io.now())] }),
        }))
        return { shop, policy, decided: await reevaluateShop(store, shop, io) }
      },
    ),
  json: (result) => (result.decided === undefined ? result.policy : result),
  text: ({ shop, policy, decided }, speech) =>
    decided === undefined
      ? [JSON.stringify(policy, null, 2), '', ...consentLines(policy, speech)].join('\n')
      : [speech.words.shop.policyInForce(shop), speech.words.reevaluated(decided)].join('\n'),
})

/** Countries whose rules are the same share a line; the strictest rule is that of all others. */
function consentLines(policy: Policy, { words, language, now }: Speech): readonly string[] {
  const own = words.shop.consentByCountry
  const { consentBases: names, law, listSeparator } = WORDS[language]
  const formats = formatsFor(language, 'UTC', now)
  const sentenceOf = ({
    bases,
    subjectMark,
    softOptInMonths,
    isMarkUnknown,
  }: CountryRule): string =>
    [
      formats.either(bases.map((basis) => names[basis])),
      ...(subjectMark === undefined ? [] : [own.subjectMark(subjectMark)]),
      ...(softOptInMonths === undefined ? [] : [law.softOptInEnds(softOptInMonths)]),
      ...(isMarkUnknown ? [own.markUnknown] : []),
    ].join(listSeparator)
  const named = Map.groupBy(countryRules(policy), ([, rule]) => sentenceOf(rule))
  const unknown = ruleFor(undefined, policy)
  const other = ruleFor({ country: NO_COUNTRY, updatedAt: 0 }, policy)
  const rules = [
    ...[...named].map(([sentence, countries]) => [
      formats.list(countries.map(([code]) => formats.country(code)).sort()),
      sentence,
    ]),
    [own.otherCountries, sentenceOf(other)],
    [own.countryUnknown, sentenceOf(unknown)],
  ]
  return [
    words.titled(own.title),
    ...rules.flatMap(([countries = '', sentence = '']) =>
      hanging(words.labelled(countries, sentence)),
    ),
  ]
}

/** Wrapped, with all lines after the first set in. */
const hanging = (text: string): readonly string[] =>
  wrapped(text, 4).map((line, i) => (i === 0 ? line.slice(2) : line))

/** ISO 3166-1 assigns it to no country. */
const NO_COUNTRY = 'ZZ'
