/**
 * A table that was restored to a point in time takes the place of the original: the restore is
 * stored and holds marketing before anything else, what the original proves is written back, and a
 * new epoch begins.
 */
import { nextEpoch } from '../../domain/restore.ts'
import type { Instant } from '../../domain/time.ts'
import { type Replayed, replayJournal } from '../../intake/replay-journal.ts'
import { addressFactsOf, changeAddress } from '../../store/addresses.ts'
import type { StoredRestore, StoredSecret } from '../../store/codecs/store-rows.ts'
import { type KeptRow, keptOf } from '../../store/journal/kept-rows.ts'
import { KEY_KINDS } from '../../store/key-ring.ts'
import { ADDRESSES_PREFIX, CODES_PREFIX, customersPrefix, shopKey } from '../../store/keys.ts'
import { mergedFacts } from '../../store/move-address.ts'
import { loadRestore, storeRestoreRow } from '../../store/restore-rows.ts'
import { beginEpoch, completeRestore, holdUntilReplayed } from '../../store/restores.ts'
import { listShops } from '../../store/shops.ts'
import { loadStoredSecret, putStoredSecret } from '../../store/stored-secret.ts'
import type { Row, Table } from '../../store/table.ts'

export type Adopting = {
  readonly table: Table
  /** The table that was lost or damaged, while it exists: it takes the place of a journal. */
  readonly original: Table | undefined
  /** The instant that the table was restored to. */
  readonly takenAt: Instant
  readonly now: () => Instant
}

export type Adopted = Pick<Replayed, 'rows' | 'erased'> & { readonly restore: StoredRestore }

/**
 * Safe to repeat, and to stop at any instant: the same instant is the same restore, to which a
 * repetition adds what the original has gained since.
 *
 * @throws if a table cannot be read or written
 * @example await adoptTable({ table, original, takenAt, now: Date.now })
 */
export async function adoptTable({ table, original, takenAt, now }: Adopting): Promise<Adopted> {
  const { restore, isAgain } = await begun({ table, original, takenAt, now })
  await holdUntilReplayed(table, restore)
  if (original) await takeOverKeys(table, original)
  const ports = { table, now, eraseMails: async () => {} }
  const proven = original ? protectiveIn(original) : []
  const { rows, erased } = await replayJournal(isAgain ? addedTo(table, proven) : proven, ports)
  await beginEpoch(table, restore)
  await completeRestore(table, restore)
  return { rows, erased, restore }
}

type Begun = {
  readonly restore: StoredRestore
  /** It was adopted before, or that was cut short: the table may have recorded something since. */
  readonly isAgain: boolean
}

async function begun({ table, original, takenAt, now }: Adopting): Promise<Begun> {
  const known = await loadRestore(table)
  const covered = original !== undefined
  // With the original after all, what was unproven is proven by a restore of its own.
  if (known?.takenAt === takenAt && known.covered === covered)
    return { restore: known, isAgain: true }
  const others = original && (await loadRestore(original))
  const restoredAt = now()
  const latest = Math.max(known?.epoch ?? 0, others?.epoch ?? 0)
  const restore: StoredRestore = {
    epoch: nextEpoch(latest, { restoredAt, isProven: covered }),
    lostFrom: takenAt,
    restoredAt,
    covered,
    status: 'replaying',
    after: 0,
    upTo: 0,
    takenAt,
  }
  await table.write([{ put: storeRestoreRow(restore) }])
  return { restore, isAgain: false }
}

/**
 * Keys that were added since the copy: an opt-out that was hashed with one is found only by it.
 * Customers are known by their former hashes again, so `secret rekey` begins again.
 */
async function takeOverKeys(table: Table, original: Table): Promise<void> {
  const [own, latest] = [await loadStoredSecret(table), await loadStoredSecret(original)]
  if (!latest || (own && !hasMore(latest, own))) return
  const { rekeyedAt: _rekeyedAt, version: _version, ...keys } = latest
  await table.write([putStoredSecret(own, keys)])
}

/** Keys may have been added to the adopted table as well. */
const hasMore = (latest: StoredSecret, own: StoredSecret): boolean =>
  KEY_KINDS.some((kind) =>
    Object.keys(latest[kind].keys).some((number) => !(number in own[kind].keys)),
  )

/** Everything that a journal would hold, as the original table has it now. */
async function* protectiveIn(original: Table): AsyncIterable<KeptRow> {
  const keptIn = (row: Row): readonly KeptRow[] => {
    const kept = keptOf({ after: row })
    return kept ? [kept] : []
  }
  for (const prefix of [ADDRESSES_PREFIX, CODES_PREFIX])
    for await (const row of original.scan(prefix)) yield* keptIn(row)
  for (const shop of await listShops(original)) {
    for (const row of await original.query(shopKey(shop), { prefix: 'pause#' })) yield* keptIn(row)
    for await (const row of original.scan(customersPrefix(shop))) yield* keptIn(row)
  }
}

/**
 * As the original has it, without what the table has recorded itself about an address, of which the
 * original knows nothing. All other rows are compared when they are replayed.
 */
async function* addedTo(
  table: Table,
  proven: Iterable<KeptRow> | AsyncIterable<KeptRow>,
): AsyncIterable<KeptRow> {
  for await (const kept of proven) {
    if (kept.pk.startsWith(ADDRESSES_PREFIX)) await addAddress(table, kept)
    else yield kept
  }
}

async function addAddress(table: Table, { pk, sk, fields }: KeptRow): Promise<void> {
  // Where an address has moved was adopted with the rest.
  if (!fields || fields.movedTo !== undefined) return
  const facts = addressFactsOf({ pk, sk, ...fields })
  await changeAddress(table, decodeURIComponent(sk), pk.slice(ADDRESSES_PREFIX.length), (known) =>
    mergedFacts(known, facts),
  )
}
