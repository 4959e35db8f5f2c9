/** Which language a customer is written to in. */

/**
 * The customer's own locale, then one with the same language and script, then a locale that the
 * shop explicitly accepts; undefined if there is none.
 *
 * @example chooseLocale('zh-SG', ['en', 'zh-CN'], []) // 'zh-CN'
 * @example chooseLocale('zh-TW', ['en', 'zh-CN'], []) // undefined: another script
 */
export function chooseLocale(
  wanted: string | undefined,
  available: readonly string[],
  acceptable: readonly string[],
): string | undefined {
  if (wanted !== undefined) {
    if (available.includes(wanted)) return wanted
    const script = languageAndScript(wanted)
    const alike = available.find((locale) => languageAndScript(locale) === script)
    if (alike !== undefined) return alike
  }
  return acceptable.find((locale) => available.includes(locale))
}

const scripts = new Map<string, string>()

/** `en-Latn` for en-GB, `zh-Hans` for zh-SG (Unicode CLDR likely subtags). */
function languageAndScript(locale: string): string {
  const known = scripts.get(locale)
  if (known !== undefined) return known
  const { language, script } = new Intl.Locale(locale).maximize()
  const found = `${language}-${script}`
  if (scripts.size > 1_000) scripts.clear()
  scripts.set(locale, found)
  return found
}
