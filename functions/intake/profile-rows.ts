/**
 * A customer's profile as rows: posted separately it replaces what is known, posted with a purchase
 * it is merged.
 */
import { hash } from 'node:crypto'
import type { Profile } from '../domain/customer.ts'
import { NOT_UNDERSTOOD } from '../domain/law.ts'
import type { Instant } from '../domain/time.ts'
import { decode, readRow } from '../store/codecs/codec.ts'
import {
  PROFILE_FIELDS,
  type ProfileField,
  type StoredProfile,
} from '../store/codecs/customer-row-types.ts'
import { CUSTOMER_ROWS } from '../store/codecs/customer-rows.ts'
import { type CustomerKey, PROFILE } from '../store/keys.ts'
import type { Row, Write } from '../store/table.ts'

type ProfileFields = Partial<Omit<Profile, 'updatedAt'>> & {
  readonly addressHash?: string
  readonly addressId?: string
}

/**
 * Each field has its own version, next to the profile's, since an older report may add a missing
 * field.
 */
const versionOf = <F extends ProfileField>(field: F): `${F}At` => `${field}At`

/** Whose profile it is, and the id that it was posted under if that is another one of theirs. */
export type ProfileOwner = { readonly key: CustomerKey; readonly movedFrom?: string | undefined }

/** A separately posted profile is complete: fields it leaves out are removed. */
export function replaceProfile(
  owner: ProfileOwner,
  fields: ProfileFields,
  updatedAt: Instant,
  contentHash: string,
): Write {
  const { row, version } = profileRow(owner, fields, { updatedAt, contentHash })
  return { put: { ...row, replacedAt: updatedAt }, on: { newer: version } }
}

/** A purchase may contain only part of its customer's profile. */
export function mergeProfile(
  owner: ProfileOwner,
  fields: ProfileFields,
  updatedAt: Instant,
  contentHash: string,
): Write {
  const { row, version } = profileRow(owner, fields, { updatedAt, contentHash })
  return { merge: row, on: { newer: version } }
}

/**
 * What a late purchase may still add: each field that the stored profile has only from an earlier
 * instant, or not at all. Undefined if there is none.
 *
 * @param refused the merge that was refused because the stored profile is newer
 */
export function fillProfile(refused: Row, stored: Row): Write | undefined {
  const late = readRow(CUSTOMER_ROWS.profile, refused)
  const known = decode(CUSTOMER_ROWS.profile, stored).value
  if (!known) return undefined
  const isOlder = (field: ProfileField) => {
    // The two hashes of one address are known together.
    const knownAt =
      known[versionOf(field === 'addressId' ? 'addressHash' : field)] ?? known.replacedAt
    return knownAt === undefined || knownAt < late.updatedAt
  }
  const fields = PROFILE_FIELDS.filter((field) => late[field] !== undefined && isOlder(field))
  if (fields.length === 0) return undefined
  const unmoved = [...fields.map(versionOf), 'updatedAt', 'contentHash'] as const
  return {
    merge: {
      pk: refused.pk,
      sk: refused.sk,
      ...Object.fromEntries(
        fields.flatMap((field) => [
          [field, late[field]],
          [versionOf(field), late.updatedAt],
        ]),
      ),
      ...(known.postedAs === undefined && postedIn(late)),
    },
    on: { equals: Object.fromEntries(unmoved.map((field) => [field, known[field]])) },
  }
}

const postedIn = ({ postedAs, postedAsAt }: StoredProfile) =>
  postedAs === undefined ? {} : { postedAs, postedAsAt }

type ProfileVersion = { readonly updatedAt: Instant; readonly contentHash: string }

function profileRow(
  { key, movedFrom }: ProfileOwner,
  fields: ProfileFields,
  version: ProfileVersion,
) {
  const { updatedAt } = version
  const posted = movedFrom === undefined ? {} : { postedAs: movedFrom, postedAsAt: updatedAt }
  const versions = Object.fromEntries(Object.keys(fields).map((field) => [`${field}At`, updatedAt]))
  return { row: { pk: key, sk: PROFILE, ...fields, ...versions, ...posted, ...version }, version }
}

/**
 * Of two profiles of one instant the larger hash counts. What was not understood counts less than
 * what was, so that a file corrected or read by a better mapping helps when it is imported again.
 */
export const profileHash = (fields: ProfileFields): string =>
  NOT_READ.repeat(notRead(fields)) +
  hash('sha256', JSON.stringify(fields), 'base64url').slice(0, 22)

/** Less than every character of a hash. */
const NOT_READ = '!'

const notRead = ({ country, emailFault }: ProfileFields): number =>
  Number(country === NOT_UNDERSTOOD) + Number(emailFault !== undefined)
