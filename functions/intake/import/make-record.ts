/** What an order of a file is to Rekindle: a purchase, a refund, both, or nothing. */
import type { OrderLine } from '../../domain/order.ts'
import { isPlaceholderText } from '../../domain/placeholder.ts'
import type { Instant } from '../../domain/time.ts'
import { isMetBy, type LeftOut, leftOutBy } from './conditions.ts'
import { countryCode } from './country-code.ts'
import { minorPlaces } from './currency.ts'
import { type Decimal, parseDecimal, toMinor, ZERO } from './decimal.ts'
import { listedEvidence } from './listed-withdrawal.ts'
import { isOneOf, type Mapping } from './mapping.ts'
import type { OrderPart } from './order-part.ts'

/** Where the proof is that the customers of a file agreed, and to which words. */
export type ConsentEvidence = { readonly wording?: string; readonly evidence: string }

export type ImportedConsent = {
  readonly granted: boolean
  readonly at: Instant
  readonly wording?: string
  readonly evidence?: string
}

/** At least `id` or `email` is there. */
export type ImportedCustomer = {
  readonly id?: string
  readonly email?: string
  readonly name?: string
  /** ISO 3166-1 alpha-2, or `ZZ` for one that was not understood. */
  readonly country?: string
  /** BCP 47. */
  readonly locale?: string
  readonly consent?: ImportedConsent
  /** As the file writes them, by name; those that are empty are left out. */
  readonly attributes?: Readonly<Record<string, string>>
}

export type ImportedOrder = {
  readonly kind: 'order'
  readonly customer: ImportedCustomer
  readonly orderId: string
  readonly paidAt: Instant
  readonly updatedAt?: Instant
  readonly currency: string
  readonly grossMinor: number
  readonly lines: readonly OrderLine[]
}

export type ImportedRefund = {
  readonly kind: 'refund'
  readonly customer: ImportedCustomer
  readonly refundId: string
  readonly orderId?: string
  readonly at: Instant
  readonly updatedAt?: Instant
  readonly currency: string
  readonly minor: number
}

export type ImportedRecord = ImportedOrder | ImportedRefund

export type Made =
  | { readonly records: readonly ImportedRecord[] }
  | { readonly leftOut: LeftOut; readonly records?: never }

/**
 * The records of one whole order, or why it is left out. Amounts are rounded here, once an
 * order, half away from zero, to the minor unit of their currency.
 */
export function makeRecords(part: OrderPart, mapping: Mapping, proof?: ConsentEvidence): Made {
  const leftOut = leftOutOrder(part, mapping)
  if (leftOut) return { leftOut }
  const { id, at } = part
  if (part.customerId === '' && part.email === '') return { leftOut: { reason: 'no-customer' } }
  if (id === '') return { leftOut: { reason: 'no-order-id' } }
  if (at === undefined) return { leftOut: { reason: 'no-instant' } }
  const currency = typeof mapping.currency === 'string' ? mapping.currency : part.currency
  if (currency === '') return { leftOut: { reason: 'no-currency' } }
  const amount = part.sum ?? part.total
  if (amount === undefined) return { leftOut: { reason: 'no-amount' } }
  const minor = exactMinor(amount, currency)
  const backMinor = exactMinor(part.refunded ?? ZERO, currency)
  if (minor === undefined || backMinor === undefined)
    return { leftOut: { reason: 'amount-too-large' } }
  const common = {
    customer: importedCustomerOf(part, mapping, at, proof),
    currency,
    ...(part.version !== undefined && { updatedAt: part.version }),
  }
  if (part.kind === 'refund' || (mapping.refunds?.by === 'sign' && minor < 0)) {
    if (minor === 0) return { leftOut: { reason: 'refund-without-amount' } }
    const named = part.refundOf === '' ? {} : { orderId: part.refundOf }
    const refund = { ...common, refundId: id, ...named, at, minor: Math.abs(minor) }
    return { records: [{ kind: 'refund', ...refund }] }
  }
  if (minor < 0) return { leftOut: { reason: 'negative-amount' } }
  const order = { ...common, orderId: id, paidAt: at, grossMinor: minor }
  const lines = linesOf(part, currency)
  const back = refundWithin(order, Math.abs(backMinor), part.refundedAt ?? at)
  return { records: [{ kind: 'order', ...order, lines }, ...back] }
}

