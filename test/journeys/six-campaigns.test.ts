import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STORE_ENGINES } from '../support/store-engines.ts'
import { type Happening, liveThroughMonth, type Mail, type Person } from './month.ts'

const at = (month: number, day: number, hour = 12) => Date.UTC(2026, month - 1, day, hour)
const FROM = at(10, 14, 8)
const TO = at(11, 16)

const PEOPLE: readonly Person[] = [
  ...[
    'ana',
    'bob',
    'cyd',
    'gus',
    'hal',
    'ivy',
    'joe',
    'kim',
    'lou',
    'max',
    'nia',
    'oli',
    'fay',
  ].map((id) => ({ id })),
  { id: 'dee', zone: 'Pacific/Auckland' },
  { id: 'eve', zone: 'America/Los_Angeles' },
  { id: 'pam', consent: 'none' },
]

const bought = (who: string, n: number, month: number, day: number): Happening => ({
  ...{ who, buys: `${who}-${n}`, at: at(month, day) },
})
const early = (who: string, count: number): readonly Happening[] =>
  Array.from({ length: count }, (_, i) => bought(who, i + 1, 9, 1 + i))

const HAPPENINGS: readonly Happening[] = [
  // The fifth purchase, the fourth, and one that is the fourth because another was refunded.
  ...[...early('ana', 4), bought('ana', 5, 10, 20)],
  ...[...early('bob', 3), bought('bob', 4, 10, 20)],
  ...[...early('cyd', 4), bought('cyd', 5, 10, 20), bought('cyd', 6, 10, 26)],
  { who: 'cyd', refunded: 'cyd-2', at: at(10, 15) },
  ...[...early('pam', 4), bought('pam', 5, 10, 20)],
  // Birthdays, one of them given a day too late.
  { who: 'dee', born: '11-02', at: at(10, 15) },
  { who: 'eve', born: '1990-11-02', at: at(10, 15) },
  { who: 'fay', born: '10-20', at: at(10, 21) },
  // Deliveries: one kept, one returned, one reported twice.
  bought('gus', 1, 10, 16),
  { who: 'gus', event: 'delivered', id: 'd-1', orderId: 'gus-1', at: at(10, 20) },
  { who: 'hal', event: 'delivered', id: 'd-1', at: at(10, 20) },
  { who: 'hal', event: 'returned', id: 'd-2', at: at(10, 22) },
  { who: 'ivy', event: 'delivered', id: 'd-1', at: at(10, 20) },
  { who: 'ivy', event: 'delivered', id: 'd-2', at: at(10, 20, 13) },
  // Checkouts: one left, one finished, one begun again.
  { who: 'joe', event: 'checkout-started', id: 'c-1', item: 'Green tea', at: at(10, 20, 10) },
  { who: 'kim', event: 'checkout-started', id: 'c-1', item: 'Black tea', at: at(10, 20, 10) },
  bought('kim', 1, 10, 20),
  { who: 'lou', event: 'checkout-started', id: 'c-1', item: 'A cup', at: at(10, 20, 10) },
  { who: 'lou', event: 'checkout-started', id: 'c-2', item: 'A teapot', at: at(10, 20, 13) },
  // Dormant after 90 days: one comes back before the reminder, one opted out.
  ...['max', 'nia', 'oli'].map((who) => bought(who, 1, 7, 22)),
  { who: 'oli', withdraws: true, at: at(10, 15) },
  bought('max', 2, 10, 21),
]

const hourOf = (instant: string) => instant.slice(5, 16).replace('T', ' ')
const EXPECTED_BESIDES_BROADCAST = [
  '10-20 12:00 ana vip/thanks',
  '10-20 12:00 max win-back/offer',
  '10-20 12:00 nia win-back/offer',
  '10-20 14:00 joe checkout/reminder',
  '10-20 17:00 lou checkout/reminder',
  '10-23 12:00 nia win-back/reminder',
  '10-26 12:00 cyd vip/thanks',
  '10-27 12:00 gus review/request',
  '10-27 12:00 ivy review/request',
  '11-01 20:00 dee birthday/greeting',
  '11-02 17:00 eve birthday/greeting',
]
/** At ten where each of them is; not to those who left, or never agreed. */
const BROADCAST: Readonly<Record<string, string>> = { dee: '11-10 21:00', eve: '11-11 18:00' }

describe.each(STORE_ENGINES)('six campaigns over a month, on $name', ({ start, missing }) => {
  let mails: readonly Mail[] = []
  let stop: () => unknown = () => {}
  beforeAll(async () => {
    if (missing !== undefined) return
    const engine = await start()
    stop = engine.stop
    mails = await liveThroughMonth(engine.table, PEOPLE, HAPPENINGS, { from: FROM, to: TO })
  })
  afterAll(() => stop())

  const ofCampaign = (mail: Mail) =>
    `${hourOf(mail.at)} ${mail.to.split('@')[0]} ${mail.campaign}/${mail.step}`
  const mailTo = (who: string, campaign: string) =>
    mails.filter((one) => one.to.startsWith(`${who}@`) && one.campaign === campaign)

  it.skipIf(missing)('send each mail to those it is for, when it is for them, and no other', () => {
    const besides = mails.filter(({ campaign }) => campaign !== 'singles-day').map(ofCampaign)
    expect(besides.toSorted()).toEqual(EXPECTED_BESIDES_BROADCAST.toSorted())
  })

  it.skipIf(missing)('greet everyone on Singles’ Day at ten where they are', () => {
    const sent = mails.filter(({ campaign }) => campaign === 'singles-day').map(ofCampaign)
    const asked = PEOPLE.filter(({ id }) => id !== 'oli' && id !== 'pam')
    expect(sent.toSorted()).toEqual(
      asked.map(({ id }) => `${BROADCAST[id] ?? '11-11 10:00'} ${id} singles-day/offer`).toSorted(),
    )
  })

  it.skipIf(missing)('say what was ordered, and what was left in the latest basket', () => {
    expect(mailTo('gus', 'review')[0]?.text).toContain('1 Tea of gus-1')
    const [basket] = mailTo('lou', 'checkout')
    expect(basket?.text).toContain('2 A teapot')
    expect(basket?.text).not.toContain('A cup')
    expect(basket?.text).toContain('https://shop.example/basket')
  })

  it.skipIf(missing)('give each customer a code of their own, and remind them of the same', () => {
    const codesIn = (who: string) =>
      mailTo(who, 'win-back').map(({ text }) => /WB-\d/.exec(text)?.[0])
    const [offer, reminder] = codesIn('nia')
    expect(offer).toMatch(/^WB-\d$/)
    expect(reminder).toBe(offer)
    expect(codesIn('max')[0]).not.toBe(offer)
  })
})
