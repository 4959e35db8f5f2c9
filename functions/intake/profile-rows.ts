/** A customer's profile as rows: told by itself it is replaced, told with a purchase it is merged. */
import { hash } from 'node:crypto'
import type { Profile } from '../domain/customer.ts'
import type { Instant } from '../domain/time.ts'
import { type CustomerKey, PROFILE } from '../store/keys.ts'
import type { Row, Write } from '../store/table.ts'

type Fields = Partial<Omit<Profile, 'updatedAt'>> & { readonly addressHash?: string }

/** Each field has its own version beside the profile's, since older news may bring what is missing. */
const versionOf = (field: string): string => `${field}At`

/** Nothing told before this instant comes back. */
const REPLACED_AT = 'replacedAt'

/** A profile told by itself is the whole of it: what it leaves out is gone. */
export function replaceProfile(key: CustomerKey, fields: Fields, updatedAt: Instant): Write {
  const { row, version } = profileRow(key, fields, updatedAt)
  return { put: { ...row, [REPLACED_AT]: updatedAt }, on: { newer: version } }
}

/** What a purchase tells of its customer is not all there is to know. */
export function mergeProfile(key: CustomerKey, fields: Fields, updatedAt: Instant): Write {
  const { row, version } = profileRow(key, fields, updatedAt)
  return { merge: row, on: { newer: version } }
}

/**
 * What a purchase that came late may still add: each field that the stored profile knows only
 * from an earlier instant, or not at all. Undefined where there is none.
 *
 * @param refused the merge that was refused because the stored profile is newer
 */
export function fillProfile(refused: Row, stored: Row): Write | undefined {
  const toldAt = refused.updatedAt as Instant
  const isOlder = (field: string) => {
    const storedAt = (stored[versionOf(field)] ?? stored[REPLACED_AT]) as Instant | undefined
    return storedAt === undefined || storedAt < toldAt
  }
  const fields = FIELDS.filter((field) => refused[field] !== undefined && isOlder(field))
  if (fields.length === 0) return undefined
  const unmoved = [...fields.map(versionOf), 'updatedAt', 'contentHash']
  return {
    merge: {
      pk: refused.pk,
      sk: refused.sk,
      ...Object.fromEntries(
        fields.flatMap((field) => [
          [field, refused[field]],
          [versionOf(field), toldAt],
        ]),
      ),
    },
    on: {
      equals: Object.fromEntries(
        unmoved.map((field) => [field, stored[field] as string | number | undefined]),
      ),
    },
  }
}

const FIELDS = ['email', 'addressHash', 'name', 'locale', 'zone', 'country'] as const

function profileRow(key: CustomerKey, fields: Fields, updatedAt: Instant) {
  const version = { updatedAt, contentHash: profileHash(fields) }
  const versions = Object.fromEntries(
    Object.keys(fields).map((field) => [versionOf(field), updatedAt]),
  )
  return { row: { pk: key, sk: PROFILE, ...fields, ...versions, ...version }, version }
}

export const profileHash = (fields: Fields): string =>
  hash('sha256', JSON.stringify(fields), 'base64url').slice(0, 22)
