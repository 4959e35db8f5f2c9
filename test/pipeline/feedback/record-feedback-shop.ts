/** A stored shop whose mails were handed over, and its carrier, which reports events. */

import { type Consent, type ConsentFact, consentAt } from '../../../functions/domain/consent.ts'
import type { DeliveryEvent } from '../../../functions/domain/feedback/delivery-event.ts'
import type { Message, MessageStatus } from '../../../functions/domain/message.ts'
import type { Policy, ProviderPause } from '../../../functions/domain/policy.ts'
import { type Provider, providerOf } from '../../../functions/domain/provider.ts'
import type { Instant } from '../../../functions/domain/time.ts'
import { dayOf } from '../../../functions/domain/time.ts'
import { withAddress } from '../../../functions/pipeline/decisions/decide-customer.ts'
import {
  type FeedbackOutcome,
  recordFeedback,
} from '../../../functions/pipeline/feedback/record-feedback.ts'
import type {
  FeedbackPorts,
  ReportedEvent,
} from '../../../functions/pipeline/feedback/reported-event.ts'
import { reactToCustomer } from '../../../functions/pipeline/reactions/react-to-customer.ts'
import type { Mailer } from '../../../functions/pipeline/sending/mailer.ts'
import { sendMessage } from '../../../functions/pipeline/sending/send-message.ts'
import { loadAddress } from '../../../functions/store/addresses.ts'
import {
  type LoadedCustomer,
  loadCustomer,
  putMessage,
} from '../../../functions/store/customers.ts'
import { consentSort, customerKey, orderSort, PROFILE } from '../../../functions/store/keys.ts'
import { changeShopPace } from '../../../functions/store/pace.ts'
import { addShop, campaignRow, changeShop, loadShop } from '../../../functions/store/shops.ts'
import type { Row, Table } from '../../../functions/store/table.ts'
import { secret } from '../../support/api-shop.ts'
import { type DecidedShop, welcome } from '../../support/decided-shop.ts'
import { fakeMailer, portsOf } from '../../support/due-welcome.ts'
import { campaign, consent, message, NOON, order, policy, settings } from '../../support/given.ts'
import { understandsAll } from '../../support/understands-all.ts'

export const SHOP = 'acme'
export const WELCOME = 'welcome#1#hello'
export const RECEIPT = 'receipt#1#thanks'
export const HANDED_OVER: MessageStatus = {
  status: 'accepted',
  locale: 'en',
  acceptedAt: NOON,
  mailerMessageId: 'ses-1',
}

/** Service mail: it goes where marketing must not. */
const receipt = campaign({
  id: 'receipt',
  kind: 'service',
  start: { kind: 'purchase' },
  steps: [{ id: 'thanks', template: 'thanks', afterMs: 0 }],
  locales: { thanks: ['en'] },
})

type Without<E, K extends PropertyKey> = E extends unknown ? Omit<E, K> : never
export type Happening = Without<DeliveryEvent, 'messageId' | 'mailerMessageId' | 'at'>

/** What is reported, for which mail, and when; the customer's welcome by default. */
export type Tale = {
  readonly customer: string
  readonly name?: string
  readonly shop?: string
  readonly happening: Happening
  readonly at?: Instant
  readonly recipients?: readonly string[]
}

/** A message of the campaign "welcome" that was handed over once, unless it says otherwise. */
export type Mail = Partial<Pick<Message, 'step' | 'attempt' | 'provider'>> & {
  readonly status?: MessageStatus
  readonly email?: string
}

export type MailedShop = {
  readonly table: Table
  readonly clock: { now: Instant }
  readonly ports: FeedbackPorts
  /** Each reported pause. */
  readonly paused: ProviderPause[]
  /** A customer who agreed to marketing and has just bought for the first time. */
  readonly buys: (customer: string, email?: string) => Promise<void>
  /** One of their messages as stored, without a decision. */
  readonly has: (customer: string, mail?: Mail) => Promise<void>
  /** The outcome for their message: the welcome, unless another is named. */
  readonly send: (customer: string, name?: string, mailer?: Mailer) => Promise<string>
  readonly report: (tale: Tale, through?: Partial<FeedbackPorts>) => Promise<FeedbackOutcome>
  readonly record: (event: ReportedEvent) => Promise<FeedbackOutcome>
  readonly message: (customer: string, name?: string) => Promise<Message>
  readonly agrees: (customer: string, fact: ConsentFact) => Promise<unknown>
  /** What their own acts on marketing come to. */
  readonly marketingOf: (customer: string, at: Instant) => Promise<Consent>
  readonly load: (customer: string) => Promise<LoadedCustomer>
  readonly address: (email: string) => ReturnType<typeof loadAddress>
  /** So many mails were handed over for a provider on the clock's day. */
  readonly sent: (provider: Provider, mails: number, at?: Instant) => Promise<void>
}

