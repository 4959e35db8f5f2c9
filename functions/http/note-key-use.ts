/** Notes on which day a key was last used, so that one that nothing uses can be revoked. */
import { dayOf, type Instant } from '../domain/time.ts'
import { putKeyUse } from '../store/key-use.ts'
import type { Table } from '../store/table.ts'

/** Resolves at once where the day is noted already; never rejects, since no request may fail for it. */
export type NoteKeyUse = (shop: string, keyId: string) => Promise<void>

/** Of a process that serves more keys than this, some are noted again. */
const MOST_KEYS = 10_000

/**
 * At most one write a key and day for each process; one that failed is tried with the next request.
 *
 * @example const noteKeyUse = makeNoteKeyUse(table, now)
 */
export function makeNoteKeyUse(table: Table, now: () => Instant): NoteKeyUse {
  const noted = new Map<string, number>()
  return async (shop, keyId) => {
    const name = `${shop} ${keyId}`
    const day = dayOf(now())
    if (noted.get(name) === day) return
    if (noted.size >= MOST_KEYS) noted.clear()
    noted.set(name, day)
    await table.write([putKeyUse(shop, { keyId, day })]).catch(() => noted.delete(name))
  }
}
