/** One measured figure, with its target if it has one. */

export type Figure = {
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly aim?: string
}

/** @example printFigures([{ what: 'mails composed', value: 20_113.4, unit: '/s' }]) */
export function printFigures(figures: readonly Figure[], out: (line: string) => void): void {
  const rows = figures.map(({ what, value, unit, aim }) => [what, shown(value), unit, aim ?? ''])
  const table = [['what', 'measured', 'unit', 'aim'], ...rows]
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...table.map((row) => (row[column] ?? '').length)),
  )
  for (const row of table) {
    const cells = row.map((cell, column) =>
      column === 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    )
    out(cells.join('  ').trimEnd())
  }
}

const shown = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)))

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

export const median = (values: readonly number[]): number =>
  percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  )