/** Limits so low that the first delivery failure pauses the provider. */
export const WARY = {
  pauseAt: {
    bounceShare: 0.01,
    complaintShare: 0.01,
    withinDays: 7,
    leastSent: 1,
    leastEvents: 1,
  },
}

const AGREED = consent(0, { basis: 'explicit' })

export const emailOf = (customer: string): string => `${customer}@example.org`
export const hashOf = secret.addressHash

/** @example const shop = await mailedShop(table); await shop.has('ann') */
export async function mailedShop(table: Table, changes: Partial<Policy> = {}): Promise<MailedShop> {
  const clock = { now: NOON }
  const paused: ProviderPause[] = []
  const emails = new Map<string, string>()
  const ports: FeedbackPorts = {
    table,
    settings: async (shop) => (await loadShop(table, shop))?.settings,
    now: () => clock.now,
    addressHash: hashOf,
    onPaused: (_shop, pause) => paused.push(pause),
  }
  await addShop(table, settings().shop, policy({ quietHours: null, ...changes }))
  await changeShop(table, SHOP, () => ({
    rows: [welcome, receipt].map((one) => campaignRow(SHOP, one, {})),
  }))
  const keyOf = (customer: string) => customerKey(SHOP, customer)

  const emailKnown = (customer: string) => emails.get(customer) ?? emailOf(customer)
  async function known(customer: string, email = emailKnown(customer)) {
    emails.set(customer, email)
    const pk = keyOf(customer)
    const profile = { email, addressHash: hashOf(email), locale: 'en', country: 'GB', updatedAt: 0 }
    await table.write([
      { put: { pk, sk: PROFILE, ...profile } },
      { put: { pk, sk: consentSort(AGREED), ...AGREED } },
    ])
  }
  return {
    table,
    clock,
    ports,
    paused,
    async buys(customer, email) {
      await known(customer, email)
      const { orderId, ...bought } = order('o-1', clock.now)
      await table.write([{ put: { pk: keyOf(customer), sk: orderSort(orderId), ...bought } }])
      await reactToCustomer(keyOf(customer), { ...ports, ...understandsAll })
    },
    async has(customer, { status = HANDED_OVER, email, ...more } = {}) {
      await known(customer, email)
      const about = { campaign: 'welcome', step: 'hello', template: 'hello', attempt: 1 }
      const provider = providerOf(emailKnown(customer))
      const after = message(status, { ...about, provider, ...more })
      await table.write([putMessage(keyOf(customer), { after })])
    },
    async send(customer, name = WELCOME, mailer = fakeMailer().mailer) {
      const delivery = await sendMessage(
        { pk: keyOf(customer), sk: `message#${name}` },
        portsOf({ ports } as unknown as DecidedShop, mailer),
      )
      return delivery.outcome === 'not-sent' ? delivery.why : delivery.outcome
    },
    report({ customer, name = WELCOME, shop = SHOP, happening, at = NOON, recipients }, through) {
      const to = recipients ?? [emailKnown(customer)]
      const messageId = `${customerKey(shop, customer)}/${name}`
      const event = { messageId, mailerMessageId: 'ses-1', at, ...happening } as DeliveryEvent
      // Nothing is reported before it happens.
      const now = () => Math.max(clock.now, at)
      return recordFeedback({ event, recipients: to }, { ...ports, now, ...through })
    },
    record: (event) => recordFeedback(event, ports),
    agrees: (customer, fact) =>
      table.write([{ put: { pk: keyOf(customer), sk: consentSort(fact), ...fact } }]),
    marketingOf: async (customer, at) =>
      consentAt((await loadCustomer(table, keyOf(customer))).facts.consents, 'marketing', at),
    async message(customer, name = WELCOME) {
      return (await table.get({ pk: keyOf(customer), sk: `message#${name}` })) as unknown as Message
    },
    load: async (customer) => withAddress(table, await loadCustomer(table, keyOf(customer))),
    address: (email) => loadAddress(table, SHOP, hashOf(email)),
    async sent(provider, mails, at = clock.now) {
      await changeShopPace(ports, SHOP, ({ providers, ...pace }) => {
        const before = providers[provider] ?? { since: dayOf(at), days: {} }
        const daysNow = { ...before.days, [dayOf(at)]: mails }
        return { ...pace, providers: { ...providers, [provider]: { ...before, days: daysNow } } }
      })
    },
  }
}

/** Every row there is, in the order of their keys. */
export async function everyRow(table: Table): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const prefix of [SHOP, '~']) for await (const row of table.scan(prefix)) rows.push(row)
  return rows.sort((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1))
}

export async function wipe(table: Table): Promise<void> {
  const rows = await everyRow(table)
  await table.write(rows.map(({ pk, sk }) => ({ remove: { pk, sk } })))
}
