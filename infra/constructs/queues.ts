/** Queues: encrypted, over TLS only, each with a dead-letter queue and its alarm. */
import { Duration, Validations } from 'aws-cdk-lib'
import * as sqs from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { FunctionSpec, QueueName } from '../../functions/manifest.ts'
import { type Alarms, addAlarm } from './alarm.ts'

/** As AWS asks, so that a message is not handed out again while it is still worked on. */
const VISIBILITY_IN_TIMEOUTS = 6

/** How often a message is tried before it is set aside. */
const MOST_RECEIVES = 5

const SAFE = { encryption: sqs.QueueEncryption.SQS_MANAGED, enforceSSL: true } as const

type EndProps = Pick<FunctionSpec, 'harm'> & { readonly what: string; readonly alarms: Alarms }

/** Where work ends that could not be done; it rings as soon as there is any. */
export function makeDeadLetterQueue(scope: Construct, id: string, props: EndProps): sqs.Queue {
  const queue = new sqs.Queue(scope, id, { ...SAFE, retentionPeriod: Duration.days(14) })
  addAlarm(queue, 'Alarm', {
    ...props,
    metric: queue.metricApproximateNumberOfMessagesVisible({
      period: Duration.minutes(1),
      statistic: 'Maximum',
    }),
    threshold: 1,
  })
  return queue
}

/** A queue for one worker, with its dead-letter queue. */
export function makeWorkQueue(
  scope: Construct,
  name: QueueName,
  { harm, timeoutSeconds }: FunctionSpec,
  alarms: Alarms,
): sqs.Queue {
  const place = new Construct(scope, `${name}-queue`)
  return new sqs.Queue(place, 'Queue', {
    ...SAFE,
    visibilityTimeout: Duration.seconds(VISIBILITY_IN_TIMEOUTS * timeoutSeconds),
    deadLetterQueue: {
      queue: makeDeadLetterQueue(place, 'DeadLetters', {
        what: `Work from the queue "${name}" failed ${MOST_RECEIVES} times and was set aside.`,
        harm,
        alarms,
      }),
      maxReceiveCount: MOST_RECEIVES,
    },
  })
}

/** Where a function's own source records what it gave up: records of a stream, inbound mails. */
export function makeGivenUpQueue(scope: Construct, props: EndProps): sqs.Queue {
  const queue = makeDeadLetterQueue(scope, 'GivenUp', props)
  Validations.of(queue).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'This is a dead-letter queue: only people read it.',
  })
  return queue
}
