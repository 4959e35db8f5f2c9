/** Someone dormant at noon, and the shop that would win them back. */
import type { Campaign } from '../../functions/domain/campaign.ts'
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import { type Decision, decide } from '../../functions/domain/decide.ts'
import { claim, type Message, type MessageOf, settle } from '../../functions/domain/message.ts'
import type { Policy, Settings } from '../../functions/domain/policy.ts'
import type { Instant } from '../../functions/domain/time.ts'
import { applyDecision } from './apply-decision.ts'
import { campaign, customer, days, NOON, order, policy, settings } from './given.ts'

/** Bought once, 90 days before noon: dormant, and due a win-back, at noon. */
export const oneTimer = customer({ orders: [order('o1', NOON - days(90))] })
const { email: _, ...withoutEmail } = oneTimer.profile ?? { updatedAt: 0 }
export const profileWithoutAddress = withoutEmail

export const shopWith = (
  changes: Partial<Campaign> = {},
  rules: Partial<Policy> = {},
  rest: Partial<Settings> = {},
): Settings => settings({ campaigns: [campaign(changes)], policy: policy(rules), ...rest })

export const decided = (facts: CustomerFacts, now: Instant, shop: Settings): CustomerFacts =>
  applyDecision(facts, decide(facts, now, shop))
export const only = (decision: Decision): Message | undefined => decision.messages[0]?.after
export const stored = (facts: CustomerFacts): Message => facts.messages[0] as Message
export const accept = (due: Message, at: Instant): Message => {
  const claimed = claim(due as MessageOf<'due'>, { claimId: 'mine', repeatable: false }, at)
  return settle(claimed, { outcome: 'accepted', mailerMessageId: 'm' }, at)
}
