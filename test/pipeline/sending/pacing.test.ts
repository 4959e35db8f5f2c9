import { describe, expect, it } from 'vitest'
import type { SendOutcome } from '../../../functions/domain/message.ts'
import type { Ask } from '../../../functions/domain/pace/pace.ts'
import type { SoftStart } from '../../../functions/domain/pace/pace-shop.ts'
import {
  dayOf,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  SECOND_MS,
} from '../../../functions/domain/time.ts'
import { effectOfReason } from '../../../functions/pipeline/sending/pacing/effect-of-reason.ts'
import { makePacer } from '../../../functions/pipeline/sending/pacing/pacer.ts'
import { makeSlotLine } from '../../../functions/pipeline/sending/pacing/slot-line.ts'
import { unpaced } from '../../../functions/pipeline/sending/pacing/unpaced.ts'
import { sesOutcome } from '../../../functions/pipeline/sending/ses/ses-outcome.ts'
import { NOON } from '../../support/given.ts'
import {
  makeMemoryTable,
  makePacingWorld,
  makeVirtualClock,
  usedShare,
  type World,
  type WorldOptions,
} from '../../support/pacing-world.ts'

const ONE: Ask = { shop: 'tea', provider: 'gmail', marketing: true }
const mails = (count: number, ask: Ask = ONE): Ask[] => Array.from({ length: count }, () => ask)

/** As on AWS: ten functions, each with a batch of ten. */
const TEN = { workers: 10, atATime: 10, batches: true } as const
const worldOf = (over: Partial<WorldOptions> = {}): World =>
  makePacingWorld({ start: NOON, maxSendRate: 50, max24HourSend: -1, ...TEN, ...over })

const parked = (reason: string, now: Instant): SendOutcome => ({
  outcome: 'parked',
  reason,
  until: now + HOUR_MS,
})

describe('the sending rate of the account', () => {
  it.each([
    ['one process at 50 a second', { workers: 1, atATime: 50, batches: false }, 50],
    ['ten functions at 50 a second', TEN, 50],
    ['one function at 14 a second', { ...TEN, workers: 1 }, 14],
    ['ten functions at 14 a second', TEN, 14],
    ['ten functions at 200 a second', TEN, 200],
    ['ten functions at 2 a second', TEN, 2],
    ['one process with ten times as much work', { workers: 1, atATime: 400, batches: false }, 10],
  ])(
    'is used to 0.95 and exceeded less than once in 1,000 sends by %s',
    async (_name, how, maxSendRate) => {
      const seconds = Math.max(60, 2_000 / maxSendRate)
      const world = worldOf({ ...how, maxSendRate, skipped: 0.05 })
      world.add(mails(Math.ceil(1.3 * maxSendRate * seconds)))
      const until = NOON + (seconds + 5) * SECOND_MS
      await world.run(until)
      expect(world.failures).toEqual([])
      const [used, tried] = [
        usedShare(world.accepted, maxSendRate, [NOON + 5 * SECOND_MS, until]),
        world.attempts(),
      ]
      expect(used).toBeGreaterThanOrEqual(0.95)
      expect(tried).toBeGreaterThan(1_800)
      expect(world.throttled.rate / tried).toBeLessThan(1 / 1_000)
      expect(world.throttled.quota).toBe(0)
    },
  )

  it('is asked for once by ten that start together, and every two minutes after that', async () => {
    const world = worldOf()
    world.add(mails(40_000))
    await world.run(NOON + 10 * MINUTE_MS)
    expect(world.quotaReadAt).toHaveLength(5)
    const share = usedShare(world.accepted, 50, [NOON + SECOND_MS, NOON + 5 * SECOND_MS])
    expect(share).toBeGreaterThanOrEqual(0.95)
  })

  it('costs a batch of ten two reads and two writes', async () => {
    const world = worldOf()
    world.add(mails(2_000))
    await world.run(NOON + MINUTE_MS)
    expect(world.accepted).toHaveLength(2_000)
    expect(world.calls.reads).toBeLessThan(2.4 * 200)
    expect(world.calls.writes).toBeLessThan(2.4 * 200)
  })

  it('is left to others in part if they send from the same account', async () => {
    const world = worldOf()
    world.add(mails(40_000))
    const until = NOON + 10 * MINUTE_MS
    world.sendAsAnother(25, until)
    await world.run(until)
    const used = usedShare(world.accepted, 50, [NOON + MINUTE_MS, until])
    expect(used).toBeGreaterThan(0.4)
    expect(used).toBeLessThanOrEqual(0.5)
    expect(world.throttled.rate / world.attempts()).toBeLessThan(1 / 100)
  })
})

