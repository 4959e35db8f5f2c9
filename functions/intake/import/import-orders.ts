/** Imports a shop's history from a file: read all, group, then record in batches. */

import type { EmailFault } from '../../domain/customer.ts'
import { NOT_UNDERSTOOD } from '../../domain/law.ts'
import { addTo, newSum, type Sum, totalOf } from '../../domain/money.ts'
import type { Recorded } from '../../domain/recorded.ts'
import type { Instant } from '../../domain/time.ts'
import { type AmountDoubts, openDoubts } from './amount-column.ts'
import { type LeftOut, missingColumns } from './conditions.ts'
import { columnsOf, namingMisnamed } from './find-cells.ts'
import { type MixedUp, type OrderSpool, openSpool } from './group-orders.ts'
import { interpreterOf, type RowInterpreter } from './interpret-rows.ts'
import {
  type ConsentEvidence,
  consentIn,
  type ImportedCustomer,
  type ImportedRecord,
  makeRecords,
} from './make-record.ts'
import type { Mapping } from './mapping.ts'
import type { OrderPart } from './order-part.ts'
import { readFileRows } from './read-rows.ts'
import type { OnHeader } from './row-width.ts'

export type RecordStatus =
  | { readonly status: Recorded }
  | { readonly status: 'rejected'; readonly reason: string }

/** Where imported history is recorded. Recording it again must change nothing. */
export type ImportPort = {
  /** Holds the customers this import touches, until it is complete. Beginning again is allowed. */
  begin(importId: string): Promise<void>
  /** Records up to `BATCH` records and returns the outcome of each, in their order. */
  record(batch: readonly ImportedRecord[]): Promise<readonly RecordStatus[]>
  complete(importId: string): Promise<void>
}

export type ImportProgress =
  | { readonly phase: 'reading'; readonly rows: number }
  | { readonly phase: 'recording'; readonly records: number }

export type ImportOrders = {
  /** The bytes of a CSV file, plain or gzipped. */
  readonly source: AsyncIterable<Uint8Array>
  readonly mapping: Mapping
  readonly port: ImportPort
  readonly importId: string
  /** A file with an instant after it is refused; omitted where history may be invented. */
  readonly latest?: Instant
  /** Stored with every consent found in the file's consent column. */
  readonly consentEvidence?: ConsentEvidence
  /** Why an address cannot be mailed, for the summary; omitted where no one reads that. */
  readonly emailFaultOf?: (email: string) => EmailFault | undefined
  readonly onProgress?: (progress: ImportProgress) => void
}

/** What a file contained, including what was recorded before; `statuses` shows what changed. */
export type ImportSummary = {
  readonly rows: number
  readonly purchases: number
  /** Of those, the ones that cost nothing. */
  readonly purchasesWithoutAmount: number
  readonly refunds: number
  /** Different customers with a purchase or a refund. */
  readonly customers: number
  /** Of purchases, refunds not deducted, in each currency's minor unit. */
  readonly grossMinor: Readonly<Record<string, number>>
  /** Columns that only leave orders out, and that the file does not have. */
  readonly missingColumns: readonly string[]
  readonly mixedUp: MixedUp
  /** Countries that were stated and not understood: purchases and refunds by the value stated. */
  readonly countriesNotUnderstood: Readonly<Record<string, number>>
  /** Addresses that no mail can be sent to: purchases and refunds by the reason. */
  readonly addressesNotMailable: Readonly<Partial<Record<EmailFault, number>>>
  /** Orders and refunds by a value of the consent column that the mapping does not list. */
  readonly noConsentAct: Readonly<Record<string, number>>
  /** Rows left out, by reason. */
  readonly leftOut: Readonly<Record<string, number>>
  /** Of those left out because only certain values are kept: rows by reason and value. */
  readonly leftOutValues: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly statuses: Readonly<Record<RecordStatus['status'], number>>
  /** Records that the port rejected, by reason. */
  readonly rejected: Readonly<Record<string, number>>
}

