/** The queues that a function sends to. */
import { SQSClient } from '@aws-sdk/client-sqs'
import { type FedQueue, QUEUE_URL } from '../../manifest.ts'
import { environment } from './environment.ts'

export const awsQueue = (queue: FedQueue) => ({
  client: new SQSClient({}),
  url: environment(QUEUE_URL[queue]),
})
