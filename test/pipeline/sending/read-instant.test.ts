/** Which values are dates to a template; all others are written as they are. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readInstant } from '../../../functions/pipeline/sending/liquid/read-instant.ts'
import { makeRenderer } from '../../../functions/pipeline/sending/render.ts'
import { corpusVariables } from './liquid-corpus-customer.ts'

const renderer = makeRenderer()
const rendered = (value: unknown, filter = 'date: "%F %T"') => {
  const text = `{{ content.at | ${filter} }}`
  const variables = { ...corpusVariables('en'), content: { at: value } }
  return renderer.render(renderer.parse({ subject: '', html: '', text }), variables).text
}

/** In Shanghai. */
const at = (value: unknown) => readInstant(value, () => 'Asia/Shanghai')
const iso = (value: unknown) => {
  const instant = at(value)
  return instant === undefined ? undefined : new Date(instant).toISOString()
}

describe('a date', () => {
  it.each([
    ['2026-05-04', '2026-05-03T16:00:00.000Z'],
    ['2024-02-29', '2024-02-28T16:00:00.000Z'],
    ['2026-05-04T18:00', '2026-05-04T10:00:00.000Z'],
    ['2026-05-04 18:00:30', '2026-05-04T10:00:30.000Z'],
    ['2026-05-04T24:00', '2026-05-04T16:00:00.000Z'],
    ['2026-05-04T18:00:30.25Z', '2026-05-04T18:00:30.250Z'],
    ['2026-05-04T18:00:30,123456789Z', '2026-05-04T18:00:30.123Z'],
    ['2026-05-04T18:00:00+02:00', '2026-05-04T16:00:00.000Z'],
    ['2026-05-04T18:00-0330', '2026-05-04T21:30:00.000Z'],
    ['2026-05-04T18:00+02', '2026-05-04T16:00:00.000Z'],
    ['2026-05-04 18:00:00 +0200', '2026-05-04T16:00:00.000Z'],
    ['2026-05-04 18:00:00 UTC', '2026-05-04T18:00:00.000Z'],
    [' 2026-05-04T18:00:00z\n', '2026-05-04T18:00:00.000Z'],
    ['0099-12-31T00:00:00Z', '0099-12-31T00:00:00.000Z'],
    [1_152_098_955, '2006-07-05T11:29:15.000Z'],
    ['1152098955', '2006-07-05T11:29:15.000Z'],
    [0, '1970-01-01T00:00:00.000Z'],
    [-86_400, '1969-12-31T00:00:00.000Z'],
    // As Shopify documents it, and as mail and Ruby write it.
    ['March 14, 2016', '2016-03-13T16:00:00.000Z'],
    ['Mar 4 2016', '2016-03-03T16:00:00.000Z'],
    ['14 March 2016', '2016-03-13T16:00:00.000Z'],
    ['Sun, 01 Mar 2026 00:30:00 +0800', '2026-02-28T16:30:00.000Z'],
    ['Fri Jul 16 01:00:00 2004', '2004-07-15T17:00:00.000Z'],
  ])('is %j, which is %s', (value, instant) => expect(iso(value)).toBe(instant))

  it('is now and today, in any case of letters', () => {
    for (const word of ['now', 'today', 'NOW', ' Today '])
      expect(Math.abs((at(word) ?? 0) - Date.now())).toBeLessThan(10_000)
  })
})

describe('no date', () => {
  it.each([
    '',
    'Tea 5',
    'Order 2026',
    '04.05.2026',
    '04/05/2026',
    '5/4',
    '2026',
    '2026-05',
    '20260504',
    '0',
    '-1',
    '86400',
    '1772296200000',
    '2026-02-30',
    '2026-02-29',
    '2026-13-01',
    '2026-00-01',
    '2026-01-00',
    '0000-01-01',
    '2026-1-1',
    '2026-05-04T25:00',
    '2026-05-04T24:01',
    '2026-05-04T18:60',
    '2026-05-04T18:00:60',
    '2026-05-04T18',
    '2026-05-04T18:00+24:00',
    '2026-05-04T18:00+02:60',
    '2026-05-04T18:00 CEST',
    '2026-05-04Z',
    '2026-05-04 and more',
    '+2026-05-04',
    'tomorrow',
    'next Friday',
    'Monday',
    'March',
    'March 5',
    'March 32, 2026',
    'February 30, 2026',
    'Marching 5, 2026',
    'Tea March 5, 2026',
    'Room 5 12:00',
    '12:00',
    'NaN',
    'Infinity',
    '1e9',
  ])('is %j: it is written as it is', (text) => {
    expect(at(text)).toBeUndefined()
    for (const filter of ['date: "%F"', 'date: format: "date"', 'time_zone: "Asia/Tokyo"'])
      expect(rendered(text, filter)).toBe(text)
  })

  it.each([
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1_772_296_200_000,
    1e300,
    true,
    null,
    {},
    [],
  ])('is %j', (value) => expect(at(value)).toBeUndefined())

  it('is any text but ISO 8601, seconds, now, and a date with its month in English', () => {
    const month = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i
    const isIso = (text: string) =>
      /^\d{4}-\d\d-\d\d/.test(text.trim()) && !Number.isNaN(Date.parse(text.trim().slice(0, 10)))
    const isOther = (text: string) =>
      !isIso(text) && !month.test(text) && !/^(?:\d{9,12}|now|today)$/i.test(text.trim())
    const nearlyDates = fc
      .array(
        fc.constantFrom(
          ...'0 1 2 5 9 - / . : T Z + , am Tea Mon GMT 20 2026 12 31'.split(' '),
          ' ',
        ),
      )
      .map((pieces) => pieces.join(''))
    const texts = fc.oneof(fc.string(), nearlyDates).filter(isOther)
    fc.assert(
      fc.property(texts, (text) => {
        expect(rendered(text)).toBe(text)
      }),
      { numRuns: 500 },
    )
  })

  it('is a day or a time of day that no calendar and no clock has', () => {
    const two = (most: number) =>
      fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(2, '0'))
    fc.assert(
      fc.property(two(14), two(33), two(25), two(61), (month, day, hour, minute) => {
        const text = `2026-${month}-${day}T${hour}:${minute}:00Z`
        const again = new Date(
          Date.UTC(2026, Number(month) - 1, Number(day), Number(hour), Number(minute)),
        )
        const isReal = again.toISOString() === text.replace('Z', '.000Z')
        const isMidnight = hour === '24' && minute === '00'
        if (isMidnight) return
        expect(iso(text)).toBe(isReal ? again.toISOString() : undefined)
      }),
      { numRuns: 500 },
    )
  })
})

describe('what is the same for all customers', () => {
  it('is never the moment of publishing, however a template comes by the word for now', () => {
    const { shop, brand, locale } = corpusVariables('en')
    const content = { when: 'Now' }
    for (const liquid of [
      '{{ content.when | date: "%F", "UTC" }}',
      '{{ content.when | time_zone: "UTC" }}',
      '{{ "NOW" | date: "%F", "UTC" }}',
      '{{ " today " | date: "%F", "UTC" }}',
    ]) {
      const parsed = renderer.parse(
        { subject: '', html: '', text: liquid },
        { shop, brand, content, locale },
      )
      expect(parsed.text.every((piece) => typeof piece !== 'string')).toBe(true)
    }
  })
})
