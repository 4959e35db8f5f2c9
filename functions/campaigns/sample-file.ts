/** sample.json: the customer and shop used to check and preview a campaign's mails. */

import * as z from 'zod/mini'
import { DEFAULT_BRAND } from '../domain/brand.ts'
import { NO_EVENT } from '../domain/context-variables.ts'
import { firstNameOf } from '../domain/first-name.ts'
import { isZone } from '../domain/hours.ts'
import { LIFECYCLE_CLASSES } from '../domain/lifecycle-class.ts'
import { looksLikeName } from '../domain/looks-like-name.ts'
import type { MailVariables } from '../domain/mail-variables.ts'
import type { ShownProduct } from '../domain/recommend/product.ts'
import { MOST_RECOMMENDED } from '../domain/recommend/recommend.ts'
import { SCORES } from '../domain/rfm-scores.ts'
import { Locale } from './file-values.ts'
import { message } from './schema-messages.ts'

const https = z.url({ protocol: /^https?$/ })

const Currency = z.string().check(z.regex(/^[A-Z]{3}$/, message('an ISO 4217 code such as EUR')))

const Score = z.exactOptional(z.literal(SCORES))

const SampleValues = z.strictObject({
  customer: z.exactOptional(
    z.strictObject({ id: z.exactOptional(z.string()), name: z.exactOptional(z.string()) }),
  ),
  shop: z.exactOptional(
    z.strictObject({
      name: z.exactOptional(z.string()),
      url: z.exactOptional(https),
      postalAddress: z.exactOptional(z.string()),
      email: z.exactOptional(z.email()),
      currency: z.exactOptional(Currency),
    }),
  ),
  unsubscribeUrl: z.exactOptional(https),
  preferencesUrl: z.exactOptional(https),
  confirmUrl: z.exactOptional(https),
  recommendations: z.exactOptional(
    z
      .array(
        z.strictObject({
          title: z.string().check(z.minLength(1)),
          url: https,
          imageUrl: https,
          price: z._default(z.string(), ''),
          regularPrice: z._default(z.string(), ''),
        }),
      )
      .check(z.maxLength(MOST_RECOMMENDED)),
  ),
  zone: z.exactOptional(z.string().check(z.refine(isZone, message('not-a-time-zone')))),
  lifecycle: z.exactOptional(
    z.strictObject({
      class: z.exactOptional(z.enum(LIFECYCLE_CLASSES)),
      purchases: z.exactOptional(z.int().check(z.nonnegative())),
      lastPurchaseAt: z.exactOptional(z.iso.datetime({ offset: true })),
    }),
  ),
  value: z.exactOptional(
    z.strictObject({
      recencyScore: Score,
      frequencyScore: Score,
      monetaryScore: Score,
      chance: z.exactOptional(z.number().check(z.gte(0), z.lte(1))),
      expectedPurchases: z.exactOptional(z.number().check(z.nonnegative())),
      nextPurchaseAt: z.exactOptional(z.iso.datetime({ offset: true })),
      lifetimeValueMinor: z.exactOptional(z.int().check(z.nonnegative())),
    }),
  ),
})

/** Allows only variables that mails have; `byLocale` replaces values in one language. */
export const SampleFile = z.extend(SampleValues, {
  byLocale: z.exactOptional(z.record(Locale, SampleValues)),
})
export type SampleFile = z.infer<typeof SampleFile>

/** The variables of a sample mail in one language; defaults fill in what the sample leaves out. */
export function sampleVariables(
  sample: SampleFile,
  locale: string,
  { content = {}, brand = DEFAULT_BRAND }: Partial<Pick<MailVariables, 'content' | 'brand'>>,
  context: ContextSample = NO_CONTEXT,
): MailVariables {
  const local = sample.byLocale?.[locale]
  const customer = { ...SAMPLE_CUSTOMER, ...sample.customer, ...local?.customer }
  const name = looksLikeName(customer.name)
  const addressOf = (name: 'unsubscribeUrl' | 'preferencesUrl' | 'confirmUrl') =>
    local?.[name] ?? sample[name]
  return {
    customer: { ...customer, name, firstName: firstNameOf(name, locale) },
    shop: {
      name: 'Tea & Söhne',
      url: 'https://shop.example/',
      postalAddress: '1 Sample Street',
      email: 'hello@shop.example',
      currency: 'EUR',
      ...sample.shop,
      ...local?.shop,
    },
    brand,
    content,
    unsubscribeUrl: addressOf('unsubscribeUrl') ?? 'https://shop.example/unsubscribe',
    preferencesUrl: addressOf('preferencesUrl') ?? 'https://shop.example/preferences',
    // Publishing refuses a mail that uses it unless it asks for confirmation.
    confirmUrl: addressOf('confirmUrl') ?? 'https://shop.example/confirm',
    lifecycle: {
      class: 'active',
      purchases: 2,
      lastPurchaseAt: '2026-01-01T00:00:00Z',
      ...sample.lifecycle,
      ...local?.lifecycle,
    },
    value: { ...SAMPLE_VALUE, ...sample.value, ...local?.value },
    recommendations: local?.recommendations ?? sample.recommendations ?? [SAMPLE_PRODUCT],
    ...context,
    zone: local?.zone ?? sample.zone ?? 'UTC',
    locale,
  }
}

/** What started the sample's journey, and the attributes that the shop declares. */
export type ContextSample = Pick<MailVariables, 'order' | 'event' | 'coupon' | 'attributes'>
const NO_CONTEXT: ContextSample = { event: NO_EVENT, attributes: {} }

/** Names that reveal in a preview where they are escaped twice or not at all. */
const SAMPLE_CUSTOMER = { id: 'sample', name: "Ann O'Brien" }

const SAMPLE_VALUE: MailVariables['value'] = {
  known: true,
  recencyScore: 3,
  frequencyScore: 3,
  monetaryScore: 3,
  chance: 0.6,
  expectedPurchases: 1.5,
  nextPurchaseAt: '2026-03-01T00:00:00Z',
  lifetimeValueMinor: 5_000,
}

export const SAMPLE_PRODUCT: ShownProduct = {
  title: 'Sample cup & saucer',
  url: 'https://shop.example/p/sample',
  imageUrl: 'https://shop.example/p/sample.jpg',
  price: '€12.50',
  regularPrice: '€15.00',
}
