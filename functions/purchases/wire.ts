/**
 * What shops send, as schemas. The OpenAPI document is made from these, so every limit stands
 * here and nowhere else, in words where JSON Schema has none.
 */
import { domainToASCII } from 'node:url'
import * as z from 'zod/mini'
// By its own path: z.locales would bring sixty languages into every bundle.
import en from 'zod/v4/locales/en.js'
import { CONSENT_BASES, CONSENT_PURPOSES, type ConsentSource } from '../domain/consent.ts'
import { HOLD_REASONS } from '../domain/customer.ts'
import { MOST_MINUTES_AHEAD } from './clock-ahead.ts'

z.config(en())

export const MOST_PURCHASES = 500
const MOST_ZONES = 1_000
export const MOST_LINES = 200

/** What the API's description says of a schema; those with an id are components of it. */
export const described = z.registry<{
  readonly id?: string
  readonly description?: string
  readonly examples?: readonly unknown[]
}>()

function say<S extends z.ZodMiniType>(schema: S, description: string): S {
  described.add(schema, { description })
  return schema
}

const bytesAtMost = (most: number) =>
  z.refine<string>((text) => Buffer.byteLength(text) <= most, `at most ${most} bytes of UTF-8`)

/** Half a surrogate pair is no text: it has no UTF-8, so a store could not give it back. */
const wellFormed = z.refine<string>((text) => text.isWellFormed(), 'text with half a character')

/** An id of the shop's own choosing. "~" at the front is ours, for customers without an id. */
export const Id = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(128),
    z.regex(/^[^~\p{Cc}][^\p{Cc}]*$/u, 'no control characters, and no "~" at the front'),
    bytesAtMost(128),
    wellFormed,
  )
  .register(described, {
    id: 'Id',
    description:
      'An id of the shop\'s own choosing: at most 128 bytes of UTF-8, without control characters, and without "~" at the front.',
    examples: ['A-1001'],
  })

/** A customer's id where it must be one: "0" is what shops call a guest. */
export const CustomerId = Id.check(
  z.refine((id) => id !== '0', '"0" stands for a guest, who has no page of their own'),
).register(described, {
  id: 'CustomerId',
  description: 'The shop\'s id of a customer. "0" is not one: it stands for a guest.',
  examples: ['c-17'],
})

const GuestId = z.string().check(z.regex(/^~guest:[A-Za-z0-9_-]{43}$/))

/** Whoever has a page: guests too, under the id by which we know them. */
export const KnownId = z.union([CustomerId, GuestId]).register(described, {
  id: 'KnownId',
  description:
    'The shop\'s id of a customer, or "~guest:" and the keyed hash of a guest\'s address, as Rekindle tells it.',
  examples: ['c-17'],
})

const Text = (most: number) => z.string().check(z.maxLength(most), wellFormed)

/** An instant with an offset (RFC 3339), as milliseconds. */
const anyInstantText = () =>
  z.pipe(
    z.iso.datetime({
      offset: true,
      error: 'an instant with an offset, such as 2026-01-31T12:00:00Z',
    }),
    z.transform((text: string) => Date.parse(text)),
  )

const InstantText = anyInstantText().register(described, {
  id: 'Instant',
  description: `An instant with an offset (RFC 3339) such as 2026-01-31T12:00:00Z, kept to the millisecond; at most ${MOST_MINUTES_AHEAD} minutes ahead of the clock here.`,
})

const currencies = new Set(Intl.supportedValuesOf('currency'))
const Currency = z
  .string()
  .check(
    z.regex(/^[A-Z]{3}$/, { error: 'an ISO 4217 code in capitals, such as EUR', abort: true }),
    z.refine((code) => currencies.has(code), 'not a currency of ISO 4217'),
  )
  .register(described, {
    id: 'Currency',
    description: 'A currency of ISO 4217, in capitals; others are refused.',
    examples: ['EUR'],
  })

/** Cents, pence, yen: whole numbers of the currency's smallest unit. */
const minorFrom = (least: number) =>
  z
    .int('a whole number of minor units (cents), not a decimal')
    .check(z.gte(least, `at least ${least}`), z.lte(Number.MAX_SAFE_INTEGER))

