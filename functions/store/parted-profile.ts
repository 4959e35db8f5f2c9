/**
 * The profiles of customers who are parted again: each field is what it was before they were joined,
 * unless something else was learned of it since.
 *
 * An id that was joined has a row (`~former#`) with its profile, and that of the customer who it
 * became as it was before. `via` names the id that it had led to then, so that the rows are a tree.
 */
import type { Instant } from '../domain/time.ts'
import {
  type FormerId,
  PROFILE_FIELDS,
  type ProfileField,
  type StoredProfile,
} from './codecs/customer-row-types.ts'
import { dateOf } from './merge-profile.ts'

/**
 * A customer's profile without what these ids added to it.
 *
 * @param former every former id of the customer
 * @param parted those that go
 * @returns the very same object if nothing changes; undefined if nothing is left
 * @example withoutFormer(profile, former, new Set(['crm-42']))
 */
export function withoutFormer(
  profile: StoredProfile | undefined,
  former: readonly FormerId[],
  parted: ReadonlySet<string>,
): StoredProfile | undefined {
  const posted = postedBy(profile, parted)
  const isKnown = former.some(({ id }) => id === profile?.postedAs)
  const gone = [...goneIn(former, parted), ...(posted ? [isKnown ? posted : nameIn(posted)] : [])]
  return withoutPoster(withoutGone(profile, { former, parted, gone }, {}), parted)
}

/**
 * Of an id that led to the customer before anything was posted under it nothing of before is known: the
 * address is that of both, and where they live is better than nothing.
 */
const nameIn = ({ name, nameAt, updatedAt }: StoredProfile): StoredProfile => ({
  ...(name !== undefined && { name }),
  ...(nameAt !== undefined && { nameAt }),
  updatedAt,
})

function withoutPoster(
  profile: StoredProfile | undefined,
  parted: ReadonlySet<string>,
): StoredProfile | undefined {
  if (profile?.postedAs === undefined || !parted.has(profile.postedAs)) return profile
  const { postedAs: _id, postedAsAt: _at, ...rest } = profile
  return rest
}

/**
 * What of a customer's profile was posted under one of these ids since they were joined.
 *
 * @returns undefined if nothing was
 */
function postedBy(
  profile: StoredProfile | undefined,
  parted: ReadonlySet<string>,
): StoredProfile | undefined {
  const { postedAs, postedAsAt } = profile ?? {}
  if (!profile || postedAs === undefined || postedAsAt === undefined || !parted.has(postedAs))
    return undefined
  const fields = PROFILE_FIELDS.filter(
    (field) => profile[field] !== undefined && dateOf(profile, field) === postedAsAt,
  )
  if (fields.length === 0) return undefined
  const isLatest = profile.updatedAt === postedAsAt
  return {
    ...Object.fromEntries(
      fields.flatMap((field) => [
        [field, profile[field]] as const,
        [`${field}At`, postedAsAt] as const,
      ]),
    ),
    updatedAt: postedAsAt,
    ...(isLatest && profile.contentHash !== undefined && { contentHash: profile.contentHash }),
  }
}

/**
 * The profile of an id that is parted: as it was, with what was posted under it since.
 *
 * @param id that is parted
 * @param own as it was; undefined if it had none
 * @param joined of the customer whom it is parted from
 * @param parted the id and those that led to it
 */
export function profileBack(
  id: string,
  own: StoredProfile | undefined,
  joined: StoredProfile | undefined,
  parted: ReadonlySet<string>,
): StoredProfile | undefined {
  const posted = postedBy(joined, parted)
  if (!posted) return own
  const { updatedAt, contentHash, ...fields } = posted
  // For when that id is parted from this one.
  const { postedAs, postedAsAt } = joined ?? {}
  const isOther = postedAs !== undefined && postedAs !== id && postedAsAt !== undefined
  const poster = isOther ? { postedAs, postedAsAt } : {}
  if (!own) return { ...posted, ...poster }
  // Also the address: it is where they bought last.
  const isLater = updatedAt >= own.updatedAt
  return {
    ...own,
    ...fields,
    ...poster,
    ...(isLater && { updatedAt, ...(contentHash !== undefined && { contentHash }) }),
  }
}

