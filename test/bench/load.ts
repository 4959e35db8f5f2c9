/**
 * From the HTTP request to the mail in the inbox: a server in a process of its own, loads from
 * this one over loopback, every acceptance durable, every purchase a new customer's first and so
 * followed by a mail.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inboxFileOf } from '../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { openForReading } from '../../functions/store/sqlite/database.ts'
import {
  firstPurchase,
  type OneMachineProcess,
  poster,
  startOneMachine,
} from '../support/one-machine.ts'
import { type Figure, percentile } from './figure.ts'

export type Load = {
  readonly purchases: number
  readonly batch: number
  readonly connections: number
}

export const SINGLE: Load = { purchases: 12_000, batch: 1, connections: 64 }
export const BATCHES: Load = { purchases: 20_000, batch: 100, connections: 16 }
const WARM_UP = 1_000

export async function benchLoad(): Promise<readonly Figure[]> {
  const single = await withServer((machine, file) => throughput(machine, file, SINGLE))
  const batches = await withServer((machine, file) => throughput(machine, file, BATCHES))
  const waits = await withServer((machine, file) => latency(machine, file, single / 2))
  const wait = (share: number): Figure => ({
    what: `acceptance to mail at ${Math.round(single / 2)}/s, ${share * 100}th percentile`,
    value: percentile(waits, share),
    unit: 'ms',
  })
  return [
    { what: 'purchases to mails, single', value: single, unit: '/s', aim: '2,000' },
    { what: 'purchases to mails, batches of 100', value: batches, unit: '/s', aim: '5,000' },
    wait(0.5),
    wait(0.95),
    wait(0.99),
  ]
}

export async function withServer<T>(
  measure: (machine: OneMachineProcess, file: string) => Promise<T>,
  without: readonly 'no-journal'[] = [],
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-bench-'))
  const file = join(folder, 'bench.sqlite')
  const machine = await startOneMachine(file, undefined, without)
  try {
    return await measure(machine, file)
  } finally {
    await machine.end('SIGTERM')
    rmSync(folder, { recursive: true })
  }
}

export async function throughput(
  machine: OneMachineProcess,
  file: string,
  load: Load,
): Promise<number> {
  await run(machine, { ...load, purchases: WARM_UP }, 'warm')
  await untilReceived(file, WARM_UP)
  const start = performance.now()
  await run(machine, load, 'load')
  await untilReceived(file, WARM_UP + load.purchases)
  return (load.purchases / (performance.now() - start)) * 1_000
}

export async function run(machine: OneMachineProcess, load: Load, name: string): Promise<void> {
  const { post, close } = poster(machine, load.connections)
  let next = 0
  const worker = async () => {
    while (next < load.purchases) {
      const from = next
      next += load.batch
      const at = new Date().toISOString()
      const purchases = Array.from(
        { length: Math.min(load.batch, load.purchases - from) },
        (_, i) => firstPurchase(`${name}-${from + i}`, at),
      )
      const body = load.batch === 1 ? purchases[0] : { purchases }
      const status = await post(JSON.stringify(body))
      if (status >= 300 || status === 0) throw new Error(`a purchase was answered with ${status}`)
    }
  }
  await Promise.all(Array.from({ length: load.connections }, worker))
  close()
}

export async function untilReceived(file: string, mails: number): Promise<void> {
  const database = openForReading(inboxFileOf(file))
  const count = database.prepare('SELECT count(*) AS n FROM inbox')
  while ((count.get() as { n: number }).n < mails) await sleep(5)
  database.close()
}

/** Milliseconds from the 2xx to the mail's row in the inbox, ascending, at a steady load. */
async function latency(
  machine: OneMachineProcess,
  file: string,
  perSecond: number,
): Promise<readonly number[]> {
  const seconds = 5
  await run(machine, { ...SINGLE, purchases: WARM_UP }, 'warm')
  await untilReceived(file, WARM_UP)
  const { post, close } = poster(machine, SINGLE.connections)
  const acceptedAt = new Map<string, number>()
  const total = Math.floor(perSecond * seconds)
  const start = performance.now()
  const posts: Promise<void>[] = []
  for (let i = 0; i < total; i++) {
    const due = start + (i * 1_000) / perSecond
    const early = due - performance.now()
    if (early > 1) await sleep(early)
    const id = `steady-${i}`
    const body = JSON.stringify(firstPurchase(id, new Date().toISOString()))
    posts.push(post(body).then(() => void acceptedAt.set(`customer-${id}@example.com`, Date.now())))
  }
  await Promise.all(posts)
  await untilReceived(file, WARM_UP + total)
  close()
  const database = openForReading(inboxFileOf(file))
  const received = database.prepare('SELECT recipient, received_at AS at FROM inbox').all() as {
    recipient: string
    at: number
  }[]
  database.close()
  return received
    .flatMap(({ recipient, at }) => {
      const accepted = acceptedAt.get(recipient)
      return accepted === undefined ? [] : [Math.max(0, at - accepted)]
    })
    .sort((a, b) => a - b)
}
