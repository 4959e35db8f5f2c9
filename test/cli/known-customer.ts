/** A shop in a file with one customer whose rows a test writes as it likes. */
import type { Message } from '../../functions/domain/message.ts'
import { messageSort } from '../../functions/domain/message-ref.ts'
import { DAY_MS, type Instant } from '../../functions/domain/time.ts'
import { customerKey, journeySort } from '../../functions/store/keys.ts'
import { loadCampaignNames } from '../../functions/store/shops.ts'
import { openDatabase } from '../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import type { Row, Table } from '../../functions/store/table.ts'
import { SHOP_DETAILS, TEMPLATES, type Workplace } from './run-command.ts'

/** Of the verbs' own clock, which is the machine's: days before now. */
export const daysAgo = (days: number): Instant => Date.now() - days * DAY_MS

/** What the shop calls its win-back. */
export const winBackName = async (workplace: Workplace): Promise<string> =>
  (await withRows(workplace, (table) => loadCampaignNames(table, 'acme', 'dormant')))?.name.en ?? ''

/** An open shop that publishes the campaigns that ship. */
export async function openShop({ json }: Workplace): Promise<void> {
  await json(['shop', 'add', 'acme', ...SHOP_DETAILS])
  await json(['publish', TEMPLATES, '--shop', 'acme'])
  await json(['shop', 'open', 'acme'])
}

export async function withRows<T>(
  { path }: Workplace,
  work: (table: Table) => Promise<T>,
): Promise<T> {
  const database = openDatabase(path('rekindle.sqlite'))
  try {
    return await work(makeSqliteTable(database))
  } finally {
    database.close()
  }
}

export const put = (workplace: Workplace, rows: readonly Row[]): Promise<unknown> =>
  withRows(workplace, (table) => table.write(rows.map((row) => ({ put: row }))))

/** Agreed at the checkout, bought once, lives in London and reads English. */
export function customerRows(customer: string, boughtAt: Instant): readonly Row[] {
  const pk = customerKey('acme', customer)
  return [
    {
      pk,
      sk: 'profile',
      email: `${customer}@example.org`,
      addressHash: `hash-of-${customer}`,
      locale: 'en',
      zone: 'Europe/London',
      country: 'GB',
      updatedAt: boughtAt,
    },
    {
      pk,
      sk: `consent#marketing#${new Date(boughtAt).toISOString()}#checkout#granted`,
      purpose: 'marketing',
      act: 'granted',
      at: boughtAt,
      source: 'checkout',
    },
    {
      pk,
      sk: 'order#o1',
      paidAt: boughtAt,
      updatedAt: boughtAt,
      currency: 'EUR',
      grossMinor: 1_000,
      contentHash: 'x',
    },
  ]
}

/** A journey of the win-back that began when the customer became dormant, and its messages. */
export function winBackRows(
  customer: string,
  startedAt: Instant,
  messages: readonly Message[],
): readonly Row[] {
  const pk = customerKey('acme', customer)
  const start = { kind: 'class-entered', class: 'dormant', since: startedAt }
  return [
    { pk, sk: journeySort('dormant', 1), campaign: 'dormant', n: 1, startedAt, start },
    ...messages.map((message) => ({ pk, sk: messageSort(message), ...message })),
  ]
}
