/** The languages in which exports write names of months, countries and currencies. */

/** Unicode CLDR has the names of each; more of them cost time whenever a name is not known. */
export const LARGER_LANGUAGES: readonly string[] =
  'en de fr es it pt nl pl cs sv da nb fi ru uk tr el hu ro ja zh zh-Hant ko ar he id vi th hi'.split(
    ' ',
  )

/**
 * A name as names are compared: capitals, accents, dots and double blanks do not matter.
 *
 * @example comparable('  Corée  du Sud.') // 'coree du sud'
 */
export const comparable = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}|\p{Cf}|\./gu, '')
    .replace(/[’‘ʼ`´]/gu, "'")
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase()
