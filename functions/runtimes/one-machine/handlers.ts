/** Every route of one machine, answered by the handlers that API Gateway calls on AWS. */
import type { IgnoredReason } from '../../domain/feedback/ignored-event.ts'
import type { Instant } from '../../domain/time.ts'
import { makeNoteKeyUse } from '../../http/note-key-use.ts'
import type { HttpHandler } from '../../http/requests.ts'
import { makeGetOpenApi } from '../../intake/api/openapi.ts'
import { makePostCodes } from '../../intake/codes.handler.ts'
import { makeGetCustomer, makePutCustomer } from '../../intake/customers.handler.ts'
import { makeEraseCustomer } from '../../intake/erase.handler.ts'
import { makeLiftHold, makePutHold } from '../../intake/holds.handler.ts'
import { makeLookupCustomers } from '../../intake/lookup.handler.ts'
import { makeMergeCustomers } from '../../intake/merge.handler.ts'
import {
  makePostEvents,
  makePostPurchases,
  makePostRefunds,
} from '../../intake/post-facts.handler.ts'
import {
  makeGetProduct,
  makeListProducts,
  makePutProduct,
  makeRemoveProduct,
} from '../../intake/products.handler.ts'
import { makeAskToConfirm, makeConfirm } from '../../pipeline/feedback/confirm.handler.ts'
import { makePostSesEvent } from '../../pipeline/feedback/post-ses-event.handler.ts'
import {
  makeChangePreferences,
  makeShowPreferences,
} from '../../pipeline/feedback/preferences.handler.ts'
import {
  makeAskToUnsubscribe,
  makeUnsubscribe,
} from '../../pipeline/feedback/unsubscribe.handler.ts'
import type { ListedCustomers } from '../../store/find-customers.ts'
import type { CustomerKey } from '../../store/keys.ts'
import type { Secret } from '../../store/secret.ts'
import type { Table } from '../../store/table.ts'
import type { Log } from '../log.ts'
import { reportIgnoredEvents } from '../report-ignored-events.ts'
import { reportUnavailable } from '../report-unavailable.ts'
import type { ShopCache } from '../shop-cache.ts'

export type HandlerPorts = {
  readonly table: Table
  readonly shops: ShopCache
  readonly secret: Secret
  readonly now: () => Instant
  readonly log: Log
  /** Seconds after which to come back, where too much waits; undefined if it does not. */
  readonly busyFor: () => number | undefined
  /** Read apart from what is written. */
  readonly listed: ListedCustomers | undefined
  /** Is given what was done with each event of SES. */
  readonly onSesEvent: (outcome: 'recorded' | 'known' | IgnoredReason) => void
  readonly eraseMails: ((customer: CustomerKey) => Promise<void>) | undefined
}

/** @returns handlers by API Gateway's key of each route, such as `GET /unsubscribe/{token}` */
export function makeHandlers(ports: HandlerPorts): Readonly<Record<string, HttpHandler>> {
  const { table, shops, secret, now, log, busyFor, listed, eraseMails, onSesEvent } = ports
  const logIgnored = reportIgnoredEvents(log, now)
  const { addressHash, addressKeys, openToken } = secret
  const noteKeyUse = makeNoteKeyUse(table, now)
  const requestPorts = { table, shop: shops.shop, now, addressHash, addressKeys, noteKeyUse }
  const postPorts = { ...requestPorts, busyFor }
  const linkPorts = {
    ...{ table, openToken, addressKeys, now },
    settings: shops.settings,
    onUnavailable: reportUnavailable(log),
  }
  return {
    'POST /v1/shops/{shop}/purchases': makePostPurchases(postPorts),
    'POST /v1/shops/{shop}/refunds': makePostRefunds(postPorts),
    'POST /v1/shops/{shop}/events': makePostEvents(postPorts),
    'PUT /v1/shops/{shop}/customers/{customer}': makePutCustomer(requestPorts),
    'GET /v1/shops/{shop}/customers/{customer}': makeGetCustomer(requestPorts),
    'DELETE /v1/shops/{shop}/customers/{customer}': makeEraseCustomer({
      ...requestPorts,
      eraseMails,
    }),
    'POST /v1/shops/{shop}/customers/lookup': makeLookupCustomers({
      ...requestPorts,
      ...(listed && { listed }),
    }),
    'POST /v1/shops/{shop}/customers/{customer}/merge': makeMergeCustomers(requestPorts),
    'PUT /v1/shops/{shop}/customers/{customer}/holds/{hold}': makePutHold(requestPorts),
    'DELETE /v1/shops/{shop}/customers/{customer}/holds/{hold}': makeLiftHold(requestPorts),
    'PUT /v1/shops/{shop}/products/{sku}': makePutProduct(requestPorts),
    'GET /v1/shops/{shop}/products/{sku}': makeGetProduct(requestPorts),
    'DELETE /v1/shops/{shop}/products/{sku}': makeRemoveProduct(requestPorts),
    'GET /v1/shops/{shop}/products': makeListProducts(requestPorts),
    'POST /v1/shops/{shop}/codes': makePostCodes(requestPorts),
    'POST /v1/shops/{shop}/events/ses': makePostSesEvent({
      ...requestPorts,
      ...(listed && { listed }),
      settings: shops.settings,
      onPaused: (shop, { provider, reason }) =>
        log('error', 'marketing-paused', { shop, provider, reason }),
      onIgnored(reason) {
        onSesEvent(reason)
        logIgnored(reason)
      },
      onTaken: onSesEvent,
      onSubscription: ({ reason, topic, open }) =>
        log(reason === 'subscription-ended' ? 'error' : 'info', `sns-${reason}`, { topic, open }),
    }),
    'GET /openapi.json': makeGetOpenApi(),
    'GET /unsubscribe/{token}': makeAskToUnsubscribe(linkPorts),
    'POST /unsubscribe/{token}': makeUnsubscribe(linkPorts),
    'GET /preferences/{token}': makeShowPreferences(linkPorts),
    'POST /preferences/{token}': makeChangePreferences(linkPorts),
    'GET /confirm/{token}': makeAskToConfirm(linkPorts),
    'POST /confirm/{token}': makeConfirm(linkPorts),
  }
}
