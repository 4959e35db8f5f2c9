/** Where `rekindle import` records what it read: a store that this process writes to itself. */

import type { Instant } from '../../domain/time.ts'
import type { ImportPort, RecordStatus } from '../../intake/import/import-orders.ts'
import { type RecordPorts, recordPurchases, recordRefunds } from '../../intake/record-facts.ts'
import { MOST_ORDER_LINES } from '../../intake/wire.ts'
import type { FaultWords } from '../../language/faults/fault-words.ts'
import { beginImport, completeImport } from '../../store/imports.ts'
import { parseCustomerKey } from '../../store/keys.ts'
import { keyOf, type Table } from '../../store/table.ts'
import { type ImportedBody, importedBody, type ReadAttributes } from './imported-bodies.ts'
import type { TouchedCustomers } from './touched-customers.ts'

export type StoreImport = RecordPorts & {
  readonly shop: string
  readonly touched: TouchedCustomers
  readonly now: () => Instant
  /** Left out where no mapping names attributes. */
  readonly readAttributes?: ReadAttributes
  /** For why a record is refused. */
  readonly words: FaultWords
  /** Waits until every process that decides for the shop knows that an import began or ended. */
  readonly untilSettingsApply: () => Promise<void>
}

/**
 * In one commit. Each write is answered with the row that was there before, so that a larger
 * commit costs tens of megabytes, and gains nothing.
 */
const RECORDS_AT_A_TIME = 64

/** An import that is marked as running holds the customers it touches, until it is complete. */
export function importIntoStore(options: StoreImport): ImportPort {
  const { table, shop, touched, words, untilSettingsApply, now, readAttributes } = options
  const ports: RecordPorts = { ...options, table: noting(table, touched) }
  let importId: string | undefined
  let firstRunAt: Instant | undefined

  async function recordKinds(facts: readonly ImportedBody[]): Promise<readonly RecordStatus[]> {
    const purchases = facts.flatMap((fact) => (fact.kind === 'purchase' ? [withLines(fact)] : []))
    const refunds = facts.flatMap((fact) => (fact.kind === 'refund' ? [fact.refund] : []))
    const [ofPurchases, ofRefunds] = await Promise.all([
      recordPurchases(shop, purchases, ports, importId, undefined, firstRunAt),
      recordRefunds(shop, refunds, ports, importId, undefined, firstRunAt),
    ])
    const [nextPurchase, nextRefund] = [ofPurchases.values(), ofRefunds.values()]
    return facts.map((fact): RecordStatus => {
      if (fact.kind === 'rejected') return { status: 'rejected', reason: fact.reason }
      const { value } = (fact.kind === 'purchase' ? nextPurchase : nextRefund).next()
      if (value === 'no-customer') return { status: 'rejected', reason: words.records.noCustomer }
      if (value === undefined) throw new Error('a record was answered with nothing')
      return { status: value }
    })
  }

  return {
    async begin(id) {
      importId = id
      firstRunAt = await beginImport(table, shop, id, now())
      await untilSettingsApply()
    },
    async record(batch) {
      const statuses: RecordStatus[] = []
      for (let at = 0; at < batch.length; at += RECORDS_AT_A_TIME) {
        const records = batch.slice(at, at + RECORDS_AT_A_TIME)
        const bodies = records.map((record) => importedBody(record, words, readAttributes))
        statuses.push(...(await recordKinds(bodies)))
      }
      return statuses
    },
    async complete(id) {
      await completeImport(table, shop, id)
      await untilSettingsApply()
    },
  }
}

const withLines = ({ purchase, lines }: ImportedBody & { readonly kind: 'purchase' }) =>
  lines.length > 0 ? { ...purchase, lines: lines.slice(0, MOST_ORDER_LINES) } : purchase

/** The table, with every customer it writes to noted: those are the ones to decide for. */
export const noting = (table: Table, touched: TouchedCustomers): Table => ({
  ...table,
  write(writes) {
    for (const { pk } of writes.map(keyOf)) if (parseCustomerKey(pk)) touched.add(pk)
    return table.write(writes)
  },
})
