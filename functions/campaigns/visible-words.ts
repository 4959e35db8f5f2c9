/**
 * The visible words of a mail's source, line by line, so that a word can be reported at its line.
 */
import { hideLiquid } from './liquid-tokens.ts'
import { PARAGRAPH_END } from './offer-words.ts'

/** Elements whose content is never shown. */
const UNSEEN = /<(mj-style|mj-attributes|style|script)\b[\s\S]*?<\/\1>/g
const TAG = /<\/?([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^"'<>])*)>/g
/** Elements whose words continue the line around them. */
const INLINE = new Set('a abbr b big br em font i mark small span strong sub sup u'.split(' '))
const SHOWN_ATTRIBUTE = /(?<![\w-])(?:alt|title)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi

const LIQUID = /\{\{[\s\S]*?\}\}|\{%-?\s*(?:assign|echo|cycle)\b[\s\S]*?%\}|\{%[\s\S]*?%\}/g
const COMPARES = /^\{%(?!-?\s*(?:assign|echo|cycle)\b)/
const LITERAL = /"([^"]*)"|'([^']*)'/g

/** Keeps line numbers. */
const linesOf = (text: string): string => text.replace(/[^\n]/g, '')

/**
 * The words of an MJML source, including quoted words in its Liquid; values are not known yet.
 *
 * @example visibleWords('<mj-text>Hello {{ "you" }}</mj-text>') // '\uE005Hello you\uE005'
 */
export function visibleWords(mjml: string): string {
  const { text, restore } = hideLiquid(mjml)
  const words = text.replace(UNSEEN, linesOf).replace(TAG, (tag, name: string, rest: string) => {
    const shown = [...rest.matchAll(SHOWN_ATTRIBUTE)].map(([, a, b]) => a ?? b ?? '')
    const around = INLINE.has(name.toLowerCase()) ? '' : PARAGRAPH_END
    const space = name.toLowerCase() === 'br' ? ' ' : ''
    return [space, around, ...shown.map((one) => one + PARAGRAPH_END), linesOf(tag)].join('')
  })
  return restore(words)
    .replace(LIQUID, (liquid) => (COMPARES.test(liquid) ? '' : literalsOf(liquid)))
    .replace(/&nbsp;|&#160;/g, ' ')
}

const literalsOf = (liquid: string): string =>
  [...liquid.matchAll(LITERAL)].map(([, a, b]) => (a ?? b ?? '').replaceAll('\n', ' ')).join(' ')
