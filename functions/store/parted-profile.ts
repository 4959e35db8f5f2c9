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
  return withoutGone(profile, { former, parted, gone: goneIn(former, parted) }, {})
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
    .filter(({ via, movedAt, profile }) => profile && via === of && movedAt < before)
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
