import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Ask,
  type Grant,
  PACE,
  type ParkReason,
  reserve,
} from '../../../functions/domain/pace/pace.ts'
import {
  type AccountPace,
  pruneAccount,
  quotaRoom,
  unreadAccount,
} from '../../../functions/domain/pace/pace-account.ts'
import { newShopPace, type ShopPace } from '../../../functions/domain/pace/pace-shop.ts'
import {
  DAY_MS,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  SECOND_MS,
} from '../../../functions/domain/time.ts'
import { NOON } from '../../support/given.ts'

const ask = (shop = 'tea', marketing = true): Ask => ({ shop, provider: 'gmail', marketing })

const accountOf = (fields: Partial<AccountPace>): AccountPace => ({
  ...unreadAccount(NOON),
  max24Hours: -1,
  readAt: NOON,
  ...fields,
})

type Step = { readonly gapMs: number; readonly asks: readonly Ask[] }
type Granted = { readonly ask: Ask; readonly grant: Grant; readonly now: Instant }

/** Every grant of a life of asking, and the row at its end. */
function live(account: AccountPace, steps: readonly Step[]) {
  const granted: Granted[] = []
  let row = account
  let shops = new Map<string, ShopPace>()
  let now = NOON
  for (const { gapMs, asks } of steps) {
    now += gapMs
    const standings = new Map(
      asks.map(({ shop }) => [shop, { pace: shops.get(shop) ?? newShopPace, softStart: null }]),
    )
    const seed = `here@${now}`
    const reserved = reserve({ account: row, shops: standings, asks, now, seed, settings: PACE })
    reserved.grants.forEach((grant, i) => {
      granted.push({ ask: asks[i] as Ask, grant, now })
    })
    row = reserved.account
    shops = new Map([...shops, ...reserved.shops])
  }
  return { row, granted, now }
}

/** When mails leave: a turn that was made up for leaves at once. */
const leaving = (granted: readonly Granted[]): number[] =>
  granted.flatMap(({ grant, now }) => (grant.turn === 'go' ? [Math.max(grant.at, now)] : []))

/** The most of these instants that fall within any half-open window of this length. */
function mostWithin(instants: readonly number[], lengthMs: number): number {
  let most = 0
  let first = 0
  instants.forEach((at, i) => {
    while ((instants[first] ?? at) <= at - lengthMs) first++
    most = Math.max(most, i - first + 1)
  })
  return most
}

const anyAsk = fc.record({
  shop: fc.constantFrom('tea', 'books', 'bikes'),
  provider: fc.constantFrom('gmail', 'qq', 'other'),
  marketing: fc.boolean(),
}) satisfies fc.Arbitrary<Ask>

const anySteps = (mostGapMs: number) =>
  fc.array(
    fc.record({
      gapMs: fc.oneof(fc.nat({ max: 200 }), fc.nat({ max: mostGapMs })),
      asks: fc.array(anyAsk, { minLength: 1, maxLength: 40 }),
    }),
    { minLength: 1, maxLength: 30 },
  )

const anyRate = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constantFrom(0.5, 1.4, 13.9))

