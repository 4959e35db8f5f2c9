/** The signs and words that stand next to an amount, by currency. */
import { comparable, LARGER_LANGUAGES } from './larger-languages.ts'

/** In use, and not in Unicode CLDR. */
const ALSO: Readonly<Record<string, string>> = {
  BRL: 'reais real',
  CHF: 'fr sfr',
  CNY: 'rmb 元 人民币 圆',
  CZK: 'kc',
  DKK: 'kr',
  EUR: 'euro euros eur',
  INR: 'rs inr',
  ISK: 'kr',
  JPY: '円 yen',
  KRW: '원 won',
  NOK: 'kr',
  RUB: 'руб р rub',
  SEK: 'kr',
  TRY: 'tl',
  TWD: '元 nt$ ntd',
  UAH: 'грн',
  USD: 'us$ usd$',
}

const STYLES = ['symbol', 'narrowSymbol'] as const

const signIn = (language: string, currency: string, style: (typeof STYLES)[number]): string =>
  new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: style })
    .formatToParts(1)
    .find(({ type }) => type === 'currency')?.value ?? currency

const known = new Map<string, ReadonlySet<string>>()

function signsOf(currency: string): ReadonlySet<string> {
  const found = known.get(currency)
  if (found) return found
  const signs = LARGER_LANGUAGES.flatMap((language) =>
    STYLES.map((style) => signIn(language, currency, style)),
  )
  const all = new Set([currency, ...signs, ...(ALSO[currency] ?? '').split(' ')].map(comparable))
  known.set(currency, all)
  return all
}

/**
 * Whether the text next to an amount says that it is in this currency.
 *
 * @example isSignOf('CHF', 'Fr.') // true
 * @example isSignOf('EUR', '$') // false
 */
export const isSignOf = (currency: string, text: string): boolean =>
  signsOf(currency).has(comparable(text))

let ofAny: ReadonlySet<string> | undefined

/** The codes and signs of all currencies, and the words in use. */
function anySigns(): ReadonlySet<string> {
  ofAny ??= new Set(
    Intl.supportedValuesOf('currency').flatMap((currency) => [
      comparable(currency),
      ...STYLES.map((style) => comparable(signIn('en', currency, style))),
      ...(ALSO[currency] ?? '').split(' '),
    ]),
  )
  return ofAny
}

/** Whether the text is the code or the sign of any currency. @example isAnySign('$') // true */
export const isAnySign = (text: string): boolean => anySigns().has(comparable(text))