const Minor = minorFrom(0).register(described, {
  id: 'Minor',
  description: 'Whole minor units of the currency: cents, pence, yen. 12.50 EUR is 1250.',
  examples: [1250],
})

const LOCAL_PART = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/
const DOMAIN =
  /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])$/
/** The longest path of SMTP without its brackets (RFC 5321, erratum 1690). */
const MOST_ADDRESS = 254

/** An address whose domain may be international; stored as the wire wants it, in ASCII. */
export const Email = z
  .pipe(
    z.string().check(
      z.maxLength(MOST_ADDRESS),
      z.refine((text) => asciiAddress(text) !== undefined, {
        error: 'an e-mail address; before the "@" only ASCII, which is all that can be delivered',
      }),
    ),
    z.transform((text: string) => asciiAddress(text) ?? text),
  )
  .register(described, {
    id: 'Email',
    description:
      'An e-mail address. Its domain may be international and is kept in ASCII (RFC 5891); the part before the "@" is ASCII without quotes and spaces, which is all that can be delivered.',
  })

function asciiAddress(text: string): string | undefined {
  if (text.length > MOST_ADDRESS) return undefined
  const at = text.lastIndexOf('@')
  const [local, domain] = [text.slice(0, at), domainToASCII(text.slice(at + 1))]
  const isDotted = !local.startsWith('.') && !local.endsWith('.') && !local.includes('..')
  if (at < 1 || !isDotted || !LOCAL_PART.test(local) || !DOMAIN.test(domain)) return undefined
  const address = `${local}@${domain}`
  return address.length <= MOST_ADDRESS ? address : undefined
}

const isLocale = (text: string): boolean => {
  try {
    return Intl.getCanonicalLocales(text).length === 1
  } catch {
    return false
  }
}

/** Looking a zone up takes longer than all the rest of a purchase, so what was found is kept. */
const zonesFound = new Set<string>()

const isZone = (text: string): boolean => {
  if (zonesFound.has(text)) return true
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
  } catch {
    return false
  }
  // Letter case does not matter to Intl, so that a few zones have many spellings.
  if (zonesFound.size < MOST_ZONES) zonesFound.add(text)
  return true
}

const Locale = z.pipe(
  Text(35).check(z.refine(isLocale, 'a language tag (BCP 47), such as zh-CN')),
  z.transform((text: string) => Intl.getCanonicalLocales(text)[0] ?? text),
)

const profileFields = {
  email: z.exactOptional(Email),
  name: say(z.exactOptional(Text(200)), 'As the customer wants to be addressed in a mail.'),
  locale: say(z.exactOptional(Locale), 'A language tag of BCP 47, such as zh-CN.'),
  zone: say(
    z.exactOptional(Text(64).check(z.refine(isZone, 'a time zone (IANA), such as Asia/Shanghai'))),
    'An IANA time zone, such as Asia/Shanghai; quiet hours go by it.',
  ),
  country: say(
    z.exactOptional(z.string().check(z.regex(/^[A-Z]{2}$/, 'two capitals (ISO 3166-1)'))),
    'ISO 3166-1 alpha-2, in capitals.',
  ),
}

/** A complaint is not the shop's to tell: it comes from the mailbox provider, with the mail. */
const TOLD_SOURCES = [
  'checkout',
  'form',
  'unsubscribe',
  'sync',
  'import',
] as const satisfies readonly Exclude<ConsentSource, 'complaint'>[]

const ConsentAct = z
  .strictObject({
    purpose: say(
      z.enum(CONSENT_PURPOSES),
      '"marketing": to be written to with anything but what an order needs. "tracking": that opens and clicks are counted for them. "profiling": that what they are offered is chosen by what they bought; it is kept with the rest, and nothing depends on it yet.',
    ),
    act: z.enum(['granted', 'withdrawn']),
    at: InstantText,
    source: say(
      z.enum(TOLD_SOURCES),
      'The first three are acts of the customer\'s own; "unsubscribe" is one on a page that the shop has itself. What "sync" and "import" tell of a grant overrides no withdrawal.',
    ),
    basis: say(
      z.exactOptional(z.enum(CONSENT_BASES)),
      'What a grant rests on. "explicit": they asked for it themselves, as by a tick. "double-opt-in": and confirmed it by a link mailed to the address. "soft-opt-in": they bought, were told that they may object, and did not (directive 2002/58/EC, article 13(2)). When left out, "explicit". Which of them is enough depends on the law of the customer\'s country.',
    ),
    wording: say(z.exactOptional(Text(1000)), 'The words the customer agreed to.'),
    evidence: say(z.exactOptional(Text(500)), 'Where the proof is, such as the form.'),
  })
  .register(described, {
    id: 'ConsentAct',
    description:
      'One act of consent: a fact that is only ever added to. Needs the scope "consent".',
  })
