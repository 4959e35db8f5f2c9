/** Finds English, and careless setting, in a Chinese sentence about code. */

/** Code, names in quotes and addresses, which are the same in every language. */
const CODE =
  /\{#[\s\S]*?#\}|\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\$?\{[^{}]*\}|%%[^%]*%%|<[^<>]*>|\[\[?[^[\]]*\]\]?|\*\|[^|]*\|\*|"[^"]*"|“[^”]*”|'[^']*'|https?:\S+|[\w-]+\.(?:yaml|mjml|json|md)\b/g

const ENGLISH = /[A-Za-z][a-z'’]+(?:,? [A-Za-z]?[a-z'’]+){2,}/
const NO_SPACE = /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u
const HALF_WIDTH = /\p{Script=Han}[,;!?]|[,;!?]\p{Script=Han}/u

/**
 * What is wrong with the sentence as Chinese; undefined if nothing is.
 *
 * @example englishLeft('请改为 upcase or leave it out') // 'upcase or leave it out'
 */
export function englishLeft(sentence: string): string | undefined {
  if (!/\p{Script=Han}/u.test(sentence)) return sentence
  const words = sentence.replace(CODE, ' … ')
  const found =
    ENGLISH.exec(words) ?? NO_SPACE.exec(words) ?? HALF_WIDTH.exec(words) ?? /你/.exec(words)
  return found?.[0]
}
