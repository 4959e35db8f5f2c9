/** How an order is stored: itself, its lines, and its refunds. */
import type { Order, OrderLine, Refund } from '../../domain/order.ts'
import { linesSort, orderSort, refundSort } from '../keys.ts'
import type { Row } from '../table.ts'
import { asChecked, fieldsOf, idAfter } from './codec.ts'
import type { CustomerCodecs, CustomerRows, StoredLines } from './customer-row-types.ts'
import { faultIn, having, instant, listOf, maybe, number, text } from './fields.ts'

const LINES_PREFIX = linesSort('')
const ORDER_PREFIX = orderSort('')
const REFUND_PREFIX = refundSort('')

export const ORDER_CODECS = {
  lines: {
    kind: 'lines',
    sort: { prefix: LINES_PREFIX },
    version: 1,
    faultOf: faultIn<Pick<StoredLines, 'lines' | 'paidAt'>>({
      lines: listOf(having<OrderLine>({ sku: text })),
      paidAt: maybe(instant),
    }),
    read: (row) => ({
      orderId: idAfter(LINES_PREFIX, row),
      ...fieldsOf<Omit<StoredLines, 'orderId'>>(row),
    }),
    sortOf: ({ orderId }) => linesSort(orderId),
    write: ({ orderId: _id, ...fields }) => fields,
    datedBy: 'paidAt',
    isFact: false,
    bookkeeping: ['contentHash', 'versioned', 'arrivedAt', 'replaced'],
  },
  order: {
    kind: 'order',
    sort: { prefix: ORDER_PREFIX },
    version: 1,
    // No rule reads the content hash: only the condition of the next write does.
    faultOf: faultIn<Omit<Order, 'orderId' | 'contentHash'>>({
      paidAt: instant,
      updatedAt: instant,
      currency: text,
      grossMinor: number,
      importId: maybe(text),
      recordedAt: maybe(instant),
      skus: maybe(listOf(text)),
      categories: maybe(listOf(text)),
      coupons: maybe(listOf(text)),
    }),
    read: readOrder,
    sortOf: ({ orderId }) => orderSort(orderId),
    write: ({ orderId: _id, ...fields }) => fields,
    datedBy: 'paidAt',
    isFact: true,
    bookkeeping: [
      'contentHash',
      'versioned',
      'arrivedAt',
      'replaced',
      'importId',
      'movedFrom',
      'recordedAt',
      'skus',
      'categories',
    ],
  },
  refund: {
    kind: 'refund',
    sort: { prefix: REFUND_PREFIX },
    version: 1,
    faultOf: faultIn<Omit<Refund, 'refundId'>>({
      orderId: maybe(text),
      at: instant,
      currency: text,
      minor: number,
      importId: maybe(text),
    }),
    read: readRefund,
    sortOf: ({ refundId }) => refundSort(refundId),
    write: ({ refundId: _id, ...fields }) => fields,
    datedBy: 'at',
    isFact: true,
    bookkeeping: [
      'contentHash',
      'updatedAt',
      'versioned',
      'arrivedAt',
      'replaced',
      'importId',
      'movedFrom',
    ],
  },
} satisfies Pick<CustomerCodecs, 'lines' | 'order' | 'refund'>

/** Field by field: a customer may have thousands, and copying all of a row costs more. */
function readOrder(row: Row): Order {
  const { paidAt, updatedAt, currency, grossMinor, contentHash } =
    asChecked<Omit<Order, 'orderId'>>(row)
  const { importId, recordedAt, skus, categories, coupons } = asChecked<Omit<Order, 'orderId'>>(row)
  const orderId = idAfter(ORDER_PREFIX, row)
  const order = { orderId, paidAt, updatedAt, currency, grossMinor, contentHash }
  const marked = importId === undefined ? order : { ...order, importId }
  const late = recordedAt === undefined ? marked : { ...marked, recordedAt }
  const known = skus ? { ...late, skus, ...(categories && { categories }) } : late
  return coupons ? { ...known, coupons } : known
}

/** Without its version, which no rule reads: only the next write does. */
function readRefund(row: Row): CustomerRows['refund'] {
  const { orderId, at, currency, minor, importId, movedFrom } =
    asChecked<Omit<CustomerRows['refund'], 'refundId'>>(row)
  return {
    refundId: idAfter(REFUND_PREFIX, row),
    ...(orderId !== undefined && { orderId }),
    ...{ at, currency, minor },
    ...(importId !== undefined && { importId }),
    ...(movedFrom !== undefined && { movedFrom }),
  }
}
