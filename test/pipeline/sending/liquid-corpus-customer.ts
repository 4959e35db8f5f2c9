/** The customer for whom the corpus of snippets is rendered: in Shanghai, with a name to escape. */

import { DEFAULT_BRAND } from '../../../functions/domain/brand.ts'
import { NO_EVENT } from '../../../functions/domain/context-variables.ts'
import { type MailVariables, NO_VALUE } from '../../../functions/domain/mail-variables.ts'

export const corpusVariables = (locale: string): MailVariables => ({
  customer: { id: 'c-1', name: "Ann O'Brien <b>", firstName: 'Ann' },
  shop: {
    name: 'Tea & Söhne',
    url: 'https://shop.example/',
    postalAddress: '1 Example Street',
    email: 'hello@shop.example',
    currency: 'EUR',
  },
  brand: DEFAULT_BRAND,
  content: {
    items: [
      { title: 'Mug & lid', price: 1600, soldOut: false },
      { title: 'Caddy', price: 1350, soldOut: true },
    ],
    tags: ['new', '<i>'],
    note: "It's\nready",
    gift: { amountMinor: 1500, currency: 'JPY' },
  },
  unsubscribeUrl: 'https://mail.shop.example/u/1',
  preferencesUrl: 'https://mail.shop.example/p/1',
  confirmUrl: '',
  // In Shanghai it was 1 March, half past midnight.
  lifecycle: { class: 'frequent', purchases: 4, lastPurchaseAt: '2026-02-28T16:30:00.000Z' },
  value: { ...NO_VALUE, known: true, chance: 0.29, lifetimeValueMinor: 129_000 },
  event: NO_EVENT,
  attributes: {},
  recommendations: [],
  zone: 'Asia/Shanghai',
  locale,
})
