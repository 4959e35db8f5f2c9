/** The conditions of a campaign or a step as a marketer writes them in campaign.yaml. */
import * as z from 'zod/mini'
import {
  CONDITION_BOUNDS,
  CONDITION_NAMES,
  CONDITIONS,
  type ConditionName,
} from '../domain/conditions.ts'
import { message } from './schema-messages.ts'

type Shape = {
  readonly [N in ConditionName]: z.ZodMiniExactOptional<(typeof CONDITIONS)[N]['schema']>
}

const SHAPE = Object.fromEntries(
  CONDITION_NAMES.map((name) => [name, z.exactOptional<z.ZodMiniType>(CONDITIONS[name].schema)]),
) as Shape

/** @example z.parse(Conditions, { recencyScores: [1, 2], minLifetimeValueMinor: 10_000 }) */
export const Conditions = z.strictObject(SHAPE).check(({ value, issues }) => {
  for (const [least, most] of CONDITION_BOUNDS)
    if ((value[least] ?? 0) > (value[most] ?? Number.POSITIVE_INFINITY))
      issues.push({
        code: 'custom',
        input: value[most],
        path: [most],
        message: message('below-least'),
      })
})
