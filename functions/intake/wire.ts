/**
 * What shops send, as schemas. The OpenAPI document is generated from these, so every limit is
 * stated here and in the parts only, in words where JSON Schema cannot express it.
 */
import * as z from 'zod/mini'
import {
  CONSENT_ACTS,
  CONSENT_BASES,
  CONSENT_PURPOSES,
  SHOP_CONSENT_SOURCES,
} from '../domain/consent.ts'
import { HOLD_REASONS } from '../domain/customer.ts'
import { isPlaceholderId } from '../domain/placeholder.ts'
import {
  anyInstantText,
  Currency,
  described,
  FactId,
  Id,
  InstantText,
  isZone,
  Minor,
  minorFrom,
  optionalId,
  optionalText,
  PostedCountry,
  PostedEmail,
  PostedLocale,
  say,
  Text,
} from './wire-parts.ts'

export const MOST_PURCHASES = 500
export const MOST_ORDER_LINES = 200

const profileFields = {
  email: optionalText(PostedEmail),
  name: say(optionalText(Text(200)), 'As the customer wants to be addressed in a mail.'),
  locale: say(
    optionalText(PostedLocale),
    'A language tag of BCP 47, such as zh-CN; zh_CN is the same.',
  ),
  zone: say(
    optionalText(
      Text(64).check(z.refine(isZone, 'must be a time zone (IANA), such as Asia/Shanghai')),
    ),
    'An IANA time zone, such as Asia/Shanghai, in which quiet hours are observed.',
  ),
  country: say(
    optionalText(PostedCountry),
    'ISO 3166-1 alpha-2, such as GB; three letters (GBR) and names (Germany, United States (US)) are read as that code. "ZZ" is a country that was stated and not understood, as GET of the customer then shows it: the strictest rule applies, and no marketing is sent unless the policy states a mark for ZZ.',
  ),
}

const PostedConsent = z
  .strictObject({
    purpose: say(
      z.enum(CONSENT_PURPOSES),
      '"marketing": to receive mail other than what an order requires. "tracking": to have opens and clicks counted. "profiling": to be offered products chosen by past purchases; customers who withdrew it are offered best sellers instead.',
    ),
    act: z.enum(CONSENT_ACTS),
    at: InstantText,
    source: say(
      z.enum(SHOP_CONSENT_SOURCES),
      'The first three are acts of the customer\'s own; "unsubscribe" is one on the shop\'s own page. A grant from "sync" or "import" overrides no withdrawal.',
    ),
    basis: say(
      z.exactOptional(z.enum(CONSENT_BASES)),
      'What a grant is based on. "explicit": the customer opted in, for example by ticking a box. "double-opt-in": and confirmed it through a link mailed to the address. "soft-opt-in": they bought, were informed that they may object, and did not (directive 2002/58/EC, article 13(2)). The default is "explicit". The law of the customer\'s country decides which are sufficient.',
    ),
    wording: say(optionalText(Text(1000)), 'The words the customer agreed to.'),
    evidence: say(optionalText(Text(500)), 'Where the proof is, such as the form.'),
  })
  .register(described, {
    id: 'ConsentAct',
    description: 'One act of consent, which is added to those known. Needs the scope "consent".',
  })
export type PostedConsent = z.output<typeof PostedConsent>

const PostedConsents = z.array(PostedConsent).check(z.maxLength(20))

/** Checked by what the shop declares: see declared-faults.ts. */
const PostedAttributes = z
  .record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.null()], {
      error: 'must be a text, a number, true or false, or null',
    }),
  )
  .register(described, {
    id: 'Attributes',
    description:
      'By the names that the shop has declared: a text of at most 1000 characters, a number, a date (YYYY-MM-DD, or MM-DD without a year), true or false, or one of the declared texts. Those given are set, null takes one back, and omitted ones stay as they are. The version of each is that of the profile: a later one replaces an earlier one.',
    examples: [{ birthday: '05-17', tier: 'gold' }],
  })
export type PostedAttributes = z.output<typeof PostedAttributes>

export const PostedCustomer = z
  .strictObject({
    id: say(
      optionalId(Id),
      'Absent for a guest, who is then identified by their address. "0", and words that tools write where there is none ("null", "undefined", "NaN", "N/A" and the like), mean a guest too.',
    ),
    ...profileFields,
    attributes: z.exactOptional(PostedAttributes),
    consents: z.exactOptional(PostedConsents),
  })
  .register(described, {
    id: 'CustomerOfPurchase',
    description:
      'The customer. Without an id and an address that can be mailed the order is kept, and no mail is sent for it. Profile fields are added to what is known; omitted fields stay as they are. An optional field that is empty or null, or a text that tools write for nothing ("NULL", "nan", "N/A", "-" and the like), is the same as an omitted one.',
  })
export type PostedCustomer = z.output<typeof PostedCustomer>

const PreviousCustomer = z
  .strictObject({ id: optionalId(Id), email: optionalText(PostedEmail) })
  .check(
    z.refine(({ id, email }) => (id !== undefined && !isPlaceholderId(id)) || email !== undefined, {
      error: 'needs an "id", or the "email" of a guest',
    }),
  )

