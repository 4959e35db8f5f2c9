/**
 * Senders that share one account, on a clock that jumps from one event to the next: days pass in
 * seconds, and every run is the same. The carrier keeps its limits to the letter.
 */
import { spread } from '../../functions/domain/hash.ts'
import type { SendOutcome } from '../../functions/domain/message.ts'
import type { Ask } from '../../functions/domain/pace/pace.ts'
import type { SoftStart } from '../../functions/domain/pace/pace-shop.ts'
import { HOUR_MS, type Instant } from '../../functions/domain/time.ts'
import {
  makePacer,
  type PaceEvent,
  type Pacer,
} from '../../functions/pipeline/sending/pacing/pacer.ts'
import {
  conditionHolds,
  keyOf,
  type Row,
  type RowKey,
  type Table,
} from '../../functions/store/table.ts'
import { type Limits, makeAllowance } from './ses-endpoint.ts'

export type VirtualClock = {
  readonly now: () => Instant
  readonly sleep: (ms: number) => Promise<void>
  /** Lets everything happen that happens up to `until`. */
  readonly run: (until: Instant) => Promise<void>
}

type Alarm = { readonly at: number; readonly wake: () => void }

export function makeVirtualClock(start: Instant): VirtualClock {
  let time = start
  // Ascending, so that the next is always the first; those of one instant in their order.
  const alarms: Alarm[] = []
  const quiet = () => new Promise((done) => setImmediate(done))

  function place(alarm: Alarm): void {
    let [low, high] = [0, alarms.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((alarms[middle]?.at ?? 0) <= alarm.at) low = middle + 1
      else high = middle
    }
    alarms.splice(low, 0, alarm)
  }

  return {
    now: () => time,
    sleep: (ms) => new Promise((wake) => place({ at: time + Math.max(0, ms), wake })),
    async run(until) {
      for (;;) {
        await quiet()
        const next = alarms[0]
        if (!next || next.at > until) break
        time = Math.max(time, next.at)
        while ((alarms[0]?.at ?? Number.POSITIVE_INFINITY) <= time) alarms.shift()?.wake()
      }
      time = Math.max(time, until)
    },
  }
}

/** Rows in memory, each call answered after as long as `delay` says. */
export function makeMemoryTable(delay: () => Promise<void>) {
  const rows = new Map<string, Row>()
  const calls = { reads: 0, writes: 0, conflicts: 0 }
  const nameOf = ({ pk, sk }: RowKey) => `${pk}\n${sk}`
  const refused = () => Promise.reject(new Error('pacing asks for no such thing'))
  const table: Table = {
    query: refused,
    writeTogether: refused,
    due: refused,
    scan: () => {
      throw new Error('pacing asks for no such thing')
    },
    async get(key) {
      calls.reads++
      await delay()
      const row = rows.get(nameOf(key))
      await delay()
      return row
    },
    async write(writes) {
      calls.writes += writes.length
      await delay()
      const results = writes.map((write) => {
        const name = nameOf(keyOf(write))
        const stored = rows.get(name)
        const done = 'put' in write && conditionHolds(write.on, stored)
        if (done) rows.set(name, JSON.parse(JSON.stringify(write.put)))
        else calls.conflicts++
        return { done, ...(stored && { stored }) }
      })
      await delay()
      return results
    },
  }
  return { table, calls }
}

export type WorldOptions = Limits & {
  readonly start: Instant
  readonly workers: number
  /** How many messages a worker processes at a time. */
  readonly atATime: number
  /** As a queue's batch: the next is taken when all of this one are done. */
  readonly batches?: boolean
  /** The share of messages that turn out not to be sent, once it is their turn. */
  readonly skipped?: number
  readonly softStart?: SoftStart
  /** What the carrier says of the next mail, whatever its limits. */
  readonly fault?: (ask: Ask, now: Instant) => SendOutcome | undefined
}

export type SentMail = Ask & { readonly at: Instant }

export type World = Omit<VirtualClock, 'sleep'> & {
  /** Gives the senders more to do. */
  readonly add: (asks: readonly Ask[]) => void
  readonly accepted: readonly SentMail[]
  readonly attempts: () => number
  readonly throttled: { rate: number; quota: number }
  readonly parked: ReadonlyMap<string, number>
  readonly events: readonly PaceEvent[]
  readonly failures: readonly unknown[]
  readonly calls: { readonly reads: number; readonly writes: number; readonly conflicts: number }
  readonly pacers: readonly Pacer[]
  readonly quotaReadAt: readonly Instant[]
  /** Another sender uses the same account. */
  readonly sendAsAnother: (perSecond: number, until: Instant) => Promise<void>
}

