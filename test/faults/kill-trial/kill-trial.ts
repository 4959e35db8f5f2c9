/**
 * What a kill leaves behind: a server on one file sends through a stand-in for SES that accepts a
 * mail when it arrives and answers later; purchases are posted, and in the middle of it the process
 * is ended and started again. Nothing is excused: every purchase that was answered is looked for.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isOpen } from '../../../functions/domain/message.ts'
import { isoInstant, MINUTE_MS } from '../../../functions/domain/time.ts'
import { SHOP } from '../../support/loaded-shop.ts'
import { firstPurchase } from '../../support/one-machine.ts'
import { type SesEndpoint, startSesEndpoint } from '../../support/ses-endpoint.ts'
import { SES_EVENTS_PATH, sesEventOf } from '../machine/events.ts'
import { type Machine, startMachine } from '../machine/machine.ts'
import { makePoster } from '../machine/post.ts'
import { prepareShop } from '../machine/prepared-shop.ts'
import { readLeftBehind, readStored } from '../machine/read-file.ts'

export type TrialOptions = {
  readonly rounds: number
  /** In each round. */
  readonly purchases: number
  readonly signal: 'SIGKILL' | 'SIGTERM'
  /** How long the carrier takes to answer, in ms. */
  readonly answersAfterMs: number
  /** Mails a second that the account may send. */
  readonly maxSendRate: number
  readonly onRound?: (round: Round) => void
}

/** What was true when the process ended. */
export type Round = {
  readonly acknowledged: number
  /** Mails that had arrived at the carrier and were not answered. */
  readonly inFlight: number
  /** Messages that the file holds as claimed: whether they left is not known to it. */
  readonly claimed: number
  /** Claimed messages of which nothing had arrived at the carrier. */
  readonly claimedOnly: number
}

export type TrialResult = {
  readonly rounds: readonly Round[]
  readonly acknowledged: number
  readonly mails: number
  readonly sentTwice: number
  /** Acknowledged purchases whose mail never reached the carrier. */
  readonly neverSent: number
  /** Mails of which a part had arrived when the process ended; they may be among `neverSent`. */
  readonly brokenOff: number
  readonly inDoubtBeforeEvents: number
  readonly inDoubt: number
  /** What the processes logged as errors, and crashes. */
  readonly problems: readonly string[]
}

const CONNECTIONS = 24
const QUIET_FOR_MS = 2_000
const REST_WITHIN_MS = 120_000
/** Past the lease of every claim, before anything in doubt is given up. */
const LATER_MS = 10 * MINUTE_MS

