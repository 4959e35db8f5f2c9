/** The lines of a file that were refused while the others were imported. */

export type RefusedLine = { readonly line: number; readonly problem: string }

const LINES_NAMED = 10

/**
 * One line for each of the first, and one that counts the others; empty if none was refused.
 *
 * @param moreText words for the number of the others
 * @param count how many there are, where only the first were kept
 * @example refusedLines('feed.csv', refused, words.import.products.moreRefused)
 */
export function refusedLines(
  file: string,
  refused: readonly RefusedLine[],
  moreText: (others: number) => string,
  count = refused.length,
): string {
  const named = refused.slice(0, LINES_NAMED)
  const others = count - named.length
  return [
    ...named.map(({ line, problem }) => `${file}:${line}: ${problem}\n`),
    ...(others > 0 ? [`${moreText(others)}\n`] : []),
  ].join('')
}
