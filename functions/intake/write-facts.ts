/** How facts are written: what they refer to first, and nothing of an erased history. */
import type { Recorded } from '../domain/recorded.ts'
import type { Instant } from '../domain/time.ts'
import type { Erasure } from '../store/identity.ts'
import { type CustomerKey, parseCustomerKey } from '../store/keys.ts'
import { loadImport } from '../store/shops.ts'
import type { Row, Table, Write, WriteResult } from '../store/table.ts'
import { fillProfile } from './profile-rows.ts'

/** The writes of one fact; the fact's own is last, so that what it refers to exists first. */
export type FactWrites = {
  readonly writes: readonly Write[]
  /** The fact's own write where its first one finds another version of it. */
  readonly ifPresent?: (stored: Row | undefined) => Write
  readonly readResult: ReadResult
}
export type CustomerFactWrites = FactWrites & {
  readonly key: CustomerKey
  readonly at: Instant
  /** Of the customer; absent if they were never erased. */
  readonly erasure?: Erasure
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
  const recorded = (
    await writeFacts(
      table,
      standing.filter((fact) => fact !== undefined),
      importId,
    )
  ).values()
  return standing.map((fact) => (fact ? (recorded.next().value as Recorded) : 'erased'))
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
    end += fact.writes.length
    const result = results[end - 1] as WriteResult
    return { fact, result, recorded: fact.readResult(result) }
  })
  await takeOver(table, written, importId)
  return writeNewer(table, written)
}

type Written = {
  readonly fact: FactWrites
  readonly result: WriteResult
  readonly recorded: Recorded
}

/** Facts that an import did not bring: another version was there, and theirs may be newer. */
async function writeNewer(table: Table, written: readonly Written[]): Promise<readonly Recorded[]> {
  const isOther = ({ result, recorded }: Written) => !result.done && recorded !== 'unchanged'
  const again = written.filter((one) => one.fact.ifPresent && isOther(one))
  if (again.length === 0) return written.map(({ recorded }) => recorded)
  const results = await table.write(
    again.flatMap(({ fact, result }) => fact.ifPresent?.(result.stored) ?? []),
  )
  const resultOf = new Map(again.map((one, i) => [one, results[i]]))
  return written.map((one) => {
    const result = resultOf.get(one)
    return result ? one.fact.readResult(result) : one.recorded
  })
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
  const marked = written.flatMap(({ result: { stored }, recorded }) =>
    recorded === 'unchanged' && stored?.importId !== undefined && stored.importId !== importId
      ? stored
      : [],
  )
  if (marked.length === 0) return
  const open = await openAmong(table, marked)
  await table.write(
    marked
      .filter(({ importId: mark }) => open.has(String(mark)))
      .map(({ importId: mark, ...row }) => ({
        put: { ...row, ...(importId !== undefined && { importId }) },
        on: { equals: { importId: String(mark), ...versionIn(row) } },
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

/** Of an order; a refund never changes. */
const versionIn = ({ contentHash }: Readonly<Record<string, unknown>>) =>
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
