import { makeNoteKeyUse } from '../../../http/note-key-use.ts'
import { byRoute } from '../../../http/requests.ts'
import { answeringUnavailable } from '../../../http/unavailable.ts'
import {
  makePostEvents,
  makePostPurchases,
  makePostRefunds,
} from '../../../intake/post-facts.handler.ts'
import { logToStderr as log } from '../../log.ts'
import { reportUnavailable } from '../../report-unavailable.ts'
import { notingSecret } from '../first-secret.ts'
import { awsSecret } from '../secret.ts'
import { awsStore } from '../store.ts'

const { table, shops, now } = awsStore()
const secret = await awsSecret(table, log)
const noteKeyUse = makeNoteKeyUse(table, now)
const noting = notingSecret(table, secret, log)
const ports = { ...secret, table: noting, shop: shops.shop, now, noteKeyUse }

const handlers = byRoute({
  'POST /v1/shops/{shop}/purchases': makePostPurchases(ports),
  'POST /v1/shops/{shop}/refunds': makePostRefunds(ports),
  'POST /v1/shops/{shop}/events': makePostEvents(ports),
})

export const handler = answeringUnavailable(secret.guard(handlers), reportUnavailable())