/** Milliseconds from here to the carrier or the store; every call has its own. */
const STORE_MS = { least: 1.5, most: 6 }
const READY_MS = { least: 15, most: 70 }
const CARRIER_MS = { least: 15, most: 60 }
const NEXT_BATCH_MS = { least: 5, most: 30 }

/** @example const world = makePacingWorld({ start, workers: 10, atATime: 10, ... }) */
export function makePacingWorld(options: WorldOptions): World {
  const { now, sleep, run } = makeVirtualClock(options.start)
  let drawn = 0
  const draw = () => spread(`draw ${drawn++}`)
  const between = ({ least, most }: { least: number; most: number }) =>
    sleep(least + draw() * (most - least))
  const { table, calls } = makeMemoryTable(() => between(STORE_MS))
  const allowance = makeAllowance(options, now)
  const accepted: SentMail[] = []
  const parked = new Map<string, number>()
  const throttled = { rate: 0, quota: 0 }
  const events: PaceEvent[] = []
  const failures: unknown[] = []
  const quotaReadAt: Instant[] = []
  let attempts = 0
  const queue: Ask[] = []
  const idle: (() => void)[] = []
  const enqueue = (asks: readonly Ask[]) => {
    for (const ask of asks) queue.push(ask)
    for (const rouse of idle.splice(0)) rouse()
  }

  const pacers = Array.from({ length: options.workers }, (_, i) =>
    makePacer({
      table,
      quota: {
        async read() {
          quotaReadAt.push(now())
          await between(CARRIER_MS)
          return { ...options, sentLast24Hours: allowance.sentLast24Hours() }
        },
      },
      softStart: async () => options.softStart ?? null,
      now,
      // A timer of the real kind keeps whole milliseconds, and is a little late.
      sleep: (ms) => sleep(Math.ceil(ms) + draw() * 2),
      id: `worker ${i}`,
      onEvent: (event) => events.push(event),
    }),
  )

  async function send(ask: Ask): Promise<SendOutcome> {
    attempts++
    await between(CARRIER_MS)
    const verdict = allowance.take()
    const fault = options.fault?.(ask, now())
    if (!fault && verdict === 'accepted') accepted.push({ ...ask, at: now() })
    await between(CARRIER_MS)
    if (fault) return fault
    if (verdict === 'accepted') return { outcome: 'accepted', mailerMessageId: '0100' }
    throttled[verdict === 'sending-rate' ? 'rate' : 'quota']++
    const reason = `ses-${verdict}`
    const moment = verdict === 'sending-rate' ? 1_000 + draw() * 1_000 : HOUR_MS
    return { outcome: 'parked', reason, until: now() + moment }
  }

  function comeBack(ask: Ask, reason: string, until: Instant): void {
    parked.set(reason, (parked.get(reason) ?? 0) + 1)
    sleep(until - now()).then(() => enqueue([ask]))
  }

  async function handle(pacer: Pacer, ask: Ask): Promise<void> {
    const turn = await pacer.turn(ask)
    if (turn.turn === 'park') return comeBack(ask, turn.reason, turn.until)
    await between(READY_MS)
    if (draw() < (options.skipped ?? 0)) return turn.giveBack()
    const outcome = await send(ask)
    await turn.said(outcome)
    if (outcome.outcome === 'parked') comeBack(ask, outcome.reason, outcome.until)
  }

  async function work(pacer: Pacer, most: number): Promise<void> {
    for (;;) {
      const batch = queue.splice(0, most)
      if (batch.length === 0) {
        await new Promise<void>((rouse) => idle.push(rouse))
        continue
      }
      const done = await Promise.allSettled(batch.map((ask) => handle(pacer, ask)))
      for (const one of done) if (one.status === 'rejected') failures.push(one.reason)
      if (options.batches) await between(NEXT_BATCH_MS)
    }
  }

  for (const pacer of pacers) {
    if (options.batches) work(pacer, options.atATime)
    else for (let i = 0; i < options.atATime; i++) work(pacer, 1)
  }

  return {
    now,
    run,
    add: enqueue,
    accepted,
    attempts: () => attempts,
    throttled,
    parked,
    events,
    failures,
    calls,
    pacers,
    quotaReadAt,
    async sendAsAnother(perSecond, until) {
      while (now() < until) {
        allowance.take()
        await sleep((1_000 / perSecond) * (0.5 + draw()))
      }
    },
  }
}

/** How much of the allowed rate was used between two instants. */
export const usedShare = (
  accepted: readonly { readonly at: Instant }[],
  maxSendRate: number,
  [from, until]: readonly [Instant, Instant],
): number =>
  accepted.filter(({ at }) => at >= from && at < until).length /
  ((maxSendRate * (until - from)) / 1_000)
