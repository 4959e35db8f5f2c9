/** A decision's rows among the facts, as a commit leaves them. */
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import type { Decision } from '../../functions/domain/decide.ts'
import type { Message } from '../../functions/domain/message.ts'
import { messageName } from '../../functions/domain/message-ref.ts'

/**
 * @throws if the store would refuse: a message that was not read as it is stored, or a new one
 * under an id that is taken
 */
export function applyDecision(facts: CustomerFacts, decision: Decision): CustomerFacts {
  const journeys = new Map(facts.journeys.map((row) => [`${row.campaign}#${row.n}`, row]))
  for (const row of decision.journeys) journeys.set(`${row.campaign}#${row.n}`, row)
  const messages = new Map(facts.messages.map((row) => [messageName(row), row]))
  for (const { before, after } of decision.messages) {
    const name = messageName(after)
    if (messages.get(name) !== before) throw new Error(`${name} is not stored as it was read`)
    messages.set(name, after)
  }
  return { ...facts, journeys: [...journeys.values()], messages: [...messages.values()] }
}

/** The facts with one message changed, as a sender leaves them. */
export const withMessage = (facts: CustomerFacts, after: Message): CustomerFacts => ({
  ...facts,
  messages: facts.messages.map((row) => (messageName(row) === messageName(after) ? after : row)),
})
