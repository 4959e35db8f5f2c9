/** One profile of two that turned out to be of one person. */
import {
  PROFILE_FIELDS,
  type ProfileField,
  type StoredProfile,
} from './codecs/customer-row-types.ts'

/**
 * The profile with what another one adds: each field that is missing, or known from an earlier
 * instant. The address stays where there is one: a person is reached where they last bought.
 *
 * @returns the very same object if nothing is added
 * @example mergedProfile({ updatedAt: 2, name: 'Li' }, { updatedAt: 1, country: 'CN' }).country // 'CN'
 */
export function mergedProfile(known: StoredProfile, other: StoredProfile): StoredProfile {
  const hasAddress = known.addressHash !== undefined
  const fields = PROFILE_FIELDS.filter((field) => {
    if (other[field] === undefined) return false
    if (hasAddress && ADDRESS_FIELDS.has(field)) return false
    return (knownAt(known, field) ?? Number.NEGATIVE_INFINITY) < dateOf(other, field)
  })
  const isLater = other.updatedAt > known.updatedAt
  if (fields.length === 0 && !isLater) return known
  const added = fields.flatMap((field) => [
    [field, other[field]],
    [`${field}At`, dateOf(other, field)],
  ])
  const { postedAs, postedAsAt } = other
  const isPosted = postedAs !== undefined && fields.some((f) => dateOf(other, f) === postedAsAt)
  return {
    ...known,
    ...Object.fromEntries(added),
    ...(isPosted && postedAsAt !== undefined && { postedAs, postedAsAt }),
    ...(isLater && { updatedAt: other.updatedAt }),
    ...(isLater && other.contentHash !== undefined && { contentHash: other.contentHash }),
  }
}

/**
 * The hash of the address under the first key. That of a former address does not count, which a
 * process leaves that does not know of another key yet.
 */
export const addressIdOf = (profile: StoredProfile | undefined): string | undefined =>
  profile?.addressId !== undefined && profile.addressIdAt === profile.addressHashAt
    ? profile.addressId
    : profile?.addressHash

const ADDRESS_FIELDS: ReadonlySet<ProfileField> = new Set(['email', 'addressHash', 'addressId'])

/** Since when a field is as it is, or is known to be empty. */
const knownAt = (profile: StoredProfile, field: ProfileField) =>
  profile[`${field}At`] ?? (profile[field] === undefined ? profile.replacedAt : profile.updatedAt)

/** Since when a field is as it is. */
export const dateOf = (profile: StoredProfile, field: ProfileField) =>
  profile[`${field}At`] ?? profile.updatedAt