export const PostedLine = z
  .strictObject({
    sku: Id,
    title: optionalText(Text(300)),
    category: say(
      optionalText(Text(100)),
      'The shop\'s own word for the kind of product, such as "green tea", by which campaigns may ask for purchases.',
    ),
    quantity: say(
      z.number().check(z.gt(0), z.lte(1_000_000)),
      'Pieces, or a fraction of what is sold by weight or length.',
    ),
    unitMinor: z.exactOptional(Minor),
  })
  .register(described, { id: 'Line', description: 'One product of an order.' })

export const PostedPurchase = z
  .strictObject({
    orderId: FactId,
    customer: z.exactOptional(PostedCustomer),
    previousCustomer: say(
      z.exactOptional(PreviousCustomer),
      'Whose order it was before, by id, or by e-mail address for a guest. The order, its lines and its refunds move to "customer"; what is posted to the former one later follows. Post it again if the answer was lost. An order that moves more than once needs "updatedAt".',
    ),
    paidAt: InstantText,
    updatedAt: say(
      z.exactOptional(InstantText),
      "The source's version of this order: a higher one replaces a lower one, and one that states none. Among equal ones, and among purchases without one, the later arrival counts.",
    ),
    currency: Currency,
    grossMinor: Minor,
    lines: z.exactOptional(z.array(PostedLine).check(z.maxLength(MOST_ORDER_LINES))),
    coupons: say(
      z.exactOptional(z.array(Text(60).check(z.minLength(1))).check(z.maxLength(20))),
      'The codes that were redeemed with the order.',
    ),
  })
  .register(described, {
    id: 'Purchase',
    description:
      'An order that was paid. Repeating it changes nothing, nor does content again that was replaced within a day. With "updatedAt" the higher version counts, in whichever order they arrive; without it, the later arrival.',
  })
export type PostedPurchase = z.output<typeof PostedPurchase>

export const PostedRefund = z
  .strictObject({
    refundId: FactId,
    orderId: say(optionalId(Id), 'Left out where the shop does not say which order was refunded.'),
    customer: PostedCustomer,
    at: InstantText,
    updatedAt: say(
      z.exactOptional(InstantText),
      "The source's version of this refund, as for a purchase.",
    ),
    currency: Currency,
    minor: say(minorFrom(1), 'The refunded amount, in whole minor units of the currency.'),
  })
  .register(described, {
    id: 'Refund',
    description:
      "Money that was refunded. A refund may arrive before its order; versions of it count as those of a purchase do; a refund in a currency other than its order's does not reduce the order's amount.",
  })
export type PostedRefund = z.output<typeof PostedRefund>

/** A batch is looked into only as far as its items, so that a bad one spoils no other. */
export const batchOf = <F extends string, S extends z.ZodMiniType>(field: F, item: S) =>
  z.looseObject({
    [field]: z
      .array(item)
      .check(
        z.minLength(1, 'must contain at least one'),
        z.maxLength(MOST_PURCHASES, `must contain at most ${MOST_PURCHASES}; send several batches`),
      ),
  } as { readonly [k in F]: z.ZodMiniArray<S> })

export const PurchaseBatch = batchOf('purchases', z.unknown())
export const RefundBatch = batchOf('refunds', z.unknown())

export const CustomerUpdate = z
  .strictObject({
    ...profileFields,
    updatedAt: say(
      z.exactOptional(InstantText),
      "The source's version of this profile; when left out, the instant of the request.",
    ),
    attributes: z.exactOptional(PostedAttributes),
    consents: z.exactOptional(PostedConsents),
  })
  .register(described, {
    id: 'CustomerUpdate',
    description:
      'A complete profile: omitted fields, and those that are empty or null, are removed; {"email": ""} removes the whole profile. Without the name of any profile field the profile stays as it is. Consents are added even if the profile is stale.',
  })
export type CustomerUpdate = z.output<typeof CustomerUpdate>

/**
 * Whether a body is about the profile: a field that is named is removed if it is empty.
 *
 * @example namesProfile({ email: '' }) // true
 */
export const namesProfile = (body: unknown): boolean =>
  body !== null &&
  typeof body === 'object' &&
  Object.keys(profileFields).some((field) => Object.hasOwn(body, field))

export const PostedHold = z
  .strictObject({
    reason: z.enum(HOLD_REASONS),
    at: InstantText,
    until: z.exactOptional(
      say(
        anyInstantText(),
        'When it ends automatically, later than "at"; when omitted, it ends when it is lifted.',
      ),
    ),
  })
  .check(
    z.refine(({ at, until }) => until === undefined || until > at, {
      path: ['until'],
      error: 'must be later than "at"',
    }),
  )
  .register(described, {
    id: 'Hold',
    description:
      'Something is wrong between shop and customer, who gets no marketing until it is resolved. A hold never changes after it was posted: for another one, use another id.',
  })
export type PostedHold = z.output<typeof PostedHold>
