/**
 * How much of the account's rate is used, and how often the carrier says "too fast": processes that
 * share one file, against a stand-in that keeps the rate to the letter; and the daily quota over
 * three days of a clock that jumps.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { HOUR_MS, type Instant } from '../../functions/domain/time.ts'
import { openDatabase } from '../../functions/store/sqlite/database.ts'
import { makePacingWorld, usedShare } from '../support/pacing-world.ts'
import { startSesEndpoint } from '../support/ses-endpoint.ts'
import type { Figure } from './figure.ts'
import type { PacingWork } from './pacing-worker.ts'

const RATE = 100
const SECONDS = 15
const SETTLING_SECONDS = 2

type Team = Pick<PacingWork, 'atATime' | 'batches'> & { readonly processes: number }

const ONE: Team = { processes: 1, atATime: 50, batches: false }
const TEN: Team = { processes: 10, atATime: 10, batches: true }

export async function benchPacing(): Promise<readonly Figure[]> {
  const one = await together(ONE)
  const ten = await together(TEN)
  return [...one, ...ten, ...(await daysOfQuota()), ...(await pausedAccount())]
}

async function together(team: Team): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-bench-'))
  const file = join(folder, 'pace.sqlite')
  openDatabase(file).close()
  const ses = await startSesEndpoint()
  ses.enforce({ maxSendRate: RATE, max24HourSend: -1 })
  const senders = Array.from({ length: team.processes }, (_, i) =>
    start({ ...team, file, endpoint: ses.endpoint, id: `sender ${i}` }),
  )
  try {
    await Promise.all(senders.map((sender) => once(sender, 'message')))
    for (const sender of senders) sender.send('go')
    const from = Date.now() + SETTLING_SECONDS * 1_000
    const until = from + SECONDS * 1_000
    await sleep(until - Date.now())
    const used = usedShare(ses.received, RATE, [from, until])
    const name = `${team.processes} ${team.processes === 1 ? 'process' : 'processes'}`
    return [
      {
        what: `of ${RATE} mails/s used by ${name}`,
        value: used * 100,
        unit: '%',
        aim: '95',
      },
      {
        what: `throttled, ${name}, of ${ses.attempts()} sends`,
        value: (ses.throttled().rate / ses.attempts()) * 1_000,
        unit: 'in 1,000',
        aim: 'below 1',
      },
    ]
  } finally {
    await Promise.all(senders.map(end))
    await ses.stop()
    rmSync(folder, { recursive: true })
  }
}

const start = (work: PacingWork): ChildProcess =>
  fork(new URL('./pacing-worker.ts', import.meta.url), [JSON.stringify(work)])

async function end(sender: ChildProcess): Promise<void> {
  const ended = once(sender, 'exit')
  sender.disconnect()
  await ended
}

const NOON = Date.UTC(2026, 5, 1, 12)
const MAILS = 6_000
const mails = Array.from({ length: MAILS }, () => ({
  shop: 'tea',
  provider: 'gmail' as const,
  marketing: true,
}))
const functions = { start: NOON, workers: 10, atATime: 10, batches: true, maxSendRate: 50 }

/** 6,000 mails at once, and room for 2,000 in any 24 hours. */
async function daysOfQuota(): Promise<readonly Figure[]> {
  const quota = 2_000
  const world = makePacingWorld({ ...functions, max24HourSend: quota })
  world.add(mails)
  await world.run(NOON + HOUR_MS)
  const firstHour = world.accepted.length
  await world.run(NOON + 3 * 25 * HOUR_MS)
  return [
    { what: 'of a daily quota used at once', value: (firstHour / quota) * 100, unit: '%' },
    {
      what: `sent within three days, of ${MAILS}`,
      value: (world.accepted.length / MAILS) * 100,
      unit: '%',
      aim: '100',
    },
    {
      what: 'tried in vain against the daily quota',
      value: world.attempts() - world.accepted.length,
      unit: 'mails',
      aim: '0',
    },
  ]
}

/** The account is paused for three hours, twenty seconds into the same mails. */
async function pausedAccount(): Promise<readonly Figure[]> {
  const [from, until] = [NOON + 20_000, NOON + 3 * HOUR_MS]
  const paused = (now: Instant) =>
    ({ outcome: 'parked', reason: 'ses-account-sending-paused', until: now + HOUR_MS }) as const
  const world = makePacingWorld({
    ...functions,
    max24HourSend: -1,
    fault: (_ask, now) => (now >= from && now < until ? paused(now) : undefined),
  })
  world.add(mails)
  await world.run(until + 2 * HOUR_MS)
  return [
    {
      what: 'alarms while an account is paused for three hours',
      value: world.events.filter(({ event }) => event === 'line-stopped').length,
      unit: 'alarms',
      aim: '1',
    },
    {
      what: `tried in vain meanwhile, of ${MAILS}`,
      value: world.attempts() - world.accepted.length,
      unit: 'mails',
    },
  ]
}
