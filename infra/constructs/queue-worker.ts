/** A function that works off a queue, message by message. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import type { Queue } from 'aws-cdk-lib/aws-sqs'

/** A queue that filled up in an outage must not take every function the account may run. */
const MOST_AT_A_TIME = 10

export function workOff(made: lambda.Function, queue: Queue): void {
  made.addToRolePolicy(
    new PolicyStatement({
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      resources: [queue.queueArn],
    }),
  )
  new lambda.EventSourceMapping(made, 'Queue', {
    target: made,
    eventSourceArn: queue.queueArn,
    batchSize: 10,
    reportBatchItemFailures: true,
    maxConcurrency: MOST_AT_A_TIME,
  })
}
