/**
 * The small language in which a mapping says how its file writes instants.
 *
 * | piece          | means                                                        |
 * |----------------|--------------------------------------------------------------|
 * | `yyyy`, `yy`   | year; two digits are 1970 to 2069                            |
 * | `MM`, `M`      | month; `MMM` and `MMMM` are its name, in any larger language |
 * | `dd`, `d`      | day of the month                                             |
 * | `EEE`, `EEEE`  | name of the weekday, which has to be that of the date        |
 * | `HH`, `H`      | hour, 0 to 23; `hh`, `h` with `a` (AM or PM, 上午) is 1 to 12 |
 * | `mm`, `ss`     | minute, second; `SSS` is milliseconds, `S` any decimals      |
 * | `xx`           | offset: `Z`, `UTC`, `-0500`, `+01:00`; stands over the zone  |
 * | `'text'`       | itself; so does every sign that is not a letter              |
 *
 * Doubled letters ask for two digits, single ones allow one or two. `iso` alone is ISO 8601:
 * a date, or date and time with or without an offset. What a format does not say (hour, minute)
 * is zero. A blank is any blank. Formats with a name of their own are in named-formats.ts.
 */
import { type Instant, MINUTE_MS } from '../../domain/time.ts'
import type { FaultSentence } from '../../language/faults/fault-words.ts'
import type { FormatField } from '../../language/faults/mapping-fault-words.ts'
import { halfNamed, monthNamed, weekdaysNamed } from './date-names.ts'
import { isNumberFormat, NUMBER_FORMAT_NAMES, NUMBER_FORMATS } from './named-formats.ts'
import { type WallClock, zonedInstant } from './zoned-time.ts'

const NAME = "(\\p{L}[\\p{L}\\p{M}.’']*)"
const OFFSET = '(Z|UTC|GMT|(?:UTC|GMT)?[+-](?:0\\d|1[0-4])(?::?[0-5]\\d)?)'

const FIELDS = {
  yyyy: ['year', '([1-9]\\d{3})'],
  yy: ['year', '(\\d{2})'],
  MMMM: ['month', NAME],
  MMM: ['month', NAME],
  MM: ['month', '(\\d{2})'],
  M: ['month', '(\\d{1,2})'],
  dd: ['day', '(\\d{2})'],
  d: ['day', '(\\d{1,2})'],
  EEEE: ['weekday', NAME],
  EEE: ['weekday', NAME],
  HH: ['hour', '(\\d{2})'],
  H: ['hour', '(\\d{1,2})'],
  hh: ['hour12', '(\\d{2})'],
  h: ['hour12', '(\\d{1,2})'],
  mm: ['minute', '(\\d{2})'],
  ss: ['second', '(\\d{2})'],
  SSS: ['millisecond', '(\\d{3})'],
  S: ['millisecond', '(\\d{1,9})'],
  a: ['half', '(\\p{L}+\\.?(?:\\s?\\p{L}+\\.?)?)'],
  xx: ['offset', OFFSET],
} as const satisfies Readonly<Record<string, readonly [FormatField, string]>>
type DateFields = { [field in FormatField]?: string }

const isPiece = (piece: string): piece is keyof typeof FIELDS => Object.hasOwn(FIELDS, piece)

const ISO = new RegExp(
  `^([1-9]\\d{3})-(\\d{2})-(\\d{2})(?:[T\\s](\\d{2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d+))?)?\\s?${OFFSET}?)?$`,
)
const ISO_FIELDS: readonly FormatField[] = [
  'year',
  'month',
  'day',
  'hour',
  'minute',
  'second',
  'millisecond',
  'offset',
]
const literally = (text: string): string =>
  text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/gu, '\\s+')

type Compiled = { readonly pattern: RegExp; readonly fields: readonly FormatField[] }

function compile(format: string): Compiled | FaultSentence {
  if (format === 'iso') return { pattern: ISO, fields: ISO_FIELDS }
  let pattern = ''
  const fields: FormatField[] = []
  for (const [piece] of format.matchAll(/'[^']*'|([A-Za-z])\1*|\s+|./gsu)) {
    if (piece.startsWith("'") && piece.length > 1) pattern += literally(piece.slice(1, -1))
    else if (!/^[A-Za-z]/.test(piece)) pattern += literally(piece)
    else if (!isPiece(piece)) return (w) => w.mapping.format.unknownPiece(piece)
    else if (fields.includes(FIELDS[piece][0]))
      return (w) => w.mapping.format.twice(FIELDS[piece][0])
    else {
      pattern += FIELDS[piece][1]
      fields.push(FIELDS[piece][0])
    }
  }
  const absent = (['year', 'month', 'day'] as const).find((field) => !fields.includes(field))
  if (absent) return (w) => w.mapping.format.absent(absent)
  if (fields.includes('hour12') !== fields.includes('half')) return (w) => w.mapping.format.halfDay
  return { pattern: new RegExp(`^${pattern}$`, 'u'), fields }
}