describe('turns to send', () => {
  it('are no more than the rate in any second, however they are asked for', () => {
    fc.assert(
      fc.property(anyRate, anySteps(5 * SECOND_MS), (ratePerSecond, steps) => {
        const { granted } = live(accountOf({ ratePerSecond }), steps)
        expect(mostWithin(leaving(granted), SECOND_MS)).toBeLessThanOrEqual(
          Math.ceil(ratePerSecond) + 1,
        )
      }),
      { numRuns: 500 },
    )
  })

  it('come in the order in which they were asked for, one after the other', () => {
    fc.assert(
      fc.property(anyRate, anySteps(SECOND_MS), (ratePerSecond, steps) => {
        const { granted } = live(accountOf({ ratePerSecond }), steps)
        const turns = granted.flatMap(({ grant }) => (grant.turn === 'go' ? [grant.at] : []))
        expect(turns).toEqual(turns.toSorted((a, b) => a - b))
        expect(new Set(turns).size).toBe(turns.length)
      }),
      { numRuns: 300 },
    )
  })

  it('answer every ask: by an instant within reach, or by one to come back at', () => {
    fc.assert(
      fc.property(anyRate, anySteps(DAY_MS), fc.nat({ max: 200 }), (rate, steps, max24Hours) => {
        const { granted } = live(accountOf({ ratePerSecond: rate, max24Hours }), steps)
        expect(granted).toHaveLength(steps.flatMap(({ asks }) => asks).length)
        for (const { ask: one, grant, now } of granted) {
          if (grant.turn === 'park') expect(grant.until).toBeGreaterThan(now)
          else {
            expect(grant.at).toBeGreaterThanOrEqual(now - 250)
            const ahead = PACE.aheadMs[one.marketing ? 'marketing' : 'service']
            expect(grant.at).toBeLessThanOrEqual(now + ahead)
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('never exceed the daily quota in any 24 hours, whatever others send', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 120 }),
        fc.nat({ max: 30 }),
        anySteps(9 * HOUR_MS),
        (max24Hours, others, steps) => {
          const account = accountOf({ ratePerSecond: 100, max24Hours, others })
          const { granted } = live(account, steps)
          expect(mostWithin(leaving(granted), DAY_MS)).toBeLessThanOrEqual(
            Math.max(0, max24Hours - others),
          )
        },
      ),
      { numRuns: 500 },
    )
  })

  it('are for no shop before another that asked sooner for the same', () => {
    const shops = fc.array(fc.constantFrom('tea', 'books', 'bikes'), {
      minLength: 2,
      maxLength: 60,
    })
    fc.assert(
      fc.property(fc.constantFrom(1, 2, 5), shops, (ratePerSecond, names) => {
        const asks = names.map((shop) => ask(shop))
        const { granted } = live(accountOf({ ratePerSecond }), [{ gapMs: 0, asks }])
        const turns = granted.map(({ grant }) => grant.turn)
        expect(turns.lastIndexOf('go')).toBeLessThan(
          turns.includes('park') ? turns.indexOf('park') : turns.length,
        )
      }),
    )
  })

  it('use at least 97% of the rate while there is always a sender waiting', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (ratePerSecond) => {
        const asks = Array.from({ length: ratePerSecond }, () => ask())
        const steps = Array.from({ length: 15 }, (_, i) => ({ gapMs: i && SECOND_MS, asks }))
        const { granted } = live(accountOf({ ratePerSecond }), steps)
        const sent = leaving(granted).filter((at) => at < NOON + 15 * SECOND_MS)
        expect(sent.length).toBeGreaterThanOrEqual(Math.floor(0.97 * ratePerSecond * 15))
      }),
      { numRuns: 50 },
    )
  })

  it('save no idle time up', () => {
    const asks = Array.from({ length: 10 }, () => ask())
    const account = accountOf({ ratePerSecond: 1 })
    const { granted } = live(account, [
      { gapMs: 0, asks: [ask()] },
      { gapMs: HOUR_MS, asks },
    ])
    const [, first, second] = leaving(granted)
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(SECOND_MS)
  })
})

const reasonsOf = (grants: readonly Grant[]): (ParkReason | 'go')[] =>
  grants.map((grant) => (grant.turn === 'go' ? 'go' : grant.reason))

