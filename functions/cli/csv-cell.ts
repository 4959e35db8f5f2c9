/** A cell of a CSV file (RFC 4180) that a person may open in a spreadsheet. */

/** What a spreadsheet takes for the beginning of a formula, in full width too. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/
/** The same where a cell would begin if semicolons, tabs or lines part the cells, as in much of Europe. */
const FORMULA_INSIDE = /(?<!^)[;\t\r\n](?=[=+\-@＝＋－＠])/g

/**
 * Text that could be a formula gets an apostrophe in front of it, which spreadsheets take for "this is text".
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 * @example csvCell('=HYPERLINK("https://evil.example")') // '"\'=HYPERLINK(""https://evil.example"")"'
 */
export function csvCell(text: string): string {
  const inside = text.replace(FORMULA_INSIDE, "$&'")
  const safe = FORMULA.test(text) ? `'${inside}` : inside
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
