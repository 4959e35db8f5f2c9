/**
 * A shop over a table for whose customers decisions are made, with a clock and settings to change.
 */
import type { ConsentFact } from '../../functions/domain/consent.ts'
import type { Profile } from '../../functions/domain/customer.ts'
import type { Order, Refund } from '../../functions/domain/order.ts'
import type { Settings } from '../../functions/domain/policy.ts'
import type { Instant } from '../../functions/domain/time.ts'
import {
  type ReactionPorts,
  reactToCustomer,
} from '../../functions/pipeline/reactions/react-to-customer.ts'
import { type LoadedCustomer, loadCustomer } from '../../functions/store/customers.ts'
import {
  type CustomerKey,
  consentSort,
  customerKey,
  orderSort,
  PROFILE,
  refundSort,
} from '../../functions/store/keys.ts'
import type { Row, RowKey, Table } from '../../functions/store/table.ts'
import { campaign, consent, NOON, policy, settings } from './given.ts'

/** Mails everyone at once on their first purchase, in English, at any hour. */
export const welcome = campaign({
  id: 'welcome',
  start: { kind: 'class-entered', class: 'first-time' },
  steps: [{ id: 'hello', template: 'hello', afterMs: 0 }],
  locales: { hello: ['en'] },
})

export const WELCOME_SORT = 'message#welcome#1#hello'

type RecordedFacts = {
  readonly orders?: readonly Order[]
  readonly refunds?: readonly Refund[]
  readonly consents?: readonly ConsentFact[]
  readonly profile?: Partial<Profile> & { readonly addressHash?: string }
}

export type DecidedShop = {
  readonly clock: { now: Instant }
  /** What is in force; assign to change it. */
  readonly inForce: { settings: Settings }
  readonly ports: ReactionPorts
  /** What only a newer build understands, as it was reported. */
  readonly notUnderstood: readonly string[]
  readonly record: (customer: string, facts: RecordedFacts) => Promise<void>
  /** Someone with an address who agreed to marketing. */
  readonly recordConsenting: (customer: string, facts?: RecordedFacts) => Promise<void>
  readonly react: (customer: string, table?: Table) => ReturnType<typeof reactToCustomer>
  readonly load: (customer: string) => Promise<LoadedCustomer>
  readonly row: (customer: string, sk: string) => Promise<Row | undefined>
  /** Has the welcome, which must be due, accepted at noon. */
  readonly acceptWelcome: (customer: string) => Promise<void>
}

export const keyOf = (customer: string): CustomerKey => customerKey('acme', customer)

export const messageKey = (customer: string, sk = WELCOME_SORT): RowKey => ({
  pk: keyOf(customer),
  sk,
})

/** @example const shop = decidedShop(table, { campaigns: [welcome] }) */
export function decidedShop(table: Table, changes: Partial<Settings> = {}): DecidedShop {
  const clock = { now: NOON }
  const notUnderstood: string[] = []
  const inForce = {
    settings: settings({
      policy: policy({ quietHours: null }),
      campaigns: [welcome],
      ...changes,
    }),
  }
  const ports: ReactionPorts = {
    table,
    settings: async (id) => (id === 'acme' ? inForce.settings : undefined),
    now: () => clock.now,
    onNotUnderstood: (_customer, what) => notUnderstood.push(...what),
  }
  async function record(customer: string, facts: RecordedFacts): Promise<void> {
    const pk = keyOf(customer)
    const { orders = [], refunds = [], consents = [], profile } = facts
    const rows: Row[] = [
      ...orders.map(({ orderId, ...order }) => ({ pk, sk: orderSort(orderId), ...order })),
      ...refunds.map(({ refundId, ...refund }) => ({ pk, sk: refundSort(refundId), ...refund })),
      ...consents.map((fact) => ({ pk, sk: consentSort(fact), ...fact })),
      ...(profile ? [{ pk, sk: PROFILE, updatedAt: 0, ...profile }] : []),
    ]
    await table.write(rows.map((put) => ({ put })))
  }
  async function acceptWelcome(customer: string): Promise<void> {
    const due = await table.get(messageKey(customer))
    if (due?.status !== 'due') throw new Error(`the welcome is ${due?.status}`)
    const accepted = { status: 'accepted', attempt: 1, acceptedAt: NOON, mailerMessageId: 'm' }
    await table.write([{ put: { ...due, ...accepted } }])
  }
  return {
    notUnderstood,
    clock,
    inForce,
    ports,
    record,
    recordConsenting: (customer, facts = {}) =>
      record(customer, {
        profile: {
          email: `${customer}@example.org`,
          locale: 'en',
          country: 'GB',
          addressHash: `hash of ${customer}@example.org`,
        },
        consents: [consent(0)],
        ...facts,
      }),
    react: (customer, through = table) =>
      reactToCustomer(keyOf(customer), { ...ports, table: through }),
    load: (customer) => loadCustomer(table, keyOf(customer)),
    row: (customer, sk) => table.get({ pk: keyOf(customer), sk }),
    acceptWelcome,
  }
}
