/** A policy from a YAML file that says what differs from the default one. */
import * as z from 'zod/mini'
import { readFields } from '../../campaigns/read-fields.ts'
import { message } from '../../campaigns/schema-messages.ts'
import { PersonalThreshold, Policy, personalRule } from '../../domain/policy.ts'
import { faultLine } from '../campaign/fault-line.ts'
import { Failure } from '../failure.ts'
import { readText } from '../read-text.ts'
import { fixForPolicy } from './policy-fixes.ts'

/** A policy that was stored with it decides by it; in a new one it is an error that names its replacement. */
const replaced = z.exactOptional(z.custom<never>(() => false, message('replaced')))

/** A shop's currency is set once, when the shop is added: money is always summed in it. */
export const PolicyFile = z
  .extend(z.omit(Policy, { currency: true }), {
    personalThreshold: z._default(
      z.nullable(z.extend(PersonalThreshold, { theta: replaced })),
      null,
    ),
  })
  .check(
    z.refine(
      (policy) => {
        const { minDays, maxDays } = personalRule(policy)
        return minDays <= maxDays
      },
      { path: ['personalThreshold', 'maxDays'], error: message('maxDays is below minDays') },
    ),
  )

/** @throws Failure that names every fault with its line */
export async function readPolicy(file: string, currency: string): Promise<Policy> {
  const text = await readText(file)
  const allowed = Object.keys(PolicyFile.shape)
  const fixFor = (field: string) => fixForPolicy(field, allowed)
  const { value, faults } = readFields(file, text, PolicyFile, fixFor)
  if (!value) throw new Failure((w) => faults.map((fault) => faultLine(fault, w.faults)).join('\n'))
  return Policy.parse({ ...value, currency })
}
