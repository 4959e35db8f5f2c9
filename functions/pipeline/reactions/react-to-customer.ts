/** Whatever happens to a customer ends here: load the facts, decide, commit. */
import type { Decision } from '../../domain/decide.ts'
import { isErased } from '../../domain/erasure.ts'
import { isAnonymous } from '../../domain/identity.ts'
import type { LifecycleClass } from '../../domain/lifecycle-class.ts'
import { isNotAPerson } from '../../domain/person.ts'
import { type LoadedCustomer, loadCustomer } from '../../store/customers.ts'
import { customerBehind, putIdentity, readState, withId } from '../../store/identity.ts'
import { type CustomerKey, parseCustomerKey } from '../../store/keys.ts'
import type { Table } from '../../store/table.ts'
import { commitDecision } from '../decisions/commit-decision.ts'
import { decideCustomer } from '../decisions/decide-customer.ts'
import { deferDecision } from '../decisions/not-understood.ts'
import { settleArrived } from '../decisions/settle-arrived.ts'
import { type SettledAs, settleKnown } from '../decisions/settle-known.ts'
import { finishMoves, type MovePorts, sweepMoved } from '../identity/move-customer.ts'

export type ReactionPorts = MovePorts & {
  /** Left out where the senders are elsewhere. */
  readonly settledAs?: SettledAs | undefined
}

export type Reaction =
  | {
      readonly outcome: 'committed' | 'unchanged'
      readonly decision: Decision
      /** In which the customer was before; absent if no decision had been made for them. */
      readonly classBefore?: LifecycleClass
      /** See domain/person.ts. */
      readonly isNotAPerson?: true
    }
  /**
   * A newer build wrote something about the customer: nothing was decided, and they are woken
   * again.
   */
  | { readonly outcome: 'not-understood' }
  /** Another customer is being joined with them, and a mail on its way is waited for. */
  | { readonly outcome: 'moving' }
  /** No customer to react to: an anonymous order, an erased customer, or a deleted shop. */
  | { readonly outcome: 'no-customer' }

/** How often others may decide for the same customer while we do, before it is a fault. */
const MOST_CONFLICTS = 20

/**
 * Decides for one customer and commits. Safe to repeat: without a new fact it changes nothing.
 *
 * @throws if others keep deciding for the same customer, the store fails, or a newer build wrote
 * rows that this one does not understand for a customer without a state
 * @example await reactToCustomer(customerKey('acme', 'c-17'), ports)
 */
export async function reactToCustomer(key: CustomerKey, ports: ReactionPorts): Promise<Reaction> {
  const who = parseCustomerKey(key)
  if (!who || isAnonymous(who.customer)) return { outcome: 'no-customer' }
  let swept: Reaction | undefined
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const loaded = await loadCustomer(ports.table, key)
    if (loaded.notUnderstood.length > 0) {
      ports.onNotUnderstood(key, loaded.notUnderstood)
      if ((await deferDecision(ports.table, loaded, ports.now())) === 'conflict') continue
      return { outcome: 'not-understood' }
    }
    const movedTo = loaded.state?.movedTo
    if (movedTo !== undefined) {
      const to = await sweepMoved(loaded, ports)
      if (to === undefined) return swept ?? { outcome: 'no-customer' }
      swept = await reactToCustomer(to, ports)
      if (isPutOff(swept)) return swept
      // Another process may have ended the move by what it read before these rows came.
      continue
    }
    const parted = await partedFrom(loaded, ports)
    if (parted !== undefined) {
      const reaction = await reactToCustomer(parted, ports)
      if (isPutOff(reaction)) return reaction
      continue
    }
    if (loaded.state?.adopting) {
      const outcome = await finishMoves(loaded, ports)
      if (outcome === 'done') continue
      return { outcome: outcome === 'waits' ? 'moving' : outcome }
    }
    if (isErased(loaded)) {
      if ((await dropWake(loaded, ports.table)) === 'conflict') continue
      return { outcome: 'no-customer' }
    }
    if (await settleArrived(loaded, ports)) continue
    if (await settleKnown(loaded, ports)) continue
    const settings = await ports.settings(who.shop, loaded.state?.settingsVersion)
    if (!settings) return { outcome: 'no-customer' }
    const now = ports.now()
    const { customer, decision } = await decideCustomer(ports.table, loaded, settings, now)
    const outcome = await commitDecision(ports.table, customer, decision, settings, now)
    if (outcome === 'conflict') continue
    if (decision.notUnderstood) ports.onNotUnderstood(key, decision.notUnderstood)
    const classBefore = loaded.state?.class
    return {
      outcome,
      decision,
      ...(classBefore !== undefined && { classBefore }),
      ...(isNotAPerson(customer.facts, settings.policy) && { isNotAPerson: true }),
    }
  }
  throw new Error(`${key} was decided for by others ${MOST_CONFLICTS} times in a row`)
}

const isPutOff = ({ outcome }: Reaction): boolean =>
  outcome === 'moving' || outcome === 'not-understood'

/** Nothing is decided for someone who was erased: a wake that stayed would come every minute. */
async function dropWake({ key }: LoadedCustomer, table: Table): Promise<'dropped' | 'conflict'> {
  const { state } = await readState(table, key)
  if (state?.wakeAt === undefined) return 'dropped'
  const { wakeAt: _at, wakeShard: _shard, ...left } = state
  const [result] = await table.write([putIdentity(key, { state: left }, {})])
  return result?.done ? 'dropped' : 'conflict'
}

/** Who takes the rows of an id that is being parted: it may have become another customer by now. */
async function partedFrom(
  { key, state }: LoadedCustomer,
  { table }: ReactionPorts,
): Promise<CustomerKey | undefined> {
  if (state?.releasing === undefined) return undefined
  const behind = await customerBehind(table, withId(key, state.releasing))
  return behind === key ? undefined : behind
}
