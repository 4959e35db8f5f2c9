import { makeRelayHandler } from '../../../pipeline/reactions/relay.handler.ts'
import { awsEvents } from '../events.ts'
import { awsQueue } from '../queue.ts'

export const handler = makeRelayHandler({ queue: awsQueue('send'), events: awsEvents() })
