import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Estimate } from '../../../functions/domain/models/estimate.ts'
import type { Tally } from '../../../functions/domain/models/tally.ts'
import { DAY_MS } from '../../../functions/domain/time.ts'
import { order, policy, shopModel } from '../../support/given.ts'
import { asWritten, evaluate, examplesIn } from './read-examples.ts'

const folder = new URL('../../../functions/domain/models/', import.meta.url)
/** What decisions make of the models. */
const NEIGHBOURS = ['../net-purchases.ts', '../dormancy.ts', '../rfm-scores.ts']
const MODEL = shopModel()
const POLICY = policy({ personalThreshold: { chance: 'auto' } })
const ORDER = order('A-1', DAY_MS)
const QUINTILES = MODEL.quintiles

/** What the examples speak of without saying it: a rate of three known to about ten percent. */
const ESTIMATE: Estimate<{ rate: number }> = {
  params: { rate: 3 },
  names: ['rate'],
  logLikelihood: -10,
  covariance: [[0.0111]],
  standardErrors: { rate: 0.10536 },
  weakest: 0.10536,
  condition: 1,
  converged: true,
  runaway: [],
  evaluations: 9,
}
const MBG_ESTIMATE = {
  ...ESTIMATE,
  params: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 },
  names: ['r', 'alpha', 'a', 'b'],
  covariance: [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i === j ? 0.01 : 0))),
}

function tallied<In, Out>(tally: Tally<In, Out>, customers: readonly In[]): readonly Out[] {
  for (const customer of customers) tally.add(customer)
  return tally.entries()
}

const files = readdirSync(folder).filter((file) => file.endsWith('.ts'))

describe.each([...files, ...NEIGHBOURS])('%s', async (file) => {
  const path = new URL(file, folder)
  const examples = examplesIn(fileURLToPath(path))
  const own: Record<string, unknown> = await import(path.href)
  const { mbgNbd } = await import('../../../functions/domain/models/mbg-nbd.ts')
  const shop = { MODEL, POLICY, ORDER, QUINTILES, DAY_MS }
  const names = { ESTIMATE, MBG_ESTIMATE, tallied, mbgNbd, ...shop, ...own }

  it(`has an example for each function that others call`, () => {
    const functions = Object.entries(own).filter(([, value]) => typeof value === 'function')
    for (const [name] of functions)
      expect(
        examples.map(({ expression }) => expression).join('\n'),
        `${name} of ${file}`,
      ).toContain(name)
  })

  it.each(examples)('$expression is $expected', ({ expression, expected }) => {
    expect(asWritten(evaluate(expression, names), expected)).toEqual(evaluate(expected, {}))
  })
})
