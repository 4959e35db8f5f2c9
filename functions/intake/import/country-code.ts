/** A country as a file writes it, as the code that the rules know. */

let codes: ReadonlyMap<string, string> | undefined

/** Every code of ISO 3166-1, by the code and by its English name, both in lower case. */
function countryCodes(): ReadonlyMap<string, string> {
  if (codes) return codes
  const [long, short] = (['long', 'short'] as const).map(
    (style) => new Intl.DisplayNames(['en'], { type: 'region', style, fallback: 'none' }),
  )
  const found = new Map<string, string>()
  for (let n = 0; n < 26 * 26; n++) {
    const code = String.fromCharCode(65 + Math.floor(n / 26), 65 + (n % 26))
    const name = NOT_COUNTRIES.has(code) ? undefined : long?.of(code)
    if (name === undefined || Intl.getCanonicalLocales(`und-${code}`)[0] !== `und-${code}`) continue
    found.set(name.toLowerCase(), code)
    found.set((short?.of(code) ?? name).toLowerCase(), code)
    found.set(code.toLowerCase(), code)
  }
  codes = found
  return found
}

/** Regions that Unicode names but ISO 3166-1 assigns to no country. */
const NOT_COUNTRIES = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ'.split(' '))

/**
 * The ISO 3166-1 alpha-2 code of a country given by code, English name, or one of the shop's own
 * `aliases`; undefined if unknown, since a wrong country is worse than none.
 *
 * @example countryCode('United Kingdom', {}) // 'GB'
 */
export const countryCode = (
  text: string,
  aliases: Readonly<Record<string, string>>,
): string | undefined => aliases[text] ?? countryCodes().get(text.toLowerCase())
