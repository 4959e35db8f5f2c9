import type { Context } from 'aws-lambda'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HOUR_MS, type Instant, MINUTE_MS, SECOND_MS } from '../../../functions/domain/time.ts'
import { makeDueShopsHandler } from '../../../functions/insight/learning/due-shops.handler.ts'
import {
  type DueRun,
  LEAST_SHARE_MS,
  workOffDueShops,
} from '../../../functions/insight/learning/due-shops.ts'
import { shopKey } from '../../../functions/store/keys.ts'
import { addShop } from '../../../functions/store/shops.ts'
import { days, NOON, settings } from '../../support/given.ts'
import { type TemporaryTable, temporaryTable } from '../../support/temporary-table.ts'

let store: TemporaryTable
/** When it was last done for each shop; loading ones have not opened. */
let last: Record<string, Instant | undefined>
/** What happened, in its order. */
let happened: string[]
/** How long the run may still take; the work takes from it. */
let remaining: number
beforeEach(() => {
  store = temporaryTable()
  last = {}
  happened = []
  remaining = 10 * HOUR_MS
})
afterEach(() => store.stop())

const { shop, policy } = settings()

async function add(id: string, lastDoneAt?: Instant, changes: object = {}): Promise<void> {
  last[id] = lastDoneAt
  await addShop(store.table, { ...shop, id, ...changes }, policy)
}

const run = (carryOut: (id: string, enough: () => boolean) => void = () => {}): Promise<DueRun> =>
  workOffDueShops(
    {
      lastDoneAt: async (known) => last[known.shop.id],
      async learn({ shop: { id } }, enough) {
        carryOut(id, enough)
        happened.push(id)
      },
    },
    {
      table: store.table,
      now: () => NOON,
      remainingMs: () => remaining,
      onFailure: (id, error) => happened.push(`${id}: ${(error as Error).message}`),
    },
  )

/** Reads until it has enough. @returns for how many minutes it read */
function readOn(enough: () => boolean): number {
  const from = remaining
  while (!enough() && remaining > 0) remaining -= SECOND_MS
  return (from - remaining) / MINUTE_MS
}

describe('what is done for each shop once a week', () => {
  it.each([
    ['never', undefined, true],
    ['a week ago', days(7), true],
    ['a week ago, by a run that began late', days(7) - 3 * HOUR_MS, true],
    ['six days ago', days(6), false],
    ['a moment ago', 0, false],
    ['in a minute', -MINUTE_MS, false],
  ])('where it was done %s', async (_, ago, isDue) => {
    await add('acme', ago === undefined ? undefined : NOON - ago)
    expect(await run()).toEqual({ done: isDue ? 1 : 0, failed: 0, left: 0 })
    expect(happened).toEqual(isDue ? ['acme'] : [])
  })

  it('is done first for the shop that has waited longest', async () => {
    await add('a-later', NOON - days(8))
    await add('b-first', NOON - days(30))
    await add('c-never')
    await add('d-between', NOON - days(9))
    expect(await run()).toEqual({ done: 4, failed: 0, left: 0 })
    expect(happened).toEqual(['c-never', 'b-first', 'd-between', 'a-later'])
  })

  it('waits until a shop has opened: half a history would be taken for all of it', async () => {
    const { openedAt: _, ...loading } = shop
    await addShop(store.table, { ...loading, id: 'loading' }, policy)
    await add('open')
    expect(await run()).toMatchObject({ done: 1 })
    expect(happened).toEqual(['open'])
  })

  it('is done for the others if it fails for one, which is reported', async () => {
    for (const id of ['a', 'b', 'c']) await add(id)
    const outcome = await run((id) => {
      if (id === 'b') throw new Error('too many')
    })
    expect(outcome).toEqual({ done: 2, failed: 1, left: 0 })
    expect(happened).toEqual(['a', 'b: too many', 'c'])
  })

  it('is done for the others if one cannot even be read', async () => {
    for (const id of ['a', 'b']) await add(id)
    const torn = { pk: shopKey('a'), sk: 'shop', shop, policy: {}, settingsVersion: 1 }
    await store.table.write([{ put: torn }])
    expect(await run()).toMatchObject({ done: 1, failed: 1 })
    expect(happened.at(-1)).toBe('b')
  })
})

describe('the time of a run', () => {
  it('is shared by all who are due, half of it for reading', async () => {
    remaining = 60 * MINUTE_MS
    for (const id of ['a', 'b', 'c']) await add(id)
    const read: number[] = []
    await run((_, enough) => {
      read.push(readOn(enough))
      // What comes of it takes as long as the reading.
      remaining -= 10 * MINUTE_MS
    })
    expect(read).toHaveLength(3)
    for (const minutes of read) expect(Math.abs(minutes - 10)).toBeLessThanOrEqual(1)
    expect(remaining).toBeGreaterThanOrEqual(-MINUTE_MS)
  })

  it('goes to the others if one needs little of it', async () => {
    remaining = 60 * MINUTE_MS
    for (const id of ['a', 'b', 'c']) await add(id)
    const read: number[] = []
    await run((id, enough) => read.push(id === 'c' ? readOn(enough) : 0))
    expect(read.map(Math.floor)).toEqual([0, 0, 30])
  })

  it('is not split until no shop has enough: those left are first in the next run', async () => {
    const ids = Array.from({ length: 12 }, (_, i) => `shop-${String(i).padStart(2, '0')}`)
    for (const [i, id] of ids.entries()) await add(id, NOON - days(100 - i))
    remaining = 5 * LEAST_SHARE_MS
    const read: number[] = []
    const outcome = await run((_, enough) => {
      const before = remaining
      read.push(readOn(enough))
      remaining = before - LEAST_SHARE_MS
    })
    expect(outcome).toEqual({ done: 5, failed: 0, left: 7 })
    expect(read.map(Math.floor)).toEqual([1, 1, 1, 1, 1])
    expect(happened).toEqual(ids.slice(0, 5))
    for (const id of happened) last[id] = NOON
    happened = []
    remaining = 5 * LEAST_SHARE_MS
    await run()
    expect(happened).toEqual(ids.slice(5))
  })

  it('is over before anyone begins whom there is no time for', async () => {
    await add('acme')
    remaining = LEAST_SHARE_MS - 1
    expect(await run()).toEqual({ done: 0, failed: 0, left: 1 })
    expect(happened).toEqual([])
  })
})

describe('the function that a schedule runs', () => {
  const call = (outcome: DueRun, remaining: number[] = []) =>
    makeDueShopsHandler(async (remainingMs) => {
      remaining.push(remainingMs())
      return outcome
    })({}, { getRemainingTimeInMillis: () => 900_000 } as Context)

  it('ends before its time is over, and says what was done', async () => {
    const remaining: number[] = []
    const outcome = { done: 2, failed: 0, left: 1 }
    expect(await call(outcome, remaining)).toEqual(outcome)
    expect(remaining[0]).toBeLessThan(900_000)
    expect(remaining[0]).toBeGreaterThan(800_000)
  })

  it('fails in the end if a shop failed, so that the alarm rings', async () => {
    await expect(call({ done: 2, failed: 1, left: 0 })).rejects.toThrow('failed: 1')
  })
})
