/** What a check of a store finds: none in a store that is healthy. */
import type { StoreFinding } from '../../functions/domain/store-check.ts'
import type { Instant } from '../../functions/domain/time.ts'
import { checkStore } from '../../functions/pipeline/check/check-store.ts'
import { sqliteEngine } from '../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'

/**
 * Of a file at which no server works any more.
 *
 * @param now the clock of the test, where it is ahead of the machine's
 * @example expect(await storeFindings(file)).toEqual([])
 */
export async function storeFindings(
  file: string,
  now: () => Instant = Date.now,
): Promise<readonly StoreFinding[]> {
  const store = await sqliteEngine.openShared(file)
  try {
    const { findings } = await checkStore({
      table: store.table,
      now: () => Math.max(now(), store.latestTime() ?? 0),
      pending: store.pending.reactions,
      settle: async () => {},
      others: [async () => store.faults().map((detail) => ({ check: 'file' as const, detail }))],
    })
    return findings
  } finally {
    store.close()
  }
}
