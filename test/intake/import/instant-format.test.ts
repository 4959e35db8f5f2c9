import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isZone } from '../../../functions/domain/hours.ts'
import { formatFault, instantReader } from '../../../functions/intake/import/instant-format.ts'
import { zonedInstant } from '../../../functions/intake/import/zoned-time.ts'
import { enFaults } from '../../../functions/language/en/faults/words.ts'

import { faultIn, importText, mappingOf } from './importing.ts'

const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString())

describe('the format of an instant', () => {
  test.each([
    ['yyyy-MM-dd HH:mm:ss', '2010-12-01 08:26:00', '2010-12-01T08:26:00.000Z'],
    ['yyyyMMdd', '19970118', '1997-01-18T00:00:00.000Z'],
    ['M/d/yyyy H:mm', '7/1/2011 9:05', '2011-07-01T09:05:00.000Z'],
    ['d.M.yy', '1.7.11', '2011-07-01T00:00:00.000Z'],
    ['dd MMM yyyy', '05 Mar 1999', '1999-03-05T00:00:00.000Z'],
    ['M/d/yyyy h:mm a', '12/1/2010 12:05 AM', '2010-12-01T00:05:00.000Z'],
    ['M/d/yyyy h:mm a', '12/1/2010 12:05 pm', '2010-12-01T12:05:00.000Z'],
    ["yyyy-MM-dd'T'HH:mm:ss.SSS", '2020-02-29T23:59:59.123', '2020-02-29T23:59:59.123Z'],
    ['yyyy-MM-dd HH:mm:ss xx', '2012-01-01 11:13:25 -0500', '2012-01-01T16:13:25.000Z'],
    ['iso', '2026-01-05', '2026-01-05T00:00:00.000Z'],
    ['iso', '2026-01-05T10:00:00.123456+01:00', '2026-01-05T09:00:00.123Z'],
    ['iso', '2026-01-05 10:00Z', '2026-01-05T10:00:00.000Z'],
    ['iso', '1970-01-01', '1970-01-01T00:00:00.000Z'],
    ['iso', '2025-10-02 10:00:00.12+00', '2025-10-02T10:00:00.120Z'],
    ['iso', '2025-10-02 10:00:00.1234567 +0200', '2025-10-02T08:00:00.123Z'],
    ['iso', '2023-12-31 14:05:33 UTC', '2023-12-31T14:05:33.000Z'],
    ['dd-MMM-yy', '10-Dez-25', '2025-12-10T00:00:00.000Z'],
    ['d MMM yyyy', '3 févr. 2024', '2024-02-03T00:00:00.000Z'],
    ['d MMMM yyyy', '3 марта 2024', '2024-03-03T00:00:00.000Z'],
    ['d MMMM yyyy', '1 MAYIS 2024', '2024-05-01T00:00:00.000Z'],
    ["d 'de' MMMM 'de' yyyy", '5 de marzo de 2023', '2023-03-05T00:00:00.000Z'],
    ['EEEE d MMMM yyyy', 'dimanche 31 décembre 2023', '2023-12-31T00:00:00.000Z'],
    ["EEE, d MMM yyyy HH:mm:ss 'GMT'", 'Sun, 31 Dec 2023 14:05:33 GMT', '2023-12-31T14:05:33.000Z'],
    [
      'EEE, d MMM yyyy HH:mm:ss xx',
      'Sun, 31 Dec 2023 14:05:33 GMT+0100',
      '2023-12-31T13:05:33.000Z',
    ],
    ['MMM d, yyyy, h:mm:ss a', 'Dec 31, 2023, 2:05:33\u202fPM', '2023-12-31T14:05:33.000Z'],
    ['MMMM d, yyyy h:mm a', 'December 31, 2023 2:05 p. m.', '2023-12-31T14:05:00.000Z'],
    ['yyyy/MM/dd ah:mm', '2023/12/31 下午2:05', '2023-12-31T14:05:00.000Z'],
    ['yyyy/MM/dd ah:mm', '2023/12/31 上午12:05', '2023-12-31T00:05:00.000Z'],
    ['yyyy. M. d. a h:mm', '2023. 12. 31. 오후 2:05', '2023-12-31T14:05:00.000Z'],
    ['yyyy年MM月dd日', '2023年12月31日', '2023-12-31T00:00:00.000Z'],
    ['yyyy-MM-dd HH:mm:ss.S', '2023-12-31 14:05:33.5', '2023-12-31T14:05:33.500Z'],
    ['epoch-seconds', '1704031533', '2023-12-31T14:05:33.000Z'],
    ['epoch-milliseconds', '1704031533123', '2023-12-31T14:05:33.123Z'],
    ['excel-days', '45291.5871875', '2023-12-31T14:05:33.000Z'],
    ['excel-days', '45291', '2023-12-31T00:00:00.000Z'],
  ])('%s reads %s', (format, text, instant) => {
    expect(iso(instantReader(format, 'UTC')(text))).toBe(instant)
  })

  test.each([
    ['yyyy-MM-dd', '2023-02-29'],
    ['yyyy-MM-dd', '2023-13-01'],
    ['yyyy-MM-dd', '23-01-01'],
    ['yyyy-MM-dd', '2023-01-01 10:00'],
    ['d/M/yyyy H:mm', '1/1/2023 24:00'],
    ['M/d/yyyy h:mm a', '1/1/2023 13:00 PM'],
    ['dd MMM yyyy', '05 Foo 1999'],
    ['iso', 'yesterday'],
    ['iso', '1704031533'],
    ['EEE d MMM yyyy', 'Mon 31 Dec 2023'],
    ['EEE d MMM yyyy', 'Day 31 Dec 2023'],
    ['M/d/yyyy h:mm a', '1/1/2023 1:00 XM'],
    ['epoch-seconds', '1704031533123'],
    ['excel-days', '2023'],
    ['iso', '2026-01-02T10:00:00+99:99'],
    ['iso', '2026-01-02T10:00:00-15:00'],
    ['yyyy-MM-dd HH:mm xx', '2026-01-02 10:00 +0260'],
  ])('%s refuses %s', (format, text) => {
    expect(instantReader(format, 'UTC')(text)).toBeUndefined()
  })

  test.each([
    ['yyyy-DD', /`DD` is not a valid part/],
    ['yyyy-MM-ddTHH', /`T` is not a valid part/],
    ['yyyy-MM', /the day is missing/],
    ['yyyy-MM-dd M', /the month occurs twice/],
    ['yyyy-MM-dd h:mm', /must be used together/],
  ])('%s is a faulty one', (format, fault) => {
    expect(formatFault(format)?.(enFaults)).toMatch(fault)
  })
})

