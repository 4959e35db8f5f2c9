import { byRoute } from '../http/requests.ts'
import { awsSecret } from '../runtimes/aws/secret.ts'
import { awsStore } from '../runtimes/aws/store.ts'
import { makeAskToConfirm, makeConfirm } from './confirm.handler.ts'
import { makeChangePreferences, makeShowPreferences } from './preferences.handler.ts'
import { makeAskToUnsubscribe, makeUnsubscribe } from './unsubscribe.handler.ts'

const { table, shops, now } = awsStore()
const { openToken } = await awsSecret()
const ports = { table, openToken, settings: shops.settings, now }

export const handler = byRoute({
  'GET /unsubscribe/{token}': makeAskToUnsubscribe(ports),
  'POST /unsubscribe/{token}': makeUnsubscribe(ports),
  'GET /preferences/{token}': makeShowPreferences(ports),
  'POST /preferences/{token}': makeChangePreferences(ports),
  'GET /confirm/{token}': makeAskToConfirm(ports),
  'POST /confirm/{token}': makeConfirm(ports),
})
