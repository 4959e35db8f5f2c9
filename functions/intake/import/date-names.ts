/** Names of months and weekdays and the halves of a day, in English and in the larger languages. */
import { comparable, LARGER_LANGUAGES } from './larger-languages.ts'

type Names = ReadonlyMap<string, ReadonlySet<number>>
type AllNames = { readonly months: Names; readonly weekdays: Names; readonly halves: Names }

const ENGLISH_MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const HALVES: ReadonlyMap<string, number> = new Map([
  ...['am', 'a', '上午', '午前', '오전'].map((name) => [name, 0] as const),
  ...['pm', 'p', '下午', '午後', '오후'].map((name) => [name, 1] as const),
])

/** @example monthNamed('Dez.') // 12 */
export const monthNamed = (text: string): number | undefined => {
  const english = ENGLISH_MONTHS.indexOf(text.toLowerCase())
  return english >= 0 ? english + 1 : onlyOne(allNames().months.get(comparable(text)))
}

/** Of days that several languages name alike, each; 0 is Sunday. @example weekdaysNamed('Sun') // {0} */
export const weekdaysNamed = (text: string): ReadonlySet<number> | undefined =>
  allNames().weekdays.get(comparable(text))

/** 0 before noon and 1 after it. @example halfNamed('下午') // 1 */
export function halfNamed(text: string): number | undefined {
  const name = comparable(text).replaceAll(' ', '')
  return HALVES.get(name) ?? onlyOne(allNames().halves.get(name))
}

const onlyOne = (found: ReadonlySet<number> | undefined): number | undefined =>
  found?.size === 1 ? [...found][0] : undefined

let names: AllNames | undefined

/** From Unicode CLDR, which takes a quarter of a second: only once a name is not English. */
function allNames(): AllNames {
  if (names) return names
  const [months, weekdays, halves] = [newNames(), newNames(), newNames()]
  for (const language of LARGER_LANGUAGES) {
    const halfOf = partOf(language, { hour: 'numeric', hourCycle: 'h12' }, 'dayPeriod')
    for (const half of [0, 1])
      addName(halves, halfOf(Date.UTC(2023, 0, 1, 3 + 12 * half)).replace(/\s/gu, ''), half)
    for (const length of ['long', 'short'] as const) {
      const alone = partOf(language, { month: length }, 'month')
      // Slavic languages and Finnish write a month in another form after its day.
      const afterDay = partOf(language, { month: length, day: 'numeric' }, 'month')
      for (let month = 1; month <= 12; month++)
        for (const nameOf of [alone, afterDay])
          addName(months, nameOf(Date.UTC(2023, month - 1, 15)), month)
      const weekday = partOf(language, { weekday: length }, 'weekday')
      // The first of January 2023 was a Sunday.
      for (let day = 0; day < 7; day++) addName(weekdays, weekday(Date.UTC(2023, 0, 1 + day)), day)
    }
  }
  addName(months, 'sept', 9)
  names = { months, weekdays, halves }
  return names
}

const newNames = () => new Map<string, Set<number>>()

function addName(to: Map<string, Set<number>>, text: string, value: number): void {
  const name = comparable(text)
  if (!/^\p{L}/u.test(name)) return
  const values = to.get(name) ?? new Set()
  to.set(name, values.add(value))
}

function partOf(
  language: string,
  options: Intl.DateTimeFormatOptions,
  part: Intl.DateTimeFormatPartTypes,
): (at: number) => string {
  const format = new Intl.DateTimeFormat(language, {
    ...options,
    calendar: 'gregory',
    timeZone: 'UTC',
  })
  return (at) => format.formatToParts(at).find(({ type }) => type === part)?.value ?? ''
}
