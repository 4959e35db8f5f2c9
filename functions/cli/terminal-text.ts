/**
 * Text as a terminal may show it. Names and ids come from strangers: a control sequence in one could
 * hide lines, write others, or set what is pasted next.
 */

/** Takes away the line that it is on; the one control sequence that is ours. */
export const ERASE_LINE = '\r\u001b[2K'

/** Control sequences of ECMA-48 (CSI; OSC, DCS and the like) with all that they carry. */
const SEQUENCES = /[\p{Cc}--[\t\n\r]](?:\[[0-?]{0,64}[ -\/]{0,8}[@-~]?|[\]P^_X][^\p{Cc}]*)/gv
/** All but tabs and the ends of lines, which may be CR LF as in CSV. */
const CONTROLS = /[\p{Cc}--[\t\n\r]]|\r(?!\n)/gv

/** They turn the order of what follows on the line, our own words too. */
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g

/** @example terminalText('Lin\u001b[2K\u0007') // 'Lin' */
export const terminalText = (text: string): string =>
  text.replace(SEQUENCES, '').replace(CONTROLS, '').replace(OVERRIDES, '')

/** The same for progress, which overwrites its own line. */
export const progressText = (text: string): string =>
  text.startsWith(ERASE_LINE)
    ? ERASE_LINE + terminalText(text.slice(ERASE_LINE.length))
    : terminalText(text)

/** JSON with every control character escaped, and every one that turns the order: JSON.stringify leaves many. */
export const printedJson = (value: unknown): string =>
  (JSON.stringify(value) ?? '').replace(
    /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
