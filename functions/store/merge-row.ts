/** Which row stays where two customers who are joined have the same one. */
import { supersedes } from '../domain/fact-version.ts'
import { remembered } from '../domain/recommend/remembered.ts'
import { readRow } from './codecs/codec.ts'
import { CUSTOMER_ROWS } from './codecs/customer-rows.ts'
import { customerRowKind, encode, isMarker } from './codecs/read-customer-rows.ts'
import { versionIn } from './fact-versions.ts'
import type { CustomerKey } from './keys.ts'
import type { Row } from './table.ts'

/**
 * Whether the order was moved on since, so that a row that was on its way here does not count.
 * A marker that led to one of the two customers says nothing any more: its order is here.
 */
const markerStands = (marker: Row, fact: Row, from: string): boolean =>
  marker.movedTo !== from && supersedes(versionIn(marker), versionIn(fact))

/**
 * The newer choice, but a campaign that was unsubscribed from in either stays so, and a pause that
 * was asked for in one of them only.
 */
function mergedPreferences(moved: Row, here: Row): Row | undefined {
  const [a, b] = [
    readRow(CUSTOMER_ROWS.preferences, moved),
    readRow(CUSTOMER_ROWS.preferences, here),
  ]
  const newer = a.updatedAt > b.updatedAt ? a : b
  const campaignsOff = [...new Set([...b.campaignsOff, ...a.campaignsOff])]
  const pausedUntil = newer.pausedUntil ?? a.pausedUntil ?? b.pausedUntil
  const isSame = campaignsOff.length === b.campaignsOff.length && pausedUntil === b.pausedUntil
  if (newer === b && isSame) return undefined
  // A version of its own, so that no page that was open before is saved over it.
  const updatedAt = Math.max(a.updatedAt, b.updatedAt) + 1
  return encode('preferences', moved.pk as CustomerKey, {
    ...{ ...newer, campaignsOff, updatedAt },
    ...(pausedUntil !== undefined && { pausedUntil }),
  })
}

/** The later version; the same value of both holds since the earlier one. */
function mergedAttribute(moved: Row, here: Row): Row | undefined {
  const [a, b] = [readRow(CUSTOMER_ROWS.attribute, moved), readRow(CUSTOMER_ROWS.attribute, here)]
  const newer = a.updatedAt > b.updatedAt ? a : b
  if (a.value !== b.value) return newer === a ? moved : undefined
  const { since, arrivedAt } = a.since < b.since ? a : b
  if (newer === b && since === b.since) return undefined
  return encode('attribute', moved.pk as CustomerKey, { ...newer, since, arrivedAt })
}

/**
 * What the row that is here already becomes; undefined if it stays as it is.
 *
 * @param from the id of the customer whose row moves
 */
export function mergedRow(moved: Row, here: Row, from: string): Row | undefined {
  switch (customerRowKind(moved.sk)) {
    case 'order':
    case 'lines':
    case 'refund':
      if (isMarker(here) && !isMarker(moved))
        return markerStands(here, moved, from) ? undefined : moved
      if (isMarker(moved) && !isMarker(here))
        return markerStands(moved, here, from) ? moved : undefined
      return supersedes(versionIn(moved), versionIn(here)) ? moved : undefined
    case 'consent':
      // Both have withdrawn by one act, as two do who were parted: a split gives it to both again.
      return moved.act === 'withdrawn' &&
        here.movedFrom === undefined &&
        moved.movedFrom !== undefined
        ? { ...here, movedFrom: moved.movedFrom }
        : undefined
    case 'attribute':
      return mergedAttribute(moved, here)
    case 'preferences':
      return mergedPreferences(moved, here)
    case 'recommended': {
      const [a, b] = [
        readRow(CUSTOMER_ROWS.recommended, moved),
        readRow(CUSTOMER_ROWS.recommended, here),
      ]
      const items = [...a.items, ...b.items].toSorted((x, y) => x.at - y.at)
      let all = remembered([], [], 0)
      for (const { sku, at } of items) all = remembered(all, [sku], at)
      const updatedAt = Math.max(a.updatedAt, b.updatedAt) + 1
      return encode('recommended', moved.pk as CustomerKey, { items: all, updatedAt })
    }
    default:
      return undefined
  }
}
