/** How facts are written: what they refer to first, and nothing of an erased history. */
import type { Recorded } from '../domain/recorded.ts'
import type { Instant } from '../domain/time.ts'
import { erasuresOf } from '../store/erasure.ts'
import type { CustomerKey } from '../store/keys.ts'
import type { Table, Write, WriteResult } from '../store/table.ts'
import { fillProfile } from './profile-rows.ts'

/** The writes of one fact; the fact's own is last, so that what it refers to exists first. */
export type FactWrites = { readonly writes: readonly Write[]; readonly readResult: ReadResult }
export type CustomerFactWrites = FactWrites & { readonly key: CustomerKey; readonly at: Instant }
type ReadResult = (result: WriteResult) => Recorded

/**
 * Records facts that do not belong to an erased history. The erasure is read before the write: a
 * fact that slips through while the customer is being erased restores no profile, counts for
 * nothing, and is removed when the erasure is repeated.
 *
 * @param ifBare what to write for an erased customer who has not bought since
 */
export async function recordFacts(
  table: Table,
  facts: readonly CustomerFactWrites[],
  ifBare: (fact: CustomerFactWrites) => CustomerFactWrites = (fact) => fact,
): Promise<readonly Recorded[]> {
  const erasures = await erasuresOf(
    table,
    facts.map(({ key }) => key),
  )
  const standing = facts.map((fact) => {
    const erasure = erasures.get(fact.key)
    if (erasure && fact.at <= erasure.at) return undefined
    return erasure?.isBare ? ifBare(fact) : fact
  })
  const recorded = (
    await writeFacts(
      table,
      standing.filter((fact) => fact !== undefined),
    )
  ).values()
  return standing.map((fact) => (fact ? (recorded.next().value as Recorded) : 'erased'))
}

export async function writeFacts(
  table: Table,
  facts: readonly FactWrites[],
): Promise<readonly Recorded[]> {
  const writes = facts.flatMap((fact) => fact.writes)
  const results = await table.write(writes)
  await fillProfiles(table, writes, results)
  let end = 0
  return facts.map(({ writes: own, readResult }) => {
    end += own.length
    return readResult(results[end - 1] as WriteResult)
  })
}

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
