import { byRoute } from '../../../http/requests.ts'
import { answeringUnavailable } from '../../../http/unavailable.ts'
import { makeAskToConfirm, makeConfirm } from '../../../pipeline/feedback/confirm.handler.ts'
import {
  makeChangePreferences,
  makeShowPreferences,
} from '../../../pipeline/feedback/preferences.handler.ts'
import {
  makeAskToUnsubscribe,
  makeUnsubscribe,
} from '../../../pipeline/feedback/unsubscribe.handler.ts'
import { logToStderr as log } from '../../log.ts'
import { reportUnavailable } from '../../report-unavailable.ts'
import { awsSecret } from '../secret.ts'
import { awsStore } from '../store.ts'

const { table, shops, now } = awsStore()
const secret = await awsSecret(table, log)
const onUnavailable = reportUnavailable()
const ports = { ...secret, table, settings: shops.settings, now, onUnavailable }

const handlers = secret.guard(
  byRoute({
    'GET /unsubscribe/{token}': makeAskToUnsubscribe(ports),
    'POST /unsubscribe/{token}': makeUnsubscribe(ports),
    'GET /preferences/{token}': makeShowPreferences(ports),
    'POST /preferences/{token}': makeChangePreferences(ports),
    'GET /confirm/{token}': makeAskToConfirm(ports),
    'POST /confirm/{token}': makeConfirm(ports),
  }),
)

// The pages answer for themselves; this is for a secret that cannot be read again.
export const handler = answeringUnavailable(handlers, onUnavailable)
