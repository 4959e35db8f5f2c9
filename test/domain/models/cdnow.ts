/**
 * CDNOW from the folder next to the project, with the results of two other programs for each
 * customer.
 */
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import {
  inUnit,
  type NetPurchase,
  type Summary,
  summarise,
} from '../../../functions/domain/models/summary-statistics.ts'
import { tallyHistories, tallySpends } from '../../../functions/domain/models/tally.ts'

const shared = new URL('../../../../shared/data/', import.meta.url)
const FILES = [
  'cdnow_sample.csv',
  'cdnow_sample_expected_lifetimes.csv.gz',
  'cdnow_sample_expected_btyd.csv.gz',
] as const

/** To be said in a test's name. */
export const noCdnow = FILES.every((file) => existsSync(new URL(file, shared)))
  ? ''
  : ' (skipped: ../shared/data has no CDNOW)'

type Row = Readonly<Record<string, string>>

function read(file: string): readonly Row[] {
  const bytes = readFileSync(new URL(file, shared))
  return parse(file.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true })
}

/** Each customer's purchases; a day's is one, as the models take it. */
export function cdnowPurchases(): ReadonlyMap<string, readonly NetPurchase[]> {
  const purchases = new Map<string, NetPurchase[]>()
  for (const row of read('cdnow_sample.csv')) {
    const id = row.sample_id ?? ''
    const minor = Math.round(Number(row.sales) * 100)
    const purchase = { at: Date.parse(row.date ?? ''), minor }
    purchases.set(id, [...(purchases.get(id) ?? []), purchase])
  }
  return purchases
}

/** The end of what the papers fit to. */
export const CALIBRATED = Date.parse('1997-09-30')

/** The customers' summaries at the end of calibration, and as a fit reads them, in weeks. */
export function cdnowCalibration() {
  const histories = tallyHistories()
  const spends = tallySpends()
  const summaries = new Map<string, Summary>()
  for (const [id, purchases] of cdnowPurchases()) {
    const summary = summarise(purchases, CALIBRATED)
    if (!summary) continue
    summaries.set(id, summary)
    histories.add(summary)
    spends.add(summary)
  }
  return {
    summaries,
    histories: histories.entries().map((history) => inUnit(history, 'weeks')),
    /** In dollars, as the papers have it. */
    spends: spends.entries().map((entry) => ({ ...entry, spend: entry.spend / 100 })),
  }
}

type Expected = Readonly<Record<string, number>> & { readonly id: string }

/** The columns of a reference file, a row a customer. */
export const expectedBy = (program: 'lifetimes' | 'btyd'): readonly Expected[] =>
  read(`cdnow_sample_expected_${program}.csv.gz`).map(
    ({ cust = '', first_date: _, ...figures }) => {
      const numbers = Object.entries(figures).map(([name, figure]) => [name, Number(figure)])
      return { ...Object.fromEntries(numbers), id: cust.padStart(4, '0') } as Expected
    },
  )
