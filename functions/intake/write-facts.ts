/** How facts are written: what they refer to first, and nothing of an erased history. */
import { type FactVersion, replacedBy, versionResult } from '../domain/fact-version.ts'
import type { Recorded } from '../domain/recorded.ts'
import type { Instant } from '../domain/time.ts'
import { isMarker } from '../store/codecs/read-customer-rows.ts'
import { hasVersions, sameVersion, versionIn } from '../store/fact-versions.ts'
import type { Erasure } from '../store/identity.ts'
import { loadImport } from '../store/imports.ts'
import { type CustomerKey, parseCustomerKey } from '../store/keys.ts'
import type { Row, Table, Write, WriteResult } from '../store/table.ts'
import { inPlaces } from './in-places.ts'
import { fillProfile } from './profile-rows.ts'
import { recordAllAttributes, type StatedAttributes } from './record-attributes.ts'

/** The writes of one fact; the fact's own is last, so that what it refers to exists first. */
export type FactWrites = {
  readonly writes: readonly Write[]
  /** Of an order or a refund: its version, which the rows of it carry. Each is written if absent. */
  readonly version?: FactVersion
  readonly readResult: ReadResult
  /** What else is to be written, by the results of `writes`. */
  readonly followUp?: (results: readonly WriteResult[]) => readonly Write[]
  /** The same fact for the customer whom a marker names: see moved-orders.ts. */
  readonly forward?: (customer: string) => Promise<CustomerFactWrites>
  /** Whether it takes the place of a marker instead: it comes back to this customer. */
  readonly comesBack?: boolean
}
export type CustomerFactWrites = FactWrites & {
  readonly key: CustomerKey
  readonly at: Instant
  /** Of the customer; absent if they were never erased. */
  readonly erasure?: Erasure
  /** What it says of their attributes. */
  readonly attributes?: StatedAttributes
}
type ReadResult = (result: WriteResult) => Recorded

/**
 * Records facts that do not belong to an erased history. The erasure is read before the write: a
 * fact that slips through while the customer is being erased restores no profile, counts for
 * nothing, and is removed when the erasure is repeated.
 *
 * @param ifBare what to write for an erased customer who has not bought since
 * @param importId of the import that the facts come from; omitted where the shop posts them
 */
export async function recordFacts(
  table: Table,
  facts: readonly CustomerFactWrites[],
  ifBare: (fact: CustomerFactWrites) => CustomerFactWrites = (fact) => fact,
  importId?: string,
): Promise<readonly Recorded[]> {
  const standing = facts.map((fact) => {
    if (isForgotten(fact)) return undefined
    return fact.erasure?.isBare ? ifBare(fact) : fact
  })
  const kept = standing.filter((fact) => fact !== undefined)
  await recordAllAttributes(
    table,
    kept.flatMap(({ attributes }) => attributes ?? []),
  )
  const recorded = await writeFacts(table, kept, importId)
  return inPlaces(
    standing.map((fact) => (fact ? undefined : 'erased')),
    recorded,
  )
}

/** Whether a fact belongs to a history that was erased. */
export const isForgotten = ({ at, erasure }: Pick<CustomerFactWrites, 'at' | 'erasure'>): boolean =>
  erasure !== undefined && at <= erasure.at

export async function writeFacts(
  table: Table,
  facts: readonly FactWrites[],
  importId?: string,
): Promise<readonly Recorded[]> {
  const writes = facts.flatMap((fact) => fact.writes)
  const results = await table.write(writes)
  await fillProfiles(table, writes, results)
  let end = 0
  const written = facts.map((fact): Written => {
    const own = results.slice(end, end + fact.writes.length)
    end += fact.writes.length
    return { fact, results: own, recorded: fact.readResult(own.at(-1) as WriteResult) }
  })
  const more = written.flatMap(({ fact, results: own }) => fact.followUp?.(own) ?? [])
  if (more.length > 0) await table.write(more)
  await takeOver(table, written, importId)
  return Promise.all(written.map((one) => replaceVersions(table, one, importId)))
}

type Written = {
  readonly fact: FactWrites
  /** Of each write of the fact. */
  readonly results: readonly WriteResult[]
  readonly recorded: Recorded
}

const MOST_CONFLICTS = 20

/**
 * Replaces the rows of a fact of which another version is stored, lines before their order, unless
 * that one counts: see domain/fact-version.ts.
 */
