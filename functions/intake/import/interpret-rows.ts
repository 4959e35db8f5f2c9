/** What one row of a file says, read by a mapping. */
import { type Instant, isoInstant } from '../../domain/time.ts'
import type { AmountDoubts } from './amount-column.ts'
import { isMetBy, type LeftOut, orderConditionCells, refundTest, rowFilter } from './conditions.ts'
import { CURRENCY_CODE } from './currency.ts'
import { formatDecimal, ZERO } from './decimal.ts'
import { cellReader, meaningfulText } from './find-cells.ts'
import { ImportFault, quotedCell } from './import-fault.ts'
import type { Cell, Mapping } from './mapping.ts'
import { isNoDate } from './named-formats.ts'
import type { OrderPart } from './order-part.ts'
import { statusReader } from './order-status.ts'
import { figuresReader } from './read-figures.ts'
import { type IdReaders, idReaders } from './read-ids.ts'

type Dated = readonly [field: string, at: Instant | undefined]

const instantsOf = ({ at, version, refundedAt }: OrderPart): readonly Dated[] => [
  ['instant.column', at],
  ['version.column', version],
  ['refunds.at', refundedAt],
]

/**
 * A purchase of the future is none yet, its profile would make every later one stale, and its
 * consent would outlast an opt-out before it; it is often one whose day and month are swapped.
 */
const inTheFuture = ([field, at = 0]: Dated, line: number): ImportFault =>
  new ImportFault('unreadable-instant', (w) => w.rows.inTheFuture(field, isoInstant(at)), { line })

/** The row's part of an order, or why it has none. */
export type RowMeaning = OrderPart | ({ readonly kind: 'left-out' } & LeftOut)

export type RowInterpreter = {
  /** @throws ImportFault for an id, an amount or an instant that cannot be read */
  readonly row: (cells: readonly string[], line: number) => RowMeaning
  /** @throws ImportFault for what only the whole file shows */
  readonly end: () => void
}

/**
 * An interpreter of the rows of one file; throws an ImportFault where the mapping names a column
 * that the file lacks.
 *
 * @param doubts of amounts that could be two numbers; to be settled after the last row
 * @param latest instants after it are refused
 * @example interpreterOf(mapping, header, openDoubts(), Infinity).row(cells, 2) // { kind: 'order', key: '536365', … }
 */
export function interpreterOf(
  mapping: Mapping,
  header: readonly string[],
  doubts: AmountDoubts,
  latest: Instant,
): RowInterpreter {
  const ids = idReaders(header)
  const statuses = statusReader(mapping.statuses ?? {})
  const leavesOut = rowFilter(header, mapping, statuses)
  const customer = customerReader(header, mapping, ids)
  const order = orderReader(header, mapping, ids)
  const currency = currencyReader(header, mapping)
  const conditions = orderConditionCells(header, mapping, statuses)
  const date = cellReader(header, 'instant.column', mapping.instant.column)
  const figures = figuresReader(header, mapping, doubts)
  // The further rows of an order may leave its currency out.
  let lastCurrency = typeof mapping.currency === 'string' ? mapping.currency : ''
  return {
    row(cells, line) {
      const leftOut = leavesOut(cells, line)
      if (leftOut) return { kind: 'left-out', ...leftOut }
      const who = customer(cells, line)
      const which = order(cells, line)
      if (which.key === '') {
        const hasNoCustomer = who.customerId === '' && who.email === ''
        return { kind: 'left-out', reason: hasNoCustomer ? 'no-customer' : 'no-order-id' }
      }
      const code = currency(cells, line)
      lastCurrency = code || lastCurrency
      const part: OrderPart = {
        ...which,
        ...who,
        ...figures(cells, line, lastCurrency),
        line,
        rows: 1,
        currency: code,
        conditions: conditions(cells, line),
      }
      if (isUnclearPurchase(part, mapping)) throw negativePurchase(part, line)
      if (part.at === undefined && isNoDate(date(cells, line)) && !isLeftOut(part, mapping))
        throw new ImportFault('unreadable-instant', (w) => w.rows.noDate(line), { line })
      const ahead = instantsOf(part).find(([, at]) => at !== undefined && at > latest)
      if (ahead && !isLeftOut(part, mapping)) throw inTheFuture(ahead, line)
      return part
    },
    end() {
      ids.end()
      statuses.end()
    },
  }
}

