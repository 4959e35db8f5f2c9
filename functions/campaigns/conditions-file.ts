/** Whom a campaign or a step is for, as a marketer writes it in campaign.yaml. */
import * as z from 'zod/mini'
import { SCORES } from '../domain/rfm-scores.ts'

const scores = z.exactOptional(z.array(z.literal(SCORES)).check(z.minLength(1)))
const count = z.exactOptional(z.int().check(z.nonnegative()))
const chance = z.exactOptional(z.number().check(z.gte(0), z.lte(1)))

/** Fields of which the second must not be below the first. */
const BOUNDS = [
  ['minPurchases', 'maxPurchases'],
  ['minChurnRisk', 'maxChurnRisk'],
  ['minLifetimeValueMinor', 'maxLifetimeValueMinor'],
] as const

/** @example z.parse(Conditions, { recencyScores: [1, 2], minLifetimeValueMinor: 10_000 }) */
export const Conditions = z
  .strictObject({
    countries: z.exactOptional(
      z.array(z.string().check(z.regex(/^[A-Z]{2}$/))).check(z.minLength(1)),
    ),
    minPurchases: count,
    maxPurchases: count,
    minMonetaryMinor: count,
    recencyScores: scores,
    frequencyScores: scores,
    monetaryScores: scores,
    minChurnRisk: chance,
    maxChurnRisk: chance,
    minExpectedPurchases: z.exactOptional(z.number().check(z.nonnegative())),
    minLifetimeValueMinor: count,
    maxLifetimeValueMinor: count,
  })
  .check(({ value, issues }) => {
    for (const [least, most] of BOUNDS)
      if ((value[least] ?? 0) > (value[most] ?? Number.POSITIVE_INFINITY))
        issues.push({
          code: 'custom',
          input: value[most],
          path: [most],
          message: `${most} is below ${least}: nobody is left`,
        })
  })
