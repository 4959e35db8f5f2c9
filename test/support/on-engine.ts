/** What a block of `describe.each(STORE_ENGINES)` begins with. */
import { afterAll, beforeAll, it } from 'vitest'
import type { StoreEngine, StoreUnderTest } from './store-engines.ts'

export type OnEngine = {
  /** `it`, or `it.skip` where the engine cannot run. */
  readonly check: typeof it | typeof it.skip
  /** For the end of a test's name: why it is skipped, if it is. */
  readonly because: string
}

/**
 * Starts the engine before the tests of the block, and stops it after them.
 *
 * @param onStarted called with the store before the first test, unless the engine cannot run
 * @example const { check } = onEngine(engine, (store) => { table = store.table })
 */
export function onEngine(
  { missing, start }: Pick<StoreEngine, 'missing' | 'start'>,
  onStarted: (store: StoreUnderTest) => void | Promise<void>,
): OnEngine {
  let store: StoreUnderTest | undefined
  beforeAll(async () => {
    if (missing) return
    store = await start()
    await onStarted(store)
  })
  afterAll(() => store?.stop())
  return { check: missing ? it.skip : it, because: missing ? ` (skipped: ${missing})` : '' }
}
