import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Ask, PACE, reserve } from '../../../functions/domain/pace/pace.ts'
import {
  type AccountPace,
  easeOff,
  quotaRoom,
  quotaSpent,
  sendIntervalOf,
  unreadAccount,
  withReading,
} from '../../../functions/domain/pace/pace-account.ts'
import {
  newShopPace,
  pruneShop,
  type ShopPace,
  type SoftStart,
  sentSince,
  slowDown,
  slowness,
} from '../../../functions/domain/pace/pace-shop.ts'
import { isNews, reopenLine, stopLine } from '../../../functions/domain/pace/pace-stop.ts'
import type { Provider } from '../../../functions/domain/provider.ts'
import {
  DAY_MS,
  dayOf,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  SECOND_MS,
} from '../../../functions/domain/time.ts'
import { NOON } from '../../support/given.ts'

const account: AccountPace = {
  ...unreadAccount(0),
  ratePerSecond: 10,
  max24Hours: -1,
  readAt: NOON,
}

type State = { readonly account: AccountPace; readonly shop: ShopPace }

function askFor(
  state: State,
  asks: readonly Omit<Ask, 'shop'>[],
  now: Instant,
  softStart: SoftStart | null = null,
) {
  const {
    account: after,
    shops,
    grants,
  } = reserve({
    account: state.account,
    shops: new Map([['tea', { pace: state.shop, softStart }]]),
    asks: asks.map((one) => ({ shop: 'tea', ...one })),
    now,
    seed: `here@${now}`,
    settings: PACE,
  })
  return { grants, state: { account: after, shop: shops.get('tea') ?? newShopPace } }
}

const mails = (count: number, provider: Provider = 'gmail', marketing = true) =>
  Array.from({ length: count }, () => ({ provider, marketing }))
const fresh: State = { account, shop: newShopPace }
const going = (grants: readonly { readonly turn: string }[]): number =>
  grants.filter(({ turn }) => turn === 'go').length

describe('a new sending domain', () => {
  const softStart = { firstDay: 3, growth: 2 }

  it.each([
    [0, 3],
    [1, 6],
    [4, 48],
  ])('shows each provider so much marketing %i days after its first: %i', (days, most) => {
    const begun = askFor(fresh, mails(1), NOON - days * DAY_MS, softStart)
    const had = days === 0 ? 1 : 0
    const { grants } = askFor(begun.state, mails(60), NOON, softStart)
    expect(going(grants)).toBe(most - had)
  })

  it('leaves the rest for tomorrow, spread over the day', () => {
    const { grants } = askFor(fresh, mails(103), NOON, softStart)
    const untils = grants.flatMap((grant) => {
      if (grant.turn === 'go') return []
      expect(grant.reason).toBe('pace-soft-start')
      return [grant.until]
    })
    const midnight = (dayOf(NOON) + 1) * DAY_MS
    expect(untils).toHaveLength(100)
    expect(Math.min(...untils)).toBeGreaterThanOrEqual(midnight)
    expect(Math.max(...untils)).toBeLessThan(midnight + DAY_MS)
    for (const quarter of [0, 1, 2, 3])
      expect(
        untils.filter((at) => Math.floor((at - midnight) / (6 * HOUR_MS)) === quarter).length,
      ).toBeGreaterThan(10)
  })

  it('is new to each provider separately', () => {
    const { state } = askFor(fresh, mails(10, 'gmail'), NOON, softStart)
    expect(going(askFor(state, mails(10, 'qq'), NOON, softStart).grants)).toBe(3)
  })

  it('may send all its service mail, which counts', () => {
    const { grants, state } = askFor(fresh, mails(10, 'gmail', false), NOON, softStart)
    expect(going(grants)).toBe(10)
    expect(going(askFor(state, mails(1), NOON, softStart).grants)).toBe(0)
  })

  it('is new again after five weeks without mail', () => {
    const begun = askFor(fresh, mails(1), NOON, softStart)
    const later = NOON + 36 * DAY_MS
    expect(going(askFor(begun.state, mails(30), later, softStart).grants)).toBe(3)
  })

  it('takes nothing from the line for what it holds back', () => {
    const { state } = askFor(fresh, mails(100), NOON, softStart)
    expect(state.account.nextAt).toBeLessThan(NOON + SECOND_MS)
    expect(sentSince(state.shop, 'gmail', dayOf(NOON))).toBe(3)
  })
})