describe('the daily quota', () => {
  it('parks what it has no room for, and no mail is tried in vain', async () => {
    const world = worldOf({ maxSendRate: 20, max24HourSend: 1_000 })
    world.add(mails(2_500))
    await world.run(NOON + HOUR_MS)
    expect(world.accepted).toHaveLength(1_000)
    await world.run(NOON + 80 * HOUR_MS)
    expect(world.accepted).toHaveLength(2_500)
    expect(world.attempts()).toBe(2_500)
    expect(world.parked.get('pace-daily-quota')).toBeGreaterThanOrEqual(1_500)
  })

  it('that others used up is learnt from one batch of refusals at most', async () => {
    const world = worldOf({ maxSendRate: 20, max24HourSend: 3_000 })
    world.sendAsAnother(15, NOON + 3 * MINUTE_MS)
    world.add(mails(4_000))
    await world.run(NOON + 6 * HOUR_MS)
    expect(world.accepted.length).toBeGreaterThan(1_000)
    expect(world.throttled.quota).toBeLessThan(100)
    expect(world.throttled.quota).toBeGreaterThan(0)
    expect(world.parked.get('pace-daily-quota')).toBeGreaterThan(500)
  })
})

describe('what stops the line', () => {
  const PAUSED = 'ses-account-sending-paused'
  const NOT_VERIFIED = 'ses-mail-from-domain-not-verified'

  it('a paused account: one alarm, a handful of refusals, and all mail once it is lifted', async () => {
    const from = NOON + 20 * SECOND_MS
    const until = NOON + 2.5 * HOUR_MS
    const world = worldOf({
      fault: (_ask, now) => (now >= from && now < until ? parked(PAUSED, now) : undefined),
    })
    world.add(mails(10_000))
    await world.run(until)
    const refused = world.attempts() - world.accepted.length
    // What ten functions had in their hands, and one that tried each hour.
    expect(refused).toBeLessThanOrEqual(102)
    expect(world.events).toEqual([{ event: 'line-stopped', reason: PAUSED }])
    await world.run(until + 3 * HOUR_MS)
    expect(world.accepted.length + refused).toBeGreaterThanOrEqual(10_000)
    expect(world.events).toEqual([
      { event: 'line-stopped', reason: PAUSED },
      { event: 'line-resumed' },
    ])
  })

  it('a paused account, for everything that waited for a turn in the process that learned of it', async () => {
    const world = worldOf({
      ...{ workers: 1, atATime: 100, batches: false, maxSendRate: 10 },
      fault: (_ask, now) => parked(PAUSED, now),
    })
    world.add(mails(100))
    await world.run(NOON + 10 * MINUTE_MS)
    expect(world.attempts()).toBeLessThan(10)
  })

  it('a domain that is not verified: its shop alone', async () => {
    const world = worldOf({
      fault: ({ shop }, now) => (shop === 'books' ? parked(NOT_VERIFIED, now) : undefined),
    })
    world.add(mails(2_000).flatMap((tea) => [tea, { ...tea, shop: 'books' }]))
    await world.run(NOON + HOUR_MS)
    expect(world.accepted).toHaveLength(2_000)
    expect(world.attempts() - world.accepted.length).toBeLessThanOrEqual(100)
    expect(world.events).toEqual([{ event: 'line-stopped', reason: NOT_VERIFIED, shop: 'books' }])
  })

  it('not what concerns one mail alone', async () => {
    const world = worldOf({ fault: () => ({ outcome: 'refused', reason: 'ses-message-rejected' }) })
    world.add(mails(100))
    await world.run(NOON + MINUTE_MS)
    expect(world.attempts()).toBe(100)
    expect(world.events).toEqual([])
  })
})

describe('what the carrier says of one mail', () => {
  const PAUSED = 'Sending paused for this account. For more information, please check the inbox.'
  const NOT_VERIFIED = 'Email address is not verified. The following identities failed the check.'

  it.each([
    ['AccountSendingPausedException', '', 400, 'stop-account'],
    ['MessageRejected', PAUSED, 400, 'stop-account'],
    ['ConfigurationSetDoesNotExistException', '', 400, 'stop-account'],
    ['ConfigurationSetSendingPausedException', '', 400, 'stop-account'],
    ['AccessDenied', '', 403, 'stop-account'],
    ['MailFromDomainNotVerifiedException', '', 400, 'stop-shop'],
    ['MessageRejected', NOT_VERIFIED, 400, 'stop-shop'],
    ['Throttling', 'Daily message quota exceeded.', 400, 'daily-quota-spent'],
    ['Throttling', 'Maximum sending rate exceeded.', 400, 'too-fast'],
  ])('concerns all the others: %s "%s"', (name, message, httpStatusCode, effect) => {
    const error = Object.assign(new Error(message), { name, $metadata: { httpStatusCode } })
    const said = sesOutcome(error, { leftUs: true, messageId: 'm', now: NOON })
    expect(said.outcome === 'parked' && effectOfReason(said.reason)).toBe(effect)
  })

  it('does not if SES was not reached', () => {
    const said = sesOutcome(new Error(), { leftUs: false, messageId: 'm', now: NOON })
    expect(said.outcome === 'parked' && effectOfReason(said.reason)).toBeUndefined()
  })
})

