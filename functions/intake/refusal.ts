/** What a schema of the API refuses, as facts that any language can put into words. */
import type * as z from 'zod/mini'
import type { Refusal } from '../language/faults/record-fault-words.ts'

/** Without the value, which differs from row to row and may be an address. */
export const refusalOf = (issue: z.core.$ZodIssue): Refusal => ({
  field: issue.path.map(String).join('.'),
  code: issue.code,
  ...limitOf(issue),
  message: issue.message,
})

function limitOf(issue: z.core.$ZodIssue): Pick<Refusal, 'limit'> {
  if (issue.code === 'too_big') return { limit: Number(issue.maximum) }
  return issue.code === 'too_small' ? { limit: Number(issue.minimum) } : {}
}
