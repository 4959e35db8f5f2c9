import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../functions/domain/time.ts'
import { formatsFor } from '../../functions/language/formats.ts'

const NOW = Date.UTC(2026, 5, 15, 12)
const london = formatsFor('en', 'Europe/London', NOW)
const shanghai = formatsFor('zh-CN', 'Asia/Shanghai', NOW)

describe('Dates, money and numbers', () => {
  test('have the decimals of their currency', () => {
    expect(london.money(129_000, 'GBP')).toBe('£1,290.00')
    expect(london.money(1_290, 'JPY')).toBe('JP¥1,290')
    expect(london.money(1_290, 'KWD')).toMatch(/1\.290$/)
    expect(shanghai.money(-500, 'CNY')).toBe('-¥5.00')
  })

  test('always have the year, so that any two dates can be compared', () => {
    expect(london.day(Date.UTC(2026, 4, 3))).toBe('3 May 2026')
    expect(london.day(Date.UTC(2025, 4, 3))).toBe('3 May 2025')
    expect(shanghai.day(Date.UTC(2025, 4, 3))).toBe('2025 年 5 月 3 日')
  })

  test('are in their time zone, shown with a display name', () => {
    const lateEvening = Date.UTC(2026, 4, 3, 23, 30)
    expect(london.moment(lateEvening)).toBe('4 May 2026, 00:30')
    expect(shanghai.moment(lateEvening)).toBe('2026 年 5 月 4 日 07:30')
    expect(london.zoneName).toBe('United Kingdom Time')
    expect(shanghai.zoneName).toBe('中国时间')
    expect(formatsFor('zh-CN', 'Australia/Sydney', NOW).zoneName).toBe('悉尼时间')
    expect(formatsFor('en', 'Europe/Berlin', NOW).zoneName).toMatch(/^Central European .*Time$/)
    expect(formatsFor('zh-CN', 'UTC', NOW).zoneName).toBe('协调世界时')
  })

  test('are to the second in a list of today, and alike in any list', () => {
    const [minuteAgo, dayAgo] = [NOW - MINUTE_MS, NOW - DAY_MS]
    expect([NOW, minuteAgo].map(london.inList([NOW, minuteAgo]))).toEqual(['13:00:00', '12:59:00'])
    expect([minuteAgo, dayAgo].map(london.inList([minuteAgo, dayAgo]))).toEqual([
      '15 Jun 2026, 12:59',
      '14 Jun 2026, 13:00',
    ])
  })

  test('count days by the calendar of the zone, whatever the clocks did', () => {
    const { daysBetween } = formatsFor('en', 'Europe/London', 0)
    const at = (text: string) => Date.parse(text)
    expect(daysBetween(at('2026-11-20T23:30:00Z'), at('2026-11-22T00:30:00Z'))).toBe(2)
    expect(daysBetween(at('2026-11-22T00:30:00Z'), at('2026-11-20T23:30:00Z'))).toBe(-2)
    // Clocks went back on 25 October: 23:30 UTC is past midnight there before, and not after.
    expect(daysBetween(at('2026-10-23T23:30:00Z'), at('2026-10-26T23:30:00Z'))).toBe(2)
  })

  test('name lengths of time in the largest unit that fits', () => {
    expect(london.length(7 * DAY_MS)).toBe('7 days')
    expect(london.length(36 * HOUR_MS)).toBe('36 hours')
    expect(london.length(90 * MINUTE_MS)).toBe('90 minutes')
    expect(shanghai.length(7 * DAY_MS)).toBe('7 天')
  })

  test('accept an unknown zone, language or country', () => {
    expect(formatsFor('en', 'Nowhere/Land', NOW).moment(0)).toBe('1 Jan 1970, 00:00')
    expect(london.languageName('not a language')).toBe('not a language')
    expect(london.country('??')).toBe('??')
  })
})
