/** Ruby's strftime, with names in the language of the mail. */
import { offsetText, type WallTime } from './wall-time.ts'

type Asked = {
  readonly flags: string
  readonly width: number
  /** Whether the format has a day of the month too, so that it writes a date. */
  readonly isDate: boolean
}
type Directive = (
  time: WallTime,
  locale: string,
  asked: Asked,
) => string | readonly [value: number, width: number, pad?: ' ']

const DAY = 86_400_000

const dayOfYear = ({ clock }: WallTime): number =>
  Math.floor((clock.getTime() - Date.UTC(clock.getUTCFullYear(), 0, 1)) / DAY) + 1

/** Weeks that began in this year, the first `weekday` of it beginning the first. */
const weekOfYear = (time: WallTime, weekday: number): number =>
  Math.floor((dayOfYear(time) - 1 - ((time.clock.getUTCDay() - weekday + 7) % 7) + 7) / 7)

/** ISO 8601: a week belongs to the year of its Thursday. */
function isoWeek({ clock }: WallTime): { readonly year: number; readonly week: number } {
  const thursday = new Date(clock.getTime() + (4 - (clock.getUTCDay() || 7)) * DAY)
  const year = thursday.getUTCFullYear()
  return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY / 7) + 1 }
}

const ordinal = (day: number): string =>
  day >= 11 && day <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')

const MOST_NAMES = 500
const formats = new Map<string, Intl.DateTimeFormat>()

/** By the clock of UTC, for `WallTime.clock`. */
export function formatFor(
  locale: string,
  options: Intl.DateTimeFormatOptions,
  timeZone = 'UTC',
): Intl.DateTimeFormat {
  const name = `${locale} ${timeZone} ${JSON.stringify(options)}`
  const known = formats.get(name)
  if (known) return known
  if (formats.size >= MOST_NAMES) formats.clear()
  const made = new Intl.DateTimeFormat(locale, { timeZone, calendar: 'gregory', ...options })
  formats.set(name, made)
  return made
}

type Name = 'month' | 'weekday'

/** Greek has the month of a year by another name than that of a date, and of a month alone. */
const ALONE = { month: { year: 'numeric' }, weekday: {} } as const
const IN_A_DATE = {
  month: { day: 'numeric' },
  weekday: { day: 'numeric', month: 'long', year: 'numeric' },
} as const

/**
 * The name of a month or weekday as the language has it in a date (5 марта) or alone (март). Some
 * languages write the month of a date as a number: there it is the name alone. A particle before
 * the name (5 de març) is left to the format, as in languages that keep it apart.
 */
const named =
  (name: Name): Directive =>
  ({ clock }, locale, { isDate }) => {
    const alone =
      nameIn(clock, locale, { ...ALONE[name], [name]: 'long' }, name) ??
      formatFor(locale, { [name]: 'long' }).format(clock)
    const inDate = isDate && nameIn(clock, locale, { ...IN_A_DATE[name], [name]: 'long' }, name)
    return !inDate || inDate.endsWith(alone) ? alone : inDate
  }

const shortMonth: Directive = (time, locale, asked) => {
  const { clock } = time
  const alone = formatFor(locale, { month: 'short' }).format(clock)
  // Lithuanian and Bulgarian shorten months to numbers.
  if (isNumber(alone)) return named('month')(time, locale, asked)
  const inDate = asked.isDate && nameIn(clock, locale, { day: 'numeric', month: 'short' }, 'month')
  return !inDate || inDate.endsWith(alone) ? alone : inDate
}

/** Undefined if the language writes a number there. */
function nameIn(
  clock: Date,
  locale: string,
  options: Intl.DateTimeFormatOptions,
  name: Name,
): string | undefined {
  const parts = formatFor(locale, options).formatToParts(clock)
  const value = parts.find(({ type }) => type === name)?.value
  return value === undefined || isNumber(value) ? undefined : value
}

const isNumber = (text: string): boolean => /^\p{Nd}+$/u.test(text)

/** Before noon or after, in the words of the language. */
function halfOfDay({ clock }: WallTime, locale: string): string {
  const parts = formatFor(locale, { hour: 'numeric', hour12: true }).formatToParts(clock)
  const { value } = parts.find(({ type }) => type === 'dayPeriod') ?? {}
  return (value ?? (clock.getUTCHours() < 12 ? 'AM' : 'PM')).toUpperCase()
}

function zoneName({ at, zone, offsetMinutes }: WallTime, locale: string): string {
  if (/^[+-]/.test(zone)) return offsetText(offsetMinutes, '')
  const parts = formatFor(locale, { timeZoneName: 'short' }, zone).formatToParts(at)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone
}

const hour12 = ({ clock }: WallTime): number => clock.getUTCHours() % 12 || 12

const COMPOSED: Readonly<Record<string, string>> = {
  c: '%a %b %e %H:%M:%S %Y',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  R: '%H:%M',
  r: '%I:%M:%S %p',
  T: '%H:%M:%S',
  v: '%e-%^b-%Y',
  X: '%H:%M:%S',
  x: '%m/%d/%y',
  '+': '%a %b %e %H:%M:%S %Z %Y',
}

