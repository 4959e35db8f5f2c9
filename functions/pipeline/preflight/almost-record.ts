/** Texts in DNS that were meant as a record of mail, and that receivers do not read as one. */

/** What such a text begins with once marks, letter case and stray characters are ignored. */
const BEGINNINGS = {
  spf: /^[^a-z0-9]*(?:v\W{0,3})?spf(?!2\.0)1?(?![a-z])/i,
  dmarc: /^[^a-z0-9]*(?:v\W{0,3})?dmarc1?(?![a-z])/i,
  dkim: /^[^a-z0-9]*(?:v\W{0,3}dkim|[kphst]\s*=|-----BEGIN)|\bp\s*=\s*["'\u201c]?[A-Za-z0-9+/]{40}/i,
} as const

/**
 * Whether it was meant as one. The caller knows those that are: this says nothing about them.
 *
 * @example isAlmost('dmarc', 'V=DMARC1 p=none') // true
 */
export const isAlmost = (kind: keyof typeof BEGINNINGS, text: string): boolean =>
  BEGINNINGS[kind].test(text)

/**
 * Whether a record has quotation marks in it: the pages of DNS providers add those of the zone file
 * themselves, so that typed ones become a part of the text.
 *
 * @example hasQuotes('v=DMARC1; p="none"') // true
 */
export const hasQuotes = (text: string): boolean => /["\u201c\u201d\u201e]/.test(text)
