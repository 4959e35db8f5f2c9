/** A cell of a CSV file (RFC 4180) that a person may open in a spreadsheet. */

/** What a spreadsheet takes for the beginning of a formula, in full width too. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/

/**
 * Text that could be a formula gets an apostrophe in front, which spreadsheets take for "this is text".
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 * @example csvCell('=HYPERLINK("https://evil.example")') // '"\'=HYPERLINK(""https://evil.example"")"'
 */
export function csvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
