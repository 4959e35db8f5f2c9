/** Words of how to fix a field of the policy that was refused. */
import type { Policy } from '../../domain/policy.ts'

type Fields = Exclude<keyof Policy, 'currency'>
type CountryRule = Policy['countries'][string]

export type PolicyFaultWords = {
  /** At least one for each field, and for nested fields that need their own. */
  readonly fields: Readonly<Record<Fields, string>> & Readonly<Record<string, string>>
  /** By field of a country's rule, for all countries. */
  readonly countryRule: Readonly<Record<keyof CountryRule, string>>
  readonly allowed: (names: readonly string[]) => string
}
