/** What the requests of the golden file post, with fields changed. */
import { mailTagsOf } from '../../../functions/domain/message-ref.ts'
import { DAY_MS, HOUR_MS, isoInstant } from '../../../functions/domain/time.ts'
import { NOW } from '../../support/api-shop.ts'

export const SHOP = '/v1/shops/tea'
export const iso = (ago: number): string => isoInstant(NOW - ago)
export const purchase = (fields: object = {}) => ({
  orderId: 'A-1',
  customer: {
    id: 'c/17',
    email: 'lin@example.com',
    name: 'Lin',
    locale: 'en',
    zone: 'Europe/London',
    country: 'GB',
  },
  paidAt: iso(DAY_MS),
  currency: 'EUR',
  grossMinor: 2490,
  lines: [{ sku: 'tea-7', title: 'Green tea', quantity: 2, unitMinor: 1245 }],
  ...fields,
})
export const granted = {
  purpose: 'marketing',
  act: 'granted',
  at: iso(2 * DAY_MS),
  source: 'checkout',
  basis: 'explicit',
  wording: 'Yes, write to me',
  evidence: 'form 7',
}
export const refund = (fields: object = {}) => ({
  refundId: 'R-1',
  orderId: 'A-1',
  customer: { id: 'c/17' },
  at: iso(HOUR_MS),
  currency: 'EUR',
  minor: 490,
  ...fields,
})
export const product = (fields: object = {}) => ({
  available: true,
  updatedAt: iso(DAY_MS),
  locales: {
    en: {
      title: 'Green tea',
      url: 'https://tea.example.com/p/7',
      imageUrl: 'https://tea.example.com/p/7.jpg',
      priceMinor: 1245,
      currency: 'EUR',
    },
  },
  ...fields,
})
export const sesEvent = (
  type: string,
  eventType: string,
  more: object,
  name = 'welcome#1#hello',
) => {
  const [campaign = '', , step = ''] = name.split('#')
  const tagged = { messageId: `tea/c%2F17/${name}`, shop: 'tea', campaign, step }
  const tags = Object.fromEntries(mailTagsOf(tagged).map(({ Name, Value }) => [Name, [Value]]))
  const mail = {
    timestamp: iso(0),
    messageId: 'ses-1',
    destination: ['lin@example.com'],
    tags,
  }
  return { source: 'aws.ses', 'detail-type': type, detail: { eventType, mail, ...more } }
}
export const bounce = {
  bounceType: 'Permanent',
  bounceSubType: 'NoEmail',
  timestamp: isoInstant(NOW + HOUR_MS),
  bouncedRecipients: [
    {
      emailAddress: 'lin@example.com',
      action: 'failed',
      status: '5.1.1',
      diagnosticCode: 'smtp; 550 5.1.1 user unknown',
    },
  ],
}

export const lin = `${SHOP}/customers/c%2F17`
export const hold = { reason: 'chargeback', at: iso(HOUR_MS) }
export const choice = {
  version: '0',
  'marketing-shown': 'on',
  marketing: 'on',
  often: 'monthly',
  'campaign-shown': 'care',
  locale: 'zh-CN',
}
export const confirming = { use: 'confirm', campaign: 'sign-up', n: 1, step: 'ask' } as const
