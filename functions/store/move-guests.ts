/** Where the guests of a customer lead who is joined with another. */
import { encode } from './codecs/read-customer-rows.ts'
import { guestId, idOf, putMoved, readState, withId } from './identity.ts'
import { formerSort } from './keys.ts'
import type { Moving } from './moving.ts'
import type { Table, Write } from './table.ts'

/** A longer chain is followed all the same. */
const MOST_SHORTENED = 30

/**
 * The guests that lead to `from` lead to `to` at once. One whose rows never moved has no row as a
 * former id yet: with it a split takes along what was bought as that guest.
 *
 * @param addresses of `from`, by their keyed hashes
 * @throws if the store fails
 * @example await shortenedChains(state.addresses ?? [], moving, table)
 */
export async function shortenedChains(
  addresses: readonly string[],
  { from, to, source, target, now }: Moving,
  table: Table,
): Promise<readonly Write[]> {
  const [via, toId] = [idOf(from), idOf(to)]
  const known = new Set([...source, ...target].map(({ sk }) => sk))
  const writes = addresses.slice(0, MOST_SHORTENED).map(async (hash): Promise<readonly Write[]> => {
    const id = guestId(hash)
    const key = withId(from, id)
    const state = await readState(table, key)
    if (state.state?.movedTo !== via) return []
    const former: Write = { put: encode('former', to, { id, movedAt: now, via }) }
    return [putMoved(key, state, toId, undefined), ...(known.has(formerSort(id)) ? [] : [former])]
  })
  return (await Promise.all(writes)).flat()
}
