/** Dates, money and numbers as a reader writes them, in a time zone that every clock time names. */
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../domain/time.ts'
import { LANGUAGE_FACTS, type Language } from './language-tags.ts'

export type Formats = {
  /** The zone of all of them, by its IANA name. */
  readonly zone: string
  /** @example formats.day(at) // '3 May', and with the year where it is another than today's */
  readonly day: (at: Instant) => string
  /** @example formats.moment(at) // '3 May, 14:05 BST' */
  readonly moment: (at: Instant) => string
  /** @example formats.hour(at) // '14:05 BST' */
  readonly hour: (at: Instant) => string
  /** The day and the time alone, which two zones may share. */
  readonly clock: (at: Instant) => string
  /** @example formats.recent(at) // '14:05:09 BST' where it is today, otherwise as `moment` */
  readonly recent: (at: Instant) => string
  /** @example formats.money(129_000, 'GBP') // '£1,290.00' */
  readonly money: (minor: number, currency: string) => string
  /** By the calendar of the zone. @example formats.daysBetween(lateOn20th, earlyOn22nd) // 2 */
  readonly daysBetween: (from: Instant, to: Instant) => number
  readonly number: (value: number) => string
  /** @example formats.tenths(2) // '2.0' */
  readonly tenths: (value: number) => string
  /** @example formats.percent(0.125) // '12.5%' */
  readonly percent: (share: number) => string
  /** @example formats.length(36 * HOUR_MS) // '36 hours' */
  readonly length: (milliseconds: number) => string
  /** @example formats.languageName('zh-CN') // 'Chinese (China)' */
  readonly languageName: (locale: string) => string
  /** @example formats.country('CN') // 'China' */
  readonly country: (code: string) => string
  readonly list: (items: readonly string[]) => string
  /** @example formats.either(['consent', 'a purchase']) // 'consent or a purchase' */
  readonly either: (items: readonly string[]) => string
}

const kept = new Map<string, Formats>()

/** @param zone of the shop or of a customer (IANA); an unknown one is read as UTC */
export function formatsFor(language: Language, zone: string, now: Instant): Formats {
  const today = dayName(now, zone)
  const name = `${language} ${zone} ${today}`
  const known = kept.get(name)
  if (known) return known
  if (kept.size >= 100) kept.clear()
  const formats = makeFormats(language, safeZone(zone), today)
  kept.set(name, formats)
  return formats
}

function makeFormats(language: Language, timeZone: string, today: string): Formats {
  const { formats: locale, dayToTime } = LANGUAGE_FACTS[language]
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options })
  const monthDay = { day: 'numeric', month: 'short' } as const
  const hours = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const thisYear = format(monthDay)
  const anyYear = format({ ...monthDay, year: 'numeric' })
  const time = format(hours)
  const exact = format({ ...hours, second: '2-digit' })
  const number = new Intl.NumberFormat(locale)
  const tenths = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const languages = new Intl.DisplayNames(locale, { type: 'language' })
  const regions = new Intl.DisplayNames(locale, { type: 'region' })
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  const either = new Intl.ListFormat(locale, { type: 'disjunction' })
  const zoneName = format({ hour: 'numeric', timeZoneName: 'short' })

  const isThisYear = (at: Instant) => dayName(at, timeZone).slice(0, 4) === today.slice(0, 4)
  const day = (at: Instant) => (isThisYear(at) ? thisYear : anyYear).format(at)
  const named = (at: Instant, shown: string) => {
    const part = zoneName.formatToParts(at).find(({ type }) => type === 'timeZoneName')
    return `${shown} ${part?.value ?? timeZone}`
  }
  const clock = (at: Instant) => `${day(at)}${dayToTime}${time.format(at)}`
  const moment = (at: Instant) => named(at, clock(at))
  return {
    zone: timeZone,
    day,
    moment,
    clock,
    hour: (at) => named(at, time.format(at)),
    recent: (at) => (dayName(at, timeZone) === today ? named(at, exact.format(at)) : moment(at)),
    money: (minor, currency) => moneyIn(locale, minor, currency),
    daysBetween: (from, to) => (dayStart(to, timeZone) - dayStart(from, timeZone)) / DAY_MS,
    number: (value) => number.format(value),
    tenths: (value) => tenths.format(value),
    percent: (share) => percent.format(share),
    length: (milliseconds) => lengthIn(locale, milliseconds),
    languageName: (tag) => attempt(() => languages.of(tag)) ?? tag,
    country: (code) => attempt(() => regions.of(code)) ?? code,
    list: (items) => list.format(items),
    either: (items) => either.format(items),
  }
}

/** The number of decimals is the currency's own: none for yen, two for pounds. */
function moneyIn(locale: string, minor: number, currency: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const { maximumFractionDigits = 2 } = format.resolvedOptions()
  return format.format(minor / 10 ** maximumFractionDigits)
}

/** In the largest unit that needs no fraction. */
function lengthIn(locale: string, milliseconds: number): string {
  const units = [
    ['day', DAY_MS],
    ['hour', HOUR_MS],
  ] as const
  const [unit, size] = units.find(([, length]) => milliseconds % length === 0) ?? [
    'minute',
    MINUTE_MS,
  ]
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: 0,
  }).format(milliseconds / size)
}

/** @example dayName(0, 'UTC') // '1970-01-01' */
const dayName = (at: Instant, zone: string): string => {
  const name = `days in ${zone}`
  const format =
    dayFormats.get(name) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: safeZone(zone) })
  dayFormats.set(name, format)
  return format.format(at)
}
/** As if the zone were UTC, where every day has 24 hours. */
const dayStart = (at: Instant, zone: string): number => Date.parse(dayName(at, zone))
const dayFormats = new Map<string, Intl.DateTimeFormat>()

const safeZone = (zone: string): string =>
  attempt(() => new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone) ??
  'UTC'

/** What comes from outside may be no zone, no language, no country. */
function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}
