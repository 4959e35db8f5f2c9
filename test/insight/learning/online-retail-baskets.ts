/**
 * The baskets of the public Online Retail file, by the rules under which its pairs are known:
 * invoices that were not cancelled, lines with a quantity and a price, product codes that begin
 * with five digits.
 */
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Instant } from '../../../functions/domain/time.ts'
import { readFileRows } from '../../../functions/intake/import/read-rows.ts'

const pathOf = (name: string) =>
  fileURLToPath(new URL(`../../../../shared/data/${name}`, import.meta.url))

const LINES = pathOf('online_retail_2010-12-01_2011-08-31.csv.gz')
const PAIRS = pathOf('online_retail_expected_pairs_top.csv')

/** Why tests on it cannot run here, as the end of their name; empty where they can. */
export const retailMissing =
  existsSync(LINES) && existsSync(PAIRS) ? '' : ' (skipped: shared/data is not there)'

export type RetailBasket = {
  readonly at: Instant
  /** Empty for a sale without a customer. */
  readonly customer: string
  readonly skus: Set<string>
}

export async function retailBaskets(): Promise<readonly RetailBasket[]> {
  const baskets = new Map<string, RetailBasket>()
  await readFileRows(createReadStream(LINES), ',', (header) => {
    const cell = (cells: readonly string[], column: string) => cells[header.indexOf(column)] ?? ''
    return (cells) => {
      const invoice = cell(cells, 'InvoiceNo')
      const sku = cell(cells, 'StockCode').toUpperCase()
      if (invoice.startsWith('C') || !/^\d{5}/.test(sku)) return
      if (Number(cell(cells, 'Quantity')) <= 0 || Number(cell(cells, 'UnitPrice')) <= 0) return
      const basket = baskets.get(invoice) ?? {
        at: Date.parse(`${cell(cells, 'InvoiceDate').replace(' ', 'T')}Z`),
        customer: cell(cells, 'CustomerID'),
        skus: new Set<string>(),
      }
      basket.skus.add(sku)
      baskets.set(invoice, basket)
    }
  })
  return [...baskets.values()]
}

export type ExpectedPair = {
  readonly a: string
  readonly b: string
  readonly count: number
  readonly basketsWithA: number
  readonly basketsWithB: number
  readonly cosine: number
}

/** What scipy makes of these baskets: the pairs with the highest cosines, each in both directions. */
export function expectedPairs(): readonly ExpectedPair[] {
  const [header = '', ...rows] = readFileSync(PAIRS, 'utf8').trim().split('\n')
  const columns = header.split(',')
  return rows.map((row) => {
    const cells = row.split(',')
    const cell = (column: string) => cells[columns.indexOf(column)] ?? ''
    return {
      a: cell('a'),
      b: cell('b'),
      count: Number(cell('count')),
      basketsWithA: Number(cell('n_a')),
      basketsWithB: Number(cell('n_b')),
      cosine: Number(cell('cosine')),
    }
  })
}
