import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encode } from '../../functions/store/codecs/read-customer-rows.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { mergedRow } from '../../functions/store/merge-row.ts'
import { NOON } from '../support/given.ts'

const key = customerKey('acme', 'a')
const attribute = (value: string | undefined, since: number, updatedAt = since) =>
  encode('attribute', key, {
    ...{ name: 'tier', since: NOON + since, arrivedAt: NOON, updatedAt: NOON + updatedAt },
    ...(value !== undefined && { value }),
  })

describe('an attribute that both of two customers have', () => {
  it('has the value of the later version, also where that takes it back', () => {
    const [early, late] = [attribute('silver', 1), attribute('gold', 2)]
    expect(mergedRow(late, early, 'b')).toEqual(late)
    expect(mergedRow(early, late, 'b')).toBeUndefined()
    expect(mergedRow(attribute(undefined, 3), late, 'b')).toEqual(attribute(undefined, 3))
  })

  it('holds since the earlier of two that are the same', () => {
    const joined = attribute('gold', 1, 2)
    expect(mergedRow(attribute('gold', 1), attribute('gold', 2), 'b')).toEqual(joined)
    expect(mergedRow(attribute('gold', 2), attribute('gold', 1), 'b')).toEqual(joined)
  })

  it('is the same whichever of the two moves', () => {
    const any = fc.record({
      value: fc.option(fc.constantFrom('silver', 'gold'), { nil: undefined }),
      since: fc.nat(9),
    })
    fc.assert(
      fc.property(any, any, (a, b) => {
        fc.pre(a.since !== b.since)
        const [x, y] = [attribute(a.value, a.since), attribute(b.value, b.since)]
        expect(mergedRow(x, y, 'b') ?? y).toEqual(mergedRow(y, x, 'b') ?? x)
      }),
    )
  })
})