/** @example (await killTrial({ rounds: 5, purchases: 100, signal: 'SIGKILL', ... })).sentTwice // 0 */
export async function killTrial(options: TrialOptions): Promise<TrialResult> {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-trial-'))
  const traffic = { arrived: 0, answered: 0, changedAt: Date.now() }
  const ses = await startSesEndpoint(Date.now, {
    latencyMs: () => options.answersAfterMs,
    onArrival: () => {
      traffic.arrived += 1
      traffic.changedAt = Date.now()
    },
    onAnswer: () => {
      traffic.answered += 1
    },
  })
  ses.setQuota({ max24HourSend: -1, maxSendRate: options.maxSendRate, sentLast24Hours: 0 })
  const file = join(folder, 'shop.sqlite')
  const bearer = await prepareShop(file, Date.now() - 60 * MINUTE_MS)
  const trial: Trial = {
    options,
    ses,
    traffic,
    file,
    bearer,
    acknowledged: [],
    problems: [],
    place: { file, endpoint: ses.endpoint, compiled: join(folder, 'compiled') },
  }
  try {
    const rounds: Round[] = []
    for (let round = 0; round < options.rounds; round++) {
      rounds.push(await endInTheMiddle(trial, round))
      options.onRound?.(rounds[round] as Round)
    }
    return await result(trial, rounds)
  } finally {
    await ses.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Trial = {
  readonly options: TrialOptions
  readonly ses: SesEndpoint
  readonly traffic: { arrived: number; answered: number; changedAt: number }
  readonly file: string
  readonly bearer: string
  /** Ids of the purchases that were answered with 201. */
  readonly acknowledged: string[]
  readonly problems: string[]
  readonly place: Parameters<typeof startMachine>[0]
}

const start = ({ place, problems }: Trial, aheadMs: number): Machine =>
  startMachine(place, aheadMs, {
    onError: (event) => problems.push(event),
    onCrash: (how) => problems.push(`a process went wrong: ${how}`),
  })

async function addressOf(machine: Machine): Promise<string> {
  const url = await machine.ready
  if (url === undefined) throw new Error('the server did not start')
  return url
}

/** Posts everything, and ends the process when a part of its mails has arrived. */
async function endInTheMiddle(trial: Trial, round: number): Promise<Round> {
  const { options, traffic, ses, file } = trial
  const machine = start(trial, 0)
  const poster = makePoster(await addressOf(machine), trial.bearer, CONNECTIONS)
  const before = { arrived: traffic.arrived, acknowledged: trial.acknowledged.length }
  let next = 0
  const posting = Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (next < options.purchases) {
        const id = `${round}-${next++}`
        const body = firstPurchase(id, isoInstant(Date.now()))
        const answer = await poster.post(`/v1/shops/${SHOP}/purchases`, body)
        if (answer?.status === 201) trial.acknowledged.push(id)
      }
    }),
  )
  // At another moment in every round, from the first mails to the last.
  const part = (round + 0.5) / options.rounds
  while (traffic.arrived - before.arrived < options.purchases * part) await sleep(5)
  if (options.signal === 'SIGKILL') machine.kill()
  else machine.askToStop()
  const inFlight = traffic.arrived - traffic.answered
  await machine.exited
  await posting
  poster.close()
  const left = readLeftBehind(file)
  const arrived = recipientsOf(ses)
  const claimed = left.messages.filter(({ message }) => message.status === 'claimed')
  return {
    acknowledged: trial.acknowledged.length - before.acknowledged,
    inFlight,
    claimed: claimed.length,
    claimedOnly: claimed.filter(({ pk }) => !arrived.has(customerOf(pk))).length,
  }
}

const customerOf = (pk: string): string => pk.slice(pk.lastIndexOf('/') + 1)

/** How many mails each customer was sent, by the id that stands in the address. */
function recipientsOf(ses: SesEndpoint): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { destinations } of ses.received) {
    const customer = destinations[0]?.split('@')[0] ?? ''
    counts.set(customer, (counts.get(customer) ?? 0) + 1)
  }
  return counts
}

/** Starts again, lets everything be sent that can be, and has the carrier report its mails. */
async function result(trial: Trial, rounds: readonly Round[]): Promise<TrialResult> {
  const { ses, file } = trial
  const survivor = start(trial, LATER_MS)
  const poster = makePoster(await addressOf(survivor), trial.bearer, CONNECTIONS)
  await comeToRest(trial)
  const inDoubtBeforeEvents = inDoubt(file)
  for (const mail of ses.received)
    await poster.post(SES_EVENTS_PATH, sesEventOf({ mail }, 'sent', Date.now()))
  await comeToRest(trial)
  poster.close()
  await survivor.stop()
  const sent = recipientsOf(ses)
  return {
    rounds,
    acknowledged: trial.acknowledged.length,
    mails: ses.received.length,
    sentTwice: [...sent.values()].filter((mails) => mails > 1).length,
    neverSent: trial.acknowledged.filter((id) => !sent.has(`customer-${id}`)).length,
    brokenOff: ses.brokenOff(),
    inDoubtBeforeEvents,
    inDoubt: inDoubt(file),
    problems: trial.problems,
  }
}

const inDoubt = (file: string): number =>
  readStored(file).messages.filter(({ message: { status } }) =>
    ['claimed', 'unknown', 'given-up'].includes(status),
  ).length

/** Until nothing has arrived for a while and no message of the first step is open. */
async function comeToRest({ traffic, file }: Trial): Promise<void> {
  const until = Date.now() + REST_WITHIN_MS
  for (;;) {
    await sleep(200)
    const isQuiet = Date.now() - traffic.changedAt > QUIET_FOR_MS
    if (isQuiet && traffic.arrived === traffic.answered && !hasDue(file)) return
    if (Date.now() > until) throw new Error('the server does not come to rest')
  }
}

const hasDue = (file: string): boolean =>
  readStored(file).messages.some(
    ({ message }) =>
      message.step === 'introduction' && (isOpen(message) || message.status === 'claimed'),
  )
