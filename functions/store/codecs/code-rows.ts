/**
 * Codes of a shop's pools, in the shards of `~codes/<shop>`: those that are free, and, so that none is
 * ever given twice, those that were taken; each pool, and the customers whose mail waits for a code.
 */
import type { FreeCode } from '../../domain/coupon.ts'
import type { Instant } from '../../domain/time.ts'
import { fieldsOf, type RowCodec } from './codec.ts'
import { faultIn, instant, maybe, text } from './fields.ts'

export type StoredFreeCode = FreeCode & { readonly pool: string; readonly addedAt: Instant }
export type StoredTakenCode = {
  readonly pool: string
  readonly code: string
  readonly takenAt: Instant
}

export type StoredCodePool = {
  readonly pool: string
  /** Another one after each filling. */
  readonly revision: string
}
/** A customer whose mail waits for a code: see store/code-waiters.ts. */
export type StoredCodeWaiter = {
  readonly customer: string
  readonly pool: string
  readonly since: Instant
}

export type CodeRows = {
  readonly 'free-code': StoredFreeCode
  readonly 'taken-code': StoredTakenCode
  readonly 'code-pool': StoredCodePool
  readonly 'code-waiter': StoredCodeWaiter
}

export const FREE_CODES = 'free#'
export const TAKEN_CODES = 'taken#'
export const CODE_POOLS = 'pool#'
export const CODE_WAITERS = 'waiting#'

export const CODE_ROWS: { readonly [K in keyof CodeRows]: RowCodec<K, CodeRows[K]> } = {
  'free-code': {
    kind: 'free-code',
    sort: { prefix: FREE_CODES },
    version: 1,
    faultOf: faultIn<StoredFreeCode>({
      pool: text,
      code: text,
      expiresAt: maybe(instant),
      addedAt: instant,
    }),
    read: fieldsOf<StoredFreeCode>,
  },
  'taken-code': {
    kind: 'taken-code',
    sort: { prefix: TAKEN_CODES },
    version: 1,
    faultOf: faultIn<StoredTakenCode>({ pool: text, code: text, takenAt: instant }),
    read: fieldsOf<StoredTakenCode>,
  },
  'code-pool': {
    kind: 'code-pool',
    sort: { prefix: CODE_POOLS },
    version: 1,
    faultOf: faultIn<StoredCodePool>({ pool: text, revision: text }),
    read: fieldsOf<StoredCodePool>,
  },
  'code-waiter': {
    kind: 'code-waiter',
    sort: { prefix: CODE_WAITERS },
    version: 1,
    faultOf: faultIn<Omit<StoredCodeWaiter, 'customer'>>({ pool: text, since: instant }),
    read: (row) => ({
      customer: row.sk.slice(CODE_WAITERS.length),
      ...fieldsOf<Omit<StoredCodeWaiter, 'customer'>>(row),
    }),
  },
}