describe('a provider that turns mail away for its policy', () => {
  const slow = (times: number): ShopPace => {
    let row = newShopPace
    for (let i = 0; i < times; i++)
      row = slowDown(row, 'gmail', NOON - (times - 1 - i) * 15 * MINUTE_MS)
    return row
  }
  const factor = (row: ShopPace, at: Instant) => {
    const pace = row.providers.gmail
    return pace ? slowness(pace, at) : 1
  }

  it('is mailed half as fast, then half of that, to a bound', () => {
    expect([1, 2, 3, 20].map((times) => factor(slow(times), NOON))).toEqual([2, 4, 8, 256])
  })

  it('is slowed down once for all refusals that come in together', () => {
    const row = slow(1)
    expect(slowDown(row, 'gmail', NOON + 9 * MINUTE_MS)).toBe(row)
    expect(factor(slowDown(row, 'gmail', NOON + 11 * MINUTE_MS), NOON + 11 * MINUTE_MS)).toBe(4)
  })

  it('is mailed faster again hour by hour', () => {
    const row = slow(3)
    const at = (h: number) => factor(row, NOON + h * HOUR_MS)
    expect([0.9, 1, 2, 3, 10].map(at)).toEqual([8, 4, 2, 1, 1])
  })

  it.each([1, 3, 5])('gets its share of the rate by the minute (slowed down %i times)', (times) => {
    let state: State = { account, shop: slow(times) }
    let sent = 0
    const minutes = 30
    for (let minute = 0; minute < minutes; minute++) {
      const asked = askFor(state, mails(150), NOON + minute * MINUTE_MS)
      sent += going(asked.grants)
      state = asked.state
    }
    const most = (9.75 * 60) / 2 ** times
    expect(sent / minutes).toBeLessThanOrEqual(Math.min(150, most) * 1.1)
    expect(sent / minutes).toBeGreaterThanOrEqual(Math.min(150, most) * 0.9)
  })

  it('leaves other providers, and service mail, as they were', () => {
    const state = { account, shop: slow(8) }
    expect(going(askFor(state, mails(50, 'qq'), NOON).grants)).toBe(50)
    const service = askFor(state, mails(50, 'gmail', false), NOON)
    expect(going(service.grants)).toBe(50)
    expect(going(askFor(service.state, mails(1), NOON).grants)).toBe(1)
    const { grants } = askFor(state, mails(50), NOON)
    expect(grants.at(-1)).toMatchObject({ turn: 'park', reason: 'pace-provider-slow' })
  })

  it('sends the others away to come back one after the other', () => {
    const { grants } = askFor({ account, shop: slow(6) }, mails(60), NOON)
    const untils = grants.flatMap((grant) => (grant.turn === 'park' ? [grant.until] : []))
    const apart = untils.slice(1).map((until, i) => until - (untils[i] ?? 0))
    expect(untils.length).toBeGreaterThan(40)
    for (const ms of apart) expect(ms).toBeGreaterThan(6 * SECOND_MS)
  })
})

describe('what a shop remembers', () => {
  it('is forgotten once, however often it is asked to forget', () => {
    const anyDays = fc.dictionary(fc.nat({ max: 80 }).map(String), fc.nat({ max: 9 }))
    fc.assert(
      fc.property(anyDays, fc.nat({ max: 80 }), fc.boolean(), (days, today, isSlow) => {
        const row: ShopPace = { version: 1, providers: { gmail: { since: 0, days } } }
        const at = today * DAY_MS + HOUR_MS
        const pruned = pruneShop(isSlow ? slowDown(row, 'gmail', at) : row, at)
        expect(pruneShop(pruned, at)).toBe(pruned)
        expect(sentSince(pruned, 'gmail', today - 30)).toBe(sentSince(row, 'gmail', today - 30))
      }),
    )
  })

  it('counts what a provider saw since a day, that day included', () => {
    const monday = dayOf(NOON)
    const row: ShopPace = {
      version: 1,
      providers: { qq: { since: 1, days: { [monday - 2]: 5, [monday - 1]: 7, [monday]: 9 } } },
    }
    expect(sentSince(row, 'qq', monday - 1)).toBe(16)
    expect(sentSince(row, 'gmail', monday - 1)).toBe(0)
  })
})

