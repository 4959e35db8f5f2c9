/**
 * Who a customer is, once they are joined with another or parted from them. Their address stays where
 * there is one; what was known of both is kept, so that a split brings it back.
 */
import { HASHED_GUEST, isGuest } from '../domain/identity.ts'
import { readRows } from './codecs/codec.ts'
import type { StoredProfile } from './codecs/customer-row-types.ts'
import { CUSTOMER_ROWS } from './codecs/customer-rows.ts'
import { datedAt, encode } from './codecs/read-customer-rows.ts'
import { findState } from './erasure.ts'
import { idOf, isOfPerson } from './identity.ts'
import { type CustomerKey, formerSort, PROFILE } from './keys.ts'
import { addressIdOf, mergedProfile } from './merge-profile.ts'
import { erasureOf, type Moving, profileIn, type Step, unchanged } from './moving.ts'
import { formerLeft, profileBack, withoutFormer } from './parted-profile.ts'
import type { Row, Write } from './table.ts'

/**
 * The last step: who they are. What was known of both is kept with the former id, so that a split can
 * bring it back.
 */
export function profileStep(moving: Moving): Step {
  const { from, to, source, target, parted, now } = moving
  if (parted) return partedProfileStep(moving, parted)
  const row = source.find(({ sk }) => sk === PROFILE)
  const profile = profileIn(source)
  const erasedAt = Math.max(erasureOf(source), erasureOf(target))
  const isGone = !profile || profile.updatedAt <= erasedAt
  const id = idOf(from)
  const known = profileIn(target)
  const before = readRows(CUSTOMER_ROWS.former, target).find((one) => one.id === id)
  // They may come here by way of an id whose rows are not here yet.
  const { movedTo } = findState(source).state ?? {}
  const isByWay = movedTo !== undefined && movedTo !== idOf(to)
  const former = before ?? {
    ...{ id, movedAt: now },
    ...(!isGone && { profile }),
    ...(known && { replaced: known }),
    ...(isByWay && { via: movedTo }),
  }
  // What a late recording left with them since is theirs as well.
  const late =
    before && !isGone ? { ...before, profile: withLate(before.profile, profile) } : former
  // Of who was erased, also as they moved, not even that id is left.
  const isForgotten =
    Number.isFinite(erasedAt) &&
    source.filter(isOfPerson).every((one) => datedAt(one) <= erasedAt) &&
    !target.some(({ movedFrom }) => movedFrom === id)
  const kept = isForgotten ? [] : [{ put: encode('former', to, late) }]
  if (!row || !profile) return kept
  const remove: Write = { remove: { pk: row.pk, sk: row.sk }, on: unchanged(row) }
  if (isGone) return [remove, ...kept]
  const here = target.find(({ sk }) => sk === PROFILE)
  // Of any other customer the address is not the one that the guest is known by.
  const isRekeyed = isGuest(id) && isGuest(idOf(to))
  const own = isRekeyed ? underKeyOf(idOf(to), profile) : profile
  const merged = known ? mergedProfile(known, own) : own
  if (merged === known) return [remove, ...kept]
  const on = here ? unchanged(here) : ({ absent: true } as const)
  return [remove, { put: encode('profile', to, merged), on }, ...kept]
}

const withLate = (known: StoredProfile | undefined, late: StoredProfile): StoredProfile =>
  known ? mergedProfile(known, late) : late

/** Each has again what was known of them, with what has been learned of them since. */
function partedProfileStep(
  { from, to, source, target }: Moving,
  parted: ReadonlySet<string>,
): Step {
  const former = readRows(CUSTOMER_ROWS.former, source)
  const before = former.find(({ id }) => id === idOf(to))?.profile
  const own = profileBack(idOf(to), before, profileIn(source), parted)
  return [
    ...former
      .filter(({ id }) => parted.has(id))
      .flatMap((one): Step => {
        const { via, ...rest } = one
        const goesAlong = one.id !== idOf(to)
        const isInner = via !== undefined && via !== idOf(to)
        return [
          { remove: { pk: from, sk: formerSort(one.id) } },
          ...(goesAlong ? [{ put: encode('former', to, isInner ? one : rest) }] : []),
        ]
      }),
    ...leftProfiles(from, source, parted),
    ...(own
      ? profileChange(to, target, (profile) => (profile ? mergedProfile(profile, own) : own))
      : []),
  ]
}

/** What is known of a customer, and of their former ids, without what these ids added to it. */
export function leftProfiles(
  pk: CustomerKey,
  rows: readonly Row[],
  parted: ReadonlySet<string>,
): Step {
  const former = readRows(CUSTOMER_ROWS.former, rows)
  const changed = formerLeft(former, parted).filter((one) => !former.includes(one))
  return [
    ...changed.map((one): Write => ({ put: encode('former', pk, one) })),
    ...profileChange(pk, rows, (profile) => withoutFormer(profile, former, parted)),
  ]
}

/** @param change returns undefined where nothing is left of the profile */
function profileChange(
  pk: CustomerKey,
  rows: readonly Row[],
  change: (profile: StoredProfile | undefined) => StoredProfile | undefined,
): Step {
  const row = rows.find(({ sk }) => sk === PROFILE)
  const before = profileIn(rows)
  const after = change(before)
  if (after === before) return []
  const on = row ? unchanged(row) : ({ absent: true } as const)
  return after ? [{ put: encode('profile', pk, after), on }] : [{ remove: { pk, sk: PROFILE }, on }]
}

/** A guest who moves to another guest has the same address under another key. */
const underKeyOf = (guest: string, profile: StoredProfile): StoredProfile => {
  const [addressId, at] = [addressIdOf(profile), profile.addressHashAt]
  return {
    ...profile,
    addressHash: guest.slice(HASHED_GUEST.length),
    ...(addressId !== undefined && { addressId }),
    ...(at !== undefined && { addressIdAt: at }),
  }
}