const DIRECTIVES: Readonly<Record<string, Directive>> = {
  A: named('weekday'),
  a: ({ clock }, locale) => formatFor(locale, { weekday: 'short' }).format(clock),
  B: named('month'),
  b: shortMonth,
  h: shortMonth,
  C: ({ clock }) => [Math.floor(clock.getUTCFullYear() / 100), 2],
  d: ({ clock }) => [clock.getUTCDate(), 2],
  e: ({ clock }) => [clock.getUTCDate(), 2, ' '],
  G: (time) => [isoWeek(time).year, 4],
  g: (time) => [isoWeek(time).year % 100, 2],
  H: ({ clock }) => [clock.getUTCHours(), 2],
  I: (time) => [hour12(time), 2],
  j: (time) => [dayOfYear(time), 3],
  k: ({ clock }) => [clock.getUTCHours(), 2, ' '],
  L: ({ clock }, _, { width }) => fraction(clock, width || 3),
  l: (time) => [hour12(time), 2, ' '],
  M: ({ clock }) => [clock.getUTCMinutes(), 2],
  m: ({ clock }) => [clock.getUTCMonth() + 1, 2],
  N: ({ clock }, _, { width }) => fraction(clock, width || 9),
  n: () => '\n',
  P: (time, locale) => halfOfDay(time, locale).toLowerCase(),
  p: halfOfDay,
  Q: ({ at }) => String(at),
  q: ({ clock }) => ordinal(clock.getUTCDate()),
  S: ({ clock }) => [clock.getUTCSeconds(), 2],
  s: ({ at }) => String(Math.floor(at / 1_000)),
  t: () => '\t',
  U: (time) => [weekOfYear(time, 0), 2],
  u: ({ clock }) => [clock.getUTCDay() || 7, 1],
  V: (time) => [isoWeek(time).week, 2],
  W: (time) => [weekOfYear(time, 1), 2],
  w: ({ clock }) => [clock.getUTCDay(), 1],
  Y: ({ clock }) => [clock.getUTCFullYear(), 4],
  y: ({ clock }) => [clock.getUTCFullYear() % 100, 2],
  Z: zoneName,
  z: ({ offsetMinutes }, _, { flags }) =>
    offsetText(offsetMinutes, flags.includes(':') ? ':' : '') + (flags.includes('::') ? ':00' : ''),
  '%': () => '%',
}

const fraction = (clock: Date, width: number): string =>
  String(clock.getUTCMilliseconds()).padStart(3, '0').padEnd(width, '0').slice(0, width)

/** A wider field would only fill the mail. */
const MOST_WIDTH = 100
const FORMAT = /%([-_0^#:]{0,20})(\d{0,20})([EO]?)([A-Za-z%+])/g

/**
 * Writes a time by a format of Ruby's strftime; anything else stays as it is. Names of
 * months, weekdays and halves of the day are those of the language, all else is as in Ruby. In a
 * format with a day of the month the names have the form of a date; %OB is the name alone, as in
 * POSIX.
 *
 * @example strftime(wallTime(at, 'Asia/Shanghai'), '%A, %-d %B', 'ru') // 'воскресенье, 1 марта'
 */
export function strftime(time: WallTime, format: string, locale: string): string {
  const hasDay = [...format.matchAll(FORMAT)].some(([, , , , letter = '']) => /[de]/.test(letter))
  return format.replace(FORMAT, (written, flags, digits, modifier, letter, offset: number) => {
    const width = Math.min(Number(digits), MOST_WIDTH)
    const composed = COMPOSED[letter]
    if (composed !== undefined) return padded(strftime(time, composed, locale), flags, width, ' ')
    const directive = DIRECTIVES[letter]
    if (!directive) return written
    const value = directive(time, locale, { flags, width, isDate: hasDay && modifier !== 'O' })
    if (typeof value === 'string') {
      // A short name may have its own full stop: "%b." must not have two.
      const text = format[offset + written.length] === '.' ? value.replace(/\.$/, '') : value
      return padded(text, flags, width, /[sQz]/.test(letter) ? '0' : ' ')
    }
    const [number, usual, pad = '0'] = value
    return padded(String(number), flags, width || usual, pad)
  })
}

/**
 * The part of a format that looks like a directive but is not one; undefined if all are known.
 *
 * @example unknownDirective('%-d %i') // '%i'
 */
export const unknownDirective = (format: string): string | undefined =>
  [...format.matchAll(FORMAT)].find(
    ([, , , , letter = '']) => !(letter in DIRECTIVES || letter in COMPOSED),
  )?.[0]

/** @example hasDirective('YYYY-MM-DD') // false */
export const hasDirective = (format: string): boolean => format.search(FORMAT) >= 0

function padded(text: string, flags: string, width: number, usual: ' ' | '0'): string {
  const cased = flags.includes('^')
    ? text.toUpperCase()
    : flags.includes('#')
      ? swapped(text)
      : text
  if (flags.includes('-')) return cased
  const pad = flags.includes('_') ? ' ' : flags.includes('0') ? '0' : usual
  const sign = pad === '0' ? (/^[+-]/.exec(cased)?.[0] ?? '') : ''
  return sign + cased.slice(sign.length).padStart(width - sign.length, pad)
}

const swapped = (text: string): string =>
  text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase()
