/** What an import read, as the API takes it: checked by the same schemas, so that both agree. */
import type * as z from 'zod/mini'
import type { OrderLine } from '../../domain/order.ts'
import { type Instant, isoInstant } from '../../domain/time.ts'
import type { ImportedCustomer, ImportedRecord } from '../../intake/import/make-record.ts'
import { refusalOf } from '../../intake/refusal.ts'
import { type PostedAttributes, PostedPurchase, PostedRefund } from '../../intake/wire.ts'
import { Id } from '../../intake/wire-parts.ts'
import type { FaultWords } from '../../language/faults/fault-words.ts'

export type ImportedBody =
  | {
      readonly kind: 'purchase'
      /** Without its lines. */
      readonly purchase: PostedPurchase
      readonly wire: object
      readonly lines: readonly OrderLine[]
    }
  | { readonly kind: 'refund'; readonly refund: PostedRefund; readonly wire: object }
  | { readonly kind: 'rejected'; readonly reason: string }

/** Figures that the customer's history does not need: a broken one must not lose a purchase. */
const DISPENSABLE = ['email', 'name', 'locale', 'country'] as const

/**
 * Checks one record. Lines that name no article are left out, and so is what cannot be read of a
 * customer whose id is known; anything else that is wrong rejects the record.
 *
 * @param words of the language in which the reason of a rejection is reported
 * @param readAttributes by their types; where it is left out, there are none
 */
export function importedBody(
  record: ImportedRecord,
  words: FaultWords,
  readAttributes: ReadAttributes = () => ({}),
): ImportedBody {
  const { kind, customer } = record
  const attributes = readAttributes(customer.attributes ?? {})
  const whole = toWire(record, customer, attributes)
  const fact =
    kind === 'order' ? purchaseFrom(whole, record.lines, words) : refundFrom(whole, words)
  if (fact.kind !== 'rejected' || customer.id === undefined) return fact
  const bare: ImportedCustomer = Object.fromEntries(
    Object.entries(customer).filter(([field]) => !isDispensable(field, record, customer)),
  )
  const again = toWire(record, bare, attributes)
  return kind === 'order' ? purchaseFrom(again, record.lines, words) : refundFrom(again, words)
}

/** What is left of the attributes of a record, each by its type. */
export type ReadAttributes = (texts: Readonly<Record<string, string>>) => PostedAttributes

function purchaseFrom(wire: object, lines: readonly OrderLine[], words: FaultWords): ImportedBody {
  const checked = PostedPurchase.safeParse(wire)
  return checked.success
    ? { kind: 'purchase', purchase: checked.data, wire, lines: lines.filter(isUsable).map(fitting) }
    : { kind: 'rejected', reason: rejectionReason(checked.error, words) }
}

function refundFrom(wire: object, words: FaultWords): ImportedBody {
  const checked = PostedRefund.safeParse(wire)
  return checked.success
    ? { kind: 'refund', refund: checked.data, wire }
    : { kind: 'rejected', reason: rejectionReason(checked.error, words) }
}

/** Whether the schemas refuse the record because of this field. */
function isDispensable(field: string, record: ImportedRecord, customer: ImportedCustomer): boolean {
  if (!DISPENSABLE.some((name) => name === field)) return false
  const alone = { id: customer.id as string, [field]: customer[field as keyof ImportedCustomer] }
  const schema = record.kind === 'order' ? PostedPurchase : PostedRefund
  return !schema.safeParse(toWire(record, alone as ImportedCustomer)).success
}

function toWire(
  record: ImportedRecord,
  customer: ImportedCustomer,
  attributes: PostedAttributes = {},
): object {
  const who = customerOnWire(customer, attributes)
  if (record.kind === 'refund') {
    const { kind: _kind, at, updatedAt, ...refund } = record
    return { ...refund, ...versionOnWire(updatedAt), customer: who, at: isoInstant(at) }
  }
  const { kind: _kind, lines: _lines, paidAt, updatedAt, ...order } = record
  return { ...order, ...versionOnWire(updatedAt), customer: who, paidAt: isoInstant(paidAt) }
}

const versionOnWire = (updatedAt: Instant | undefined): object =>
  updatedAt === undefined ? {} : { updatedAt: isoInstant(updatedAt) }

function customerOnWire(
  { consent, attributes: _texts, ...known }: ImportedCustomer,
  attributes: PostedAttributes,
): object {
  const fields = { ...known, ...(Object.keys(attributes).length > 0 && { attributes }) }
  if (!consent) return fields
  const { granted, at, ...proof } = consent
  const act = granted ? 'granted' : 'withdrawn'
  return {
    ...fields,
    consents: [{ purpose: 'marketing', act, at: isoInstant(at), source: 'import', ...proof }],
  }
}

const LONGEST_TITLE = 300
const LARGEST_QUANTITY = 1_000_000

/** A fee or a return within an order is not an article that can be recommended. */
const isUsable = ({ sku, quantity }: OrderLine): boolean =>
  Id.safeParse(sku).success && quantity > 0 && quantity <= LARGEST_QUANTITY

/** The very same line where nothing has to be cut, since there are hundreds of thousands. */
function fitting(line: OrderLine): OrderLine {
  const { title = '', unitMinor = 0, ...rest } = line
  if (title.length <= LONGEST_TITLE && unitMinor >= 0) return line
  return {
    ...rest,
    ...(title !== '' && { title: title.slice(0, LONGEST_TITLE) }),
    ...(unitMinor > 0 && { unitMinor }),
  }
}

function rejectionReason({ issues }: z.core.$ZodError, { records }: FaultWords): string {
  const [issue] = issues
  return issue ? records.refused(refusalOf(issue)) : records.unreadable
}