it('a new domain shows a provider no more each day than its allowance', async () => {
  const softStart = { firstDay: 30, growth: 2 }
  const world = worldOf({ softStart })
  world.add([...mails(300), ...mails(20, { ...ONE, provider: 'qq' })])
  await world.run(NOON + 96 * HOUR_MS)
  const perDay = (provider: string) =>
    [0, 1, 2, 3].map(
      (day) =>
        world.accepted.filter(
          (one) => one.provider === provider && dayOf(one.at) === dayOf(NOON) + day,
        ).length,
    )
  expect(perDay('gmail')).toEqual([30, 60, 120, 90])
  expect(perDay('qq')).toEqual([20, 0, 0, 0])
})

describe('one process', () => {
  function alone({ quotaFails = false, softStart = null as SoftStart | null } = {}) {
    const clock = makeVirtualClock(NOON)
    const { table } = makeMemoryTable(async () => {})
    const events: unknown[] = []
    const pacer = makePacer({
      table,
      quota: {
        read: async () => {
          if (quotaFails) throw Object.assign(new Error('no'), { code: 'AccessDenied' })
          return { maxSendRate: 10, max24HourSend: -1, sentLast24Hours: 0 }
        },
      },
      softStart: async () => softStart,
      now: clock.now,
      sleep: clock.sleep,
      id: 'alone',
      onEvent: (event) => events.push(event),
    })
    const turnAt = async (ask: Ask) => {
      const turn = await pacer.turn(ask)
      return { ...turn, at: clock.now() - NOON }
    }
    return { clock, table, events, turnAt }
  }

  it('hands a turn that was given back to the next in line, and all behind move up', async () => {
    const { clock, turnAt } = alone()
    const turns = mails(4).map(turnAt)
    await clock.run(NOON + 20)
    const first = await turns[0]
    if (first?.turn === 'go') first.giveBack()
    if (first?.turn === 'go') first.giveBack()
    await clock.run(NOON + SECOND_MS)
    const at = (await Promise.all(turns)).map((turn) => turn.at)
    expect(at[0]).toBeLessThan(10)
    expect(at[1]).toBe(20)
    expect(at[2]).toBeCloseTo((at[0] ?? 0) + 102.6, -1)
    expect(at[3]).toBeCloseTo((at[0] ?? 0) + 205.1, -1)
  })

  it('takes an unused turn before it asks for another', async () => {
    const { clock, turnAt } = alone()
    const first = turnAt(ONE)
    await clock.run(NOON + 20)
    const turn = await first
    if (turn.turn === 'go') turn.giveBack()
    const second = turnAt(ONE)
    const third = turnAt(ONE)
    await clock.run(NOON + SECOND_MS)
    expect((await second).at).toBeLessThan(40)
    expect((await third).at).toBeCloseTo(105, -1)
  })

  it('keeps such a turn for others if the next in line must not use it', async () => {
    const { clock, turnAt } = alone({ softStart: { firstDay: 1, growth: 2 } })
    const first = turnAt(ONE)
    await clock.run(NOON + 20)
    const turn = await first
    if (turn.turn === 'go') turn.giveBack()
    const second = turnAt(ONE)
    await clock.run(NOON + 40)
    expect((await second).turn).toBe('park')
    const third = turnAt({ ...ONE, marketing: false })
    await clock.run(NOON + SECOND_MS)
    expect((await third).at).toBeLessThan(60)
  })

  it('begins as slowly as SES starts everyone if the quota cannot be read, and says so', async () => {
    const { clock, turnAt, events } = alone({ quotaFails: true })
    const turns = mails(3).map(turnAt)
    await clock.run(NOON + 10 * SECOND_MS)
    const at = (await Promise.all(turns)).map((turn) => turn.at)
    expect((at[2] ?? 0) - (at[0] ?? 0)).toBeGreaterThan(2_000)
    expect(events).toEqual([{ event: 'send-quota-unread', problem: 'AccessDenied' }])
  })

  it('fails who asks while the store does, and goes on when it is back', async () => {
    const { clock, table, turnAt } = alone()
    const { write } = table
    Object.assign(table, { write: async () => Promise.reject(new Error('no store')) })
    const failed = expect(turnAt(ONE)).rejects.toThrow('no store')
    await clock.run(NOON + SECOND_MS)
    await failed
    Object.assign(table, { write })
    const turn = turnAt(ONE)
    await clock.run(NOON + 2 * SECOND_MS)
    expect((await turn).turn).toBe('go')
  })

  it('that was suspended asks again, instead of sending at once what had its turn in the meantime', async () => {
    let now = NOON
    const [went, lost]: [string[], string[]] = [[], []]
    let wake = () => {}
    const line = makeSlotLine<string>({
      now: () => now,
      sleep: () => new Promise((done) => (wake = done)),
      onTurn: (one) => went.push(one),
      onLost: (ones) => lost.push(...ones),
    })
    line.add(['a', 'b', 'c', 'd'], [NOON + 100, NOON + 200, NOON + 4_900, NOON + 5_100])
    now = NOON + 5_000
    wake()
    await Promise.resolve()
    expect(went).toEqual(['a'])
    expect(lost).toEqual(['c', 'd'])
    now = NOON + 5_100
    wake()
    await Promise.resolve()
    expect(went).toEqual(['a', 'b'])
  })
})

it('the inbox of one machine is not paced', async () => {
  expect((await unpaced.turn(ONE)).turn).toBe('go')
})
