/** A customer as the conditions of one step see them. */
import type { ConditionSubject } from './conditions.ts'
import { objectsToProfiling } from './consent.ts'
import type { CustomerFacts } from './customer.ts'
import { type CustomerValue, customerValue } from './customer-value.ts'
import { type Assessment, assess } from './lifecycle.ts'
import type { Policy } from './policy.ts'
import type { ShopModel } from './shop-model.ts'
import type { Instant } from './time.ts'

type SubjectInputs = {
  readonly facts: CustomerFacts
  readonly assessment: Assessment
  readonly settings: { readonly policy: Policy; readonly models: readonly ShopModel[] }
  readonly now: Instant
}

/**
 * Value is that of the instant at which the step fell due: it changes with every day that passes,
 * and a step that waits for the morning is not to wait for another decision. It is computed when
 * first asked for, and once.
 *
 * @example meets(step.conditions, subjectAt(dueAt, { facts, assessment, settings, now }))
 */
export function subjectAt(dueAt: Instant, circumstances: SubjectInputs): ConditionSubject {
  const { facts, assessment } = circumstances
  let computed: CustomerValue | undefined
  const value = () => {
    computed ??= valueAt(dueAt, circumstances)
    return computed
  }
  return { facts, assessment, value }
}

/** An objection counts from now on, whenever the step fell due. */
function valueAt(dueAt: Instant, { facts, settings, now }: SubjectInputs): CustomerValue {
  if (objectsToProfiling(facts.consents, now)) return { noForecast: 'objects-to-profiling' }
  const assessment = assess(facts, dueAt, settings.policy, settings.models)
  return customerValue({ facts, assessment, settings, now: dueAt })
}
