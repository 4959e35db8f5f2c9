/**
 * What shops send, as schemas. The OpenAPI document is made from these, so every limit stands
 * here and nowhere else.
 */
import { domainToASCII } from 'node:url'
import * as z from 'zod/mini'
import { CONSENT_BASES, CONSENT_PURPOSES, CONSENT_SOURCES } from '../domain/consent.ts'

z.config(z.locales.en())

export const MOST_PURCHASES = 500
export const MOST_LINES = 200

const bytesAtMost = (most: number) =>
  z.refine<string>((text) => Buffer.byteLength(text) <= most, `at most ${most} bytes of UTF-8`)

/** An id of the shop's own choosing. "~" at the front is ours, for customers without an id. */
const Id = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(128),
    z.regex(/^[^~\p{Cc}#][^\p{Cc}#]*$/u, 'no "#", no control characters, and no "~" at the front'),
    bytesAtMost(128),
  )

const Text = (most: number) => z.string().check(z.maxLength(most))

/** An instant with an offset (RFC 3339), as milliseconds. */
const InstantText = z.pipe(
  z.iso.datetime({
    offset: true,
    error: 'an instant with an offset, such as 2026-01-31T12:00:00Z',
  }),
  z.transform((text: string) => Date.parse(text)),
)

const currencies = new Set(Intl.supportedValuesOf('currency'))
const Currency = z.string().check(
  z.regex(/^[A-Z]{3}$/, 'an ISO 4217 code in capitals, such as EUR'),
  z.refine((code) => currencies.has(code), 'not a currency of ISO 4217'),
)

/** Cents, pence, yen: whole numbers of the currency's smallest unit. */
const Minor = z
  .int('a whole number of minor units (cents), not a decimal')
  .check(z.gte(0), z.lte(Number.MAX_SAFE_INTEGER))

const LOCAL_PART = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/

/** An address whose domain may be international; stored as the wire wants it, in ASCII. */
const Email = z.pipe(
  z.string().check(
    z.maxLength(254),
    z.refine((text) => asciiAddress(text) !== undefined, {
      error: 'an e-mail address; before the "@" only ASCII, which is all that can be delivered',
    }),
  ),
  z.transform((text: string) => asciiAddress(text) ?? text),
)

function asciiAddress(text: string): string | undefined {
  const at = text.lastIndexOf('@')
  const [local, domain] = [text.slice(0, at), domainToASCII(text.slice(at + 1))]
  const isDotted = !local.startsWith('.') && !local.endsWith('.') && !local.includes('..')
  return at > 0 && isDotted && LOCAL_PART.test(local) && DOMAIN.test(domain)
    ? `${local}@${domain}`
    : undefined
}

const isLocale = (text: string): boolean => {
  try {
    return Intl.getCanonicalLocales(text).length === 1
  } catch {
    return false
  }
}

const isZone = (text: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}

const Locale = z.pipe(
  Text(35).check(z.refine(isLocale, 'a language tag (BCP 47), such as zh-CN')),
  z.transform((text: string) => Intl.getCanonicalLocales(text)[0] ?? text),
)

const profileFields = {
  email: z.exactOptional(Email),
  name: z.exactOptional(Text(200)),
  locale: z.exactOptional(Locale),
  zone: z.exactOptional(
    Text(64).check(z.refine(isZone, 'a time zone (IANA), such as Asia/Shanghai')),
  ),
  country: z.exactOptional(z.string().check(z.regex(/^[A-Z]{2}$/, 'two capitals (ISO 3166-1)'))),
}

const ConsentAct = z.strictObject({
  purpose: z.enum(CONSENT_PURPOSES),
  act: z.enum(['granted', 'withdrawn']),
  at: InstantText,
  source: z.enum(CONSENT_SOURCES),
  basis: z.exactOptional(z.enum(CONSENT_BASES)),
  wording: z.exactOptional(Text(1000)),
  evidence: z.exactOptional(Text(500)),
})
export type ConsentAct = z.output<typeof ConsentAct>

const Consents = z.array(ConsentAct).check(z.maxLength(20))

const CustomerOfPurchase = z.strictObject({
  /** Absent or "0" for a guest, who is then known by their address. */
  id: z.exactOptional(Id),
  ...profileFields,
  consents: z.exactOptional(Consents),
})
export type CustomerOfPurchase = z.output<typeof CustomerOfPurchase>

const Line = z.strictObject({
  sku: Id,
  title: z.exactOptional(Text(300)),
  quantity: z.int().check(z.gte(1), z.lte(1_000_000)),
  unitMinor: z.exactOptional(Minor),
})

export const Purchase = z.strictObject({
  orderId: Id,
  customer: z.exactOptional(CustomerOfPurchase),
  paidAt: InstantText,
  /** The source's version of this order; when left out, the instant of payment. */
  updatedAt: z.exactOptional(InstantText),
  currency: Currency,
  grossMinor: Minor,
  lines: z.exactOptional(z.array(Line).check(z.maxLength(MOST_LINES))),
})
export type Purchase = z.output<typeof Purchase>

export const Refund = z.strictObject({
  refundId: Id,
  /** Left out where the shop does not say which order was refunded. */
  orderId: z.exactOptional(Id),
  customer: CustomerOfPurchase,
  at: InstantText,
  currency: Currency,
  minor: Minor.check(z.gte(1)),
})
export type Refund = z.output<typeof Refund>

const batchOf = (field: string) =>
  z.looseObject({
    [field]: z.array(z.unknown()).check(z.minLength(1), z.maxLength(MOST_PURCHASES)),
  })

export const PurchaseBatch = batchOf('purchases')
export const RefundBatch = batchOf('refunds')

export const CustomerUpdate = z.strictObject({
  ...profileFields,
  /** The source's version of this profile; when left out, the instant of the request. */
  updatedAt: z.exactOptional(InstantText),
  consents: z.exactOptional(Consents),
})
export type CustomerUpdate = z.output<typeof CustomerUpdate>
