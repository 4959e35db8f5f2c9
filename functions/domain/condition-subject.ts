/** Makes what conditions see: a customer of one instant, on what was known by another. */
import type { SubjectView } from './condition-view.ts'
import type { ConditionSubject } from './conditions.ts'
import { objectsToProfiling } from './consent.ts'
import type { CustomerFacts } from './customer.ts'
import { type CustomerValue, customerValue } from './customer-value.ts'
import { NOT_UNDERSTOOD } from './law.ts'
import { assess, purchasesAt } from './lifecycle.ts'
import { marketingConsent } from './marketing-consent.ts'
import { netPurchases } from './net-purchases.ts'
import type { Settings } from './policy.ts'
import type { Instant } from './time.ts'

/** What conditions read of the settings. */
export type ConditionSettings = Pick<Settings, 'policy' | 'models' | 'segments'>

type History = { readonly facts: CustomerFacts; readonly settings: ConditionSettings }

type SubjectInputs = History & Pick<SubjectView, 'assessment'> & { readonly now: Instant }

/**
 * Value is that of the instant at which the step fell due: it changes with every day that passes,
 * and a step that waits for the morning is not to wait for another decision.
 *
 * @example meets(step.conditions, subjectAt(dueAt, { facts, assessment, settings, now }))
 */
export const subjectAt = (
  dueAt: Instant,
  { assessment, now, ...history }: SubjectInputs,
): ConditionSubject => ({
  assessment,
  ...computedFor(history, { at: dueAt, until: now, now }),
})

/**
 * The customer as they were, or will be, at an instant, on facts dated up to it.
 *
 * @param history with `now`, if an objection to profiling since that instant is to count
 * @example meets(campaign.eligible, subjectAsOf(order.from, { facts, settings, now }))
 */
export function subjectAsOf(
  at: Instant,
  { now = at, ...history }: History & { readonly now?: Instant },
): ConditionSubject {
  const { facts, settings } = history
  const assessed = onceAsked(() => assess(facts, at, settings.policy, settings.models))
  return {
    get assessment() {
      return assessed()
    },
    ...computedFor(history, { at, until: at, now: Math.max(at, now) }),
  }
}

type Instants = Pick<SubjectView, 'at' | 'until'> & { readonly now: Instant }

function computedFor(
  { facts, settings }: History,
  { at, until, now }: Instants,
): Omit<ConditionSubject, 'assessment'> {
  const { policy, segments = [] } = settings
  const country = facts.profile?.country
  return {
    ...{ facts, at, until, segments },
    country: country === NOT_UNDERSTOOD ? undefined : country,
    locale: facts.preferences?.locale ?? facts.profile?.locale,
    purchases: onceAsked(() => purchasesAt(facts, until, policy)),
    spending: onceAsked(() => netPurchases(facts, until, policy.currency)),
    consent: onceAsked(() => ownConsent(facts, settings, until)),
    value: onceAsked(() => valueAt(at, { facts, settings }, now)),
  }
}

function onceAsked<Found>(find: () => Found): () => Found {
  let found: { readonly it: Found } | undefined
  return () => {
    found ??= { it: find() }
    return found.it
  }
}

/** Of an address that others share, decisions do not always know. */
function ownConsent(facts: CustomerFacts, settings: ConditionSettings, now: Instant) {
  const { address: _, ...own } = facts
  return marketingConsent({ facts: own, settings, now })
}

/** An objection counts from now on, whenever the step fell due. */
function valueAt(dueAt: Instant, { facts, settings }: History, now: Instant): CustomerValue {
  if (objectsToProfiling(facts.consents, now)) return { noForecast: 'objects-to-profiling' }
  const assessment = assess(facts, dueAt, settings.policy, settings.models)
  return customerValue({ facts, assessment, settings, now: dueAt })
}
