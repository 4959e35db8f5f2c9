/** An import as a few lines of text. */
import type { ImportSummary } from '../../intake/import/import-orders.ts'
import { counted, figure, money, spoken } from '../words.ts'

/** What an import came to. */
export type Imported = ImportSummary & {
  readonly importId: string
  /** Customers decided for; absent where the other side decides by itself. */
  readonly decided?: number
}

export function tellImport(imported: Imported): string {
  const { rows, leftOut, purchases, purchasesWithoutAmount, refunds, customers } = imported
  const without =
    purchasesWithoutAmount === 0 ? '' : ` (${figure(purchasesWithoutAmount)} without an amount)`
  return [
    `${counted(rows, 'row')} read`,
    ...reasonLines('left out', leftOut, spoken),
    `${counted(purchases, 'purchase')}${without} and ${counted(refunds, 'refund')} of ${counted(customers, 'customer')}`,
    ...Object.entries(imported.grossMinor).map(
      ([currency, minor]) => `  ${money(minor, currency)} before refunds`,
    ),
    statusLine(imported),
    ...reasonLines('rejected', imported.rejected),
    ...(imported.decided === undefined
      ? []
      : [`${counted(imported.decided, 'customer')} decided for`]),
  ].join('\n')
}

const reasonLines = (
  what: string,
  counts: Readonly<Record<string, number>>,
  inWords: (reason: string) => string = (reason) => reason,
): readonly string[] =>
  Object.entries(counts).map(([reason, count]) => `  ${figure(count)} ${what}: ${inWords(reason)}`)

const SAYS = {
  recorded: 'new',
  updated: 'newer than what was stored',
  unchanged: 'stored already',
  stale: 'older than what is stored',
  erased: 'of customers who were erased since',
  rejected: 'rejected',
} as const

function statusLine({ statuses }: Imported): string {
  const told = Object.entries(SAYS).flatMap(([status, words]) => {
    const count = statuses[status as keyof typeof SAYS]
    return count > 0 ? [`${figure(count)} ${words}`] : []
  })
  return told.length > 0 ? `Of these, ${told.join(', ')}` : 'There was nothing to record'
}