describe('an instant in another format than the mapping says', () => {
  const file = (...dates: readonly string[]) =>
    [
      'Id,Customer,Date,Paid,Amount,Status',
      ...dates.map((date, i) => `o${i},c1,${date},1,open`),
    ].join('\n')
  const dated = (instant: string, more = '') =>
    mappingOf(`
customer: {id: Customer}
order: {id: Id}
instant: ${instant}
amount: {from: rows, column: Amount}
currency: EUR
${more}`)

  test.each([
    ['1704031533', /in the format epoch-seconds it would be 2023-12-31T14:05:33.000Z/],
    ['1704031533123', /in the format epoch-milliseconds it would be 2023-12-31T14:05:33.123Z/],
    ['45291.587', /in the format excel-days it would be 2023-12-31T/],
    ['31.12.2023', /is not a time in the format iso; fix the row/],
  ])('%s is refused with the format that reads it', async (date, problem) => {
    const mapping = dated('{column: Date, format: iso, zone: Europe/Berlin}')
    const fault = await faultIn(importText(file(`${date},`), mapping))
    expect(fault).toMatchObject({ line: 2, problem: expect.stringMatching(problem) })
  })

  test('is no date where it has zeros only: the next column counts', async () => {
    const mapping = dated('{column: [Date, Paid], format: yyyy-MM-dd HH:mm:ss, zone: UTC}')
    const { records } = await importText(
      file('0000-00-00 00:00:00,2026-01-02 00:00:00', '2026-01-03 00:00:00,'),
      mapping,
    )
    expect(records).toMatchObject([
      { paidAt: Date.UTC(2026, 0, 2) },
      { paidAt: Date.UTC(2026, 0, 3) },
    ])
  })

  test('is refused where it has zeros only and there is no other, unless the row is left out', async () => {
    const instant = '{column: Date, format: yyyy-MM-dd, zone: UTC}'
    const leaveOut = 'leaveOut: {orders: [{column: Status, is: [open], reason: not-paid}]}'
    expect(await faultIn(importText(file('0000-00-00,'), dated(instant)))).toMatchObject({
      line: 2,
      problem: expect.stringMatching(/^no date on line 2, and no other column to take it from/),
    })
    const { summary } = await importText(file('0000-00-00,'), dated(instant, leaveOut))
    expect(summary.leftOut).toEqual({ 'not-paid': 1 })
  })
})

