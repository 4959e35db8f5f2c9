/** The conditions of a campaign or a step as a marketer writes them in campaign.yaml; those of before are refused. */
import * as z from 'zod/mini'
import { CONDITIONS } from '../domain/condition-table.ts'
import {
  type Conditions as Asked,
  CONDITION_BOUNDS,
  OFFERED_CONDITIONS,
  type OfferedCondition,
} from '../domain/conditions.ts'
import { message } from './schema-messages.ts'

type Shape = {
  readonly [N in OfferedCondition]: z.ZodMiniExactOptional<(typeof CONDITIONS)[N]['schema']>
}

const SHAPE = Object.fromEntries(
  OFFERED_CONDITIONS.map((name) => [name, z.exactOptional<z.ZodMiniType>(CONDITIONS[name].schema)]),
) as Shape

export const SegmentId = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/))

const inner: z.ZodMiniType<Asked> = z.lazy(() => Conditions)

const Several = z.array(inner).check(z.minLength(1), z.maxLength(20))

const JOINED = {
  all: z.exactOptional(Several),
  any: z.exactOptional(Several),
  not: z.exactOptional(inner),
  segment: z.exactOptional(SegmentId),
}

/** @example z.parse(Conditions, { recencyScores: [1, 2], not: { segment: 'vip' } }) */
export const Conditions = z.strictObject({ ...SHAPE, ...JOINED }).check(({ value, issues }) => {
  const asked: Asked = value
  for (const [least, most] of CONDITION_BOUNDS) {
    // Of a number that is refused already nothing follows.
    if (issues.some(({ path }) => path?.[0] === least || path?.[0] === most)) continue
    if ((asked[least] ?? 0) > (asked[most] ?? Number.POSITIVE_INFINITY))
      issues.push({
        code: 'custom',
        input: asked[most],
        path: [most],
        message: message('below-least'),
      })
  }
})
