/** Finds the name that was meant by a misspelt one. */

/** The number of letters that may be wrong: at most a third of a short name. */
const MOST_WRONG = 3

/** @example nearestName('minpurchase', ['minPurchases', 'maxPurchases']) // 'minPurchases' */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  const most = Math.min(MOST_WRONG, Math.floor(written.length / 3))
  const near = names
    .map((name) => ({ name, wrong: editDistance(written.toLowerCase(), name.toLowerCase()) }))
    .filter(({ wrong }) => wrong <= most)
  return near.sort((a, b) => a.wrong - b.wrong)[0]?.name
}

/**
 * The number of letters to insert, delete, change or swap to get from one to the other (Damerau,
 * 1964).
 */
function editDistance(from: string, to: string): number {
  const rows: number[][] = []
  const at = (row: number, column: number): number =>
    row < 0 || column < 0 ? Number.POSITIVE_INFINITY : (rows[row]?.[column] ?? 0)
  for (let row = 0; row <= from.length; row++) {
    rows.push([])
    for (let column = 0; column <= to.length; column++) {
      const changed = from[row - 1] === to[column - 1] ? 0 : 1
      const isSwapped =
        row > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      const least = Math.min(
        at(row - 1, column - 1) + changed,
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        isSwapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
      )
      rows[row]?.push(row + column === 0 ? 0 : least)
    }
  }
  return at(from.length, to.length)
}
