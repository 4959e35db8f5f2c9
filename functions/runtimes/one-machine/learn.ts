/** The work of the learning thread: it fits what is due and ends. */
import { parentPort } from 'node:worker_threads'
import { HOUR_MS } from '../../domain/time.ts'
import {
  buildDueRecommendations,
  builtFacts,
} from '../../insight/learning/build-due-recommendations.ts'
import { fitDueModels, fitFacts } from '../../insight/learning/fit-due-models.ts'
import { testDueModels } from '../../insight/learning/test-due-models.ts'
import { testModel } from '../../insight/learning/test-model.ts'
import { eachCustomer } from '../../store/customers.ts'
import { reportedFailure } from '../../store/failure.ts'
import { customersPrefix } from '../../store/keys.ts'
import type { Table } from '../../store/table.ts'
import type { Log } from '../log.ts'
import { type FromThread, type OwnedThreadPorts, writesByOwner } from './owned-thread.ts'

/** Nothing stops it after that; the rest is still due at the next check. */
const LONGEST_RUN_MS = HOUR_MS

/** Fits and builds what is due, and resolves when the thread may end. */
export async function learn({ rows, aheadMs }: OwnedThreadPorts): Promise<void> {
  const port = parentPort
  if (!port) throw new Error('this runs in a thread of its own')
  const now = () => Date.now() + aheadMs
  const send = (message: FromThread) => port.postMessage(message)
  const log: Log = (...line) => send({ log: line })
  const table: Table = { ...rows, ...writesByOwner(port, send) }
  const ports = () => {
    const until = performance.now() + LONGEST_RUN_MS
    return { table, now, remainingMs: () => until - performance.now() }
  }
  await fitDueModels({
    ...ports(),
    onFitted: (shop, result) => log('info', 'model-fitted', fitFacts(shop, result)),
    onFailure: (shop, error) => log('error', 'fit-failed', { shop, ...reportedFailure(error) }),
  })
  await buildDueRecommendations({
    ...ports(),
    onBuilt: (shop, built) => log('info', 'recommendations-built', builtFacts(shop, built)),
    onFailure: (shop, error) => log('error', 'build-failed', { shop, ...reportedFailure(error) }),
  })
  // Last, as nothing else waits for it.
  await testDueModels({
    ...{ table, now },
    test: (shop) => testModel(shop, eachCustomer(table, customersPrefix(shop)), { table, now }),
    onFailure: (shop, error) =>
      log('error', 'model-test-failed', { shop, ...reportedFailure(error) }),
  })
  port.close()
}
