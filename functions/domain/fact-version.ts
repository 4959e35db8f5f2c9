/**
 * Which of two versions of a fact counts. A source may state a version (`updatedAt`); what it does not
 * state is decided by when the fact arrived here.
 *
 * 1. A version that the source states is better than none, and a higher one better than a lower.
 * 2. Among equal ones, and among posts without one, the later arrival counts.
 * 3. A retry is no later arrival: content that was replaced within a day, sent again under no higher
 *    version, changes nothing.
 *
 * So the order of arrival does not matter where each version of a fact has a number of its own.
 */
import { DAY_MS, type Instant } from './time.ts'

export type FactVersion = {
  /** Absent if the source stated none. */
  readonly statedAt?: Instant
  /** Absent in what earlier builds stored, which arrived before everything else. */
  readonly arrivedAt?: Instant
  readonly contentHash: string
}

/** A content that was replaced, and the arrival of the content that replaced it. */
export type Replaced = { readonly contentHash: string; readonly at: Instant }

export type StoredVersion = FactVersion & { readonly replaced?: readonly Replaced[] }

/** Enough for a few retries to cross each other, and few enough to stand on every row. */
const MOST_REPLACED = 3

const RETRIED_WITHIN_MS = DAY_MS

/**
 * What an incoming version is to the stored one.
 *
 * @returns `updated` if it replaces it, `stale` only if a version that counts more is stored
 * @example versionResult({ arrivedAt: 2, contentHash: 'b' }, { arrivedAt: 1, contentHash: 'a' }) // 'updated'
 */
export function versionResult(
  incoming: FactVersion,
  stored: StoredVersion,
): 'updated' | 'unchanged' | 'stale' {
  const stated = compareStated(incoming, stored)
  if (stated > 0) return 'updated'
  const isSame = incoming.contentHash === stored.contentHash
  if (isSame && (stated === 0 || incoming.statedAt === undefined)) return 'unchanged'
  if (incoming.statedAt === undefined || stated === 0)
    if (wasReplaced(incoming, stored)) return 'unchanged'
  if (stated < 0) return 'stale'
  return arrivalOf(incoming) < arrivalOf(stored) ? 'stale' : 'updated'
}

/**
 * Whether the first of two stored versions counts, rather than the second. The same in either order,
 * so that of two that arrived in one millisecond the larger content hash counts.
 */
export function supersedes(one: FactVersion, other: FactVersion): boolean {
  const later = compareStated(one, other) || compare(arrivalOf(one), arrivalOf(other))
  return later > 0 || (later === 0 && one.contentHash > other.contentHash)
}

/** Whether the source numbered the first of two versions higher than the other. */
export const statesMore = (one: Stated, other: Stated): boolean => compareStated(one, other) > 0

/** What is remembered of the contents that a row had, once `incoming` replaces the stored one. */
export const replacedBy = (
  incoming: FactVersion,
  { contentHash, replaced = [] }: StoredVersion,
): readonly Replaced[] =>
  contentHash === incoming.contentHash
    ? replaced
    : [{ contentHash, at: incoming.arrivedAt ?? 0 }, ...replaced]
        .filter((one) => one.contentHash !== incoming.contentHash)
        .slice(0, MOST_REPLACED)

const wasReplaced = (incoming: FactVersion, { replaced = [] }: StoredVersion): boolean =>
  replaced.some(
    ({ contentHash, at }) =>
      contentHash === incoming.contentHash && arrivalOf(incoming) - at < RETRIED_WITHIN_MS,
  )

const arrivalOf = ({ arrivedAt = Number.NEGATIVE_INFINITY }: FactVersion): number => arrivedAt

type Stated = Pick<FactVersion, 'statedAt'>

const compareStated = (one: Stated, other: Stated): number =>
  compare(one.statedAt ?? Number.NEGATIVE_INFINITY, other.statedAt ?? Number.NEGATIVE_INFINITY)

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)
