/** Facts and settings as tests state them: all that is usual is left out. */
import type { Campaign } from '../../functions/domain/campaign.ts'
import type { ConsentFact } from '../../functions/domain/consent.ts'
import { type CustomerFacts, unknownCustomer } from '../../functions/domain/customer.ts'
import { NOTHING_DECLARED } from '../../functions/domain/declarations.ts'
import type { Message, MessageStatus } from '../../functions/domain/message.ts'
import type { Order, Refund } from '../../functions/domain/order.ts'
import { defaultPolicy, type Policy, type Settings } from '../../functions/domain/policy.ts'
import type { ShopModel } from '../../functions/domain/shop-model.ts'
import { DAY_MS, HOUR_MS, type Instant } from '../../functions/domain/time.ts'

/** Thursday 1 January 2026, noon in Europe/London: day, and no clock changes for months. */
export const NOON: Instant = Date.UTC(2026, 0, 1, 12)

export const days = (count: number): number => count * DAY_MS
export const hours = (count: number): number => count * HOUR_MS

export const order = (
  orderId: string,
  paidAt: Instant,
  { grossMinor = 1_000, ...rest }: Partial<Order> = {},
): Order => ({
  orderId,
  paidAt,
  updatedAt: paidAt,
  currency: 'EUR',
  grossMinor,
  contentHash: `${orderId}/${paidAt}/${grossMinor}`,
  ...rest,
})

export const refund = (
  orderId: string,
  at: Instant,
  { refundId = `refund of ${orderId} at ${at}`, minor = 1_000, ...rest }: Partial<Refund> = {},
): Refund => ({ refundId, orderId, at, currency: 'EUR', minor, ...rest })

export const consent = (at: Instant, rest: Partial<ConsentFact> = {}): ConsentFact => ({
  purpose: 'marketing',
  act: 'granted',
  at,
  source: 'checkout',
  ...rest,
})

/** Someone in London who reads English and agreed to marketing long ago. */
export const customer = (facts: Partial<CustomerFacts> = {}): CustomerFacts => ({
  ...unknownCustomer('acme', 'c-1'),
  profile: {
    email: 'c-1@example.org',
    locale: 'en',
    zone: 'Europe/London',
    country: 'GB',
    updatedAt: 0,
  },
  consents: [consent(0)],
  ...facts,
})

export const policy = (changes: Partial<Policy> = {}): Policy => ({
  ...defaultPolicy('EUR'),
  ...changes,
})

/** A win-back: one step, at once, never again. */
export type UsableModel = Extract<ShopModel, { readonly params: unknown }>

/** Learned from many customers who buy about once in six weeks. */
export const shopModel = (changes: Partial<UsableModel> = {}): UsableModel => ({
  version: 1,
  from: 0,
  fittedAt: 0,
  customers: 1_240,
  reasons: [],
  verdict: 'fitted',
  params: { r: 0.525, alpha: 43.3, a: 0.891, b: 1.614 },
  spend: { p: 6.25, q: 3.74, gamma: 1_544 },
  spendReasons: [],
  quintiles: {
    recencyDays: [10, 30, 60, 120],
    purchases: [1, 1, 1, 3],
    monetaryMinor: [1_000, 2_000, 4_000, 9_000],
  },
  ...changes,
})

/** The same without a forecast. */
export const unusableModel = (changes: Partial<UsableModel> = {}): ShopModel => {
  const { params: _, ...rest } = shopModel({ reasons: ['nobody-leaves'], ...changes })
  return { ...rest, verdict: 'unusable' }
}

export const campaign = (changes: Partial<Campaign> = {}): Campaign => ({
  id: 'win-back',
  version: 1,
  contentHash: 'h',
  kind: 'marketing',
  start: { kind: 'class-entered', class: 'dormant' },
  endsOnPurchase: false,
  activeFrom: 0,
  priority: 50,
  paused: false,
  steps: [{ id: 'picks', template: 'picks', afterMs: 0 }],
  locales: { picks: ['en'] },
  ...changes,
})

/** Open since 1970, nothing running. */
export const settings = (changes: Partial<Settings> = {}): Settings => ({
  version: 1,
  shop: {
    id: 'acme',
    name: 'Acme',
    zone: 'Europe/London',
    postalAddress: '1 High Street',
    from: { name: 'Acme', address: 'hello@acme.example' },
    openedAt: 0,
  },
  policy: policy(),
  campaigns: [campaign()],
  declarations: NOTHING_DECLARED,
  openImports: [],
  intakeDays: [],
  pauses: [],
  models: [],
  needsDomainCheck: false,
  ...changes,
})

/** The first step of the first win-back. */
export const message = (status: MessageStatus, changes: Partial<Message> = {}): Message =>
  ({
    campaign: 'win-back',
    n: 1,
    step: 'picks',
    template: 'picks',
    marketing: true,
    dueAt: NOON,
    putOff: false,
    attempt: 0,
    ...changes,
    ...status,
  }) as Message
