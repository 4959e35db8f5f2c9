/** How deep JSON is nested, before anything walks through it. */

/** No body of the API has more than ten levels. */
export const MOST_LEVELS = 64

const [QUOTE, BACKSLASH] = [0x22, 0x5c]
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b])
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d])

/**
 * Whether a text of JSON has more levels than `MOST_LEVELS`: whatever walks through a value by calling
 * itself ends at the limit of the stack, after others of the body may have been recorded.
 *
 * @example isTooDeep('['.repeat(65)) // true
 */
export function isTooDeep(text: string): boolean {
  let level = 0
  let isInText = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (isInText) {
      if (code === BACKSLASH) i++
      else if (code === QUOTE) isInText = false
    } else if (code === QUOTE) isInText = true
    else if (OPENING.has(code)) {
      level++
      if (level > MOST_LEVELS) return true
    } else if (CLOSING.has(code)) level--
  }
  return false
}
