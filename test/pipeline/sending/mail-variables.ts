/** What a mail to a frequent customer may say. */

import { DEFAULT_BRAND } from '../../../functions/domain/brand.ts'
import { NO_EVENT } from '../../../functions/domain/context-variables.ts'
import { type MailVariables, NO_VALUE } from '../../../functions/domain/mail-variables.ts'

export const variables: MailVariables = {
  customer: { id: 'c-1', name: 'Robin', firstName: 'Robin' },
  shop: {
    name: 'Example Goods',
    url: 'https://shop.example/',
    postalAddress: '12 Example Street',
    email: 'hello@shop.example',
    currency: 'EUR',
  },
  brand: DEFAULT_BRAND,
  content: { link: 'https://shop.example/new', items: [{ title: 'Tote' }] },
  unsubscribeUrl: 'https://mail.shop.example/u/1',
  preferencesUrl: 'https://mail.shop.example/p/1',
  confirmUrl: '',
  lifecycle: { class: 'frequent', purchases: 4, lastPurchaseAt: '2026-03-14T10:20:00Z' },
  event: NO_EVENT,
  attributes: {},
  recommendations: [],
  value: NO_VALUE,
  zone: 'UTC',
  locale: 'en',
}
