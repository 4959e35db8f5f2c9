/** What a fact says of its customer: fields of the profile, consents and attributes. */
import type { Instant } from '../domain/time.ts'
import type { Write } from '../store/table.ts'
import { type ArrivalOf, consentWrite } from './arrival.ts'
import { atAddress, contentHashOf, type HashedCustomer } from './customer-ids.ts'
import { mergeProfile, type ProfileOwner } from './profile-rows.ts'
import type { StatedAttributes } from './record-attributes.ts'

/** Those of the profile and of consents, which are written with the fact itself. */
export function customerWrites(
  { key, movedFrom }: ProfileOwner,
  customer: HashedCustomer | undefined,
  updatedAt: Instant,
  arrivalOf: ArrivalOf,
): readonly Write[] {
  if (!customer) return []
  const { id: _id, attributes: _own, consents = [], ...fields } = customer
  return [
    ...(Object.keys(fields).length > 0
      ? [mergeProfile({ key, movedFrom }, fields, updatedAt, contentHashOf(fields))]
      : []),
    ...consents.map((consent) =>
      consentWrite(key, atAddress(consent, fields), arrivalOf, movedFrom),
    ),
  ]
}

/** Those of the attributes, which are written before it. */
export const attributesOf = (
  customer: HashedCustomer | undefined,
  { key, movedFrom }: ProfileOwner,
  updatedAt: Instant,
  arrivedAt: Instant,
): { readonly attributes?: StatedAttributes } =>
  customer?.attributes && Object.keys(customer.attributes).length > 0
    ? { attributes: { key, movedFrom, attributes: customer.attributes, updatedAt, arrivedAt } }
    : {}
