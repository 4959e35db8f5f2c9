/** An import as a few lines of text. */
import { EMAIL_FAULTS } from '../../domain/customer.ts'
import { quotedCell } from '../../intake/import/import-fault.ts'
import type { ImportSummary } from '../../intake/import/import-orders.ts'
import type { ImportWords } from '../../language/command/import-words.ts'
import { money, spoken } from '../words.ts'

/** What an import came to. */
export type Imported = ImportSummary & {
  readonly importId: string
  /** Customers re-evaluated; absent if the other side does that itself. */
  readonly decided?: number
}

export function importText(imported: Imported, words: ImportWords): string {
  const { rows, leftOut, purchases, purchasesWithoutAmount, refunds, customers } = imported
  return [
    words.rows(rows),
    ...Object.keys(leftOut).map((reason) => `  ${leftOutText(imported, reason, words)}`),
    ...imported.missingColumns.map((column) => `  ${words.missingColumn(column)}`),
    words.totals(words.purchases(purchases, purchasesWithoutAmount), refunds, customers),
    ...Object.entries(imported.grossMinor).map(
      ([currency, minor]) => `  ${words.gross(money(minor, currency))}`,
    ),
    statusLine(imported, words),
    ...Object.entries(imported.rejected).map(
      ([reason, count]) => `  ${words.rejected(count, reason)}`,
    ),
    ...countryLines(imported, words),
    ...addressLines(imported, words),
    ...Object.entries(imported.noConsentAct).map(
      ([value, count]) => `  ${words.noConsentAct(count, quotedCell(value))}`,
    ),
    ...warningLines(imported, words),
    ...(imported.decided === undefined ? [] : [words.reevaluated(imported.decided)]),
  ].join('\n')
}

function leftOutText(
  { leftOut, leftOutValues }: Imported,
  reason: string,
  words: ImportWords,
): string {
  const text = words.leftOut(leftOut[reason] ?? 0, leftOutReason(reason, words))
  const values = Object.entries(leftOutValues[reason] ?? {})
    .filter(([value]) => value !== '')
    .map(([value, rows]) => words.valueRows(quotedCell(value), rows))
  return values.length === 0 ? text : words.leftOutFor(text, values)
}

const COUNTRIES_NAMED = 10

/** The most frequent first. */
function countryLines({ countriesNotUnderstood }: Imported, words: ImportWords): readonly string[] {
  const stated = Object.entries(countriesNotUnderstood).toSorted(([, a], [, b]) => b - a)
  if (stated.length === 0) return []
  const named = stated.slice(0, COUNTRIES_NAMED)
  const others = stated.slice(COUNTRIES_NAMED).reduce((sum, [, count]) => sum + count, 0)
  return [
    words.countriesNotUnderstood,
    ...named.map(([value, count]) => `  ${words.country(quotedCell(value), count)}`),
    ...(others > 0 ? [`  ${words.otherCountries(others)}`] : []),
  ]
}

function addressLines({ addressesNotMailable }: Imported, words: ImportWords): readonly string[] {
  const lines = EMAIL_FAULTS.flatMap((fault) => {
    const records = addressesNotMailable[fault] ?? 0
    return records > 0 ? [`  ${words.notMailable(records, words.emailFaults[fault])}`] : []
  })
  return lines.length > 0 ? [words.addressesNotMailable, ...lines] : []
}

function warningLines({ mixedUp }: Imported, words: ImportWords): readonly string[] {
  const { ordersOfSeveralCustomers: orders, customersWithSeveralAddresses: customers } = mixedUp
  return [
    ...(orders.count > 0 ? [words.ordersOfSeveral(orders.count, orders.examples)] : []),
    ...(customers.count > 0 ? [words.customersOfSeveral(customers.count, customers.examples)] : []),
  ]
}

/** A mapping of the shop's own may have reasons of its own. */
export const leftOutReason = (reason: string, { leftOutReasons }: ImportWords): string =>
  (leftOutReasons as Readonly<Record<string, string>>)[reason] ?? spoken(reason)

const STATUSES = ['recorded', 'updated', 'unchanged', 'stale', 'erased', 'rejected'] as const

function statusLine({ statuses }: Imported, words: ImportWords): string {
  const parts = STATUSES.flatMap((status) =>
    statuses[status] > 0 ? [words.statuses[status](statuses[status])] : [],
  )
  return parts.length > 0 ? words.ofThese(parts) : words.nothing
}
