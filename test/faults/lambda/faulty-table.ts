/**
 * The store as one environment reaches it: every call takes its time, so that others get in
 * between, and some go wrong as DynamoDB's do.
 */
import type { Instant } from '../../../functions/domain/time.ts'
import type { Row, Table, Write, WriteResult } from '../../../functions/store/table.ts'
import type { Environment, Sky } from './environment.ts'
import { count, type StoreFault, strike } from './weather.ts'

/** The outcome of a write, as its caller saw it. */
export type Fate = 'done' | 'refused' | 'answer-lost'

export type Watch = (environment: Environment, write: Write, fate: Fate) => void

/** How long after the caller gave up a request may still be carried out. */
const LATE_MS = { least: 50, most: 20_000 }
/** Between the pages of a long query. */
const BETWEEN_PAGES_MS = { least: 5, most: 200 }
const CUSTOMERS_A_PAGE = 4

class StoreFailed extends Error {
  readonly code: string
  constructor(code: string) {
    super(`the store failed: ${code}`)
    this.code = code
  }
}

type FaultyTable = {
  readonly environment: Environment
  readonly sky: Sky
  /** Whether the store turns everyone down just now. */
  readonly isDown: () => boolean
  /** Whether there is any use in asking for those who are due. */
  readonly mayBeDue: (shard: number, until: Instant) => boolean
  readonly watch: Watch
  /** Called for an environment whose write was rejected or whose answer was lost. */
  readonly onFailed: (environment: Environment) => void
}

export function makeFaultyTable(
  table: Table,
  { environment, sky, isDown, mayBeDue, watch, onFailed }: FaultyTable,
): Table {
  const { clock, weather, chances, counts } = sky
  const { call } = environment

  function faultOf(among: readonly StoreFault[]): StoreFault | undefined {
    if (isDown()) {
      count(counts, 'store: down')
      return 'throttled'
    }
    const shares = Object.fromEntries(
      Object.entries(weather().store).map(([fault, share]) => [
        fault,
        among.includes(fault as StoreFault) ? share : 0,
      ]),
    ) as Record<StoreFault, number>
    return strike(shares, sky, 'store')
  }

  /** Carries it out when its caller no longer waits for it. */
  function carryOutLate(work: () => Promise<unknown>): void {
    clock.at(clock.now() + chances.between(LATE_MS.least, LATE_MS.most), () => {
      clock.standStill(work)
    })
  }

  async function turnedDown(code: string): Promise<never> {
    await call(async () => {})
    return fail(code)
  }

  function fail(code: string): never {
    onFailed(environment)
    throw new StoreFailed(code)
  }

  async function read<T>(work: () => Promise<T>): Promise<T> {
    return faultOf(['throttled', 'unanswered']) ? turnedDown('ThrottlingException') : call(work)
  }

  async function writeOne(write: Write): Promise<WriteResult> {
    const carryOut = async (): Promise<WriteResult> => {
      const [result] = await table.write([write])
      return result as WriteResult
    }
    const received = (result: WriteResult): WriteResult => {
      watch(environment, write, result.done || isOwn(write, result) ? 'done' : 'refused')
      return result
    }
    const lost = async () => {
      await carryOut()
      watch(environment, write, 'answer-lost')
    }
    switch (faultOf(['throttled', 'asked-again', 'unanswered', 'late', 'twice'])) {
      case 'throttled':
        watch(environment, write, 'answer-lost')
        return turnedDown('ThrottlingException')
      case 'asked-again': {
        await call(async () => received(await carryOut()))
        const again = await call(carryOut)
        if (!again.done && !isOwn(write, again)) watch(environment, write, 'answer-lost')
        return again
      }
      case 'unanswered':
        await call(lost)
        return fail('TimeoutError')
      case 'late':
        carryOutLate(lost)
        return turnedDown('TimeoutError')
      case 'twice':
        carryOutLate(async () => {
          const { done } = await carryOut()
          if (done) watch(environment, write, 'answer-lost')
        })
        return call(async () => received(await carryOut()))
      case 'conflict':
      case undefined:
        return call(async () => received(await carryOut()))
    }
  }

  return {
    async query(pk, range = {}) {
      const rows = await read(() => table.query(pk, range))
      if (range.prefix !== undefined || !chances.of(weather().tornRead)) return rows
      count(counts, 'store: query met by writes')
      await environment.sleep(chances.between(BETWEEN_PAGES_MS.least, BETWEEN_PAGES_MS.most))
      return torn(rows, await read(() => table.query(pk, range)), chances.between(0, 1))
    },

    get: (key) => read(() => table.get(key)),

    async write(writes) {
      const results: WriteResult[] = []
      for (const write of writes) results.push(await writeOne(write))
      return results
    },

    async writeTogether(writes) {
      const carryOut = () => table.writeTogether(writes)
      switch (faultOf(['throttled', 'asked-again', 'unanswered', 'late', 'conflict'])) {
        case 'throttled':
          return turnedDown('TransactionCanceledException')
        case 'conflict':
          await call(async () => {})
          return 'conflict'
        case 'asked-again': {
          // The SDK gives a transaction a token, by which a repeat is known.
          const first = await call(carryOut)
          await call(async () => {})
          return first
        }
        case 'unanswered':
          await call(carryOut)
          return fail('TimeoutError')
        case 'late':
          carryOutLate(carryOut)
          return turnedDown('TimeoutError')
        case 'twice':
        case undefined:
          return call(carryOut)
      }
    },

    /** Directly, since nearly all of the many shards are empty. */
    async due(shard, until, limit) {
      if (!mayBeDue(shard, until)) return []
      if (isDown() || chances.of(weather().store.throttled / 10))
        return turnedDown('ThrottlingException')
      const page = await clock.standStill(() => table.due(shard, until, limit))
      if (page.length > 0) await call(async () => {})
      return page
    },

    async *scan(prefix, range) {
      const rows: Row[] = []
      await read(async () => {
        for await (const row of table.scan(prefix, range)) rows.push(row)
      })
      const partitions = Map.groupBy(rows, ({ pk }) => pk)
      let left = CUSTOMERS_A_PAGE
      for (const partition of partitions.values()) {
        yield* partition
        if (--left > 0) continue
        left = CUSTOMERS_A_PAGE
        await read(async () => {})
      }
    },
  }
}

/** A claim that was refused because it had been carried out already. */
const isOwn = (write: Write, { stored }: WriteResult): boolean =>
  'put' in write && write.put.status === 'claimed' && stored?.claimId === write.put.claimId

/** The rows of the first read up to some sort key, and those of the second from there. */
function torn(before: readonly Row[], after: readonly Row[], where: number): readonly Row[] {
  const middle = before[Math.floor(where * before.length)]?.sk ?? ''
  return [...before.filter(({ sk }) => sk < middle), ...after.filter(({ sk }) => sk >= middle)]
}
