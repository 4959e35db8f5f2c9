import type { SESClient } from '@aws-sdk/client-ses'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withReading } from '../../../functions/domain/pace/pace-account.ts'
import { MINUTE_MS, SECOND_MS } from '../../../functions/domain/time.ts'
import { freshenQuota, type QuotaPorts } from '../../../functions/pipeline/sending/pacing/quota.ts'
import { makeSesClient } from '../../../functions/pipeline/sending/ses/ses-mailer.ts'
import { makeSesQuota } from '../../../functions/pipeline/sending/ses/ses-quota.ts'
import { changeAccountPace, loadAccountPace } from '../../../functions/store/pace.ts'
import { NOON } from '../../support/given.ts'
import { anyCredentials } from '../../support/loopback.ts'
import { makeMemoryTable, makeVirtualClock } from '../../support/pacing-world.ts'
import { makeAllowance, type SesEndpoint, startSesEndpoint } from '../../support/ses-endpoint.ts'

const READ = { maxSendRate: 14, max24HourSend: 50_000, sentLast24Hours: 17 }

describe('the quota that SES reports', () => {
  let ses: SesEndpoint
  let client: SESClient
  beforeEach(async () => {
    ses = await startSesEndpoint()
    client = makeSesClient({ ...anyCredentials, endpoint: ses.endpoint })
  })
  afterEach(async () => {
    client.destroy()
    await ses.stop()
  })

  it('is what it allows, and what was sent', async () => {
    ses.setQuota(READ)
    expect(await makeSesQuota(client).read()).toEqual(READ)
  })

  it('may be no limit for a day', async () => {
    ses.setQuota({ ...READ, max24HourSend: -1 })
    expect((await makeSesQuota(client).read()).max24HourSend).toBe(-1)
  })

  it('is none if it names no rate', async () => {
    ses.setQuota({ ...READ, maxSendRate: 0 })
    await expect(makeSesQuota(client).read()).rejects.toThrow('SES named no sending rate')
  })

  it('is none if SES is not reached', async () => {
    await ses.stop()
    await expect(makeSesQuota(client).read()).rejects.toThrow()
  })
})

describe('what all senders know of the quota', () => {
  const clock = () => makeVirtualClock(NOON)
  function portsOf(read: QuotaPorts['quota']['read'], { now, sleep } = clock()) {
    const { table } = makeMemoryTable(async () => {})
    const unread: string[] = []
    const ports: QuotaPorts = {
      table,
      quota: { read },
      now,
      sleep,
      pause: async () => {},
      onUnread: (problem) => unread.push(problem),
    }
    return { ports, unread }
  }

  it('is read by one of those who find it old', async () => {
    let reads = 0
    const virtual = clock()
    const { ports } = portsOf(async () => {
      reads++
      return READ
    }, virtual)
    const senders = Array.from({ length: 10 }, () => freshenQuota(undefined, ports))
    await virtual.run(NOON + SECOND_MS)
    await Promise.all(senders)
    expect(reads).toBe(1)
    expect(await loadAccountPace(ports.table)).toMatchObject({ ratePerSecond: 14, others: 17 })
  })

  it('stays as it was if it cannot be read, and is not asked for again at once', async () => {
    let reads = 0
    const { ports, unread } = portsOf(async () => {
      reads++
      throw new TypeError('not for a log: li@example.com')
    })
    await changeAccountPace(ports, (row) => withReading(row, READ, NOON - MINUTE_MS))
    await freshenQuota(undefined, ports)
    await freshenQuota(await loadAccountPace(ports.table), ports)
    expect(reads).toBe(1)
    expect(unread).toEqual(['TypeError'])
    expect(await loadAccountPace(ports.table)).toMatchObject({ ratePerSecond: 14 })
  })

  it('is not waited for longer than two seconds', async () => {
    const virtual = clock()
    const { ports, unread } = portsOf(() => new Promise(() => {}), virtual)
    const freshened = freshenQuota(undefined, ports)
    await virtual.run(NOON + 3 * SECOND_MS)
    await freshened
    expect(unread).toEqual(['timed-out'])
  })
})

describe('the stand-in for an account', () => {
  it('takes a second of its rate at once, and then no more than the rate', () => {
    let now = NOON
    const account = makeAllowance({ maxSendRate: 10, max24HourSend: -1 }, () => now)
    const taken = () => Array.from({ length: 20 }, account.take).filter((it) => it === 'accepted')
    expect(taken()).toHaveLength(10)
    now += 500
    expect(taken()).toHaveLength(5)
    now += MINUTE_MS
    expect(taken()).toHaveLength(10)
  })

  it('counts exactly the last 24 hours', () => {
    let now = NOON
    const account = makeAllowance({ maxSendRate: 10, max24HourSend: 1 }, () => now)
    expect(account.take()).toBe('accepted')
    now += 24 * 60 * MINUTE_MS - 1
    expect(account.take()).toBe('daily-quota')
    now += 1
    expect(account.take()).toBe('accepted')
  })
})
