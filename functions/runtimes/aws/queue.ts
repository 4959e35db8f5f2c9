/** The queues that a function sends to. */
import { SQSClient } from '@aws-sdk/client-sqs'
import { QUEUE_URL, type QueueName } from '../../manifest.ts'
import { environment } from './environment.ts'

export const awsQueue = (queue: QueueName) => ({
  client: new SQSClient({}),
  url: environment(QUEUE_URL[queue]),
})
