import { awsEvents } from '../runtimes/aws/events.ts'
import { awsQueue } from '../runtimes/aws/queue.ts'
import { makeRelayHandler } from './relay.handler.ts'

export const handler = makeRelayHandler({ queue: awsQueue('send'), events: awsEvents() })
