/** The conditions of a campaign or a step as a marketer writes them in campaign.yaml; those of before are refused. */
import * as z from 'zod/mini'
import {
  type Conditions as Asked,
  CONDITION_BOUNDS,
  CONDITIONS,
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

/** @example z.parse(Conditions, { recencyScores: [1, 2], minLifetimeValueMinor: 10_000 }) */
export const Conditions = z.strictObject(SHAPE).check(({ value, issues }) => {
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
