/** When what a policy, a law or a model says of a customer changes, as conditions ask for it. */
import type { ConditionSettings } from './condition-subject.ts'
import type { Dated } from './condition-view.ts'
import type { CustomerFacts } from './customer.ts'
import { chanceFallsAt, type UsableModels } from './dormancy.ts'
import { ruleFor, softOptInEndsAt } from './law.ts'
import { lifecycleOf, purchasesAt } from './lifecycle.ts'
import { countedOrders } from './order.ts'
import type { Instant } from './time.ts'

type History = {
  readonly facts: CustomerFacts
  readonly settings: ConditionSettings
  /** What changed before this instant is of no interest, except the last of it. */
  readonly from: Instant
}

/** @example datedIn({ facts, settings, from: campaign.activeFrom }).classChanges() */
export const datedIn = (history: History): Dated => ({
  facts: history.facts,
  classChanges: () => classChangesAt(history),
  consentChanges: () => consentChangesAt(history),
  chanceChanges: (chance) => chanceChangesAt(chance, history),
})

function consentChangesAt({ facts, settings }: History): readonly Instant[] {
  const rule = ruleFor(facts.profile, settings.policy)
  const orders = countedOrders(facts.orders, facts.refunds)
  return [
    ...facts.consents.map(({ at }) => at),
    ...orders.flatMap(({ from, until }) => [from, until, softOptInEndsAt(rule, from) ?? from]),
  ]
}

/** When the customer objects to profiling, or no longer does, fixed days apply instead of their own. */
const objectionsAt = ({ facts }: History): readonly Instant[] =>
  facts.consents.filter(({ purpose }) => purpose === 'profiling').map(({ at }) => at)

function classChangesAt(history: History): readonly Instant[] {
  const { facts, settings } = history
  const objections = objectionsAt(history)
  const asked: readonly UsableModels[] =
    objections.length === 0 ? [settings.models] : [settings.models, 'objects-to-profiling']
  return [
    ...objections,
    ...asked.flatMap((models) =>
      lifecycleOf(facts, settings.policy, models).map((stay) => stay.from),
    ),
  ]
}

/** At each purchase, and when the chance falls to what is asked if no other purchase comes. */
function chanceChangesAt(chance: number, history: History): readonly Instant[] {
  const { facts, from } = history
  const { policy, models } = history.settings
  const changes = countedOrders(facts.orders, facts.refunds)
    .flatMap((order) => [order.from, order.until])
    .filter(Number.isFinite)
    .toSorted((a, b) => a - b)
  const concerning = changes.filter((_, index) => (changes[index + 1] ?? from) >= from)
  return [
    ...objectionsAt(history),
    ...changes,
    ...concerning.flatMap((at) =>
      chanceFallsAt(chance, purchasesAt(facts, at, policy), policy, models),
    ),
  ]
}
