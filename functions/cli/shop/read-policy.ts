/** A policy from a YAML file that says what differs from the default one. */
import * as z from 'zod/mini'
import { readFields } from '../../campaigns/read-fields.ts'
import { message, type SchemaMessage } from '../../campaigns/schema-messages.ts'
import { PersonalThreshold, Policy, personalRule } from '../../domain/policy.ts'
import { faultLine } from '../campaign/fault-line.ts'
import { Failure } from '../failure.ts'
import { readText } from '../read-text.ts'
import { fixForPolicy } from './policy-fixes.ts'

/** A policy that was stored with it decides by it; in a new one it is an error that names its replacement. */
const replaced = z.exactOptional(z.never(message('replaced')))

/** What the bounds of personal limits follow from. */
const BOUNDED_BY: readonly unknown[] = ['dormantAfterDays', 'personalThreshold']

/** By the field that was written, as the other may follow from the rest. */
const WRONG_WAY = {
  minDays: 'minDays is above maxDays',
  maxDays: 'maxDays is below minDays',
} as const satisfies Readonly<Record<string, SchemaMessage>>

/** A shop's currency is set once, when the shop is added: money is always summed in it. */
export const PolicyFile = z
  .extend(z.omit(Policy, { currency: true }), {
    personalThreshold: z._default(
      z.nullable(z.extend(PersonalThreshold, { theta: replaced })),
      null,
    ),
  })
  .check(({ value, issues }) => {
    // Of a number that is refused already nothing follows.
    if (issues.some(({ path }) => BOUNDED_BY.includes(path?.[0]))) return
    const { minDays, maxDays } = personalRule(value)
    if (minDays <= maxDays) return
    const field = value.personalThreshold?.maxDays === undefined ? 'minDays' : 'maxDays'
    issues.push({
      code: 'custom',
      input: value,
      path: ['personalThreshold', field],
      message: message(WRONG_WAY[field]),
    })
  })

/** @throws Failure that names every fault with its line */
export async function readPolicy(file: string, currency: string): Promise<Policy> {
  const text = await readText(file)
  const allowed = Object.keys(PolicyFile.shape)
  const fixFor = (field: string) => fixForPolicy(field, allowed)
  const { value, faults } = readFields(file, text, PolicyFile, fixFor)
  if (!value) throw new Failure((w) => faults.map((fault) => faultLine(fault, w.faults)).join('\n'))
  return Policy.parse({ ...value, currency })
}