const BATCH = 500
/** Baskets of a wholesaler have hundreds of lines; a batch of them must stay small too. */
const LINES_IN_BATCH = 4_000
const ROWS_BETWEEN_REPORTS = 10_000

/**
 * Imports a file of purchases and refunds. The file is read to its end before anything is
 * recorded, so a file with a fault (ImportFault) changes nothing. A run that was cut short is
 * resumed by running it again under the same `importId`: records carry the shop's own ids.
 *
 * @example
 * const summary = await importOrders({ source: createReadStream(path), mapping, port, importId })
 */
export async function importOrders(options: ImportOrders): Promise<ImportSummary> {
  const { source, mapping, port, importId, onProgress } = options
  const spool = openSpool(columnsOf(mapping.order.id))
  const doubts = openDoubts()
  const tally = newImportTally()
  try {
    let interpreter: RowInterpreter | undefined
    const onHeader: OnHeader = (header, written) => {
      interpreter = openInterpreter(options, header, written, doubts)
      const { row: interpret } = interpreter
      tally.missingColumns = missingColumns(header, mapping)
      return (cells, line) => {
        const meaning = interpret(cells, line)
        if (meaning.kind === 'left-out') countLeftOut(tally, meaning, 1)
        else spool.add(meaning)
        tally.rows++
        if (tally.rows % ROWS_BETWEEN_REPORTS === 0)
          onProgress?.({ phase: 'reading', rows: tally.rows })
      }
    }
    await readFileRows(source, mapping.delimiter, onHeader, { encoding: mapping.encoding })
    interpreter?.end()
    doubts.settle()
    const orders = spool.orders()
    tally.mixedUp = spool.mixedUp()
    await port.begin(importId)
    let records = 0
    for (const batch of inBatches(recordsOf(orders, spool, tally, options))) {
      for (const status of await port.record(batch)) countStatus(tally, status)
      records += batch.length
      onProgress?.({ phase: 'recording', records })
    }
    await port.complete(importId)
    const { sums, ...summary } = tally
    const gross = [...sums].map(([currency, sum]) => [currency, totalOf(sum)] as const)
    return { ...summary, grossMinor: Object.fromEntries(gross) }
  } finally {
    spool.close()
  }
}

function openInterpreter(
  { mapping, latest = Number.POSITIVE_INFINITY }: ImportOrders,
  header: readonly string[],
  written: readonly string[],
  doubts: AmountDoubts,
): RowInterpreter {
  const open = (names: readonly string[]) => interpreterOf(mapping, names, doubts, latest)
  try {
    return open(header)
  } catch (error) {
    throw namingMisnamed(error, header, written, open)
  }
}

type ImportTally = { -readonly [field in keyof ImportSummary]: ImportSummary[field] } & {
  readonly sums: Map<string, Sum>
  readonly countriesNotUnderstood: Record<string, number>
  readonly addressesNotMailable: Partial<Record<EmailFault, number>>
  readonly noConsentAct: Record<string, number>
  readonly leftOut: Record<string, number>
  readonly leftOutValues: Record<string, Record<string, number>>
  readonly statuses: Record<RecordStatus['status'], number>
  readonly rejected: Record<string, number>
}

/** Values of a file are counted in it: `constructor` and `__proto__` are values like any other. */
const noCounts = (): Record<string, number> => Object.create(null)

const newImportTally = (): ImportTally => ({
  rows: 0,
  purchases: 0,
  purchasesWithoutAmount: 0,
  refunds: 0,
  customers: 0,
  grossMinor: {},
  sums: new Map(),
  missingColumns: [],
  mixedUp: {
    ordersOfSeveralCustomers: { count: 0, examples: [] },
    customersWithSeveralAddresses: { count: 0, examples: [] },
  },
  countriesNotUnderstood: noCounts(),
  addressesNotMailable: {},
  noConsentAct: noCounts(),
  leftOut: noCounts(),
  leftOutValues: Object.create(null),
  statuses: { recorded: 0, updated: 0, unchanged: 0, stale: 0, erased: 0, rejected: 0 },
  rejected: {},
})

