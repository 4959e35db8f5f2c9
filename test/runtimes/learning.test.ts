import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../functions/domain/time.ts'
import type { Log } from '../../functions/runtimes/log.ts'
import type { ThreadEntry } from '../../functions/runtimes/one-machine/engine.ts'
import { type Learning, startLearning } from '../../functions/runtimes/one-machine/learning.ts'
import { serve } from '../../functions/runtimes/one-machine/serve.ts'
import { sqliteEngine } from '../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
import { sqliteThreads } from '../../functions/runtimes/one-machine/sqlite/threads.ts'
import { loadNeighbours, loadPopular } from '../../functions/store/counted-items.ts'
import { customerKey, linesSort, orderSort } from '../../functions/store/keys.ts'
import { addShop, loadShop } from '../../functions/store/shops.ts'
import { type Database, openDatabase } from '../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import type { Table } from '../../functions/store/table.ts'
import { days, NOON, order, settings } from '../support/given.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekindle-learning-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
let file: string
let entry: ThreadEntry
let database: Database
let table: Table
let logged: Parameters<Log>[]
let learning: Learning | undefined
const log: Log = (...line) => logged.push(line)
const events = () => logged.map(([, event]) => event)

beforeEach(async () => {
  file = join(folder, `${files++}.sqlite`)
  entry = sqliteThreads(file).learning
  database = openDatabase(file)
  table = makeSqliteTable(database)
  logged = []
  await openShopWithCustomers()
})
afterEach(async () => {
  await learning?.stop()
  learning = undefined
  database.close()
})

/** Each of 200 customers bought tea and a cup, some of them more often. */
async function openShopWithCustomers(): Promise<void> {
  const { shop, policy } = settings()
  await addShop(table, shop, policy)
  for (let i = 0; i < 200; i++) {
    const pk = customerKey('acme', `c-${i}`)
    for (let n = 0; n <= i % 3; n++) {
      const { orderId, ...fields } = order(`o-${i}-${n}`, NOON - days(1 + (i % 90) + 20 * n))
      const lines = [{ sku: 'tea' }, { sku: `cup-${i % 40}` }]
      await table.write([
        { put: { pk, sk: orderSort(orderId), ...fields } },
        { put: { pk, sk: linesSort(orderId), lines, paidAt: fields.paidAt, updatedAt: NOON } },
      ])
    }
  }
}

const learn = (changes: Partial<Parameters<typeof startLearning>[0]> = {}): void => {
  learning = startLearning({ entry, table, now: () => NOON, log, firstAfterMs: 1, ...changes })
}

const untilLearned = (shop = 'acme') =>
  expect
    .poll(async () => (await loadPopular(table, shop))?.builtAt, { timeout: 30_000 })
    .toBeDefined()

/** With a clock that is advanced by hand, which `expect.poll` would do automatically. */
async function untilTrue(condition: () => boolean): Promise<void> {
  const until = performance.now() + 30 * SECOND_MS
  while (!condition() && performance.now() < until) await new Promise(setImmediate)
  expect(condition()).toBe(true)
}

const modelsOf = async () => (await loadShop(table, 'acme'))?.settings.models ?? []

