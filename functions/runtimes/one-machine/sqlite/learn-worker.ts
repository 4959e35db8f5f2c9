/** The thread that fits what is due, on a connection of its own that can only read; then it ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { HOUR_MS } from '../../../domain/time.ts'
import {
  buildDueRecommendations,
  builtFacts,
} from '../../../insight/learning/build-due-recommendations.ts'
import { fitDueModels, fitFacts } from '../../../insight/learning/fit-due-models.ts'
import { failureName } from '../../../store/failure.ts'
import { openForReading } from '../../../store/sqlite/database.ts'
import { makeSqliteTable } from '../../../store/sqlite/sqlite-table.ts'
import type { Table, Write, WriteResult } from '../../../store/table.ts'
import type { Log } from '../../log.ts'
import type { AskedToWrite, FromLearner, LearnWorkerData, Written } from '../learning.ts'

/** Nothing stops it after that; what is left then is due still when it next looks. */
const LONGEST_RUN_MS = HOUR_MS
/** So few rows at a time that a purchase hardly waits for them. */
const WRITES_AT_A_TIME = 25

const { file, aheadMs } = workerData as LearnWorkerData
const port = parentPort
if (!port) throw new Error('this runs in a thread of its own')

const now = () => Date.now() + aheadMs
const tell = (told: FromLearner) => port.postMessage(told)
const log: Log = (...line) => tell({ log: line })

type Waiting = { resolve(answer: unknown): void; reject(reason: Error): void }
const waiting = new Map<number, Waiting>()
let asked = 0

function ask<Answer>(how: AskedToWrite['how'], writes: readonly Write[]): Promise<Answer> {
  asked += 1
  tell({ id: asked, how, writes })
  return new Promise((resolve, reject) =>
    waiting.set(asked, { resolve: resolve as Waiting['resolve'], reject }),
  )
}

port.on('message', (written: Written) => {
  const waits = waiting.get(written.id)
  waiting.delete(written.id)
  if ('problem' in written) waits?.reject(Object.assign(new Error(), { name: written.problem }))
  else waits?.resolve(written.answer)
})

const rows = openForReading(file)
const refuse = () => Promise.reject(new Error('this thread only reads'))
const table: Table = {
  ...makeSqliteTable({ sqlite: rows, commit: refuse, close: () => {} }),
  async write(writes) {
    const results: WriteResult[] = []
    for (let from = 0; from < writes.length; from += WRITES_AT_A_TIME)
      results.push(
        ...(await ask<WriteResult[]>('write', writes.slice(from, from + WRITES_AT_A_TIME))),
      )
    return results
  },
  writeTogether: (writes) => ask('writeTogether', writes),
}

const ports = () => {
  const until = performance.now() + LONGEST_RUN_MS
  return { table, now, remainingMs: () => until - performance.now() }
}
await fitDueModels({
  ...ports(),
  onFitted: (shop, fitted) => log('info', 'model-fitted', fitFacts(shop, fitted)),
  onFailure: (shop, error) => log('error', 'fit-failed', { shop, problem: failureName(error) }),
})
await buildDueRecommendations({
  ...ports(),
  onBuilt: (shop, built) => log('info', 'recommendations-built', builtFacts(shop, built)),
  onFailure: (shop, error) => log('error', 'build-failed', { shop, problem: failureName(error) }),
})
rows.close()
port.close()
