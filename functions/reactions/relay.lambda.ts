import { awsEvents, awsQueue } from '../runtimes/aws.ts'
import { makeRelayHandler } from './relay.handler.ts'

export const handler = makeRelayHandler({ queue: awsQueue('sendQueueUrl'), events: awsEvents() })
