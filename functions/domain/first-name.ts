/** Which part of a name to use in a greeting, where the name makes that clear. */

/** As long as a given name may be. */
const LONGEST = 40

/** A name in these scripts is written family name first and without a gap, and greets as a whole. */
const WHOLE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー・·\s]+$/u
/** In these languages the family name comes first in any script, or may. */
const FAMILY_FIRST = /^(?:hu|ja|ko|vi|zh)\b/i

/** Letters of one word, with marks within it: O'Brien, Jean-Luc. */
const WORD = /^\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*$/u
/** An initial, a salutation or a degree: `J.`, `Mr`, `Prof.`. */
const TITLE =
  /^(?:mr|mrs|ms|miss|mx|sir|dr|prof|herr|frau|hr|fr|mme|mlle|sr|sra|srta|mister|monsieur|madame|mademoiselle|señora?|señorita|signora?|signore|signorina)\.?$/i
/** What begins a family name, or leads it. */
const PARTICLE =
  /^(?:al|bin|da|das|de|degli|dei|del|della|den|der|di|do|dos|du|el|ibn|la|le|ten|ter|van|vom|von|zu|zum|zur)$/i
/** Words in names of companies, hotels and households, or of more than one person. */
const COMPANY =
  /^(?:the|and|und|et|famil(?:y|ie|ia)|famille|hotel|hôtel|restaurant|ab|ag|as|a\/s|bv|b\.v\.|co|company|corp|corporation|e\.?k|e\.?v|gbr|gmbh|group|holding|inc|kg|kft|limited|llc|llp|ltd|nv|n\.v\.|ohg|oy|oyj|plc|pty|s\.?a|s\.?a\.?r\.?l|s\.?a\.?s|s\.?l|s\.?r\.?l|s\.?p\.?a|shop|store|studio|team|trading|ug)\.?$/i
/** What people enter in forms instead of a name. */
const NO_NAME =
  /^(?:admin|anonymous|customer|gast|guest|info|kunde|me|n\/a|na|no|nobody|none|null|office|sales|test|tester|undefined|unknown|user)$/i

/**
 * The given name, or undefined rather than a guess: `{% if customer.firstName %}` greets only
 * customers whose given name is unambiguous. Chinese, Japanese and Korean names are used in full.
 *
 * @param locale of the customer (BCP 47): in some languages the family name comes first
 * @example firstNameOf("Ann O'Brien", 'en') // 'Ann'
 */
export function firstNameOf(name: string, locale: string): string {
  const whole = name.trim().replace(/\s+/g, ' ')
  if (WHOLE.test(whole)) return isCompanyWithoutGaps(whole) ? '' : whole
  if (FAMILY_FIRST.test(locale)) return ''
  const words = whole.split(' ')
  if (words.some((word) => COMPANY.test(word))) return ''
  const titles = words.findIndex((word) => !TITLE.test(word))
  const [first = '', ...others] = words.slice(titles === -1 ? words.length : titles)
  // After "Mr" a single word is the family name.
  if (titles > 0 && others.length === 0) return ''
  // "St. John" and "Th. Mann" begin with what only a part of a name is written as.
  if (!WORD.test(first) || !others.every(isNamePart)) return ''
  if (first.length > LONGEST || [...first].length < 2) return ''
  if (PARTICLE.test(first) || NO_NAME.test(first) || isShouted(first)) return ''
  return first === first.toLowerCase() ? capitalized(first) : first
}

/** Also the initials that follow a given name: `Ann B. Lee`, `Sammy Davis Jr.`. */
const isNamePart = (word: string): boolean => WORD.test(word) || /^\p{L}{1,2}\.$/u.test(word)

/** In capitals a family name is often written, and first. */
const isShouted = (word: string): boolean =>
  word === word.toUpperCase() && word !== word.toLowerCase()

const capitalized = (word: string): string => {
  const [initial = '', ...rest] = word
  return initial.toUpperCase() + rest.join('')
}

const isCompanyWithoutGaps = (name: string): boolean =>
  /公司|集团|集團|商店|商行|株式会社|有限会社|주식회사/.test(name)
