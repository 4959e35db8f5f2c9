/** What the API's description shows as examples; tests hold them to the schemas. */

export const PURCHASE = {
  orderId: 'A-1001',
  customer: {
    id: 'c-17',
    email: 'lin@example.com',
    name: 'Lin',
    locale: 'zh-CN',
    zone: 'Asia/Shanghai',
    country: 'CN',
  },
  paidAt: '2026-01-31T12:00:00+08:00',
  currency: 'EUR',
  grossMinor: 2490,
  lines: [{ sku: 'tea-7', title: 'Green tea', quantity: 2, unitMinor: 1245 }],
}

export const GUEST = {
  orderId: 'A-1002',
  customer: { email: 'guest@example.com' },
  paidAt: '2026-01-31T12:01:00Z',
  currency: 'EUR',
  grossMinor: 990,
}

export const REFUND = {
  refundId: 'R-7',
  orderId: 'A-1001',
  customer: { id: 'c-17' },
  at: '2026-02-03T09:30:00Z',
  currency: 'EUR',
  minor: 1245,
}

export const UPDATE = {
  email: 'lin@example.com',
  name: 'Lin',
  locale: 'zh-CN',
  zone: 'Asia/Shanghai',
  updatedAt: '2026-02-01T08:00:00Z',
  attributes: { birthday: '05-17', tier: 'gold' },
  consents: [
    {
      purpose: 'marketing',
      act: 'granted',
      at: '2026-02-01T08:00:00Z',
      source: 'form',
      basis: 'double-opt-in',
      wording: 'Send me news and offers',
    },
  ],
}

export const CUSTOMER = {
  customer: 'c-17',
  formerIds: [],
  profile: { email: 'lin@example.com', name: 'Lin', updatedAt: '2026-02-01T08:00:00.000Z' },
  class: 'first-time',
  since: '2026-01-31T04:00:00.000Z',
  nextChangeAt: '2026-05-01T04:00:00.000Z',
  atRiskAt: '2026-04-04T04:00:00.000Z',
  wakeAt: '2026-02-03T04:00:00.000Z',
  reason: {
    purchases: 1,
    purchasesInWindow: 1,
    windowDays: 90,
    dormantAfterDays: 90,
    threshold: { kind: 'policy' },
    lastPurchaseAt: '2026-01-31T04:00:00.000Z',
  },
  rfm: {
    firstPurchaseAt: '2026-01-31T04:00:00.000Z',
    lastPurchaseAt: '2026-01-31T04:00:00.000Z',
    purchases: 1,
    purchasesInWindow: 1,
    monetaryMinor: 2490,
    otherCurrencies: {},
    currency: 'EUR',
  },
  value: {
    model: {
      version: 3,
      fittedAt: '2026-01-25T02:00:00.000Z',
      customers: 1240,
      verdict: 'fitted',
      reasons: [],
      spendReasons: [],
    },
    buyAgain: {
      chance: 0.2784,
      withinDays: 90,
      modelVersion: 3,
      course: {
        purchaseDays: 1,
        firstPurchaseAt: '2026-01-31T04:00:00.000Z',
        lastPurchaseAt: '2026-01-31T04:00:00.000Z',
        afterPurchase: 0.2872,
        limitDays: 90,
        atLimit: 0.1189,
        dormantAt: null,
        fixedDays: 90,
        atFixedDays: 0.1189,
      },
    },
    scores: { recency: 5, frequency: 1, monetary: 3 },
    forecast: {
      horizonDays: 365,
      expectedPurchases: 1.2,
      nextPurchaseAt: '2026-04-18T09:00:00.000Z',
      expectedSpendMinor: 2610,
      lifetimeValueMinor: 2980,
      currency: 'EUR',
    },
    unforeseen: null,
  },
  consent: { marketing: 'unknown', marketingByLaw: 'unknown' },
  mailable: { marketing: false, because: ['no-consent', 'hold'] },
  consents: [],
  consentsElsewhere: [],
  holds: [{ holdId: 'case-42', reason: 'support-complaint', at: '2026-02-10T09:00:00.000Z' }],
  preferences: null,
  attributes: { birthday: { value: '05-17', since: '2026-02-01T08:00:00.000Z' } },
  events: [
    {
      eventId: 'delivered-A-1001',
      name: 'delivered',
      at: '2026-02-04T15:00:00.000Z',
      orderId: 'A-1001',
      properties: {},
    },
  ],
  journeys: [
    {
      campaign: 'first-time',
      n: 1,
      startedAt: '2026-01-31T04:00:00.000Z',
      start: { kind: 'class-entered', class: 'first-time', since: '2026-01-31T04:00:00.000Z' },
    },
  ],
  messages: [],
}
