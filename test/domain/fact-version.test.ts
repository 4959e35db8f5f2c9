import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type FactVersion,
  replacedBy,
  type StoredVersion,
  supersedes,
  versionResult,
} from '../../functions/domain/fact-version.ts'
import { DAY_MS } from '../../functions/domain/time.ts'

const unstated = (arrivedAt: number, contentHash: string): FactVersion => ({
  arrivedAt,
  contentHash,
})
const stated = (statedAt: number, arrivedAt: number, contentHash: string): FactVersion => ({
  statedAt,
  arrivedAt,
  contentHash,
})

/** What is stored after these arrived, one after the other. */
const storedAfter = (versions: readonly FactVersion[]): StoredVersion | undefined =>
  versions.reduce<StoredVersion | undefined>((stored, one) => {
    if (!stored) return one
    if (versionResult(one, stored) !== 'updated') return stored
    return { ...one, replaced: replacedBy(one, stored) }
  }, undefined)

describe('versions of a fact', () => {
  it.each([
    ['a higher stated version', stated(2, 1, 'a'), stated(1, 5, 'b'), 'updated'],
    ['a lower stated version', stated(1, 5, 'a'), stated(2, 1, 'b'), 'stale'],
    ['a stated version, where none was stated,', stated(1, 1, 'a'), unstated(5, 'b'), 'updated'],
    ['one without a version, where one is stated,', unstated(5, 'a'), stated(1, 1, 'b'), 'stale'],
    ['the later of two without a version', unstated(5, 'a'), unstated(1, 'b'), 'updated'],
    ['the later of two with the same version', stated(1, 5, 'a'), stated(1, 1, 'b'), 'updated'],
    ['the earlier of two without a version', unstated(1, 'a'), unstated(5, 'b'), 'stale'],
    ['the same content', unstated(5, 'a'), unstated(1, 'a'), 'unchanged'],
    ['the same content without its version', unstated(5, 'a'), stated(1, 1, 'a'), 'unchanged'],
    ['the same content under a higher version', stated(2, 5, 'a'), stated(1, 1, 'a'), 'updated'],
    ['anything, where an earlier build stored,', unstated(0, 'a'), { contentHash: 'b' }, 'updated'],
  ] as const)('%s is judged', (_, incoming, stored, result) => {
    expect(versionResult(incoming, stored)).toBe(result)
  })

  it('does not take content that was replaced within a day for a correction', () => {
    const stored = storedAfter([unstated(0, 'a'), unstated(10, 'b')]) as StoredVersion
    expect(versionResult(unstated(20, 'a'), stored)).toBe('unchanged')
    expect(versionResult(unstated(10 + DAY_MS, 'a'), stored)).toBe('updated')
  })

  it('does not take an import that is run again for a later arrival', () => {
    const stored = storedAfter([unstated(0, 'a'), unstated(10 * DAY_MS, 'b')]) as StoredVersion
    expect(versionResult(unstated(0, 'a'), stored)).toBe('unchanged')
    expect(versionResult(unstated(0, 'c'), stored)).toBe('stale')
  })

  it('remembers the last three contents', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((hash, at) => unstated(at, hash))
    const stored = storedAfter(five)
    expect(stored?.replaced?.map(({ contentHash }) => contentHash)).toEqual(['d', 'c', 'b'])
  })

  it('end alike in whatever order they arrive where each states its own version', () => {
    const anyVersions = fc.uniqueArray(
      fc.record({
        statedAt: fc.nat({ max: 9 }),
        contentHash: fc.constantFrom('a', 'b', 'c'),
      }),
      { minLength: 1, selector: ({ statedAt }) => statedAt },
    )
    fc.assert(
      fc.property(
        anyVersions.chain((all) =>
          fc.tuple(
            fc.shuffledSubarray(all, { minLength: all.length }),
            fc.shuffledSubarray(all, { minLength: all.length }),
          ),
        ),
        ([one, other]) => {
          const lastOf = (all: typeof one) => {
            const last = storedAfter(all.map((version, arrivedAt) => ({ ...version, arrivedAt })))
            return [last?.statedAt, last?.contentHash]
          }
          expect(lastOf(one)).toEqual(lastOf(other))
        },
      ),
    )
  })

  it('are ordered, so that of two rows the same one counts whichever is asked first', () => {
    const anyVersion = fc.record(
      {
        statedAt: fc.nat({ max: 2 }),
        arrivedAt: fc.nat({ max: 2 }),
        contentHash: fc.constantFrom('a', 'b'),
      },
      { requiredKeys: ['contentHash'] },
    )
    fc.assert(
      fc.property(anyVersion, anyVersion, (one, other) => {
        const isSame =
          JSON.stringify([one.statedAt, one.arrivedAt, one.contentHash]) ===
          JSON.stringify([other.statedAt, other.arrivedAt, other.contentHash])
        expect([supersedes(one, other), supersedes(other, one)].filter(Boolean)).toHaveLength(
          isSame ? 0 : 1,
        )
      }),
    )
  })
})
