/** Figures and instants as a person reads them. */
import { type Instant, isoInstant } from '../domain/time.ts'
import { minorPlaces } from '../intake/import/currency.ts'

/** @example figure(320705) // '320,705' */
export const figure = (value: number): string => value.toLocaleString('en-GB')

/** @example counted(1, 'customer') // '1 customer' */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${figure(count)} ${count === 1 ? one : many}`

/** To the minute, in UTC. @example shortInstant(0) // '1970-01-01 00:00 UTC' */
export const shortInstant = (at: Instant | string): string =>
  `${(typeof at === 'string' ? at : isoInstant(at)).slice(0, 16).replace('T', ' ')} UTC`

/** @example money(123456, 'GBP') // '1,234.56 GBP' */
export function money(minor: number, currency: string): string {
  const places = minorPlaces(currency)
  const amount = (minor / 10 ** places).toLocaleString('en-GB', {
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  })
  return `${amount} ${currency}`
}

/** A reason's name as words. @example spoken('stale-no-address') // 'stale: no address' */
export const spoken = (reason: string): string =>
  reason
    .replace(/^(stale|put-off-too-long)-/, (_, what) => `${what.replaceAll('-', ' ')}: `)
    .replaceAll('-', ' ')

/** Columns of text side by side; the first to the left, figures to the right. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