function leftOutOrder(part: OrderPart, { leaveOut }: Mapping): LeftOut | undefined {
  for (const [i, condition] of (leaveOut?.orders ?? []).entries()) {
    const text = part.conditions[i] ?? ''
    if (isMetBy(condition, text)) return leftOutBy(condition, text)
  }
  return undefined
}

/** What the order's own column says was given back; one refund, so that a rerun adds none. */
function refundWithin(
  { customer, orderId, updatedAt, currency }: Omit<ImportedOrder, 'kind' | 'lines'>,
  minor: number,
  at: Instant,
): readonly ImportedRefund[] {
  if (minor === 0) return []
  const refundId = `${orderId}-refunded`
  const version = updatedAt === undefined ? {} : { updatedAt }
  return [{ kind: 'refund', customer, refundId, orderId, at, ...version, currency, minor }]
}

const exactMinor = (amount: Decimal, currency: string): number | undefined =>
  toMinor(amount, minorPlaces(currency))

function importedCustomerOf(
  part: OrderPart,
  mapping: Mapping,
  at: Instant,
  proof: ConsentEvidence | undefined,
): ImportedCustomer {
  const isStated = part.country !== '' && !isPlaceholderText(part.country)
  const country = isStated ? countryCode(part.country, mapping.countries ?? {}) : undefined
  const locale = localeOf(part.locale)
  const granted = consentIn(part.consent, mapping)
  const attributes = Object.keys(mapping.customer.attributes ?? {}).flatMap((name, i) =>
    part.attributes[i] ? [[name, part.attributes[i]] as const] : [],
  )
  return {
    ...(part.customerId === '' ? {} : { id: part.customerId }),
    ...(part.email === '' ? {} : { email: part.email }),
    ...(part.name === '' ? {} : { name: part.name }),
    ...(country === undefined ? {} : { country }),
    ...(locale === undefined ? {} : { locale }),
    ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) }),
    ...(typeof granted === 'boolean' && {
      consent: { granted, at, ...(granted ? proof : withdrawalProof(part.consent, proof)) },
    }),
  }
}

const withdrawalProof = (value: string, proof: ConsentEvidence | undefined): ConsentEvidence => ({
  ...proof,
  evidence: listedEvidence(value, proof?.evidence),
})

/**
 * What a cell of the consent column says: granted or not, `no-act` for a value that the mapping does
 * not list, and undefined for nothing. A box that was left empty at a checkout is no withdrawal.
 *
 * @example consentIn('no', { consent: { column: 'News', granted: ['yes'], withdrawn: [] } }) // 'no-act'
 */
export function consentIn(
  value: string,
  { consent }: Pick<Mapping, 'consent'>,
): boolean | 'no-act' | undefined {
  if (!consent || value === '') return undefined
  if (isOneOf(consent.granted, value)) return true
  return isOneOf(consent.withdrawn, value) ? false : 'no-act'
}

/** Systems write zh_CN for zh-CN; an invalid BCP 47 tag is ignored. */
function localeOf(text: string): string | undefined {
  try {
    return text === '' ? undefined : Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0]
  } catch {
    return undefined
  }
}

const linesOf = (part: OrderPart, currency: string): readonly OrderLine[] =>
  part.lines.map(([sku, title, quantity, unitPrice]) => {
    const unitMinor = exactMinor(parseDecimal(unitPrice) ?? ZERO, currency)
    return {
      sku,
      ...(title === '' ? {} : { title }),
      quantity,
      ...(unitPrice === '' || unitMinor === undefined ? {} : { unitMinor }),
    }
  })
