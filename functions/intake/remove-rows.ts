import type { CustomerRowKind } from '../store/codecs/customer-row-types.ts'
import { customerRowKind } from '../store/codecs/read-customer-rows.ts'
import { MOST_WRITES_TOGETHER, type Row, type Table, type Write } from '../store/table.ts'

/** Removes rows of a customer who is erased, as many at once as the table takes. */
export async function removeRows(rows: readonly Row[], table: Table): Promise<void> {
  const writes = rows.toSorted(byTurn).map(({ pk, sk }): Write => ({ remove: { pk, sk } }))
  for (let from = 0; from < writes.length; from += MOST_WRITES_TOGETHER)
    await table.writeTogether(writes.slice(from, from + MOST_WRITES_TOGETHER))
}

/** Messages first, so that no sender claims one any more; last what the others are found by. */
const TURNS: Partial<Record<CustomerRowKind, number>> = { message: 0, former: 2 }

const turnOf = ({ sk }: Row): number => TURNS[customerRowKind(sk) ?? 'state'] ?? 1

const byTurn = (a: Row, b: Row): number => turnOf(a) - turnOf(b)
