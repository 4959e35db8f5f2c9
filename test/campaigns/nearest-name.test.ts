import { expect, it } from 'vitest'
import { nearestName } from '../../functions/campaigns/nearest-name.ts'

const NAMES = ['minChurnRisk', 'maxChurnRisk', 'recencyScores', 'id']

it.each([
  ['minChurnrisk', 'minChurnRisk'],
  ['recencyScore', 'recencyScores'],
  ['maxChrunRisk', 'maxChurnRisk'],
  ['di', undefined],
  ['churn', undefined],
  ['favourite', undefined],
])('a marketer who wrote %s is assumed to mean %s', (written, meant) => {
  expect(nearestName(written, NAMES)).toBe(meant)
})
