/** Amazon SQS (AwsJson 1.0) as far as writers need it: it keeps messages and gives none back. */
import { hash } from 'node:crypto'
import { makeFaults } from './faults.ts'
import { type Loopback, listen, type Reply } from './loopback.ts'

export type QueuedMessage = {
  readonly queueUrl: string
  readonly messageId: string
  readonly body: string
  readonly delaySeconds: number | undefined
  readonly groupId: string | undefined
  readonly deduplicationId: string | undefined
}

/** `reject-first-entry` turns down one entry of the next batch; the others are of whole calls. */
export type SqsFault = 'reject-first-entry' | 'throttle' | 'internal-error' | 'reset' | 'hang'

export type SqsEndpoint = Loopback & {
  /** Messages taken into any queue, oldest first. */
  readonly messages: readonly QueuedMessage[]
  readonly calls: () => number
  /** The address of a queue of that name; every queue exists. */
  readonly queueUrl: (name: string) => string
  readonly failNext: (fault: SqsFault, times?: number) => void
}

type Entry = {
  readonly Id?: string
  readonly MessageBody?: string
  readonly DelaySeconds?: number
  readonly MessageGroupId?: string
  readonly MessageDeduplicationId?: string
}

type SendRequest = Entry & { readonly QueueUrl?: string; readonly Entries?: readonly Entry[] }

const ENTRIES_LIMIT = 10
const BATCH_BYTES_LIMIT = 1024 * 1024

const json = (status: number, body: unknown): Reply => ({
  status,
  type: 'application/x-amz-json-1.0',
  body: JSON.stringify(body),
})

const failure = (status: number, code: string, message: string): Reply =>
  json(status, { __type: `com.amazonaws.sqs#${code}`, message })

function objection(entries: readonly Entry[]): Reply | undefined {
  if (entries.length === 0) return failure(400, 'EmptyBatchRequest', 'No entries.')
  if (entries.length > ENTRIES_LIMIT) {
    return failure(400, 'TooManyEntriesInBatchRequest', `At most ${ENTRIES_LIMIT} entries.`)
  }
  if (new Set(entries.map(({ Id }) => Id)).size !== entries.length) {
    return failure(400, 'BatchEntryIdsNotDistinct', 'Two entries have the same Id.')
  }
  if (entries.some(({ MessageBody }) => !MessageBody)) {
    return failure(400, 'MissingParameter', 'A message has no body.')
  }
  const bytes = entries.reduce((sum, entry) => sum + Buffer.byteLength(entry.MessageBody ?? ''), 0)
  return bytes > BATCH_BYTES_LIMIT
    ? failure(400, 'BatchRequestTooLong', 'The batch is beyond 1 MiB.')
    : undefined
}

const callFault = (fault: SqsFault | undefined): Reply | undefined => {
  switch (fault) {
    case 'throttle':
      return failure(400, 'RequestThrottled', 'Rate exceeded')
    case 'internal-error':
      return failure(500, 'InternalFailure', 'Internal failure.')
    case 'reset':
    case 'hang':
      return fault
    case 'reject-first-entry':
    case undefined:
      return undefined
  }
}

/** @example const sqs = await startSqsEndpoint(); sqs.queueUrl('send') */
export async function startSqsEndpoint(): Promise<SqsEndpoint> {
  const messages: QueuedMessage[] = []
  const faults = makeFaults<SqsFault>()
  let calls = 0

  const keep = (queueUrl: string, entry: Entry) => {
    const body = entry.MessageBody ?? ''
    const messageId = `message-${messages.length + 1}`
    messages.push({
      queueUrl,
      messageId,
      body,
      delaySeconds: entry.DelaySeconds,
      groupId: entry.MessageGroupId,
      deduplicationId: entry.MessageDeduplicationId,
    })
    // The SDK compares the digest with what it sent.
    return { MessageId: messageId, MD5OfMessageBody: hash('md5', body) }
  }

  const sendBatch = (queueUrl: string, entries: readonly Entry[], rejectFirst: boolean): Reply => {
    const rejected = rejectFirst ? entries.slice(0, 1) : []
    return json(200, {
      Successful: entries
        .slice(rejected.length)
        .map((entry) => ({ Id: entry.Id, ...keep(queueUrl, entry) })),
      Failed: rejected.map(({ Id }) => ({
        Id,
        SenderFault: false,
        Code: 'InternalError',
        Message: 'Try again.',
      })),
    })
  }

  const send = (operation: string, request: SendRequest): Reply => {
    calls++
    const queueUrl = request.QueueUrl ?? ''
    const isBatch = operation === 'SendMessageBatch'
    const entries = isBatch ? (request.Entries ?? []) : [request]
    const fault = faults.take()
    const trouble = callFault(fault) ?? objection(entries)
    if (trouble) return trouble
    return isBatch
      ? sendBatch(queueUrl, entries, fault === 'reject-first-entry')
      : json(200, keep(queueUrl, request))
  }

  const server = await listen(({ headers, body }) => {
    const operation = String(headers['x-amz-target']).replace(/^AmazonSQS\./, '')
    if (operation !== 'SendMessage' && operation !== 'SendMessageBatch') {
      return failure(400, 'InvalidAction', `No operation ${operation}.`)
    }
    return send(operation, JSON.parse(body.toString()) as SendRequest)
  })
  return {
    ...server,
    messages,
    calls: () => calls,
    queueUrl: (name) => `${server.endpoint}/000000000000/${name}`,
    failNext: faults.next,
  }
}
