/** Values of options that need reading: instants, lengths of time, numbers. */
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, parseDuration } from '../domain/time.ts'
import { UsageError } from './failure.ts'

const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/

/**
 * An instant with its offset (RFC 3339), or a day, which stands for its first moment in UTC.
 *
 * @throws UsageError that names the option
 */
export function typedInstant(option: string, text: string): Instant {
  const at = INSTANT.test(text) ? Date.parse(text) : Number.NaN
  const isRealDay = new Date(`${text.slice(0, 10)}T00:00:00Z`)
    .toJSON()
    ?.startsWith(text.slice(0, 10))
  if (!Number.isNaN(at) && isRealDay) return at
  throw new UsageError((w) => w.usage.instant(option, text))
}

const UNITS_MS = new Map([
  ['m', MINUTE_MS],
  ['h', HOUR_MS],
  ['d', DAY_MS],
])

/** In milliseconds. @throws UsageError that names the option @example typedLength('keep-old', '24h') */
export function typedLength(option: string, text: string): number {
  if (text === '0') return 0
  const [, count, unit = ''] = /^(\d{1,6})([mhd])$/.exec(text) ?? []
  const unitMs = UNITS_MS.get(unit)
  const length = unitMs === undefined ? parseDuration(text) : Number(count) * unitMs
  if (length !== undefined) return length
  throw new UsageError((w) => w.usage.length(option, text))
}

/** @throws UsageError that names the option */
export function wholeOf(option: string, text: string, from: number, to: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= from && value <= to) return value
  throw new UsageError((w) => w.usage.whole(option, text, from, to))
}
