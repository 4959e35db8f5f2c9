import { byRoute } from '../http/requests.ts'
import { awsSecret } from '../runtimes/aws/secret.ts'
import { awsStore } from '../runtimes/aws/store.ts'
import { makeAskToUnsubscribe, makeUnsubscribe } from './unsubscribe.handler.ts'

const { table, now } = awsStore()
const { openToken } = await awsSecret()
const ports = { table, openToken, now }

export const handler = byRoute({
  'GET /unsubscribe/{token}': makeAskToUnsubscribe(ports),
  'POST /unsubscribe/{token}': makeUnsubscribe(ports),
})
