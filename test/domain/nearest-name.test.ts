import { expect, it } from 'vitest'
import { nearestName } from '../../functions/domain/nearest-name.ts'

const NAMES = ['minMonetaryMinor', 'maxChance', 'recencyScores', 'id']

it.each([
  ['minMonetaryminor', 'minMonetaryMinor'],
  ['recencyScore', 'recencyScores'],
  ['maxChacne', 'maxChance'],
  ['di', undefined],
  ['money', undefined],
  ['favourite', undefined],
])('a marketer who wrote %s is assumed to mean %s', (written, meant) => {
  expect(nearestName(written, NAMES)).toBe(meant)
})