/** The former ids that stay, without what the others added to them. */
export function formerLeft(
  former: readonly FormerId[],
  parted: ReadonlySet<string>,
): readonly FormerId[] {
  const parting = { former, parted, gone: goneIn(former, parted) }
  return former
    .filter(({ id }) => !parted.has(id))
    .map((one) => {
      const profile = withoutGone(one.profile, parting, { of: one.id })
      const replaced = withoutGone(one.replaced, parting, { of: one.via, before: one.movedAt })
      if (profile === one.profile && replaced === one.replaced) return one
      const { profile: _profile, replaced: _replaced, ...rest } = one
      return { ...rest, ...(profile && { profile }), ...(replaced && { replaced }) }
    })
}

type Parting = {
  readonly former: readonly FormerId[]
  readonly parted: ReadonlySet<string>
  /** What was known of those that go. */
  readonly gone: readonly StoredProfile[]
}

const goneIn = (
  former: readonly FormerId[],
  parted: ReadonlySet<string>,
): readonly StoredProfile[] =>
  former.filter(({ id }) => parted.has(id)).flatMap(({ profile }) => profile ?? [])

/** To which id a profile belongs: of a former id, or of the customer; and before which join. */
type Owner = { readonly of?: string | undefined; readonly before?: Instant }

/**
 * What else was known of them, from the ids that were joined with them before that, as far as they
 * had a profile. The first is of before any of them, and what it says is their own, whatever the others say.
 */
function alsoKnown(
  parting: Parting,
  { of, before = Number.POSITIVE_INFINITY }: Owner,
): { readonly own?: StoredProfile | undefined; readonly others: readonly StoredProfile[] } {
  const { former, parted } = parting
  const joined = former
    .filter((one) => (one.profile ?? one.replaced) && one.via === of && one.movedAt < before)
    .toSorted((a, b) => a.movedAt - b.movedAt)
  const others = joined.flatMap(({ id, profile, replaced }) => [
    replaced,
    parted.has(id) ? undefined : withoutGone(profile, parting, { of: id }),
  ])
  return { own: joined[0]?.replaced, others: others.filter((one) => one !== undefined) }
}

function withoutGone(
  profile: StoredProfile | undefined,
  parting: Parting,
  owner: Owner,
): StoredProfile | undefined {
  if (!profile) return undefined
  const { gone } = parting
  const isGone = (field: ProfileField, one: StoredProfile) =>
    one[field] !== undefined && gone.some((other) => isSameField(field, other, one))
  const isGoneVersion = (one: StoredProfile) => gone.some((other) => isSameVersion(other, one))
  const fields = PROFILE_FIELDS.filter((field) => isGone(field, profile))
  if (fields.length === 0 && !isGoneVersion(profile)) return profile
  const { own, others } = alsoKnown(parting, owner)
  const back = fields.flatMap((field) => {
    const known = others.filter((one) => one === own || !isGone(field, one))
    const from = latest(
      known.filter((one) => one[field] !== undefined),
      (one) => dateOf(one, field),
    )
    return from ? [[field, from[field]] as const, [`${field}At`, dateOf(from, field)] as const] : []
  })
  const added = new Set<string>(fields.flatMap((field) => [field, `${field}At`]))
  const kept = Object.entries(profile).filter(([name]) => !added.has(name))
  const left = { ...Object.fromEntries([...kept, ...back]), updatedAt: profile.updatedAt }
  if (!isGoneVersion(profile)) return left
  const version = latest(
    others.filter((one) => one === own || !isGoneVersion(one)),
    (one) => one.updatedAt,
  )
  if (!version) return PROFILE_FIELDS.some((field) => field in left) ? left : undefined
  const { contentHash: _hash, ...rest }: StoredProfile = left
  const { updatedAt, contentHash } = version
  return { ...rest, updatedAt, ...(contentHash !== undefined && { contentHash }) }
}

const isSameField = (field: ProfileField, a: StoredProfile, b: StoredProfile): boolean =>
  a[field] === b[field] && dateOf(a, field) === dateOf(b, field)

const isSameVersion = (a: StoredProfile, b: StoredProfile): boolean =>
  a.updatedAt === b.updatedAt && a.contentHash === b.contentHash

const latest = (
  profiles: readonly StoredProfile[],
  dated: (profile: StoredProfile) => number,
): StoredProfile | undefined => profiles.toSorted((a, b) => dated(b) - dated(a))[0]