export type ConsentAct = z.output<typeof ConsentAct>

const Consents = z.array(ConsentAct).check(z.maxLength(20))

const CustomerOfPurchase = z
  .strictObject({
    id: say(z.exactOptional(Id), 'Absent or "0" for a guest, who is then known by their address.'),
    ...profileFields,
    consents: z.exactOptional(Consents),
  })
  .register(described, {
    id: 'CustomerOfPurchase',
    description:
      'Who bought. With neither an id nor an address the order is kept, and nobody is written to. Profile fields are added to what is known; those that are left out stay.',
  })
export type CustomerOfPurchase = z.output<typeof CustomerOfPurchase>

const Line = z
  .strictObject({
    sku: Id,
    title: z.exactOptional(Text(300)),
    quantity: z.int().check(z.gte(1), z.lte(1_000_000)),
    unitMinor: z.exactOptional(Minor),
  })
  .register(described, { id: 'Line', description: 'What was bought: one article of an order.' })

export const Purchase = z
  .strictObject({
    orderId: Id,
    customer: z.exactOptional(CustomerOfPurchase),
    paidAt: InstantText,
    updatedAt: say(
      z.exactOptional(InstantText),
      "The source's version of this order; when left out, the instant of payment.",
    ),
    currency: Currency,
    grossMinor: Minor,
    lines: z.exactOptional(z.array(Line).check(z.maxLength(MOST_LINES))),
  })
  .register(described, {
    id: 'Purchase',
    description:
      'An order that was paid. The same again changes nothing; a later version replaces an earlier one, in whichever order they arrive.',
  })
export type Purchase = z.output<typeof Purchase>

export const Refund = z
  .strictObject({
    refundId: Id,
    orderId: say(
      z.exactOptional(Id),
      'Left out where the shop does not say which order was refunded.',
    ),
    customer: CustomerOfPurchase,
    at: InstantText,
    currency: Currency,
    minor: say(minorFrom(1), 'What was given back, in whole minor units of the currency.'),
  })
  .register(described, {
    id: 'Refund',
    description:
      'Money that was given back. It is written once, and may come before its order; a refund in another currency than its order lowers nothing.',
  })
export type Refund = z.output<typeof Refund>

/** A batch is looked into only as far as its items, so that a bad one spoils no other. */
export const batchOf = <F extends string, S extends z.ZodMiniType>(field: F, item: S) =>
  z.looseObject({
    [field]: z
      .array(item)
      .check(
        z.minLength(1, 'a batch has at least one'),
        z.maxLength(MOST_PURCHASES, `a batch has at most ${MOST_PURCHASES}; send several`),
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
    consents: z.exactOptional(Consents),
  })
  .register(described, {
    id: 'CustomerUpdate',
    description:
      'The whole of a profile: fields that are left out are forgotten. Without any profile field the profile stays as it is. Consents are added, even where the profile is stale.',
  })
export type CustomerUpdate = z.output<typeof CustomerUpdate>

export const Hold = z
  .strictObject({
    reason: z.enum(HOLD_REASONS),
    at: InstantText,
    until: z.exactOptional(
      say(
        anyInstantText(),
        'When it ends by itself, later than "at"; when left out, it ends when it is lifted.',
      ),
    ),
  })
  .check(
    z.refine(({ at, until }) => until === undefined || until > at, {
      path: ['until'],
      error: 'not later than "at": such a hold would hold nothing',
    }),
  )
  .register(described, {
    id: 'Hold',
    description:
      'Something is wrong between shop and customer, who gets no marketing until it is put right. A hold is told once and never changes: for another, use another id.',
  })
export type Hold = z.output<typeof Hold>
