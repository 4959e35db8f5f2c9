import { describe, expect, it } from 'vitest'
import { decode, type RowCodec, storedForm } from '../../../functions/store/codecs/codec.ts'
import { faultIn, number } from '../../../functions/store/codecs/fields.ts'
import { codecOf } from '../../../functions/store/codecs/row-kind.ts'
import { SHARED_ROWS } from '../../../functions/store/codecs/shared-rows.ts'
import type { Row } from '../../../functions/store/table.ts'

type Amount = { readonly cents: number }

/** Was `minor` at first, then `cent`, and is `cents`. */
const amount: RowCodec<'amount', Amount> = {
  kind: 'amount',
  sort: { exact: 'amount' },
  version: 3,
  former: {
    1: {
      format: 2,
      upgrade: ({ minor, ...row }) => ({ ...row, cent: minor }),
      downgrade: ({ cent, ...row }) => ({ ...row, minor: cent }),
    },
    2: {
      format: 4,
      upgrade: ({ cent, ...row }) => ({ ...row, cents: cent }),
      downgrade: ({ cents, ...row }) => ({ ...row, cent: cents }),
    },
  },
  faultOf: faultIn<Amount>({ cents: number }),
  read: ({ cents }) => ({ cents }) as Amount,
}
const KEY = { pk: 'a', sk: 'amount' }
const TODAY: Row = { ...KEY, cents: 7 }

describe('A row with former forms', () => {
  it.each([
    [1, { ...KEY, minor: 7 }],
    [2, { ...KEY, cent: 7, v: 2 }],
    [3, { ...KEY, cent: 7, v: 2 }],
    [4, { ...KEY, cents: 7, v: 3 }],
    [9, { ...KEY, cents: 7, v: 3 }],
  ])('is written in that of format %i, and read from it', (format, stored) => {
    expect(storedForm(amount, TODAY, format)).toEqual(stored)
    expect(decode(amount, stored)).toEqual({ value: { cents: 7 } })
  })

  it('is not understood if it is newer, and has a fault if a form is broken', () => {
    expect(decode(amount, { ...KEY, cents: 7, v: 4 })).toEqual({ fault: 'amount row: version 4' })
    expect(decode(amount, { ...KEY, minor: 'seven' })).toEqual({ fault: 'amount row: cents' })
  })
})

describe('The codec of a row', () => {
  it.each([
    ['~pace', 'account', SHARED_ROWS.account],
    ['~pace', 'shop#acme', SHARED_ROWS.pace],
    ['~address/h', 'acme', SHARED_ROWS.address],
    ['~store', 'format', SHARED_ROWS.format],
    ['~items/acme/5', 'product#TEA', SHARED_ROWS.product],
    ['~models/acme', 'model#000001', undefined],
  ])('of %s %s is found by its partition', (pk, sk, codec) => {
    expect(codecOf({ pk, sk })).toBe(codec)
  })

  it('of a shop or a customer is found by its kind', () => {
    expect(codecOf({ pk: 'acme', sk: 'campaign#care' })?.kind).toBe('campaign')
    expect(codecOf({ pk: 'acme/17', sk: 'order#o-1' })?.kind).toBe('order')
    expect(codecOf({ pk: 'acme/17', sk: 'future#1' })).toBeUndefined()
  })
})
