/** The amounts of one column: what one cell leaves in doubt, another one may show. */
import { minorPlaces } from './currency.ts'
import { type Decimal, formatDecimal, toMinor } from './decimal.ts'
import { cellReader } from './find-cells.ts'
import { ImportFault, quotedCell } from './import-fault.ts'
import type { Cell, Mapping } from './mapping.ts'
import { type AmountFault, type AmountReading, readAmount } from './read-amount.ts'

/** What was read by the mapping's word alone; asked at the end of the file. */
export type AmountDoubts = {
  /** The first cell of a column that could be another number, or that one settled it. */
  readonly note: (column: object, doubt: ImportFault | 'settled') => void
  /** Throws the first doubt that no cell of its column settled. */
  readonly settle: () => void
}

/** @example const doubts = openDoubts(); interpreterOf(mapping, header, doubts, latest); doubts.settle() */
export function openDoubts(): AmountDoubts {
  const columns = new Map<object, ImportFault | 'settled'>()
  return {
    note(column, doubt) {
      if (doubt === 'settled' || !columns.has(column)) columns.set(column, doubt)
    },
    settle() {
      const open = [...columns.values()].filter((doubt) => doubt !== 'settled')
      const [first] = open.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
      if (first) throw first
    },
  }
}

type DecimalCell = (
  cells: readonly string[],
  line: number,
  currency: string | undefined,
) => Decimal | undefined

/** Quantities and prices are few and come again and again. */
const MOST_KNOWN = 5_000

/**
 * A reader of the numbers of one column; it throws an ImportFault for one that cannot be read. The
 * currency is undefined for quantities, and empty where it is not known.
 */
export function decimalCell(
  header: readonly string[],
  { decimal: separator, grouping }: Mapping,
  field: string,
  named: Cell | undefined,
  doubts: AmountDoubts,
): DecimalCell {
  if (named === undefined) return () => undefined
  const read = cellReader(header, field, named)
  const column = {}
  const known = new Map<string, AmountReading>()
  let isSettled = grouping !== undefined
  return (cells, line, currency) => {
    const text = read(cells)
    if (text === '') return undefined
    const key = `${currency} ${text}`
    const found = known.get(key)
    const reading = found ?? readAmount(text, separator, currency)
    if (!found && known.size < MOST_KNOWN) known.set(key, reading)
    if ('fault' in reading)
      throw unreadable(reading.fault, { text, field, separator, currency, line })
    if (isSettled) return reading.decimal
    if (reading.separator === 'shown') {
      isSettled = true
      doubts.note(column, 'settled')
    } else if (reading.other !== undefined && !found)
      doubts.note(column, doubtful(reading.decimal, reading.other, { text, field, currency, line }))
    return reading.decimal
  }
}

type At = {
  readonly text: string
  readonly field: string
  readonly currency: string | undefined
  readonly line: number
}

function doubtful(decimal: Decimal, other: string, { text, field, currency, line }: At) {
  const readings = [formatDecimal(decimal), other].map((reading) => inMoney(reading, currency))
  const sentence = ({ rows }: Parameters<ImportFault['sentence']>[0]) =>
    rows.twoNumbers(quotedCell(text), field, readings)
  return new ImportFault('unreadable-amount', sentence, { line })
}

/** As money has it: 1.23 and not 1.234 where there are cents. */
function inMoney(text: string, currency: string | undefined): string {
  const scale = text.split('.')[1]?.length ?? 0
  const decimal: Decimal = { units: BigInt(text.replace('.', '')), scale }
  const places = Math.min(scale, currency === undefined ? scale : minorPlaces(currency))
  const rounded = toMinor(decimal, places)
  return rounded === undefined ? text : formatDecimal({ units: BigInt(rounded), scale: places })
}

function unreadable(
  fault: AmountFault,
  { text, field, separator, currency = '', line }: At & { readonly separator: '.' | ',' },
): ImportFault {
  const cell = quotedCell(text)
  const sentence: ImportFault['sentence'] = ({ rows }) => {
    switch (fault) {
      case 'not-a-number':
        return rows.notANumber(cell, field, separator)
      case 'spreadsheet':
        return rows.shortenedNumber(cell, field)
      case 'other-separator':
        return rows.otherSeparator(cell, field, separator)
      case 'other-currency':
        return rows.otherCurrency(cell, field, currency)
    }
  }
  return new ImportFault('unreadable-amount', sentence, { line })
}
