/** Dates, money and numbers as a reader writes them, in one time zone, which the page names once. */
import { isBeyondExact } from '../domain/money.ts'
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../domain/time.ts'
import { LANGUAGE_FACTS, type Language, tagByScript } from './language-tags.ts'

export type Formats = {
  /** The zone of all of them, by its IANA name. */
  readonly zone: string
  /** The zone as people call it. @example formats.zoneName // 'Sydney Time' */
  readonly zoneName: string
  /** Always with the year, so that any two dates can be compared. @example formats.day(at) // '3 May 2026' */
  readonly day: (at: Instant) => string
  /** @example formats.moment(at) // '3 May 2026, 14:05' */
  readonly moment: (at: Instant) => string
  /** @example formats.hour(at) // '14:05' */
  readonly hour: (at: Instant) => string
  /**
   * One form for all instants of a list, so that they can be compared: to the second if all are of
   * today, otherwise as `moment`.
   *
   * @example formats.inList([now])(now) // '14:05:09'
   */
  readonly inList: (all: readonly Instant[]) => (at: Instant) => string
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
  /** @example formats.languageName('zh-CN') // 'Simplified Chinese' */
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
  const { formats: locale, dayToTime, joined } = LANGUAGE_FACTS[language]
  const format = (options: Intl.DateTimeFormatOptions) => {
    const made = new Intl.DateTimeFormat(locale, { timeZone, ...options })
    return (at: Instant) => joined(made.formatToParts(at).map(({ value }) => value))
  }
  const hours = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const day = format({ day: 'numeric', month: 'short', year: 'numeric' })
  const hour = format(hours)
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
  const listed = (made: Intl.ListFormat, items: readonly string[]) =>
    joined(made.formatToParts(items).map(({ value }) => value))

  const moment = (at: Instant) => `${day(at)}${dayToTime}${hour(at)}`
  return {
    zone: timeZone,
    zoneName: zoneNameIn(locale, timeZone),
    day,
    moment,
    hour,
    inList: (all) => (all.every((at) => dayName(at, timeZone) === today) ? exact : moment),
    money: (minor, currency) => moneyIn(locale, minor, currency),
    daysBetween: (from, to) => (dayStart(to, timeZone) - dayStart(from, timeZone)) / DAY_MS,
    number: (value) => number.format(value),
    tenths: (value) => tenths.format(value),
    percent: (share) => percent.format(share),
    length: (milliseconds) => joined(lengthIn(locale, milliseconds)),
    languageName: (tag) => attempt(() => languages.of(tagByScript(tag))) ?? tag,
    country: (code) => attempt(() => regions.of(code)) ?? code,
    list: (items) => listed(list, items),
    either: (items) => listed(either, items),
  }
}

/**
 * By its place where there is such a name ("Sydney Time"), else by its name in full: an
 * abbreviation or an offset says little to most readers.
 */
function zoneNameIn(locale: string, timeZone: string): string {
  const names = (['shortGeneric', 'longGeneric', 'long'] as const).map(
    (timeZoneName) =>
      new Intl.DateTimeFormat(locale, { timeZone, timeZoneName })
        .formatToParts()
        .find(({ type }) => type === 'timeZoneName')?.value ?? '',
  )
  return names.find((name) => !/^[A-Z]*$|GMT/.test(name)) ?? timeZone
}

/** The number of decimals is the currency's own: none for yen, two for pounds. */
function moneyIn(locale: string, minor: number, currency: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const { maximumFractionDigits = 2 } = format.resolvedOptions()
  const bound = isBeyondExact(minor) ? (minor > 0 ? '≥ ' : '≤ ') : ''
  return bound + format.format(minor / 10 ** maximumFractionDigits)
}

/** In the largest unit that needs no fraction; the parts of the text. */
function lengthIn(locale: string, milliseconds: number): readonly string[] {
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
  })
    .formatToParts(milliseconds / size)
    .map(({ value }) => value)
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
