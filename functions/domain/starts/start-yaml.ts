/**
 * What stands under `start` in campaign.yaml, read as what is published. Apart from the rules, because
 * only publishing reads it and every function that decides carries them.
 */
import * as z from 'zod/mini'
import { LIFECYCLE_CLASSES } from '../lifecycle-class.ts'
import type { StartKind, StartOf } from './start.ts'

const Where = z
  .strictObject({
    nth: z.exactOptional(z.int().check(z.gte(1), z.lte(1000))),
    minAmountMinor: z.exactOptional(z.int().check(z.gte(1))),
  })
  .check(z.refine((where) => Object.keys(where).length > 0))

export const START_YAML: { readonly [K in StartKind]: z.ZodMiniType<StartOf<K>> } = {
  'class-entered': z.pipe(
    z.strictObject({ entering: z.enum(LIFECYCLE_CLASSES) }),
    z.transform(
      ({ entering }): StartOf<'class-entered'> => ({ kind: 'class-entered', class: entering }),
    ),
  ),
  'at-risk': z.pipe(
    z.strictObject({ atRisk: z.literal(true) }),
    z.transform((): StartOf<'at-risk'> => ({ kind: 'at-risk' })),
  ),
  'segment-entered': z.pipe(
    z.strictObject({ segment: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/)) }),
    z.transform(
      ({ segment }): StartOf<'segment-entered'> => ({ kind: 'segment-entered', segment }),
    ),
  ),
  purchase: z.pipe(
    z.strictObject({ purchase: z.union([z.literal(true), z.strictObject({ where: Where })]) }),
    z.transform(
      ({ purchase }): StartOf<'purchase'> => ({
        kind: 'purchase',
        ...(purchase !== true && { where: purchase.where }),
      }),
    ),
  ),
  'consent-unconfirmed': z.pipe(
    z.strictObject({ consent: z.literal('unconfirmed') }),
    z.transform((): StartOf<'consent-unconfirmed'> => ({ kind: 'consent-unconfirmed' })),
  ),
}