async function replaceVersions(
  table: Table,
  written: Written,
  importId: string | undefined,
): Promise<Recorded> {
  const { fact, recorded } = written
  const { version } = fact
  if (!version) return recorded
  let found = fact.writes.flatMap((write, i): readonly Found[] => {
    const result = written.results[i]
    return 'put' in write && hasVersions(write.put.sk) && result
      ? [{ put: write.put, recorded: 'recorded', ...result }]
      : []
  })
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const stored = found.at(-1)?.done ? undefined : found.at(-1)?.stored
    const marker = stored && isMarker(stored) ? stored : undefined
    if (marker && !fact.comesBack && fact.forward) {
      const forwarded = await fact.forward(String(marker.movedTo))
      const [result] = await recordFacts(table, [forwarded], undefined, importId)
      return result ?? recorded
    }
    found = found.map((one) =>
      one.done || !one.stored
        ? one
        : { ...one, recorded: resultOver(one.stored, one.put, version) },
    )
    const left = found.filter((one) => !one.done && (!one.stored || one.recorded === 'updated'))
    if (left.length === 0) return found.at(-1)?.recorded ?? recorded
    const results = await table.write(left.map((one) => replacing(one, version)))
    const resultOf = new Map(left.map((one, i) => [one, results[i]]))
    found = found.map((one) => {
      const result = resultOf.get(one)
      return result ? { put: one.put, recorded: one.recorded, ...result } : one
    })
  }
  throw new Error(`a fact was changed by others ${MOST_CONFLICTS} times in a row`)
}

/** A row of a fact, as far as it is written. */
type Found = WriteResult & { readonly put: Row; readonly recorded: Recorded }

const resultOver = (stored: Row, put: Row, version: FactVersion): Recorded =>
  isMarker(stored) ? 'updated' : versionResult(version, storedVersion(put, stored))

/** Lines of an early build do not say when they were paid: as their order was. */
const storedVersion = ({ paidAt }: Row, stored: Row) =>
  versionIn(paidAt === undefined ? stored : { paidAt, ...stored })

/**
 * The first arrival of the fact stays, and so does the mark of the same import. What was there before
 * is not another import's to withdraw.
 */
function replacing({ put, stored }: Found, version: FactVersion): Write {
  if (!stored) return { put, on: { absent: true } }
  const { pk, sk, importId, recordedAt, ...rest } = put
  const row = {
    ...{ pk, sk, ...rest },
    ...(importId !== undefined && stored.importId === importId && { importId }),
    ...(recordedAt !== undefined &&
      typeof stored.recordedAt === 'number' && { recordedAt: stored.recordedAt }),
    replaced: replacedBy(version, versionIn(stored)),
  }
  return { put: row, on: sameVersion(stored) }
}

/**
 * What an open import brought, and the shop or another import has as well, is theirs from now on: it
 * stays if the first import is withdrawn.
 */
async function takeOver(
  table: Table,
  written: readonly Written[],
  importId: string | undefined,
): Promise<void> {
  const marked = written.flatMap(({ results, recorded }) => {
    const stored = results.at(-1)?.stored
    return recorded === 'unchanged' &&
      stored?.importId !== undefined &&
      stored.importId !== importId
      ? stored
      : []
  })
  if (marked.length === 0) return
  const open = await openAmong(table, marked)
  await table.write(
    marked
      .filter(({ importId: mark }) => open.has(String(mark)))
      .map(({ importId: mark, ...row }) => ({
        put: { ...row, ...(importId !== undefined && { importId }) },
        on: { equals: { importId: String(mark), ...contentIn(row) } },
      })),
  )
}

/** Which of the imports that brought these rows of one shop are not complete. */
async function openAmong(table: Table, rows: readonly Row[]): Promise<ReadonlySet<string>> {
  const shop = parseCustomerKey(rows[0]?.pk ?? '')?.shop ?? ''
  const ids = [...new Set(rows.map(({ importId }) => String(importId)))]
  const imports = await Promise.all(ids.map((id) => loadImport(table, shop, id)))
  return new Set(ids.filter((_, i) => imports[i]?.status === 'running'))
}

const contentIn = ({ contentHash }: Readonly<Record<string, unknown>>) =>
  typeof contentHash === 'string' ? { contentHash } : {}

/** A purchase that arrived late adds only what is not known yet. */
async function fillProfiles(
  table: Table,
  writes: readonly Write[],
  results: readonly WriteResult[],
): Promise<void> {
  const fills = writes.flatMap((write, i) => {
    const { done, stored } = results[i] as WriteResult
    return 'merge' in write && !done && stored ? (fillProfile(write.merge, stored) ?? []) : []
  })
  if (fills.length > 0) await table.write(fills)
}

export const versionedResult =
  (updatedAt: Instant, contentHash: string): ReadResult =>
  ({ done, stored }) => {
    if (done) return stored ? 'updated' : 'recorded'
    const isSame = stored?.updatedAt === updatedAt && stored.contentHash === contentHash
    return isSame ? 'unchanged' : 'stale'
  }

/** Of a fact with versions, where its row is written if absent. */
export const factResult =
  (version: FactVersion): ReadResult =>
  ({ done, stored }) =>
    done || !stored ? 'recorded' : versionResult(version, versionIn(stored))
