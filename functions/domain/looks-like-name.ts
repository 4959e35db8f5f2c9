/**
 * What of a stranger's text a mail or a page may repeat. Anyone can have a text mailed to anyone by
 * entering it in a form with another person's address, and the shop's name stands under it.
 */

import { isPlaceholderText } from './placeholder.ts'

/** Code points; longer names are rare, and a sentence fits in little more. */
const LONGEST_NAME = 60
const MOST_WORDS = 8
/** Chinese, Japanese and Korean names are short. */
const LONGEST_IDEOGRAPHIC = 20
/** As long as a text on one line may be. */
const LONGEST_TEXT = 200

/** Characters that turn the order of what follows. */
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/gu
/** Marks of direction, and characters without width that no spelling needs. */
const INVISIBLE =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2060-\u2064\u3164\ufeff\uffa0]/gu
/** Joiners belong to the spelling of Persian and Indian names. */
const NAME = /^[\p{L}\p{M}\p{Zs}\p{Join_Control}'’‘ʼ`´‐‑–.,·・•&()ºª-]+$/u
/** More marks on a letter than any script has. */
const HEAPED = /\p{M}{5,}/u
/** Software that turns words into links takes a point between letters for a domain. */
const DOMAIN = /[\p{L}\p{M}][\p{L}\p{M}-]{0,60}[.。]\p{L}{2}/u
/** `J.Smith` and `J.R.R.Smith` are no links; `T.co`, `X.COM` and `A.Evil.com` are. */
const INITIALS = /^(?:\p{Lu}[.])+(?=\p{Lu})/u
const TOP = /^(?:\p{L}{2}|com|net|org|app|top|xyz)$/iu
const IDEOGRAPHIC =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー・·\s]+$/u
/** Longer than a name without a gap; "您的账户已被冻结" is a sentence. */
const SENTENCE = /[\p{Script=Han}\p{Script=Hiragana}]{7}/u
const CONTROLS = /\p{Cc}|[\u2028\u2029]/u

/**
 * A person's name as a greeting, a subject or a header may have it: trimmed, single spaces; empty
 * if the text does not look like a name, so that the wording without a name is used. Nothing with a
 * digit, a currency sign, a link or domain, a line break, a control or direction character, or at a
 * length at which it could be a sentence is a name.
 *
 * @example looksLikeName(" Ann  O'Brien ") // "Ann O'Brien"
 * @example looksLikeName('You won 500 EUR, see win.example') // ''
 */
export function looksLikeName(text: string): string {
  const trimmed = text.replace(INVISIBLE, '').trim()
  if (CONTROLS.test(trimmed) || trimmed.length > 4 * LONGEST_NAME) return ''
  const name = trimmed.replace(/\p{Zs}+/gu, ' ')
  const length = [...name].length
  if (length > (IDEOGRAPHIC.test(name) ? LONGEST_IDEOGRAPHIC : LONGEST_NAME)) return ''
  if (name.split(' ').length > MOST_WORDS) return ''
  if (!NAME.test(name) || !/\p{L}/u.test(name) || HEAPED.test(name)) return ''
  if (SENTENCE.test(name)) return ''
  const plain = name.normalize('NFKC')
  // A full-width sign becomes a plain one, and some letters a digit or a sign.
  if (!NAME.test(plain) || plain.split(' ').some(isLink)) return ''
  return isPlaceholderText(name) ? '' : name
}

function isLink(word: string): boolean {
  const visible = word.replace(/\p{Join_Control}/gu, '')
  if (!DOMAIN.test(visible)) return false
  const rest = visible.replace(INITIALS, '')
  return rest === visible || TOP.test(rest) || DOMAIN.test(rest)
}

/**
 * Any other text of a stranger, such as a product's title, an order's id or the words of an event:
 * on one line, without control and direction characters, and cut off at a length.
 *
 * @param longest in code points
 * @example onOneLine('Tea\u202e\n cup') // 'Tea cup'
 */
export function onOneLine(text: string, longest = LONGEST_TEXT): string {
  const line = text
    .slice(0, 8 * longest)
    .toWellFormed()
    .replace(OVERRIDES, '')
    .replace(INVISIBLE, '')
    // Spaces that do not break, as before a currency sign, stay.
    .replace(/[\p{Cc}\u2028\u2029 ]+/gu, ' ')
    .trim()
  const signs = [...line]
  return signs.length <= longest ? line : `${signs.slice(0, longest - 1).join('')}…`
}
