/** How to fix a field of the policy that the schema refused. */
import { longestFit } from '../../campaigns/field-fixes.ts'
import type { FaultSentence } from '../../language/faults/fault-words.ts'

/**
 * @param allowed the fields that a policy file may have
 * @example fixForPolicy('caps.0.messages', allowed)(enFaults) // 'Write a whole number from 1 to 1000; …'
 */
export function fixForPolicy(field: string, allowed: readonly string[]): FaultSentence {
  const [, ruled] = /^countries\.[^.]+\.(.+)$/.exec(field) ?? []
  return ({ policy: words }) =>
    (ruled === undefined ? undefined : longestFit(words.countryRule, ruled)) ??
    longestFit(words.fields, field) ??
    words.allowed(allowed)
}
