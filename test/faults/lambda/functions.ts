/** The functions, each put together from its environment as its entry does from the process's. */
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import type { SQSClient } from '@aws-sdk/client-sqs'
import type { Context } from 'aws-lambda'
import type { Instant } from '../../../functions/domain/time.ts'
import { byRoute } from '../../../functions/http/requests.ts'
import { answeringUnavailable } from '../../../functions/http/unavailable.ts'
import { makePutCustomer } from '../../../functions/intake/customers.handler.ts'
import { makeEraseCustomer } from '../../../functions/intake/erase.handler.ts'
import { makeLiftHold, makePutHold } from '../../../functions/intake/holds.handler.ts'
import { makePostPurchases, makePostRefunds } from '../../../functions/intake/post-facts.handler.ts'
import { makeFeedbackHandler } from '../../../functions/pipeline/feedback/record-feedback.handler.ts'
import { makeUnsubscribe } from '../../../functions/pipeline/feedback/unsubscribe.handler.ts'
import { makeReactHandler } from '../../../functions/pipeline/reactions/react.handler.ts'
import { reactToCustomer } from '../../../functions/pipeline/reactions/react-to-customer.ts'
import { makeRelayHandler } from '../../../functions/pipeline/reactions/relay.handler.ts'
import { makeRepairHandler } from '../../../functions/pipeline/reactions/repair.handler.ts'
import { makeSendToRepair } from '../../../functions/pipeline/reactions/repair-queue.ts'
import { makeWakeHandler } from '../../../functions/pipeline/reactions/wake.handler.ts'
import type { Mailer } from '../../../functions/pipeline/sending/mailer.ts'
import type { Pacer } from '../../../functions/pipeline/sending/pacing/pacer.ts'
import type { Renderer } from '../../../functions/pipeline/sending/render.ts'
import { makeSendHandler } from '../../../functions/pipeline/sending/send.handler.ts'
import { sendInTurn } from '../../../functions/pipeline/sending/send-in-turn.ts'
import { makeWriteMail } from '../../../functions/pipeline/sending/write-mail.ts'
import { makeShopCache } from '../../../functions/runtimes/shop-cache.ts'
import type { CustomerKey } from '../../../functions/store/keys.ts'
import type { Secret } from '../../../functions/store/secret.ts'
import type { SettingsOf } from '../../../functions/store/shops.ts'
import type { Table } from '../../../functions/store/table.ts'
import { understandsAll } from '../../support/understands-all.ts'
import type { Environment } from './environment.ts'

/** What lies around an environment. */
export type Surroundings = {
  readonly now: () => Instant
  readonly secret: Secret
  readonly renderer: Renderer
  readonly newClaimId: () => string
  readonly tableFor: (environment: Environment) => Table
  readonly mailerFor: (environment: Environment) => Mailer
  readonly pacerFor: (environment: Environment, table: Table, settings: SettingsOf) => Pacer
  readonly sqsFor: (environment: Environment) => SQSClient
  readonly eventsFor: (environment: Environment) => EventBridgeClient
  /** Receives what a log line would say. */
  readonly log: (what: string, error?: unknown) => void
}

/** @example const { react, send } = makeFunctions(surroundings) */
export function makeFunctions(around: Surroundings) {
  const { now, secret, log } = around

  /** What `awsStore` makes. */
  function storeOf(environment: Environment) {
    const table = around.tableFor(environment)
    const shops = makeShopCache(table, now, { needsDomainCheck: true })
    const react = (key: CustomerKey) =>
      reactToCustomer(key, { table, settings: shops.settings, now, ...understandsAll })
    return { table, shops, react }
  }

  function repairQueue(environment: Environment) {
    const send = makeSendToRepair({ client: around.sqsFor(environment), url: 'repair' })
    return (key: CustomerKey, error: unknown) => {
      log('sent-to-repair', error)
      return send(key, error)
    }
  }

  return {
    requests(environment: Environment) {
      const { table, shops } = storeOf(environment)
      const { addressHash, openToken } = secret
      const ports = { table, shop: shops.shop, now, addressHash }
      const ofShop = '/v1/shops/{shop}'
      const handlers = byRoute({
        [`POST ${ofShop}/purchases`]: makePostPurchases(ports),
        [`POST ${ofShop}/refunds`]: makePostRefunds(ports),
        [`PUT ${ofShop}/customers/{customer}`]: makePutCustomer(ports),
        [`DELETE ${ofShop}/customers/{customer}`]: makeEraseCustomer(ports),
        [`PUT ${ofShop}/customers/{customer}/holds/{hold}`]: makePutHold(ports),
        [`DELETE ${ofShop}/customers/{customer}/holds/{hold}`]: makeLiftHold(ports),
        'POST /unsubscribe/{token}': makeUnsubscribe({
          table,
          openToken,
          settings: shops.settings,
          now,
          onUnavailable: (error) => log('request-failed', error),
        }),
      })
      return answeringUnavailable(handlers, (error) => log('request-failed', error))
    },
    react(environment: Environment) {
      const { react } = storeOf(environment)
      return asked(
        makeReactHandler({
          react,
          sendToRepair: repairQueue(environment),
          onFailure: (_key, error) => log('reaction-failed', error),
        }),
      )
    },
    repair(environment: Environment) {
      const { react } = storeOf(environment)
      return asked(
        makeRepairHandler({ react, onFailure: (_key, error) => log('reaction-failed', error) }),
      )
    },
    wake(environment: Environment) {
      const { table, react } = storeOf(environment)
      const onFailure = repairQueue(environment)
      const handler = makeWakeHandler({ table, now, react, onFailure })
      return (until: Instant) => handler({}, contextUntil(until, now))
    },
    relay(environment: Environment) {
      return asked(
        makeRelayHandler({
          queue: { client: around.sqsFor(environment), url: 'send' },
          events: { client: around.eventsFor(environment), busName: 'rekindle' },
        }),
      )
    },
    send(environment: Environment) {
      const { table, shops } = storeOf(environment)
      const { settings } = shops
      const { renderer, newClaimId } = around
      const { signToken } = secret
      const publicUrl = 'https://mail.tea.example'
      const ports = {
        table,
        settings,
        now,
        newClaimId,
        writeMail: makeWriteMail({ table, renderer, signToken, publicUrl, now }),
        mailer: around.mailerFor(environment),
        pacer: around.pacerFor(environment, table, settings),
        ...understandsAll,
        onUnwritable: (_message: string, error: unknown) => log('mail-could-not-be-written', error),
      }
      return asked(
        makeSendHandler({
          send: (message) => sendInTurn(message, ports),
          onFailure: (_message, error) => log('send-failed', error),
        }),
      )
    },
    feedback(environment: Environment) {
      const { table, shops } = storeOf(environment)
      return asked(
        makeFeedbackHandler({
          table,
          settings: shops.settings,
          now,
          addressHash: secret.addressHash,
          onPaused: () => log('marketing-paused'),
          onIgnored: () => log('event-ignored'),
          onFailure: (_queued, error) => log('feedback-failed', error),
        }),
      )
    },
  }
}

const asked =
  <E, R>(handler: (event: E, context: Context) => Promise<R>) =>
  (event: E): Promise<R> =>
    handler(event, {} as Context)

/** The time left on this world's clock. */
const contextUntil = (until: Instant, now: () => Instant): Context =>
  ({ getRemainingTimeInMillis: () => until - now() }) as Context