/** Why the text is not a valid format; undefined if it is. */
export function formatFault(format: string): FaultSentence | undefined {
  if (isNumberFormat(format)) return undefined
  const compiled = compile(format)
  return typeof compiled === 'function' ? compiled : undefined
}

/**
 * A reader of instants written in `format`, in `zone` where they name no offset of their own;
 * it gives undefined for text of another form and for days and hours that do not exist.
 *
 * @example instantReader('d/M/yyyy H:mm', 'Europe/London')('1/7/2011 9:05') // 2011-07-01T08:05Z
 */
export function instantReader(format: string, zone: string): (text: string) => Instant | undefined {
  const toInstant = zonedInstant(zone)
  if (isNumberFormat(format)) return (text) => NUMBER_FORMATS[format](text, toInstant)
  const compiled = compile(format)
  if (typeof compiled === 'function') throw new Error(`not a format: ${format}`)
  // The lines of one order are adjacent and share their instant.
  let lastText: string | undefined
  let last: Instant | undefined
  return (text) => {
    if (text !== lastText) {
      last = read(text, compiled, toInstant)
      lastText = text
    }
    return last
  }
}

/** A format that would read a text, and as what. */
export type FittingFormat = { readonly format: string; readonly at: Instant }

/**
 * The format with a name of its own that reads the text; undefined if there is none.
 *
 * @example fittingFormat('1704031533', 'UTC') // { format: 'epoch-seconds', at: 1704031533000 }
 */
export function fittingFormat(text: string, zone: string): FittingFormat | undefined {
  for (const format of ['iso', ...NUMBER_FORMAT_NAMES]) {
    const at = instantReader(format, zone)(text)
    if (at !== undefined) return { format, at }
  }
  return undefined
}

function read(
  text: string,
  { pattern, fields }: Compiled,
  toInstant: (wall: WallClock) => Instant,
): Instant | undefined {
  const parts = pattern.exec(text)
  if (!parts) return undefined
  const shown: DateFields = {}
  fields.forEach((field, i) => {
    const part = parts[i + 1]
    if (part !== undefined) shown[field] = part
  })
  const wall = wallOf(shown)
  if (wall === undefined) return undefined
  return shown.offset === undefined ? toInstant(wall) : wall - offsetMs(shown.offset)
}

function wallOf(shown: DateFields): WallClock | undefined {
  const year = yearOf(shown.year ?? '')
  const month = monthOf(shown.month ?? '')
  const [day, minute, second] = [shown.day, shown.minute, shown.second].map((n) => Number(n ?? 0))
  const hour = shown.hour12 === undefined ? Number(shown.hour ?? 0) : hourOf12(shown)
  if (day === undefined || minute === undefined || second === undefined) return undefined
  if (month === undefined || hour === undefined || hour > 23 || minute > 59 || second > 59)
    return undefined
  const millisecond = Number((shown.millisecond ?? '').slice(0, 3).padEnd(3, '0'))
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, millisecond)
  // Date.UTC carries 31 February over into March.
  const date = new Date(wall)
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  const { weekday } = shown
  const fits = weekday === undefined || weekdaysNamed(weekday)?.has(date.getUTCDay())
  return exists && fits ? wall : undefined
}

const yearOf = (text: string): number =>
  text.length === 2 ? Number(text) + (Number(text) < 70 ? 2000 : 1900) : Number(text)

const monthOf = (text: string): number | undefined =>
  /^\d/.test(text) ? Number(text) : monthNamed(text)

function hourOf12(shown: DateFields): number | undefined {
  const hour = Number(shown.hour12)
  const half = halfNamed(shown.half ?? '')
  if (half === undefined || hour < 1 || hour > 12) return undefined
  return (hour % 12) + 12 * half
}

function offsetMs(offset: string): number {
  const signed = offset.replace(/^(?:Z|UTC|GMT)/, '')
  if (signed === '') return 0
  const minutes = Number(signed.slice(1, 3)) * 60 + Number(signed.slice(3).replace(':', '') || 0)
  return (signed.startsWith('-') ? -minutes : minutes) * MINUTE_MS
}
