/**
 * Amazon SQS with a function that works it off: at least once, in any order, invisible while it is
 * worked on, and set aside after five times. What failed comes back.
 */
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import type { Instant } from '../../../functions/domain/time.ts'
import type { Lambda, Sky } from './environment.ts'
import { count } from './weather.ts'

export type Queue = {
  readonly name: string
  readonly put: (body: string) => void
  /** What was tried five times and set aside. */
  readonly dead: readonly string[]
  /** Puts everything that was set aside back into the queue, as people do after an alarm. */
  readonly redrive: () => void
  readonly isEmpty: () => boolean
}

type Queued = { readonly id: string; readonly body: string; visibleAt: Instant; receives: number }

const BATCH = 10
const AT_A_TIME = 3
const MOST_RECEIVES = 5
/** As the CDK app sets it. */
const VISIBILITY_IN_TIMEOUTS = 6
const DELAY_MS = { least: 5_000, most: 10 * 60_000 }

export type QueueOptions = {
  readonly name: string
  readonly worker: Lambda<SQSEvent, SQSBatchResponse>
  readonly timeoutSeconds: number
  /** Called for each processed message. */
  readonly onDone?: (body: string) => void
}

export function makeQueue(
  { name, worker, timeoutSeconds, onDone = () => {} }: QueueOptions,
  { clock, weather, chances, counts }: Sky,
): Queue {
  const messages = new Map<string, Queued>()
  let dead: string[] = []
  let [sent, working] = [0, 0]

  function put(body: string): void {
    if (name === 'send' && chances.of(weather().queue.lost)) {
      count(counts, 'queue: lost')
      return
    }
    const id = `${name}-${++sent}`
    const delayed = chances.of(weather().queue.delayed)
    if (delayed) count(counts, 'queue: delayed')
    const after = delayed ? chances.between(DELAY_MS.least, DELAY_MS.most) : chances.between(5, 60)
    appear({ id, body, visibleAt: clock.now() + after, receives: 0 })
  }

  function appear(message: Queued): void {
    messages.set(message.id, message)
    clock.at(message.visibleAt, poll)
  }

  const visible = () => [...messages.values()].filter(({ visibleAt }) => visibleAt <= clock.now())

  function poll(): void {
    while (working < AT_A_TIME && visible().length > 0) {
      const batch = take()
      if (batch.length === 0) continue
      working++
      workOff(batch).then(() => {
        working--
        poll()
      })
    }
  }

  function take(): readonly Queued[] {
    const most = chances.whole(1, BATCH)
    return visible()
      .slice(0, most)
      .flatMap((message) => {
        message.receives++
        if (message.receives > MOST_RECEIVES) {
          messages.delete(message.id)
          dead.push(message.body)
          count(counts, `queue: set aside by ${name}`)
          return []
        }
        const twice = chances.of(weather().queue.twice)
        if (twice) count(counts, 'queue: delivered twice')
        const hidden = twice
          ? chances.between(0, 20_000)
          : VISIBILITY_IN_TIMEOUTS * timeoutSeconds * 1_000
        appear({ ...message, visibleAt: clock.now() + hidden })
        return [{ ...message, twice }]
      })
  }

  async function workOff(batch: readonly (Queued & { readonly twice?: boolean })[]): Promise<void> {
    await clock.sleep(chances.between(1, 20))
    const outcome = await worker.invoke({ Records: batch.map((one) => recordOf(one, name)) })
    if (outcome.outcome !== 'answered') return
    const failed = new Set(outcome.result.batchItemFailures.map((one) => one.itemIdentifier))
    for (const { id, body, twice } of batch) {
      if (failed.has(id)) continue
      onDone(body)
      if (!twice) messages.delete(id)
    }
  }

  return {
    name,
    put,
    get dead() {
      return dead
    },
    redrive() {
      const bodies = dead
      dead = []
      for (const body of bodies) put(body)
    },
    isEmpty: () => messages.size === 0 && working === 0,
  }
}

const recordOf = ({ id, body, receives }: Queued, name: string): SQSRecord => ({
  messageId: id,
  body,
  receiptHandle: id,
  attributes: {
    ApproximateReceiveCount: String(receives),
    SentTimestamp: '0',
    SenderId: 'sender',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: name,
  awsRegion: 'eu-central-1',
})
