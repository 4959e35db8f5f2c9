/**
 * What stands under `start` in campaign.yaml, read as what is published. Apart from the rules, because
 * only publishing reads it and every function that decides carries them.
 */
import * as z from 'zod/mini'
import { LIFECYCLE_CLASSES } from '../lifecycle-class.ts'
import type { StartKind, StartOf } from './start.ts'

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
  purchase: z.pipe(
    z.strictObject({ purchase: z.literal(true) }),
    z.transform((): StartOf<'purchase'> => ({ kind: 'purchase' })),
  ),
  'consent-unconfirmed': z.pipe(
    z.strictObject({ consent: z.literal('unconfirmed') }),
    z.transform((): StartOf<'consent-unconfirmed'> => ({ kind: 'consent-unconfirmed' })),
  ),
}