function count(counts: Record<string, number>, name: string, by = 1): void {
  counts[name] = (counts[name] ?? 0) + by
}

/** As many as a person can look at: a column of something else has millions. */
const MOST_VALUES = 10

function countLeftOut(tally: ImportTally, { reason, value }: LeftOut, rows: number): void {
  count(tally.leftOut, reason, rows)
  if (value === undefined) return
  const values = tally.leftOutValues[reason] ?? noCounts()
  tally.leftOutValues[reason] = values
  if (Object.hasOwn(values, value) || Object.keys(values).length < MOST_VALUES)
    count(values, value, rows)
}

/** A longer one is cut: a column of free text has values of any length. */
const LONGEST_VALUE = 40
const OTHER_VALUES = '…'

function countNoAct({ noConsentAct: counts }: ImportTally, value: string): void {
  const name = value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value
  const isNew = !Object.hasOwn(counts, name)
  count(counts, isNew && Object.keys(counts).length >= MOST_VALUES ? OTHER_VALUES : name)
}

function countStatus(tally: ImportTally, status: RecordStatus): void {
  tally.statuses[status.status]++
  if (status.status === 'rejected') count(tally.rejected, status.reason)
}

function* recordsOf(
  orders: Iterable<OrderPart>,
  spool: OrderSpool,
  tally: ImportTally,
  { mapping, consentEvidence, emailFaultOf }: ImportOrders,
): Iterable<ImportedRecord> {
  for (const order of orders) {
    const made = makeRecords(order, mapping, consentEvidence)
    if (!made.records) countLeftOut(tally, made.leftOut, order.rows)
    else if (consentIn(order.consent, mapping) === 'no-act') countNoAct(tally, order.consent)
    for (const record of made.records ?? []) {
      countRecord(tally, record)
      if (record.customer.country === NOT_UNDERSTOOD) countCountry(tally, order.country)
      const { email } = record.customer
      const fault = email === undefined ? undefined : emailFaultOf?.(email)
      if (fault) tally.addressesNotMailable[fault] = (tally.addressesNotMailable[fault] ?? 0) + 1
      if (spool.isNewCustomer(importedCustomerKey(record.customer))) tally.customers++
      yield record
    }
  }
}

/** More different values than a column of countries has; what else there is counts together. */
const MOST_COUNTRIES = 1_000

function countCountry({ countriesNotUnderstood: counts }: ImportTally, stated: string): void {
  const isOther = !Object.hasOwn(counts, stated) && Object.keys(counts).length >= MOST_COUNTRIES
  count(counts, isOther ? OTHER_VALUES : stated.slice(0, 100))
}

function countRecord(tally: ImportTally, record: ImportedRecord): void {
  if (record.kind === 'refund') {
    tally.refunds++
    return
  }
  tally.purchases++
  if (record.grossMinor === 0) tally.purchasesWithoutAmount++
  const sum = tally.sums.get(record.currency) ?? newSum()
  addTo(sum, record.grossMinor)
  tally.sums.set(record.currency, sum)
}

const importedCustomerKey = ({ id, email }: ImportedCustomer): string =>
  id === undefined ? `email ${email?.toLowerCase()}` : `id ${id}`

function* inBatches(records: Iterable<ImportedRecord>): Iterable<readonly ImportedRecord[]> {
  let batch: ImportedRecord[] = []
  let lines = 0
  for (const record of records) {
    batch.push(record)
    lines += record.kind === 'order' ? record.lines.length : 0
    if (batch.length < BATCH && lines < LINES_IN_BATCH) continue
    yield batch
    batch = []
    lines = 0
  }
  if (batch.length > 0) yield batch
}
