/** A space between Chinese and Latin letters or digits, as careful Chinese typography has it. */

const HAN = /\p{Script=Han}/u
const LATIN = /[\p{Script=Latin}\d%+@#&$€£¥()]/u

/** Whether a space is missing between two characters. */
const wantsSpace = (before: string, after: string): boolean =>
  (HAN.test(before) && LATIN.test(after)) || (LATIN.test(before) && HAN.test(after))

/**
 * Puts parts together with a space wherever Chinese meets Latin letters or digits. What is inside a
 * part, such as a product's or a customer's name, stays as it is.
 *
 * @example joinedSpaced(['发往', 'Gmail', '的邮件']) // '发往 Gmail 的邮件'
 */
export const joinedSpaced = (parts: readonly string[]): string =>
  parts.reduce((text, part) => {
    const last = Array.from(text).at(-1) ?? ''
    const [first = ''] = part
    return `${text}${wantsSpace(last, first) ? ' ' : ''}${part}`
  }, '')

/**
 * A Chinese sentence with values in it, spaced as `joinedSpaced` does.
 *
 * @example zhText`发往${'QQ 邮箱'}的营销邮件` // '发往 QQ 邮箱的营销邮件'
 */
export const zhText = (
  words: TemplateStringsArray,
  ...values: readonly (string | number)[]
): string =>
  joinedSpaced(words.flatMap((text, i) => (i === 0 ? [text] : [String(values[i - 1]), text])))