describe('learning on one machine', () => {
  it('fits what is due without being asked, and says so without a name', async () => {
    learn()
    await untilLearned()
    expect(await modelsOf()).toHaveLength(1)
    expect(await loadNeighbours(table, 'acme', 'tea')).not.toEqual([])
    await expect.poll(events).toEqual(['model-fitted', 'recommendations-built'])
    expect(logged[0]).toEqual([
      'info',
      'model-fitted',
      expect.objectContaining({ shop: 'acme', version: 1, customers: 200 }),
    ])
  })

  it('uses the time of the machine, however its clock is set', async () => {
    learn()
    await untilLearned()
    const builtAt = (await loadPopular(table, 'acme'))?.builtAt ?? 0
    expect(Math.abs(builtAt - NOON)).toBeLessThan(HOUR_MS)
  })

  it('does nothing over again that is not due', async () => {
    learn()
    await untilLearned()
    await learning?.stop()
    const { shop, policy } = settings()
    await addShop(table, { ...shop, id: 'new' }, policy)
    logged = []
    learn()
    await untilLearned('new')
    await expect.poll(events).toEqual(['model-fitted', 'recommendations-built'])
    expect(logged.map(([, , facts]) => facts?.shop)).toEqual(['new', 'new'])
    expect(await modelsOf()).toHaveLength(1)
  })

  it('stops at once in the middle, and the next start does it again', async () => {
    const written: (() => void)[] = []
    const hanging: typeof table.write = (writes) =>
      new Promise((resolve) => written.push(() => resolve(writes.map(() => ({ done: true })))))
    learn({ table: { ...table, write: hanging } })
    await expect.poll(() => written, { timeout: 30_000 }).toHaveLength(1)
    await learning?.stop()
    for (const answer of written) answer()
    expect(await loadPopular(table, 'acme')).toBeUndefined()
    learn()
    await untilLearned()
    expect(await loadNeighbours(table, 'acme', 'tea')).not.toEqual([])
    expect(written).toHaveLength(1)
  })

  it('reports a shop that failed, and goes on with what else is due', async () => {
    learn({ table: { ...table, writeTogether: () => Promise.reject(new RangeError('full')) } })
    await untilLearned()
    expect(await modelsOf()).toEqual([])
    expect(logged[0]).toEqual(['error', 'fit-failed', { shop: 'acme', problem: 'RangeError' }])
  })

  it('takes nothing else down with it if its thread dies', async () => {
    const torn = join(folder, 'torn.sqlite')
    writeFileSync(torn, 'this is no database, and it is longer than the header of one'.repeat(20))
    learn({ entry: sqliteThreads(torn).learning })
    await expect.poll(events, { timeout: 10_000 }).toEqual(['learning-failed'])
  })

  describe('by the clock', () => {
    let looked: number
    const now = () => {
      looked++
      return NOON
    }
    beforeEach(() => {
      looked = 0
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    })
    afterEach(() => vi.useRealTimers())

    it('leaves the first minute to those who wait, then looks each hour', async () => {
      learning = startLearning({ entry, table, now, log })
      vi.advanceTimersByTime(MINUTE_MS - 1)
      expect(looked).toBe(0)
      vi.advanceTimersByTime(1)
      expect(looked).toBe(1)
      await untilTrue(() => vi.getTimerCount() > 0)
      expect(await modelsOf()).toHaveLength(1)
      vi.advanceTimersByTime(HOUR_MS - 1)
      expect(looked).toBe(1)
      vi.advanceTimersByTime(1)
      expect(looked).toBe(2)
    })

    it('does not begin again while it is at it', async () => {
      const hanging: typeof table.write = () => new Promise(() => {})
      learning = startLearning({ entry, table: { ...table, write: hanging }, now, log })
      vi.advanceTimersByTime(MINUTE_MS)
      await untilTrue(() => events().includes('model-fitted'))
      vi.advanceTimersByTime(10 * HOUR_MS)
      expect(looked).toBe(1)
      await learning.stop()
      expect(vi.getTimerCount()).toBe(0)
    })

    it('does not begin any more once it is stopped', async () => {
      learning = startLearning({ entry, table, now, log })
      await learning.stop()
      vi.advanceTimersByTime(10 * HOUR_MS)
      expect(looked).toBe(0)
    })
  })
})

describe('a machine that serves a shop', () => {
  it('learns from its customers automatically, and decides by what it learned', async () => {
    const machine = await serve({
      engine: sqliteEngine,
      file,
      port: 0,
      host: '127.0.0.1',
      mailer: 'inbox',
      now: () => NOON,
      log,
      learnsAfterMs: 1,
    })
    const { shops } = machine.pipeline
    expect((await shops.settings('acme'))?.models).toEqual([])
    await untilLearned()
    // The clock of this machine stands still, so what it keeps of a shop never grows old.
    expect((await shops.settings('acme'))?.models).toHaveLength(1)
    await machine.stop()
    expect(events().filter((event) => event.includes('failed'))).toEqual([])
  })
})
