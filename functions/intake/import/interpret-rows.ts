/** What one row of a file says, read by a mapping. */
import { orderConditionCells, refundTest, rowFilter } from './conditions.ts'
import { CURRENCY_CODE } from './currency.ts'
import { type CellReader, cellReader } from './find-cells.ts'
import { ImportFault, quotedCell } from './import-fault.ts'
import type { Cell, Mapping } from './mapping.ts'
import type { OrderPart } from './order-part.ts'
import { figuresReader } from './read-figures.ts'

/** The row's part of an order, or why it has none. */
export type RowMeaning = OrderPart | { readonly kind: 'left-out'; readonly reason: string }

/**
 * An interpreter of rows for one file; throws an ImportFault where the mapping names a column that
 * the file lacks, and from each row that holds an amount or instant which cannot be read.
 *
 * @example interpreterOf(mapping, header)(cells, 2) // { kind: 'order', key: '536365', … }
 */
export function interpreterOf(
  mapping: Mapping,
  header: readonly string[],
): (cells: readonly string[], line: number) => RowMeaning {
  const leftOutReason = rowFilter(header, mapping)
  const customer = customerReader(header, mapping)
  const order = orderReader(header, mapping)
  const currency = currencyReader(header, mapping)
  const conditions = orderConditionCells(header, mapping)
  const figures = figuresReader(header, mapping)
  return (cells, line) => {
    const reason = leftOutReason(cells)
    if (reason !== undefined) return { kind: 'left-out', reason }
    const who = customer(cells)
    const which = order(cells)
    if (which.key === '') {
      const hasNoCustomer = who.customerId === '' && who.email === ''
      return { kind: 'left-out', reason: hasNoCustomer ? 'no-customer' : 'no-order-id' }
    }
    return {
      ...which,
      ...who,
      ...figures(cells, line),
      line,
      rows: 1,
      currency: currency(cells, line),
      conditions: conditions(cells),
    }
  }
}

type Who = Pick<OrderPart, 'customerId' | 'email' | 'name' | 'country' | 'locale' | 'consent'>

function customerReader(
  header: readonly string[],
  { customer, consent }: Mapping,
): (cells: readonly string[]) => Who {
  const cell = (field: string, named: Cell | undefined) => cellReader(header, field, named)
  const id = cellReader(header, 'customer.id', customer.id, 'all-parts')
  const email = cell('customer.email', customer.email)
  const name = cell('customer.name', customer.name)
  const country = cell('customer.country', customer.country)
  const locale = cell('customer.locale', customer.locale)
  const agreed = cell('consent.column', consent?.column)
  return (cells) => ({
    customerId: meaningfulId(id(cells)),
    email: email(cells),
    name: name(cells),
    country: country(cells),
    locale: locale(cells),
    consent: agreed(cells),
  })
}

/**
 * Several shop systems use the customer id 0 for guest checkouts, and export tools write a word where
 * there is none: neither is the id of a customer, or strangers would be one.
 */
const meaningfulId = (id: string): string => (NO_ID.test(id) ? '' : id)

const NO_ID = /^(0|-|n\/?a|#n\/a|nan|nil|none|null|\(null\)|undefined|<na>)$/i

type Which = Pick<OrderPart, 'kind' | 'key' | 'id' | 'refundOf'>

function orderReader(
  header: readonly string[],
  mapping: Mapping,
): (cells: readonly string[]) => Which {
  const { order, refunds } = mapping
  const idCell = (field: string, named: Cell | undefined): CellReader =>
    cellReader(header, field, named, 'all-parts')
  const orderId = idCell('order.id', order.id)
  const orderKey = order.groupBy ? idCell('order.groupBy', order.groupBy) : orderId
  const refundId =
    refunds?.by === 'column' && refunds.id ? idCell('refunds.id', refunds.id) : orderId
  const named = refunds && 'order' in refunds ? refunds.order : undefined
  const refundOf = idCell('refunds.order', named)
  const isRefund = refundTest(header, mapping, orderId)
  return (cells) => {
    const kind = isRefund(cells) ? 'refund' : 'order'
    const id = kind === 'refund' ? refundId(cells) : orderId(cells)
    const key = kind === 'refund' ? id : orderKey(cells)
    return { kind, key, id, refundOf: refundOf(cells) }
  }
}

/** Empty if one currency holds for the whole file. */
function currencyReader(
  header: readonly string[],
  { currency }: Mapping,
): (cells: readonly string[], line: number) => string {
  if (typeof currency === 'string') return () => ''
  const read = cellReader(header, 'currency.column', currency.column)
  return (cells, line) => {
    const code = read(cells).toUpperCase()
    if (code === '' || CURRENCY_CODE.test(code)) return code
    throw new ImportFault('unreadable-currency', (w) => w.rows.notACurrency(quotedCell(code)), {
      line,
    })
  }
}
