/** Codes that people type: their alphabet, their form, and how many a pattern can make. */

/** Without 0, 1, I and O, which people take for one another. */
export const CODE_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Stands for one character of the alphabet in a pattern. */
export const PLACEHOLDER = '#'

/** So few of all possible codes are valid that no one finds one by trying. */
const TRIES_FOR_ONE = 1_000_000

/** What a code may be: visible ASCII, which every shop system and every mail can show. */
export const isCode = (text: string): boolean => /^[!-~]{1,60}$/.test(text)

/** What a pool may be called. */
export const isPoolName = (text: string): boolean => /^[a-z][a-z0-9-]{0,39}$/.test(text)

/**
 * How many placeholders a pattern needs for so many codes, none of which is to be guessed.
 *
 * @example placeholdersFor(5_000) // 7: 32 to the power of 7 is more than 5,000 × 1,000,000
 */
export const placeholdersFor = (count: number): number =>
  Math.ceil(Math.log(count * TRIES_FOR_ONE) / Math.log(CODE_ALPHABET.length))

/**
 * A code by a pattern.
 *
 * @param draw a random whole number below its argument
 * @example codeBy('WB-####', () => 0) // 'WB-2222'
 */
export const codeBy = (pattern: string, draw: (below: number) => number): string =>
  pattern.replaceAll(PLACEHOLDER, () => CODE_ALPHABET.charAt(draw(CODE_ALPHABET.length)))
