/**
 * The version of the rules: it counts up whenever `decide` comes to something else than before for
 * any customer, in class, journeys, messages or wake. After an upgrade that counts it up, every
 * customer is re-evaluated, and nothing starts for a cause that lies before (`Settings.rulesSince`).
 *
 * The build fails where decisions change and this does not: see test/golden/decisions.test.ts.
 */
import type { Settings } from './policy.ts'
import type { Instant } from './time.ts'

export const RULES_VERSION: number = 3

/** What a row without a version was decided by. */
export const FIRST_RULES = 1

/**
 * Whether a shop is on the rules of this build. It is not from the start of an upgrade, or of a
 * rollback, until the deployment is complete.
 */
export const isOnTheseRules = ({ rulesVersion = FIRST_RULES }: Settings): boolean =>
  rulesVersion === RULES_VERSION

/**
 * Settings by which nothing starts for a cause before `now`, where the shop is on other rules. Not
 * for the reaction to a new fact: a purchase that was accepted before an upgrade keeps its journey.
 *
 * @example startingNothingOld(settings, now).rulesSince // now
 */
export const startingNothingOld = (settings: Settings, now: Instant): Settings =>
  isOnTheseRules(settings) ? settings : { ...settings, rulesSince: now }

/**
 * Whether the arrival of what happened at `at` is to be stored: it would otherwise be taken for old
 * once the rules have changed, although the former rules never saw it.
 *
 * @example arrivesLate(settings, paidAt, now) // true while a deployment is not complete
 */
export const arrivesLate = (settings: Settings, at: Instant, now: Instant): boolean =>
  at < (startingNothingOld(settings, now).rulesSince ?? Number.NEGATIVE_INFINITY)
