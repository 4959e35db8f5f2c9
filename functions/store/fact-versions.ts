/** The version of a fact in its row: of an order, its lines, a refund. */
import { hash } from 'node:crypto'
import type { FactVersion, Replaced, StoredVersion } from '../domain/fact-version.ts'
import type { CustomerRowKind } from './codecs/customer-row-types.ts'
import { customerRowKind } from './codecs/read-customer-rows.ts'
import type { Row, WriteCondition } from './table.ts'

/** Which kinds of rows are replaced by later versions. */
const HAS_VERSIONS: Readonly<Record<CustomerRowKind, boolean>> = {
  attribute: false,
  consent: false,
  coupon: false,
  event: false,
  'event-body': false,
  former: false,
  hold: false,
  journey: false,
  lifecycle: false,
  lines: true,
  message: false,
  order: true,
  preferences: false,
  profile: false,
  recommended: false,
  refund: true,
  state: false,
}

export function hasVersions(sk: string): boolean {
  const kind = customerRowKind(sk)
  return kind !== undefined && HAS_VERSIONS[kind]
}

/**
 * The version of a stored row. A row from before arrivals were kept has a version that its source
 * stated if that differs from the instant of payment, which stood in for it. Only refunds of earlier
 * builds have no content hash.
 */
export function versionIn(row: Row): StoredVersion {
  const { updatedAt, paidAt, arrivedAt, versioned, contentHash: stored, replaced } = row
  const isStated =
    versioned === true ||
    (arrivedAt === undefined && updatedAt !== undefined && updatedAt !== paidAt)
  return {
    contentHash: typeof stored === 'string' ? stored : hashOfRefund(row),
    ...(isStated && { statedAt: Number(updatedAt) }),
    ...(typeof arrivedAt === 'number' && { arrivedAt }),
    ...(Array.isArray(replaced) && { replaced: replaced as readonly Replaced[] }),
  }
}

/** A version as the fields of a row; `updatedAt` is there without one, if the kind needs it. */
export const versionFields = ({ statedAt, arrivedAt, contentHash }: FactVersion) => ({
  contentHash,
  ...(arrivedAt !== undefined && { arrivedAt }),
  ...(statedAt !== undefined && { updatedAt: statedAt, versioned: true as const }),
})

/** A row whose version is the one that was read. */
export const sameVersion = ({
  contentHash,
  updatedAt,
  arrivedAt,
  movedTo,
}: Row): WriteCondition => ({
  equals: { contentHash, updatedAt, arrivedAt, movedTo } as Readonly<
    Record<string, string | number | undefined>
  >,
})

/**
 * What stays of a row whose order is another customer's by now: its version and where it is. A build
 * that knows no markers counts no purchase, since there is no amount.
 */
export function markerOf(row: Row, marks: Row & { readonly movedTo: string }): Row {
  const { importId: _i, recordedAt: _r, movedFrom: _f, replaced: _p, ...version } = row
  return { ...version, contentHash: versionIn(row).contentHash, ...marks }
}

/** 128 bits of SHA-256 over the content's JSON: enough that no two contents share one, short enough to store. */
export const contentHash = (content: unknown): string =>
  hash('sha256', JSON.stringify(content), 'base64url').slice(0, 22)

/** Of a refund, also of one that an earlier build stored without it. */
export const refundHash = ({
  orderId,
  at,
  currency,
  minor,
}: { readonly [F in RefundField]?: unknown }): string =>
  contentHash([orderId ?? null, at, currency, minor])

type RefundField = 'orderId' | 'at' | 'currency' | 'minor'

const hashOfRefund = ({ orderId, at, currency, minor }: Row): string =>
  refundHash({ orderId, at, currency, minor })
