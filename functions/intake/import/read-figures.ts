/** What of a row has to be understood and not only carried: instants, amounts, lines. */
import { type Decimal, formatDecimal, multiply, parseDecimal } from './decimal.ts'
import { cellReader, meaningfulText } from './find-cells.ts'
import { ImportFault, quotedCell } from './import-fault.ts'
import { instantReader } from './instant-format.ts'
import type { Cell, Mapping, When } from './mapping.ts'
import type { OrderPart, PartLine } from './order-part.ts'
import { skuReader } from './read-ids.ts'

export type Figures = Pick<
  OrderPart,
  'at' | 'version' | 'sum' | 'total' | 'refunded' | 'refundedAt' | 'lines'
>

/** A reader of a row's figures; it throws an ImportFault for one that cannot be read. */
export function figuresReader(
  header: readonly string[],
  mapping: Mapping,
): (cells: readonly string[], line: number) => Figures {
  const { amount, refunds } = mapping
  const { instant } = mapping
  const at = instantCell(header, instant, 'instant.column', instant.column)
  const version = mapping.version
    ? instantCell(header, mapping.version, 'version.column', mapping.version.column)
    : () => undefined
  const stated =
    amount.from === 'lines'
      ? undefined
      : decimalCell(header, mapping, 'amount.column', amount.column)
  const quantity = decimalCell(header, mapping, 'lines.quantity', mapping.lines?.quantity)
  const unitPrice = decimalCell(header, mapping, 'lines.unitPrice', mapping.lines?.unitPrice)
  const sku = skuReader(header, 'lines.sku', mapping.lines?.sku)
  const title = cellReader(header, 'lines.title', mapping.lines?.title, 'any-parts', meaningfulText)
  const gaveBack = refunds?.by === 'amount' ? refunds : undefined
  const refunded = decimalCell(header, mapping, 'refunds.column', gaveBack?.column)
  const refundedAt = instantCell(header, instant, 'refunds.at', gaveBack?.at)

  return (cells, line) => {
    const count = quantity(cells, line)
    const price = unitPrice(cells, line)
    const own = stated ? stated(cells, line) : product(count, price, line)
    return {
      at: at(cells, line),
      version: version(cells, line),
      sum: amount.from === 'order' ? undefined : own,
      total: amount.from === 'order' ? own : undefined,
      refunded: refunded(cells, line),
      refundedAt: refundedAt(cells, line),
      lines: figureLine(sku(cells, line), title(cells, line), count, price),
    }
  }
}

function product(
  count: Decimal | undefined,
  price: Decimal | undefined,
  line: number,
): Decimal | undefined {
  if (count && price) return multiply(count, price)
  if (!count && !price) return undefined
  throw new ImportFault(
    'unreadable-amount',
    ({ rows }) => (count ? rows.noPrice : rows.noQuantity),
    { line },
  )
}

/** Purchased products only: no unnamed fees and no returns. */
function figureLine(
  sku: string,
  title: string,
  count: Decimal | undefined,
  unitPrice: Decimal | undefined,
): readonly PartLine[] {
  const name = sku || title
  if (name === '' || count === undefined || count.units <= 0n) return []
  const quantity = count.scale === 0 ? Number(count.units) : Number(formatDecimal(count))
  return [[name, title, quantity, unitPrice ? formatDecimal(unitPrice) : '']]
}

const MOST_KNOWN = 5_000

function decimalCell(
  header: readonly string[],
  mapping: Mapping,
  field: string,
  named: Cell | undefined,
): (cells: readonly string[], line: number) => Decimal | undefined {
  if (named === undefined) return () => undefined
  const read = cellReader(header, field, named)
  // Quantities and prices are few and come again and again.
  const known = new Map<string, Decimal>()
  return (cells, line) => {
    const text = read(cells, line)
    if (text === '') return undefined
    const decimal = known.get(text) ?? parseDecimal(text, mapping.decimal)
    if (known.size < MOST_KNOWN && decimal) known.set(text, decimal)
    if (decimal) return decimal
    throw new ImportFault(
      'unreadable-amount',
      (w) => w.rows.notANumber(quotedCell(text), field, mapping.decimal),
      { line },
    )
  }
}

function instantCell(
  header: readonly string[],
  { format, zone }: Pick<When, 'format' | 'zone'>,
  field: string,
  named: Cell | undefined,
): (cells: readonly string[], line: number) => number | undefined {
  if (named === undefined) return () => undefined
  const read = cellReader(header, field, named)
  const toInstant = instantReader(format, zone)
  return (cells, line) => {
    const text = read(cells, line)
    if (text === '') return undefined
    const at = toInstant(text)
    if (at !== undefined) return at
    throw new ImportFault(
      'unreadable-instant',
      (w) => w.rows.notAnInstant(quotedCell(text), field, format),
      { line },
    )
  }
}
