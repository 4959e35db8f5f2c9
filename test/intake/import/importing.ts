/** Imports text as a shop's file into a store that remembers what it has. */
import { gzipSync } from 'node:zlib'
import { ImportFault } from '../../../functions/intake/import/import-fault.ts'
import {
  type ImportOrders,
  type ImportPort,
  type ImportSummary,
  importOrders,
  type RecordStatus,
} from '../../../functions/intake/import/import-orders.ts'
import type { ImportedRecord } from '../../../functions/intake/import/make-record.ts'
import type { Mapping } from '../../../functions/intake/import/mapping.ts'
import { describeFault, readMapping } from '../../../functions/intake/import/read-mapping.ts'
import { enFaults } from '../../../functions/language/en/faults/words.ts'

export function mappingOf(yaml: string): Mapping {
  const reading = readMapping(yaml, 'mapping.yaml')
  if (!reading.ok)
    throw new Error(reading.faults.map((fault) => describeFault(fault, enFaults)).join('\n'))
  return reading.mapping
}

/** A mapping of `Id,Customer,Date,Amount` with additions that a test needs. */
export const simpleMapping = (more = ''): Mapping =>
  mappingOf(`
customer: {id: Customer}
order: {id: Id}
instant: {column: Date, format: yyyy-MM-dd, zone: UTC}
amount: {from: rows, column: Amount}
currency: EUR
${more}`)

/** A mapping of `Id,C,D,Total,Cur`, in which each order names its currency. */
export const BY_CURRENCY = mappingOf(`
customer: {id: C}
order: {id: Id}
instant: {column: D, format: iso, zone: UTC}
amount: {from: order, column: Total}
currency: {column: Cur}
`)

/** A mapping of a file with a row for each line of an order, and its header. */
export const BY_LINES = mappingOf(`
customer: {id: Customer, email: Email, name: Name, country: Country, locale: Language}
countries: {EIRE: IE}
order: {id: Id}
instant: {column: Date, format: yyyy-MM-dd HH:mm, zone: Europe/London}
amount: {from: lines}
currency: GBP
lines: {sku: Sku, title: Title, quantity: Quantity, unitPrice: Price}
`)
export const LINES_HEADER =
  'Id,Customer,Email,Name,Country,Language,Date,Sku,Title,Quantity,Price\n'

export type RememberingPort = ImportPort & {
  readonly calls: readonly string[]
  readonly batches: readonly number[]
  readonly records: ReadonlyMap<string, ImportedRecord>
}

export function rememberingPort(): RememberingPort {
  const calls: string[] = []
  const batches: number[] = []
  const records = new Map<string, ImportedRecord>()
  const keep = (record: ImportedRecord): RecordStatus => {
    const id = record.kind === 'order' ? `order ${record.orderId}` : `refund ${record.refundId}`
    const before = records.get(id)
    records.set(id, record)
    if (before === undefined) return { status: 'recorded' }
    return { status: JSON.stringify(before) === JSON.stringify(record) ? 'unchanged' : 'updated' }
  }
  return {
    calls,
    batches,
    records,
    begin: async (importId) => {
      calls.push(`begin ${importId}`)
    },
    record: async (batch) => {
      batches.push(batch.length)
      return batch.map(keep)
    },
    complete: async (importId) => {
      calls.push(`complete ${importId}`)
    },
  }
}

export async function* inChunks(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** What stopped an import, as a reader of English sees it. */
export async function faultIn(reading: Promise<unknown>) {
  const fault = await reading.catch((error: unknown) => error)
  if (!(fault instanceof ImportFault)) throw fault ?? new Error('nothing stopped the import')
  const { code, line } = fault
  return { code, line, problem: fault.sentence(enFaults) }
}

export const gzipped = (text: string): Uint8Array => gzipSync(text)

export type Imported = {
  readonly summary: ImportSummary
  readonly records: readonly ImportedRecord[]
  readonly port: RememberingPort
}

export async function importText(
  text: string,
  mapping: Mapping,
  options: Partial<ImportOrders> = {},
  port = rememberingPort(),
): Promise<Imported> {
  const source = inChunks(Buffer.from(text), 64)
  const summary = await importOrders({ source, mapping, port, importId: 'import-1', ...options })
  return { summary, records: [...port.records.values()], port }
}
