/** Characters for private use, which no font of a mail program shows, and which stand for Liquid here. */
import { type Fault, lineAt, sentences } from './fault.ts'

const PRIVATE = /[\uE000-\uF8FF]|&#(?:x[\da-f]+|\d+);?/gi

/**
 * @returns the source without them, so that no later check takes one for its own
 * @example withoutPrivateUse('a.en.mjml', 'A \uF8FF').faults[0]?.line // 1
 */
export function withoutPrivateUse(
  file: string,
  source: string,
): { readonly text: string; readonly faults: readonly Fault[] } {
  const faults = new Map<string, Fault>()
  const text = source.replace(PRIVATE, (found: string, offset: number) => {
    const code = codeOf(found)
    if (code < 0xe000 || code > 0xf8ff) return found
    const shown = `U+${code.toString(16).toUpperCase()}`
    const line = lineAt(source, offset)
    faults.set(`${line} ${shown}`, {
      file,
      line,
      ...sentences((w) => w.mail.privateUse(shown)),
    })
    return ''
  })
  return { text, faults: [...faults.values()] }
}

const codeOf = (found: string): number => {
  if (!found.startsWith('&')) return found.charCodeAt(0)
  const digits = found.replace(/^&#|;$/g, '')
  return /^x/i.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number(digits)
}
