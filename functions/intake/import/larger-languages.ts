/** The languages in which exports write names of months, countries and currencies. */

/** Unicode CLDR has the names of each; more of them cost time whenever a name is not known. */
export const LARGER_LANGUAGES: readonly string[] =
  'en de fr es it pt nl pl cs sv da nb fi ru uk tr el hu ro ja zh zh-Hant ko ar he id vi th hi'.split(
    ' ',
  )

/** Letters that Unicode does not take apart into a plain one and its accent. */
const PLAIN: Readonly<Record<string, string>> = {
  ...{ ı: 'i', ł: 'l', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ß: 'ss', æ: 'ae', œ: 'oe', ʼ: "'" },
}

/**
 * A name as names are compared: capitals, accents, dots and double blanks do not matter. In scripts
 * such as Thai the marks are vowels, and stay.
 *
 * @example comparable('  Corée  du Sud.') // 'coree du sud'
 */
export const comparable = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, '$1')
    .replace(/[ıłøđðþßæœʼ]/gu, (letter) => PLAIN[letter] ?? letter)
    .replace(/\p{Cf}|\./gu, '')
    .replace(/[’‘`´]/gu, "'")
    .replace(/\s+/gu, ' ')
    .normalize('NFKC')
    .trim()