describe('the daily quota', () => {
  it('parks who finds no room until the oldest hour no longer counts', () => {
    const noonHour = NOON / HOUR_MS
    const account = accountOf({
      ratePerSecond: 10,
      max24Hours: 100,
      hours: { [noonHour - 23]: 60, [noonHour - 2]: 40 },
    })
    const { granted } = live(account, [{ gapMs: 0, asks: [ask()] }])
    expect(granted[0]?.grant).toMatchObject({ turn: 'park', reason: 'pace-daily-quota' })
    const until = granted[0]?.grant.turn === 'park' ? granted[0].grant.until : 0
    expect(until).toBeGreaterThanOrEqual(NOON + 2 * HOUR_MS)
    expect(until).toBeLessThan(NOON + 2.5 * HOUR_MS)
  })

  it('is checked again within hours, because others may leave room and a higher one may be granted', () => {
    const hours = { [NOON / HOUR_MS]: 10 }
    const untilOf = (fields: Partial<AccountPace>) => {
      const account = accountOf({ ratePerSecond: 10, hours, ...fields })
      const [one] = live(account, [{ gapMs: 0, asks: [ask()] }]).granted
      return one?.grant.turn === 'park' ? one.grant.until - NOON : 0
    }
    expect(untilOf({ max24Hours: 100, others: 90 })).toBeLessThan(3.5 * HOUR_MS)
    expect(untilOf({ max24Hours: 10 })).toBeLessThan(6.5 * HOUR_MS)
  })

  it('of -1 is none', () => {
    const asks = Array.from({ length: 20 }, () => ask())
    const { granted } = live(accountOf({ ratePerSecond: 10, others: 1e9 }), [{ gapMs: 0, asks }])
    expect(reasonsOf(granted.map(({ grant }) => grant))).not.toContain('pace-daily-quota')
  })

  it('counts the same after old hours were forgotten, and forgetting twice is once', () => {
    const anyHours = fc.dictionary(fc.nat({ max: 60 }).map(String), fc.nat({ max: 50 }))
    fc.assert(
      fc.property(anyHours, fc.nat({ max: 60 }), (hours, hour) => {
        const account = accountOf({ max24Hours: 5_000, hours })
        const at = hour * HOUR_MS + 17
        const pruned = pruneAccount(account, at)
        expect(quotaRoom(pruned, at)).toBe(quotaRoom(account, at))
        expect(pruneAccount(pruned, at)).toBe(pruned)
      }),
    )
  })
})

describe('a line that is longer than a sender may wait', () => {
  const backlog = (marketing: boolean) => Array.from({ length: 1_000 }, () => ask('tea', marketing))

  it('sends the rest away, each to come back near its own turn', () => {
    const { granted } = live(accountOf({ ratePerSecond: 10 }), [{ gapMs: 0, asks: backlog(true) }])
    const away = granted.flatMap(({ grant }) => (grant.turn === 'park' ? [grant] : []))
    expect(new Set(reasonsOf(away))).toEqual(new Set(['pace-too-far-ahead']))
    expect(away).toHaveLength(1_000 - 195)
    const untils = away.map(({ until }) => until)
    expect(untils[0]).toBeGreaterThan(NOON + PACE.aheadMs.marketing / 2)
    expect(mostWithin(untils, SECOND_MS)).toBeLessThanOrEqual(11)
    expect((untils.at(-1) ?? 0) - NOON).toBeLessThan((1_000 / 9.75) * SECOND_MS)
  })

  it('has room left for service mail', () => {
    const { granted } = live(accountOf({ ratePerSecond: 10 }), [
      { gapMs: 0, asks: [...backlog(true), ask('tea', false)] },
    ])
    expect(granted.at(-1)?.grant.turn).toBe('go')
  })

  it('does not stand still because a clock was put back', () => {
    const account = accountOf({ ratePerSecond: 10, nextAt: NOON + HOUR_MS })
    const steps = [
      { gapMs: 0, asks: [ask()] },
      { gapMs: 61_000, asks: [ask()] },
    ]
    expect(reasonsOf(live(account, steps).granted.map(({ grant }) => grant))).toEqual([
      'pace-too-far-ahead',
      'go',
    ])
  })
})

it('unused turns are taken before new ones, and are counted once', () => {
  const hours = { [NOON / HOUR_MS]: 2 }
  const account = accountOf({ ratePerSecond: 10, max24Hours: 2, hours })
  const reserved = reserve({
    account,
    shops: new Map([['tea', { pace: newShopPace, softStart: null }]]),
    asks: [ask(), ask(), ask()],
    now: NOON,
    seed: 'here',
    settings: PACE,
    spare: [NOON + 10, NOON + 20],
  })
  expect(reserved.grants.map((grant) => (grant.turn === 'go' ? grant.at : grant.reason))).toEqual([
    NOON + 10,
    NOON + 20,
    'pace-daily-quota',
  ])
  expect(reserved.account).toBe(account)
  expect(reserved.spare).toEqual([])
})

it('a mail of the last minute of an hour, which may arrive in the next, counts there', () => {
  const { row } = live(accountOf({ ratePerSecond: 10 }), [
    { gapMs: 58 * MINUTE_MS, asks: [ask()] },
    { gapMs: 1.5 * MINUTE_MS, asks: [ask(), ask()] },
  ])
  expect(row.hours).toEqual({ [NOON / HOUR_MS]: 1, [NOON / HOUR_MS + 1]: 2 })
})
