/** The work of the learning thread: it fits what is due and ends. */
import { parentPort } from 'node:worker_threads'
import { HOUR_MS } from '../../domain/time.ts'
import {
  buildDueRecommendations,
  builtFacts,
} from '../../insight/learning/build-due-recommendations.ts'
import { fitDueModels, fitFacts } from '../../insight/learning/fit-due-models.ts'
import { testModel } from '../../insight/learning/test-model.ts'
import { eachCustomer } from '../../store/customers.ts'
import { reportedFailure } from '../../store/failure.ts'
import { customersPrefix } from '../../store/keys.ts'
import type { Table, Write, WriteResult } from '../../store/table.ts'
import type { Log } from '../log.ts'
import type { FromLearner, WriteAnswer, WriteRequest } from './learning.ts'

export type LearnPorts = {
  /** Read only; the results are written by the thread's owner. */
  readonly rows: Table
  /** How far the time of this machine is ahead of its clock: see `steadyClock`. */
  readonly aheadMs: number
}

/** Nothing stops it after that; the rest is still due at the next check. */
const LONGEST_RUN_MS = HOUR_MS
/** So few rows at a time that a purchase hardly waits for them. */
const WRITES_AT_A_TIME = 25

/** Fits and builds what is due, and resolves when the thread may end. */
export async function learn({ rows, aheadMs }: LearnPorts): Promise<void> {
  const port = parentPort
  if (!port) throw new Error('this runs in a thread of its own')
  const now = () => Date.now() + aheadMs
  const send = (message: FromLearner) => port.postMessage(message)
  const log: Log = (...line) => send({ log: line })
  const table: Table = { ...rows, ...writesBy(port, send) }
  const ports = () => {
    const until = performance.now() + LONGEST_RUN_MS
    return { table, now, remainingMs: () => until - performance.now() }
  }
  const fitted: string[] = []
  await fitDueModels({
    ...ports(),
    onFitted: (shop, result) => {
      log('info', 'model-fitted', fitFacts(shop, result))
      fitted.push(shop)
    },
    onFailure: (shop, error) => log('error', 'fit-failed', { shop, ...reportedFailure(error) }),
  })
  for (const shop of fitted)
    await testModel(shop, eachCustomer(table, customersPrefix(shop)), { table, now }).catch(
      (error) => log('error', 'model-test-failed', { shop, ...reportedFailure(error) }),
    )
  await buildDueRecommendations({
    ...ports(),
    onBuilt: (shop, built) => log('info', 'recommendations-built', builtFacts(shop, built)),
    onFailure: (shop, error) => log('error', 'build-failed', { shop, ...reportedFailure(error) }),
  })
  port.close()
}

type PendingWrite = { resolve(answer: unknown): void; reject(reason: Error): void }

/** Has the thread's owner write, together with everything else that it commits. */
function writesBy(
  port: NonNullable<typeof parentPort>,
  send: (message: FromLearner) => void,
): Pick<Table, 'write' | 'writeTogether'> {
  const waiting = new Map<number, PendingWrite>()
  let requests = 0

  function request<Answer>(how: WriteRequest['how'], writes: readonly Write[]): Promise<Answer> {
    requests += 1
    send({ id: requests, how, writes })
    return new Promise((resolve, reject) =>
      waiting.set(requests, { resolve: resolve as PendingWrite['resolve'], reject }),
    )
  }

  port.on('message', (answer: WriteAnswer) => {
    const waits = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('problem' in answer) waits?.reject(Object.assign(new Error(), { name: answer.problem }))
    else waits?.resolve(answer.answer)
  })

  return {
    async write(writes) {
      const results: WriteResult[] = []
      for (let from = 0; from < writes.length; from += WRITES_AT_A_TIME)
        results.push(
          ...(await request<WriteResult[]>('write', writes.slice(from, from + WRITES_AT_A_TIME))),
        )
      return results
    },
    writeTogether: (writes) => request('writeTogether', writes),
  }
}
