/**
 * The whole pipeline in one process over one engine: what the table's stream, the queues and the
 * scheduler do on AWS is done here by observing the engine's own commits.
 */
import { IGNORED_REASONS } from '../../domain/feedback/ignored-event.ts'
import { queueNameOf } from '../../domain/message-ref.ts'
import type { Instant } from '../../domain/time.ts'
import type { HttpHandler } from '../../http/requests.ts'
import { expireClaim } from '../../pipeline/decisions/expire-claim.ts'
import type { ArrivedAt } from '../../pipeline/decisions/settle-arrived.ts'
import {
  isOfPurchase,
  makePurchasesThatWait,
} from '../../pipeline/reactions/purchases-that-wait.ts'
import { type Reaction, reactToCustomer } from '../../pipeline/reactions/react-to-customer.ts'
import { outboxOf } from '../../pipeline/reactions/relay-outbox.ts'
import { wakeDueCustomers } from '../../pipeline/reactions/wake-due-customers.ts'
import { makeCoupons } from '../../pipeline/sending/coupons.ts'
import { dueMessageOf, dueOfName } from '../../pipeline/sending/due-message.ts'
import type { WriteMail } from '../../pipeline/sending/mail-writer.ts'
import type { Mailer } from '../../pipeline/sending/mailer.ts'
import type { Pacer } from '../../pipeline/sending/pacing/pacer.ts'
import { type PacedSendPorts, sendInTurn } from '../../pipeline/sending/send-in-turn.ts'
import { isFact } from '../../store/codecs/read-customer-rows.ts'
import { reportedFailure } from '../../store/failure.ts'
import type { ListedCustomers } from '../../store/find-customers.ts'
import { type CustomerKey, parseCustomerKey } from '../../store/keys.ts'
import type { Secret } from '../../store/secret.ts'
import type { SettingsOf } from '../../store/shops.ts'
import type { RowChange, Table } from '../../store/table.ts'
import type { Log } from '../log.ts'
import { reportNotUnderstood } from '../report-not-understood.ts'
import type { PacedPorts } from '../ses-pacer.ts'
import { makeShopCache, type Sending, type ShopCache } from '../shop-cache.ts'
import { makeAtOnce } from './at-once.ts'
import type { Departures, EngineStore } from './engine.ts'
import { makeHandlers } from './handlers.ts'
import { makeKeyedQueue } from './keyed-queue.ts'
import { followRulesChange } from './rules-change.ts'
import { makeTally } from './tally.ts'
import { makeUnsettledClaims } from './unsettled-claims.ts'

export type PipelineOptions = {
  readonly store: EngineStore
  readonly mailer: Mailer
  /** Those that wait for their turn included. */
  readonly sendsAtATime: number
  readonly writeMail: WriteMail
  /** Finds customers apart from what is written; left out, the API finds no orders. */
  readonly listed?: ListedCustomers
  /** Deletes the mails that the inbox keeps of a customer. */
  readonly eraseMails?: (customer: CustomerKey) => Promise<void>
  /** The line of all senders that share the account. */
  readonly makePacer: (ports: PacedPorts) => Pacer
  readonly sending: Sending
  /** Of a mailer that knows which mails it has. */
  readonly arrivedAt?: ArrivedAt
  readonly secret: Secret
  readonly departures: Departures
  readonly now: () => Instant
  readonly log: Log
}

/** What this process has done since it began, and what waits in it. */
export type PipelineFigures = {
  /** Facts that were committed, by kind: `order` counts purchases that are new or newer. */
  readonly accepted: ReadonlyMap<string, number>
  /** By the outcome of `reactToCustomer`; `waits` if the purchase was left to a wake. */
  readonly decided: ReadonlyMap<string, number>
  /** By the outcome of `sendInTurn`. */
  readonly sent: ReadonlyMap<string, number>
  /** By what was done with them: recorded, known, or why they were ignored. */
  readonly sesEvents: ReadonlyMap<string, number>
  readonly queues: { readonly reactions: number; readonly sends: number }
}

