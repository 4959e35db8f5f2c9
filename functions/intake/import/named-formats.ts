/** The formats of instants that have a name of their own: numbers that count from a day on. */
import { DAY_MS, type Instant } from '../../domain/time.ts'
import type { WallClock } from './zoned-time.ts'

/** Reads its text, where that has its form. */
type NumberFormat = (text: string, toInstant: (wall: WallClock) => Instant) => Instant | undefined

/** Day 1 is the first of January 1900, and the day that 1900 did not have is counted too. */
const EXCEL_DAY_0 = Date.UTC(1899, 11, 30)

export const NUMBER_FORMATS = {
  /** Seconds since 1970 in UTC, from 1973 to 2286. */
  'epoch-seconds': (text) =>
    /^\d{9,10}(?:\.\d+)?$/.test(text) ? Math.round(Number(text) * 1000) : undefined,
  /** Milliseconds since 1970 in UTC, of the same years. */
  'epoch-milliseconds': (text) => (/^\d{12,13}$/.test(text) ? Number(text) : undefined),
  /** Days since 1900 as Excel counts them, on the wall clock of the zone, from 1927 to 2173. */
  'excel-days': (text, toInstant) =>
    /^\d{5}(?:[.,]\d+)?$/.test(text)
      ? toInstant(EXCEL_DAY_0 + Math.round(Number(text.replace(',', '.')) * DAY_MS))
      : undefined,
} as const satisfies Readonly<Record<string, NumberFormat>>
export type NumberFormatName = keyof typeof NUMBER_FORMATS

export const NUMBER_FORMAT_NAMES = Object.keys(NUMBER_FORMATS) as readonly NumberFormatName[]

/** @example isNumberFormat('epoch-seconds') // true */
export const isNumberFormat = (format: string): format is NumberFormatName =>
  Object.hasOwn(NUMBER_FORMATS, format)

/** Systems of MySQL write a date that is not there as one of zeros. */
const NO_DATE = /^0{1,4}([-/.])0{1,2}\1(?:0{1,4})(?:[T ]0{1,2}:.*)?$/

/** @example isNoDate('0000-00-00 00:00:00') // true */
export const isNoDate = (text: string): boolean => NO_DATE.test(text)