describe('a line that the carrier takes nothing from', () => {
  const PAUSED = 'ses-account-sending-paused'
  const NOT_VERIFIED = 'ses-mail-from-domain-not-verified'
  const stopAt = (reason: string, now: Instant) => ({ reason, now, until: now + HOUR_MS })

  it.each([
    ['the account', { account: stopLine(account, stopAt(PAUSED, NOON)), shop: newShopPace }],
    ['the shop', { account, shop: stopLine(newShopPace, stopAt(NOT_VERIFIED, NOON)) }],
  ])('parks everyone, changing no row, if it is %s', (_which, state) => {
    const asks = [...mails(5), ...mails(5, 'gmail', false)]
    const { grants, state: after } = askFor(state, asks, NOON + MINUTE_MS)
    const untils = grants.map((grant) => (grant.turn === 'park' ? grant.until : 0))
    expect(new Set(untils).size).toBe(10)
    expect(Math.min(...untils)).toBeGreaterThanOrEqual(NOON + HOUR_MS)
    expect(after.shop).toBe(state.shop)
    expect(after.account).toBe(state.account)
  })

  it('lets one try after an hour, and another if that one has no result', () => {
    const stopped = { account: stopLine(account, stopAt(PAUSED, NOON)), shop: newShopPace }
    const first = askFor(stopped, mails(5), NOON + HOUR_MS)
    expect(first.grants.filter(({ turn }) => turn === 'go')).toEqual([
      { turn: 'go', at: expect.closeTo(NOON + HOUR_MS, -3), probe: true },
    ])
    expect(going(askFor(first.state, mails(5), NOON + HOUR_MS + MINUTE_MS).grants)).toBe(0)
    expect(going(askFor(first.state, mails(5), NOON + HOUR_MS + 5 * MINUTE_MS).grants)).toBe(1)
  })

  it('is news once, also if the probe gets the same answer', () => {
    const stopped = stopLine(account, stopAt(PAUSED, NOON))
    expect([isNews(account, PAUSED), isNews(stopped, PAUSED)]).toEqual([true, false])
    expect(isNews(stopped, NOT_VERIFIED)).toBe(true)
    expect(stopLine(stopped, stopAt(PAUSED, NOON + SECOND_MS))).toBe(stopped)
    const again = stopLine(stopped, stopAt(PAUSED, NOON + HOUR_MS))
    expect(again.stopped).toEqual({ reason: PAUSED, at: NOON, until: NOON + 2 * HOUR_MS })
  })

  it('moves again when one went through', () => {
    const opened = reopenLine(stopLine(account, stopAt(PAUSED, NOON)))
    expect(opened).toEqual(account)
    expect(reopenLine(account)).toBe(account)
  })
})

describe('what the carrier says of the account', () => {
  const read = { maxSendRate: 14, max24HourSend: 50_000, sentLast24Hours: 700 }

  it('is taken over, with what others sent', () => {
    const hours = { [NOON / HOUR_MS]: 200 }
    const after = withReading({ ...account, hours }, read, NOON)
    expect(after).toMatchObject({ ratePerSecond: 14, max24Hours: 50_000, others: 500 })
    expect(quotaRoom(after, NOON)).toBe(49_300)
  })

  it('never makes room of what it has not counted yet', () => {
    const hours = { [NOON / HOUR_MS]: 900 }
    expect(withReading({ ...account, hours }, read, NOON).others).toBe(0)
  })

  it('is left out if it names no rate', () => {
    expect(withReading(account, { ...read, maxSendRate: 0 }, NOON)).toBe(account)
  })

  it('leaves no room once it refuses for the daily quota', () => {
    const after = quotaSpent(withReading(account, read, NOON), NOON)
    expect(quotaRoom(after, NOON)).toBe(0)
    expect(quotaSpent(after, NOON)).toBe(after)
    expect(quotaSpent(account, NOON)).toBe(account)
  })

  it('makes us leave others part of the rate, once for the turns given before, and regain it', () => {
    const eased = easeOff({ ...account, nextAt: NOON + 5 * SECOND_MS }, NOON)
    const share = (row: AccountPace, at: Instant) =>
      sendIntervalOf(account, at) / sendIntervalOf(row, at)
    expect(share(eased, NOON)).toBeCloseTo(0.9)
    expect(easeOff(eased, NOON + 4 * SECOND_MS)).toBe(eased)
    expect(share(easeOff(eased, NOON + 5 * SECOND_MS), NOON)).toBeCloseTo(0.81)
    expect(share(eased, NOON + MINUTE_MS + 5 * SECOND_MS)).toBeCloseTo(0.93)
    expect(share(eased, NOON + HOUR_MS)).toBe(1)
  })
})
