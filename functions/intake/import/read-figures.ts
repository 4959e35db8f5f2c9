/** What of a row has to be understood and not only carried: instants, amounts, lines. */
import { isPlaceholderText } from '../../domain/placeholder.ts'
import { isoInstant } from '../../domain/time.ts'
import { type AmountDoubts, decimalCell } from './amount-column.ts'
import { type Decimal, formatDecimal, multiply } from './decimal.ts'
import { type CellReader, cellReader, hasColumn, meaningfulText } from './find-cells.ts'
import { ImportFault, quotedCell } from './import-fault.ts'
import { type FittingFormat, fittingFormat, instantReader } from './instant-format.ts'
import type { Cell, Mapping, When } from './mapping.ts'
import { isNoDate } from './named-formats.ts'
import type { OrderPart, PartLine } from './order-part.ts'
import { skuReader } from './read-ids.ts'

export type Figures = Pick<
  OrderPart,
  'at' | 'version' | 'sum' | 'total' | 'refunded' | 'refundedAt' | 'lines'
>

/**
 * A reader of a row's figures, whose money is in `currency` (empty if that is not known); it throws
 * an ImportFault for one that cannot be read.
 */
export function figuresReader(
  header: readonly string[],
  mapping: Mapping,
  doubts: AmountDoubts,
): (cells: readonly string[], line: number, currency: string) => Figures {
  const { amount, refunds } = mapping
  const { instant } = mapping
  const at = instantCell(header, instant, 'instant.column', instant.column)
  const version = mapping.version
    ? instantCell(header, mapping.version, 'version.column', mapping.version.column)
    : () => undefined
  const stated =
    amount.from === 'lines'
      ? undefined
      : decimalCell(header, mapping, 'amount.column', amount.column, doubts)
  const quantity = decimalCell(header, mapping, 'lines.quantity', mapping.lines?.quantity, doubts)
  const unitPrice = decimalCell(
    header,
    mapping,
    'lines.unitPrice',
    mapping.lines?.unitPrice,
    doubts,
  )
  const sku = skuReader(header, 'lines.sku', mapping.lines?.sku)
  const title = cellReader(header, 'lines.title', mapping.lines?.title, 'any-parts', meaningfulText)
  const gaveBack = refunds?.by === 'amount' ? refunds : undefined
  const refunded = decimalCell(header, mapping, 'refunds.column', gaveBack?.column, doubts)
  const refundedAt = instantCell(header, instant, 'refunds.at', gaveBack?.at)

  return (cells, line, currency) => {
    const count = quantity(cells, line, undefined)
    const price = unitPrice(cells, line, currency)
    const own = stated ? stated(cells, line, currency) : product(count, price, line)
    return {
      at: at(cells, line),
      version: version(cells, line),
      sum: amount.from === 'order' ? undefined : own,
      total: amount.from === 'order' ? own : undefined,
      refunded: refunded(cells, line, currency),
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

function instantCell(
  header: readonly string[],
  { format, zone }: Pick<When, 'format' | 'zone'>,
  field: string,
  named: Cell | undefined,
): (cells: readonly string[], line: number) => number | undefined {
  if (named === undefined) return () => undefined
  const read = dateCell(header, field, named)
  const toInstant = instantReader(format, zone)
  return (cells, line) => {
    const text = read(cells, line)
    if (text === '' || isNoDate(text)) return undefined
    const at = toInstant(text)
    if (at !== undefined) return at
    const fitting = fittingFormat(text, zone)
    throw new ImportFault(
      'unreadable-instant',
      (w) => w.rows.notAnInstant(quotedCell(text), field, format, shownFitting(fitting)),
      { line },
    )
  }
}

const shownFitting = (fitting: FittingFormat | undefined) =>
  fitting && { format: fitting.format, instant: isoInstant(fitting.at) }

/** Nothing where a tool writes `NULL` or the like. */
const statedText = (text: string): string => (isPlaceholderText(text) ? '' : text)

/** Of several columns the first with a date, then the first with anything. */
function dateCell(header: readonly string[], field: string, named: Cell): CellReader {
  const first = cellReader(header, field, named, 'any-parts', statedText)
  if (!Array.isArray(named)) return first
  const columns = named
    .filter((column) => hasColumn(header, column))
    .map((column) => cellReader(header, field, column, 'any-parts', statedText))
  return (cells) => {
    const text = first(cells)
    if (!isNoDate(text)) return text
    return columns.map((read) => read(cells)).find((one) => one !== '' && !isNoDate(one)) ?? text
  }
}