describe('an instant of the future', () => {
  const HEAD = 'Id,Customer,Date,Changed,Amount,Status\n'
  const mapping = (more = '') =>
    mappingOf(`
customer: {id: Customer}
order: {id: Id}
instant: {column: Date, format: MM/dd/yyyy, zone: UTC}
version: {column: Changed, format: iso, zone: UTC}
amount: {from: rows, column: Amount}
currency: EUR
${more}`)
  const now = Date.UTC(2026, 6, 1)
  const importing = (row: string, more = '') =>
    importText(HEAD + row, mapping(more), { latest: now })

  test.each([
    [
      'of a purchase',
      'o1,c1,10/02/2026,,1,paid',
      /^`instant.column` is in the future \(2026-10-02T/,
    ],
    ['of a change', 'o1,c1,02/10/2026,2026-07-02,1,paid', /^`version.column` is in the future/],
  ])('%s is refused, since day and month may be swapped', async (_, row, problem) => {
    const fault = await faultIn(importing(row))
    expect(fault).toMatchObject({ line: 2, problem: expect.stringMatching(problem) })
  })

  test('does not matter for what is left out', async () => {
    const { records } = await importing('o1,c1,07/01/2026,2026-07-01T00:00:00Z,1,paid')
    expect(records).toMatchObject([{ paidAt: now }])
    const leaveOut = 'leaveOut: {orders: [{column: Status, is: [open], reason: not-paid}]}'
    const { summary } = await importing('o1,c1,10/02/2026,,1,open', leaveOut)
    expect(summary.leftOut).toEqual({ 'not-paid': 1 })
  })
})

describe("a shop's own time zone", () => {
  test.each([
    ['winter', '2026-01-15 12:00', '2026-01-15T11:00:00.000Z'],
    ['summer', '2026-07-15 12:00', '2026-07-15T10:00:00.000Z'],
    ['before the clock goes forward', '2026-03-29 01:59', '2026-03-29T00:59:00.000Z'],
    ['in the hour that is skipped', '2026-03-29 02:30', '2026-03-29T01:30:00.000Z'],
    ['after the clock went forward', '2026-03-29 03:00', '2026-03-29T01:00:00.000Z'],
    ['in the hour that comes twice', '2026-10-25 02:30', '2026-10-25T00:30:00.000Z'],
    ['after the clock went back', '2026-10-25 03:00', '2026-10-25T02:00:00.000Z'],
  ])('is kept in %s', (_when, text, instant) => {
    expect(iso(instantReader('yyyy-MM-dd HH:mm', 'Europe/Berlin')(text))).toBe(instant)
  })

  test('is not asked if the text names its own offset', () => {
    const read = instantReader('yyyy-MM-dd HH:mm xx', 'Asia/Shanghai')
    expect(iso(read('2026-07-15 12:00 +0200'))).toBe('2026-07-15T10:00:00.000Z')
  })

  test('is one of the IANA database', () => {
    expect([isZone('Asia/Kathmandu'), isZone('UTC'), isZone('Mars/Base')]).toEqual([
      true,
      true,
      false,
    ])
  })

  test('shows at every instant the wall clock that leads back to it, but for the hour shown twice', () => {
    const zones = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu']
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2035, 0) }),
        (zone, millisecond) => {
          const at = millisecond - (millisecond % 1000)
          const shown = new Intl.DateTimeFormat('sv-SE', {
            timeZone: zone,
            dateStyle: 'short',
            timeStyle: 'medium',
          }).format(at)
          const found = zonedInstant(zone)(Date.parse(`${shown.replace(' ', 'T')}Z`))
          expect([at, at - 3_600_000, at - 1_800_000]).toContain(found)
        },
      ),
    )
  })
})
