/**
 * One reader of the table's stream, as Lambda reads it: each key's records in their order, those of
 * different keys in any; again from the first that failed, in halves where a batch failed as a
 * whole, and now and then again for no reason.
 */
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { spread } from '../../../functions/domain/hash.ts'
import type { RowPrefix } from '../../../functions/manifest.ts'
import type { Lambda, Sky } from './environment.ts'
import { count } from './weather.ts'

export type StreamReader = {
  readonly deliver: (record: DynamoDBRecord) => void
  readonly isDone: () => boolean
}

/** The parallelisation factor of the CDK app. */
const LANES = 4
const BATCH = 20
const AGAIN_AFTER_MS = { least: 500, most: 30_000 }

type Lane = { readonly records: DynamoDBRecord[]; next: number; size: number; reading: boolean }

export function makeStreamReader(
  reader: Lambda<DynamoDBStreamEvent, DynamoDBBatchResponse>,
  rows: readonly RowPrefix[],
  { clock, weather, chances, counts }: Sky,
): StreamReader {
  const lanes = Array.from(
    { length: LANES },
    (): Lane => ({ records: [], next: 0, size: BATCH, reading: false }),
  )

  async function read(lane: Lane): Promise<void> {
    if (lane.reading) return
    lane.reading = true
    while (lane.next < lane.records.length) {
      await clock.sleep(chances.between(5, 300))
      await readBatch(lane)
    }
    lane.reading = false
  }

  async function readBatch(lane: Lane): Promise<void> {
    const size = chances.whole(1, lane.size)
    const Records = lane.records.slice(lane.next, lane.next + size)
    const outcome = await reader.invoke({ Records })
    if (outcome.outcome !== 'answered') {
      count(counts, 'stream: batch halved')
      lane.size = Math.max(1, Math.floor(Records.length / 2))
      await clock.sleep(chances.between(AGAIN_AFTER_MS.least, AGAIN_AFTER_MS.most))
      return
    }
    lane.size = BATCH
    const [failure] = outcome.result.batchItemFailures
    if (failure) {
      count(counts, 'stream: batch failed in part')
      lane.next += Records.findIndex(
        ({ dynamodb }) => dynamodb?.SequenceNumber === failure.itemIdentifier,
      )
      await clock.sleep(chances.between(AGAIN_AFTER_MS.least, AGAIN_AFTER_MS.most))
      return
    }
    if (chances.of(weather().stream.repeated)) {
      count(counts, 'stream: delivered again')
      lane.next = Math.max(0, lane.next - chances.whole(0, BATCH))
      return
    }
    lane.next += Records.length
  }

  return {
    deliver(record) {
      const { pk, sk } = record.dynamodb?.Keys ?? {}
      if (!rows.some((prefix) => sk?.S?.startsWith(prefix))) return
      const lane = lanes[Math.floor(spread(pk?.S ?? '') * LANES)] as Lane
      lane.records.push(record)
      read(lane)
    },
    isDone: () => lanes.every(({ next, records }) => next >= records.length),
  }
}
