/** `rekindle shop policy`: shows the policy, or replaces it and re-evaluates every customer. */
import { type CountryRule, countryRules, ruleFor } from '../../domain/law.ts'
import type { Policy } from '../../domain/policy.ts'
import type { CommandWords } from '../../language/command/command-words.ts'
import type { Language } from '../../language/language-tags.ts'
import { WORDS } from '../../language/languages.ts'
import { changeShop } from '../../store/shops.ts'
import { shopIn, storeOptions, withStore } from '../open-store.ts'
import { reevaluateShop } from '../reevaluate.ts'
import { jsonOption, verb } from '../verb.ts'
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
    withStore(given, async (store): Promise<Result> => {
      const [shop = ''] = given.arguments
      const { settings } = await shopIn(store, shop)
      const file = given.text('policy')
      if (file === undefined) return { shop, policy: settings.policy }
      const policy = await readPolicy(file, settings.policy.currency)
      await changeShop(store.table, shop, () => ({ policy }))
      return { shop, policy, decided: await reevaluateShop(store, shop, io) }
    }),
  json: (result) => (result.decided === undefined ? result.policy : result),
  text: ({ shop, policy, decided }, { words, language }) =>
    decided === undefined
      ? [JSON.stringify(policy, null, 2), '', ...consentLines(policy, words, language)].join('\n')
      : [words.shop.policyInForce(shop), words.reevaluated(decided)].join('\n'),
})

/** Countries whose rules are the same share a line; the strictest rule is that of all others. */
function consentLines(policy: Policy, words: CommandWords, language: Language): readonly string[] {
  const own = words.shop.consentByCountry
  const { consentBases: names } = WORDS[language]
  const sentenceOf = ({ bases, subjectMark }: CountryRule): string =>
    words.together([
      ...bases.map((basis) => names[basis]),
      ...(subjectMark === undefined ? [] : [own.subjectMark(subjectMark)]),
    ])
  const named = Map.groupBy(countryRules(policy), ([, rule]) => sentenceOf(rule))
  const unknown = ruleFor(undefined, policy)
  const other = ruleFor({ country: NO_COUNTRY, updatedAt: 0 }, policy)
  return [
    words.titled(own.title),
    ...[...named].map(
      ([sentence, countries]) =>
        `  ${words.labelled(countries.map(([code]) => code).join(' '), sentence)}`,
    ),
    `  ${words.labelled(own.otherCountries, sentenceOf(other))}`,
    `  ${words.labelled(own.countryUnknown, sentenceOf(unknown))}`,
  ]
}

/** ISO 3166-1 assigns it to no country. */
const NO_COUNTRY = 'ZZ'
