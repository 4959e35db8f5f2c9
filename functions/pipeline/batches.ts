/**
 * Processes a batch from a queue or a stream, record by record:
 *
 * 1. Records with the same key are one piece of work, so no work is done twice in a batch.
 * 2. A record that cannot be read or whose work fails never fails the others; it is reported back
 *    to its source, which delivers it again.
 * 3. Each failure is reported for the log with its key and its cause.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
import type {
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
  SQSBatchResponse,
  SQSEvent,
  SQSRecord,
} from 'aws-lambda'

export type BatchWork<Item> = {
  /** What the work is about, as the log names it. */
  readonly keyOf: (item: Item, id: string) => string
  /** @param all of the batch under the same key; `item` is the first of them */
  readonly process: (item: Item, all: readonly Item[]) => Promise<unknown>
  /** The work stays with its source; an unreadable record is reported under the source's own id. */
  readonly onFailure: (key: string, error: unknown) => void
}

/** As many pieces of work at a time as a function does well. */
const AT_A_TIME = 20

/**
 * A handler for a queue with JSON messages.
 *
 * @example export const handler = queueHandler({ keyOf, process, onFailure })
 */
export const queueHandler =
  <Item>(work: BatchWork<Item>) =>
  async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const failed = await workOff(Records, queued, ({ body }) => JSON.parse(body) as Item, work)
    return { batchItemFailures: failed.map((record) => ({ itemIdentifier: queued(record) })) }
  }

/**
 * A handler for the table's stream, which is read again from the first record that failed.
 *
 * @param read undefined if a record asks for no work
 */
export const streamHandler =
  <Item>(read: (record: DynamoDBRecord) => Item | undefined, work: BatchWork<Item>) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const [first] = await workOff(Records, sequenceOf, read, work)
    return { batchItemFailures: first ? [{ itemIdentifier: sequenceOf(first) }] : [] }
  }

const queued = ({ messageId }: SQSRecord): string => messageId

/** An empty one has the whole batch delivered again. */
const sequenceOf = ({ dynamodb }: DynamoDBRecord): string => dynamodb?.SequenceNumber ?? ''

/** @returns the records that failed, in the order of the batch */
async function workOff<R, Item>(
  records: readonly R[],
  idOf: (record: R) => string,
  read: (record: R) => Item | undefined,
  { keyOf, process: carryOut, onFailure }: BatchWork<Item>,
): Promise<readonly R[]> {
  const failed = new Set<R>()
  const work = new Map<string, { readonly items: [Item, ...Item[]]; readonly records: R[] }>()
  const fail = (key: string, error: unknown, theirs: readonly R[]) => {
    onFailure(key, error)
    for (const record of theirs) failed.add(record)
  }
  for (const record of records) {
    try {
      const item = read(record)
      if (item === undefined) continue
      const key = keyOf(item, idOf(record))
      const known = work.get(key)
      if (!known) work.set(key, { items: [item], records: [record] })
      else {
        known.items.push(item)
        known.records.push(record)
      }
    } catch (error) {
      fail(idOf(record), error, [record])
    }
  }
  const queue = work.entries()
  const worker = async () => {
    for (const [key, { items, records: theirs }] of queue)
      try {
        await carryOut(items[0], items)
      } catch (error) {
        fail(key, error, theirs)
      }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, worker))
  return records.filter((record) => failed.has(record))
}
