/** Dates by the customer's clock and in the mail's language. */
import { toValue } from 'liquidjs'
import type { FilterHandler } from './library-filters.ts'
import { formatOf, zoneOf } from './mail-format.ts'
import { isDayAlone, readInstant } from './read-instant.ts'
import { formatFor, strftime } from './strftime.ts'
import { Unusable } from './unusable.ts'
import { clockOf, offsetText, type WallTime, wallTime, ZonedInstant } from './wall-time.ts'

type Style = { readonly english: string; readonly elsewhere: Intl.DateTimeFormatOptions }

/** Shopify's named formats: in American English as documented there, elsewhere as it is usual. */
const STYLES = {
  abbreviated_date: { english: '%b %-d, %Y', elsewhere: { dateStyle: 'medium' } },
  basic: {
    english: '%-m/%-d/%Y',
    elsewhere: { year: 'numeric', month: 'numeric', day: 'numeric' },
  },
  date: { english: '%B %-d, %Y', elsewhere: { dateStyle: 'long' } },
  date_at_time: {
    english: '%B %-d, %Y at %-l:%M %P',
    elsewhere: { dateStyle: 'long', timeStyle: 'short' },
  },
  default: {
    english: '%A, %B %-d, %Y at %-l:%M %P %z',
    elsewhere: { dateStyle: 'full', timeStyle: 'short' },
  },
  on_date: { english: 'on %b %-d, %Y', elsewhere: { dateStyle: 'medium' } },
  short: {
    english: '%-d %b %H:%M',
    elsewhere: {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    },
  },
  long: { english: '%B %-d, %Y %H:%M', elsewhere: { dateStyle: 'long', timeStyle: 'short' } },
} satisfies Readonly<Record<string, Style>>

export const isStyle = (name: string): name is keyof typeof STYLES => Object.hasOwn(STYLES, name)

/** What is wrong with a name of a format, as publishing says it. */
export const noDateFormat = (name: string): string =>
  `there is no date format "${name}"; there are ${Object.keys(STYLES).join(', ')}`

const AMERICAN = /^en(?:-US)?$/i

function styled(time: WallTime, name: keyof typeof STYLES, locale: string): string {
  const { english, elsewhere }: Style = STYLES[name]
  if (AMERICAN.test(locale)) return strftime(time, english, locale)
  const words = formatFor(locale, elsewhere).format(time.clock)
  return name === 'default' ? `${words} ${offsetText(time.offsetMinutes, '')}` : words
}

type Named = readonly [name: string, value: unknown]
const isNamed = (argument: unknown): argument is Named => Array.isArray(argument)

/** A zone by its name, or as liquidjs has it: minutes to the west of Greenwich. */
const zoneArgument = (zone: unknown): string => {
  const plain = toValue(zone)
  const name = typeof plain === 'number' ? offsetText(-plain, ':') : String(plain)
  clockOf(name)
  return name
}

/** The time that a value is by the clock it is written by; undefined if it is not a date. */
function timeOf(call: ThisParameterType<FilterHandler>, value: unknown, zone?: unknown) {
  const plain = value instanceof ZonedInstant ? value : toValue(value)
  if (plain === '' || plain === undefined || plain === null) return undefined
  const format = formatOf(call.context)
  const asked = zone === undefined ? undefined : () => zoneArgument(zone)
  const at = readInstant(plain, () => zoneOf(format), asked)
  if (at === undefined) return undefined
  const own = plain instanceof ZonedInstant ? plain.zone : undefined
  return wallTime(at, asked?.() ?? own ?? zoneOf(format))
}

const written = (format: string): FilterHandler =>
  function (value) {
    const time = timeOf(this, value)
    return time ? strftime(time, format, formatOf(this.context).locale) : value
  }

/** Jekyll's, which liquidjs has; ordinals are English. */
const jekyll = (month: '%b' | '%B'): FilterHandler =>
  function (value, type, style) {
    const time = timeOf(this, value)
    if (!time) return value
    const { locale } = formatOf(this.context)
    if (toValue(type) !== 'ordinal') return strftime(time, `%d ${month} %Y`, locale)
    const ordinal = toValue(style) === 'US' ? `${month} %-d%q, %Y` : `%-d%q ${month} %Y`
    return strftime(time, ordinal, locale)
  }

const inZone: FilterHandler = function (value, zone) {
  if (zone === undefined) throw new Unusable('time_zone needs a value after its colon')
  const time = timeOf(this, value, zone)
  return time && !isDayAlone(toValue(value)) ? new ZonedInstant(time.at, time.zone) : value
}

export const DATE_FILTERS = {
  /** A value that is not a date is left unchanged, as in Shopify. */
  date(value, ...given) {
    const style = given.filter(isNamed).find(([name]) => name === 'format')?.[1]
    const [format, zone] = given.filter((argument) => !isNamed(argument))
    const time = timeOf(this, value, zone)
    if (!time) return value
    const { locale } = formatOf(this.context)
    const name = String(toValue(style ?? format ?? 'default'))
    this.context.memoryLimit.use(name.length)
    if (name === '') return value
    if (isStyle(name)) return styled(time, name, locale)
    if (style === undefined || name.includes('%')) return strftime(time, name, locale)
    throw new Unusable(noDateFormat(name))
  },
  time_zone: inZone,
  timezone: inZone,
  date_to_xmlschema: written('%Y-%m-%dT%H:%M:%S%:z'),
  date_to_rfc822(value) {
    const time = timeOf(this, value)
    return time ? strftime(time, '%a, %d %b %Y %H:%M:%S %z', 'en-US') : value
  },
  date_to_string: jekyll('%b'),
  date_to_long_string: jekyll('%B'),
} satisfies Readonly<Record<string, FilterHandler>>
