/** Names of months and weekdays: in a date as the language writes them in a date, else alone. */
import { describe, expect, it } from 'vitest'
import { strftime } from '../../../functions/pipeline/sending/liquid/strftime.ts'
import { wallTime } from '../../../functions/pipeline/sending/liquid/wall-time.ts'

/** A Thursday. */
const MARCH = Date.UTC(2026, 2, 5, 12)
const written = (format: string, locale: string, at = MARCH) =>
  strftime(wallTime(at, 'UTC'), format, locale)

describe('the name of a month', () => {
  it.each([
    ['en', '5 March', 'March', '5 Mar', 'Mar'],
    ['de', '5 März', 'März', '5 März', 'Mär'],
    ['fr', '5 mars', 'mars', '5 mars', 'mars'],
    ['ru', '5 марта', 'март', '5 мар.', 'март'],
    ['uk', '5 березня', 'березень', '5 бер.', 'бер.'],
    ['be', '5 сакавіка', 'сакавік', '5 сак', 'сак'],
    ['pl', '5 marca', 'marzec', '5 mar', 'mar'],
    ['cs', '5 března', 'březen', '5 bře', 'bře'],
    ['sk', '5 marca', 'marec', '5 mar', 'mar'],
    ['hr', '5 ožujka', 'ožujak', '5 ožu', 'ožu'],
    ['el', '5 Μαρτίου', 'Μάρτιος', '5 Μαρ', 'Μαρ'],
    ['fi', '5 maaliskuuta', 'maaliskuu', '5 maalis', 'maalis'],
    ['lt', '5 kovo', 'kovas', '5 kovo', 'kovas'],
    ['lv', '5 marts', 'marts', '5 marts', 'marts'],
    ['hu', '5 március', 'március', '5 márc.', 'márc.'],
    ['bg', '5 март', 'март', '5 март', 'март'],
    ['ca', '5 març', 'març', '5 març', 'març'],
    ['es', '5 marzo', 'marzo', '5 mar', 'mar'],
    ['he', '5 מרץ', 'מרץ', '5 מרץ', 'מרץ'],
    ['ar', '5 مارس', 'مارس', '5 مارس', 'مارس'],
    ['ja', '5 3月', '3月', '5 3月', '3月'],
    ['ko', '5 3월', '3월', '5 3월', '3월'],
    ['zh-CN', '5 三月', '三月', '5 3月', '3月'],
    ['zh-Hant', '5 3月', '3月', '5 3月', '3月'],
  ])('in %s is that of a date next to a day, else that alone', (locale, long, B, short, b) => {
    expect([
      written('%-d %B', locale),
      written('%B', locale),
      written('%-d %b', locale),
      written('%b', locale),
    ]).toEqual([long, B, short, b])
    expect(written('%B %Y', locale)).toBe(`${B} 2026`)
  })

  it.each(['%d %B', '%e %B', '%-d %B', '%B %02d', '%_d. %B', '%B, the %Od'])(
    'is that of a date in %s',
    (format) => expect(written(format, 'pl')).toContain('marca'),
  )

  it.each(['%B', '%B %Y', '%%d %B', 'd %B', '%H:%M %B', '%-d %OB'])(
    'is that alone in %s',
    (format) => expect(written(format, 'pl')).toContain('marzec'),
  )

  it('in a composed format is that of the date which it composes', () => {
    expect(written('%v', 'ru')).toBe(' 5-МАР.-2026')
    expect(written('%c', 'ru')).toBe('чт мар.  5 12:00:00 2026')
  })

  it('is never a number that the format has not asked for', () => {
    for (const locale of ['cs', 'sk', 'fi', 'lt', 'bg', 'zh', 'ja', 'fa', 'mn'])
      for (let month = 0; month < 12; month += 1)
        for (const format of ['%-d %B', '%-d %b', '%B', '%b'])
          expect(written(format, locale, Date.UTC(2026, month, 5))).toMatch(/\p{L}/u)
  })

  it('doubles no 月 or 日 in Chinese and Japanese', () => {
    expect(written('%Y年%B%-d日', 'zh-CN')).toBe('2026年三月5日')
    expect(written('%Y年%b%-d日', 'zh-CN')).toBe('2026年3月5日')
    expect(written('%Y年%B%-d日', 'ja')).toBe('2026年3月5日')
    expect(written('%B %-d', 'zh-CN')).toBe('三月 5')
  })

  it('that is short has one full stop, whether the format has one or the language', () => {
    expect(written('%-d. %b %Y', 'de', Date.UTC(2026, 0, 5))).toBe('5. Jan. 2026')
    expect(written('%-d. %b. %Y', 'de', Date.UTC(2026, 0, 5))).toBe('5. Jan. 2026')
    expect(written('%b. %Y', 'de', Date.UTC(2026, 0, 5))).toBe('Jan. 2026')
  })

  it('leaves a particle to the format, as in languages that keep it apart', () => {
    expect(written('%-d de %B', 'ca')).toBe('5 de març')
    expect(written('%-d d’%B', 'ca', Date.UTC(2026, 3, 5))).toBe('5 d’abril')
    expect(written('%-d de %B', 'es')).toBe('5 de marzo')
    expect(written('%-d de %B', 'pt')).toBe('5 de março')
  })
})

describe('the name of a weekday', () => {
  it.each([
    ['en', 'Thursday 5 March', 'Thursday', 'Thu 5'],
    ['ru', 'четверг 5 марта', 'четверг', 'чт 5'],
    ['fi', 'torstaina 5 maaliskuuta', 'torstai', 'to 5'],
    ['lv', 'ceturtdiena 5 marts', 'Ceturtdiena', 'Ceturtd. 5'],
    ['zh-CN', '星期四 5 三月', '星期四', '周四 5'],
  ])('in %s is that of a date next to a day, else that alone', (locale, dated, alone, short) => {
    expect(written('%A %-d %B', locale)).toBe(dated)
    expect(written('%A', locale)).toBe(alone)
    expect(written('%a %-d', locale)).toBe(short)
  })
})