export type Pipeline = {
  readonly table: Table
  /** Keyed hash of an address, as facts that are written to the table carry it. */
  readonly addressHash: Secret['addressHash']
  readonly addressKeys: Secret['addressKeys']
  readonly shops: ShopCache
  /** By API Gateway's key of each route. */
  readonly handlers: Readonly<Record<string, HttpHandler>>
  /** Takes up what an earlier process left behind, and starts waking customers who are due. */
  readonly start: () => Promise<void>
  readonly figures: () => PipelineFigures
  /** Resolves when every pending reaction and send is done. */
  readonly idle: () => Promise<void>
  /** Finishes what runs; what waits is in the store and resumes at the next start. */
  readonly stop: () => Promise<void>
}

const REACTIONS_AT_A_TIME = 256
const WAKE_EVERY_MS = 1_000
/** More customers than this waiting, and new requests are asked to come back. */
const MOST_WAITING = 20_000
const COME_BACK_AFTER_SECONDS = 2
/** Up to so many, a re-evaluation in the background goes on. */
const LITTLE_WAITING = 64

export function makePipeline(options: PipelineOptions): Pipeline {
  const {
    store,
    mailer,
    sendsAtATime,
    writeMail,
    listed,
    eraseMails,
    secret,
    departures,
    now,
    log,
  } = options
  const { table, pending } = store
  const tallies = { accepted: makeTally(), decided: makeTally(), sent: makeTally() }
  const sesEvents = makeTally(['recorded', 'known', ...IGNORED_REASONS])
  const shops = makeShopCache(table, now, options.sending)
  const onNotUnderstood = reportNotUnderstood(log, now)
  const { arrivedAt } = options
  const reactionPorts = { table, settings: shops.settings, now, onNotUnderstood, arrivedAt }
  const unsettled = makeUnsettledClaims()
  const sendPorts: PacedSendPorts = {
    ...reactionPorts,
    newClaimId: departures.newClaimId,
    onLeaving: departures.note,
    onUnsettled(key, claimId, after) {
      unsettled.add(key, claimId, after)
      atOnce.add(key)
      reactions.add(key)
    },
    writeMail,
    mailer,
    coupons: makeCoupons({
      ...{ table, now },
      onFewLeft: (shop, pool, left) => log('error', 'few-codes-left', { shop, pool, left }),
    }),
    addressKeys: secret.addressKeys,
    onOtherSecret: (message) => log('error', 'address-hash-differs', { message }),
    pacer: options.makePacer({ table, settings: shops.settings, now, log }),
    onUnwritable: (message, error) =>
      log('error', 'mail-could-not-be-written', { message, ...reportedFailure(error) }),
  }

  async function react(key: CustomerKey, settings: SettingsOf = shops.settings): Promise<Reaction> {
    const reaction = await unsettled.settling(key, (settledAs) =>
      reactToCustomer(key, { ...reactionPorts, settings, settledAs }),
    )
    tallies.decided.add(reaction.outcome)
    waits.note(key, reaction)
    return reaction
  }

  const waits = makePurchasesThatWait({ table, now })
  const atOnce = makeAtOnce(waits)
  const notCleared = (customer: CustomerKey, error: unknown) =>
    log('error', 'reaction-not-noted', { customer, ...reportedFailure(error) })
  async function reactToFacts(key: CustomerKey): Promise<void> {
    const mark = pending.markOf(key)
    const { outcome } = await atOnce.reactTo(key, () => react(key, shops.settingsAfterFact))
    if (outcome === 'waits') tallies.decided.add(outcome)
    // Not waited for: where it fails the mark stays, and reacting again changes nothing.
    if (mark.mark > 0) pending.clearMarks([mark]).catch((error) => notCleared(key, error))
  }
  const reactions = makeKeyedQueue<CustomerKey>({
    atATime: REACTIONS_AT_A_TIME,
    work: reactToFacts,
    onFailure: (customer, error) =>
      log('error', 'reaction-failed', { customer, ...reportedFailure(error) }),
  })
  const sends = makeKeyedQueue({
    atATime: sendsAtATime,
    async work(name) {
      const { outcome } = await sendInTurn(dueOfName(name), sendPorts)
      tallies.sent.add(outcome)
    },
    onFailure: (name, error) => {
      const { pk, sk } = dueOfName(name)
      log('error', 'send-failed', { message: `${pk} ${sk}`, ...reportedFailure(error) })
    },
  })

  /** The stream's two readers, in this process. */
  function takeUpCommitted(changes: readonly RowChange[]): void {
    for (const { after } of changes) {
      if (!after) continue
      if (isFact(after.sk)) {
        tallies.accepted.add(factKind(after.sk))
        if (!isOfPurchase(after)) atOnce.add(after.pk as CustomerKey)
        reactSoon(after.pk as CustomerKey)
      } else if (isOfShop(after.pk)) shops.forget()
    }
    for (const message of outboxOf(changes).dueMessages) sends.add(queueNameOf(message))
  }
  store.onCommitted(takeUpCommitted)

  const changed = new Set<CustomerKey>()
  /**
   * Once for each customer, after every write of the group commit is reported: a reaction that
   * began at the first of them has read the others already, and would be followed by another.
   */
  function reactSoon(customer: CustomerKey): void {
    if (changed.size === 0) queueMicrotask(reactToChanged)
    changed.add(customer)
  }

  function reactToChanged(): void {
    const customers = [...changed]
    changed.clear()
    for (const customer of customers) reactions.add(customer)
  }

  const busyFor = () =>
    reactions.size() + sends.size() > MOST_WAITING ? COME_BACK_AFTER_SECONDS : undefined

  /** What another process wrote to the store, such as an import by the command. */
  function noticeOtherWriters(): void {
    if (!store.writtenByOthers()) return
    shops.forget()
    takeUpPending()
  }

  function takeUpPending(): void {
    for (const key of pending.reactions()) {
      atOnce.add(key)
      reactions.add(key)
    }
    for (const message of pending.messages()) {
      const due = dueMessageOf(message)
      if (due) sends.add(queueNameOf(due))
    }
  }

  /** The process that held these claims has ended: the store has one owner at a time. */
  async function endClaimsOfEarlierOwners(): Promise<void> {
    const ports = { ...reactionPorts, hasSurelyStayed: departures.hasSurelyStayed }
    let failed = 0
    for (const key of pending.messages())
      if (key.status === 'claimed')
        await expireClaim(key, ports).catch((error) => {
          failed += 1
          log('error', 'claim-not-ended', {
            message: `${key.pk} ${key.sk}`,
            ...reportedFailure(error),
          })
        })
    if (failed === 0) departures.forgetEarlier()
  }

  const leftAlone = new Map<CustomerKey, Instant>()
  async function wake(): Promise<void> {
    noticeOtherWriters()
    await wakeDueCustomers({
      table,
      now,
      react,
      onFailure: async (customer, error) =>
        log('error', 'wake-failed', { customer, ...reportedFailure(error) }),
      leftAlone,
      mayGoOn: () => timer !== undefined,
    })
  }

  let rulesChange: ReturnType<typeof followRulesChange> | undefined
  let timer: NodeJS.Timeout | undefined
  let waking: Promise<void> = Promise.resolve()
  const tick = () => {
    waking = wake()
      .catch((error) => log('error', 'wake-failed', { ...reportedFailure(error) }))
      .finally(() => {
        if (timer) timer = setTimeout(tick, WAKE_EVERY_MS)
      })
  }

  return {
    table,
    addressHash: secret.addressHash,
    addressKeys: secret.addressKeys,
    shops,
    handlers: makeHandlers({
      ...{ table, shops, secret, now, log, busyFor, listed, eraseMails },
      onSesEvent: sesEvents.add,
    }),
    async start() {
      await endClaimsOfEarlierOwners()
      const left = pending.reactions()
      takeUpPending()
      timer = setTimeout(tick, 0)
      rulesChange = followRulesChange(left, {
        ...{ table, now, log, reactToFacts, react },
        isBusy: () => reactions.size() + sends.size() > LITTLE_WAITING,
      })
    },
    figures: () => ({
      accepted: tallies.accepted.counts(),
      decided: tallies.decided.counts(),
      sent: tallies.sent.counts(),
      sesEvents: sesEvents.counts(),
      queues: { reactions: reactions.size(), sends: sends.size() },
    }),
    async idle() {
      do {
        await reactions.idle()
        await sends.idle()
      } while (reactions.size() + sends.size() > 0)
    },
    async stop() {
      clearTimeout(timer)
      timer = undefined
      await waking
      await rulesChange?.stop()
      await Promise.all([reactions.stop(), sends.stop()])
    },
  }
}

/** @example factKind('order#A-1001') // 'order' */
const factKind = (sk: string): string => sk.split('#', 1)[0] ?? sk

/** Neither a customer's partition nor one of addresses, paces and the like, but a shop's own. */
const isOfShop = (pk: string): boolean => !pk.startsWith('~') && !parseCustomerKey(pk)