/**
 * An amount below zero is a refund, or the correction of one: which of them, only the mapping can
 * say. Of an order that is summed over its rows it is not known yet.
 */
const isUnclearPurchase = (part: OrderPart, mapping: Mapping): boolean =>
  part.total !== undefined &&
  part.total.units < 0n &&
  (mapping.refunds === undefined || mapping.refunds.by === 'amount') &&
  !isLeftOut(part, mapping)

/** Whether the row's own cells say so already. */
const isLeftOut = ({ conditions }: OrderPart, { leaveOut }: Mapping): boolean =>
  (leaveOut?.orders ?? []).some((condition, i) => isMetBy(condition, conditions[i] ?? ''))

const negativePurchase = ({ total = ZERO }: OrderPart, line: number): ImportFault =>
  new ImportFault('unreadable-amount', (w) => w.rows.negativePurchase(formatDecimal(total)), {
    line,
  })

type Who = Pick<
  OrderPart,
  'customerId' | 'email' | 'name' | 'country' | 'locale' | 'consent' | 'attributes'
>

function customerReader(
  header: readonly string[],
  { customer, consent }: Mapping,
  ids: IdReaders,
): (cells: readonly string[], line: number) => Who {
  const cell = (field: string, named: Cell | undefined) =>
    cellReader(header, field, named, 'any-parts', meaningfulText)
  const id = ids.reader('customer.id', customer.id)
  const email = cell('customer.email', customer.email)
  const name = cell('customer.name', customer.name)
  const country = cell('customer.country', customer.country)
  const locale = cell('customer.locale', customer.locale)
  const agreed = cellReader(header, 'consent.column', consent?.column)
  const attributes = Object.values(customer.attributes ?? {}).map((named) =>
    cell('customer.attributes', named),
  )
  return (cells, line) => ({
    customerId: id(cells, line),
    email: email(cells, line),
    name: name(cells, line),
    country: country(cells, line),
    locale: locale(cells, line),
    consent: agreed(cells, line),
    attributes: attributes.map((read) => read(cells, line)),
  })
}

type Which = Pick<OrderPart, 'kind' | 'key' | 'id' | 'refundOf'>

function orderReader(
  header: readonly string[],
  mapping: Mapping,
  { reader: idCell }: IdReaders,
): (cells: readonly string[], line: number) => Which {
  const { order, refunds } = mapping
  const orderId = idCell('order.id', order.id)
  const orderKey = order.groupBy ? idCell('order.groupBy', order.groupBy) : orderId
  const refundId =
    refunds?.by === 'column' && refunds.id ? idCell('refunds.id', refunds.id) : orderId
  const named = refunds && 'order' in refunds ? refunds.order : undefined
  const refundOf = idCell('refunds.order', named)
  const isRefund = refundTest(header, mapping, orderId)
  return (cells, line) => {
    const kind = isRefund(cells, line) ? 'refund' : 'order'
    const id = kind === 'refund' ? refundId(cells, line) : orderId(cells, line)
    const key = kind === 'refund' ? id : orderKey(cells, line)
    return { kind, key, id, refundOf: refundOf(cells, line) }
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
    const code = read(cells, line).toUpperCase()
    if (code === '' || CURRENCY_CODE.test(code)) return code
    throw new ImportFault('unreadable-currency', (w) => w.rows.notACurrency(quotedCell(code)), {
      line,
    })
  }
}
