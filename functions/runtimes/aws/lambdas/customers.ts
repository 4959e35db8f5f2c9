import { makeNoteKeyUse } from '../../../http/note-key-use.ts'
import { byRoute } from '../../../http/requests.ts'
import { answeringUnavailable } from '../../../http/unavailable.ts'
import { makeGetCustomer, makePutCustomer } from '../../../intake/customers.handler.ts'
import { makeEraseCustomer } from '../../../intake/erase.handler.ts'
import { makeLiftHold, makePutHold } from '../../../intake/holds.handler.ts'
import { makeLookupCustomers } from '../../../intake/lookup.handler.ts'
import { makeMergeCustomers } from '../../../intake/merge.handler.ts'
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
  'PUT /v1/shops/{shop}/customers/{customer}': makePutCustomer(ports),
  'GET /v1/shops/{shop}/customers/{customer}': makeGetCustomer(ports),
  'DELETE /v1/shops/{shop}/customers/{customer}': makeEraseCustomer(ports),
  'POST /v1/shops/{shop}/customers/lookup': makeLookupCustomers(ports),
  'POST /v1/shops/{shop}/customers/{customer}/merge': makeMergeCustomers(ports),
  'PUT /v1/shops/{shop}/customers/{customer}/holds/{hold}': makePutHold(ports),
  'DELETE /v1/shops/{shop}/customers/{customer}/holds/{hold}': makeLiftHold(ports),
})

export const handler = answeringUnavailable(secret.guard(handlers), reportUnavailable())
