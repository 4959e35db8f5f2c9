import './bounded-properties.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { passes, seeded, twiceAndMixed } from './deliver.ts'

const records = fc.array(fc.record({ item: fc.constantFrom('a', 'b', 'c'), at: fc.nat() }))

test("every record is delivered twice, each item's in their order both times", () => {
  fc.assert(
    fc.property(records, fc.nat(), (sample, seed) => {
      const mixed = twiceAndMixed(sample, ({ item }) => item, seeded(seed))
      for (const item of ['a', 'b', 'c']) {
        const own = sample.filter((record) => record.item === item)
        expect(mixed.filter((record) => record.item === item)).toEqual([...own, ...own])
      }
    }),
  )
})

test.each([
  [{ sk: [{ prefix: 'order#' }, 'profile'] }, { sk: 'order#7' }, true],
  [{ sk: [{ prefix: 'order#' }, 'profile'] }, { sk: 'profile' }, true],
  [{ sk: [{ prefix: 'order#' }, 'profile'] }, { sk: '~lines#7' }, false],
  [{ keys: { sk: [{ prefix: 'order#' }] } }, { keys: {} }, false],
  [{ keys: { sk: ['profile'] } }, {}, false],
])('the pattern %j lets %j through: %s', (pattern, record, through) => {
  expect(passes(pattern, record)).toBe(through)
})

test('an unsupported rule is rejected', () => {
  expect(() => passes({ n: [{ numeric: ['>', 1] }] }, { n: 2 })).toThrow(/numeric/)
})
