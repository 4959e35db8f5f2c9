/** Commits the decision for one customer: all of its rows together, or none. */
import { withSlots } from '../../domain/address.ts'
import type { Decision } from '../../domain/decide.ts'
import type { Assessment } from '../../domain/lifecycle.ts'
import { isNotAPerson } from '../../domain/person.ts'
import type { Settings } from '../../domain/policy.ts'
import { FIRST_RULES, RULES_VERSION } from '../../domain/rules-version.ts'
import type { Instant } from '../../domain/time.ts'
import { putAddress } from '../../store/addresses.ts'
import type {
  CustomerState,
  Identity,
  LifecycleChange,
} from '../../store/codecs/customer-row-types.ts'
import {
  type LoadedCustomer,
  putJourney,
  putLifecycleChange,
  putMessage,
  putState,
} from '../../store/customers.ts'
import { wakeShardOf } from '../../store/keys.ts'
import { MOST_WRITES_TOGETHER, type Table, type Write } from '../../store/table.ts'

/**
 * Commits a decision on condition that there was no other since the customer was loaded, and that
 * every message is as it was read. Writes nothing if nothing would change.
 */
export async function commitDecision(
  table: Table,
  customer: LoadedCustomer,
  decision: Decision,
  settings: Settings,
  now: Instant,
): Promise<'committed' | 'unchanged' | 'conflict'> {
  // A move has its own writes, and the state of who moved is not a decision's to fill.
  if (customer.facts.isMoving) return 'unchanged'
  const state = nextState(customer, decision, settings, now)
  const rows = [
    ...lifecycleRows(customer, state, settings, now),
    ...decision.journeys.map((journey) => putJourney(customer.key, journey)),
    ...decision.messages.map((change) => putMessage(customer.key, change)),
  ]
  const reserved = slotWrites(customer, decision, now)
  if (rows.length === 0 && reserved.length === 0) {
    if (customer.state && isSameState(customer.state, state)) return 'unchanged'
    const [result] = await table.write([putState(customer, state)])
    return result?.done ? 'committed' : 'conflict'
  }
  const fitting = rows.slice(0, MOST_WRITES_TOGETHER - 1 - reserved.length)
  if (fitting.length === rows.length)
    return table.writeTogether([putState(customer, state), ...reserved, ...rows])
  // Hundreds of overdue repeats do not fit one transaction. What fits is committed with a wake
  // for now, and the caller loads and decides the rest.
  const again = { ...state, wakeAt: now, wakeShard: wakeShardOf(customer.key) }
  await table.writeTogether([putState(customer, again), ...reserved, ...fitting])
  return 'conflict'
}

/** The slots that the customer's messages occupy at their address, where those change. */
function slotWrites(
  { address, facts }: LoadedCustomer,
  { slots }: Decision,
  now: Instant,
): readonly Write[] {
  if (!address) return []
  const reserved = withSlots(address.own, facts.customer, slots, now)
  return reserved === address.own ? [] : [putAddress(address, reserved)]
}

function nextState(
  { key, state, facts }: LoadedCustomer,
  { assessment, wakeAt }: Decision,
  settings: Settings,
  now: Instant,
): CustomerState {
  const wake = wakeToStore(state?.wakeAt, wakeAt, now)
  return {
    class: assessment.class,
    ...(assessment.since !== undefined && { since: assessment.since }),
    purchases: assessment.rfm.purchases,
    ...(assessment.rfm.lastPurchaseAt !== undefined && {
      lastPurchaseAt: assessment.rfm.lastPurchaseAt,
    }),
    monetaryMinor: assessment.rfm.monetaryMinor,
    ...(wake !== undefined && { wakeAt: wake, wakeShard: wakeShardOf(key) }),
    settingsVersion: settings.version,
    ...(RULES_VERSION !== FIRST_RULES && { rulesVersion: RULES_VERSION }),
    ...modelBehind(assessment),
    ...(state?.erasedAt !== undefined && { erasedAt: state.erasedAt }),
    ...(isNotAPerson(facts, settings.policy) && { manyOrders: facts.orders.length }),
    ...identityOf(state),
    version: (state?.version ?? 0) + 1,
  }
}

/** Only a move changes it: see store/identity.ts. */
const identityOf = ({ addresses, forgetting }: Identity = {}): Identity => ({
  ...(addresses && { addresses }),
  ...(forgetting && { forgetting }),
})

const modelBehind = ({ reason: { threshold } }: Assessment): Pick<CustomerState, 'modelVersion'> =>
  threshold.kind === 'personal' ? { modelVersion: threshold.modelVersion } : {}

/**
 * Moving the wake key costs two writes of the index, so a later wake leaves it in place: the early
 * wake decides again. A key that has come due is always moved or removed.
 */
function wakeToStore(
  stored: Instant | undefined,
  asked: Instant | undefined,
  now: Instant,
): Instant | undefined {
  const mayStay = stored !== undefined && stored > now && (asked === undefined || stored <= asked)
  return mayStay ? stored : asked
}

function isSameState(stored: CustomerState, next: CustomerState): boolean {
  const fields = new Set([...Object.keys(stored), ...Object.keys(next)]) as Set<keyof CustomerState>
  return [...fields].every((field) => field === 'version' || stored[field] === next[field])
}

/** The history that a shop loads is not news; after it opened, every change of class is. */
function lifecycleRows(
  customer: LoadedCustomer,
  next: CustomerState,
  settings: Settings,
  now: Instant,
): readonly Write[] {
  const { key, state } = customer
  if (settings.shop.openedAt === undefined) return []
  if ((state?.class ?? 'prospect') === next.class) return []
  const change: LifecycleChange = {
    ...(state && !customer.isUndecided && { from: state.class }),
    to: next.class,
    ...(next.since !== undefined && { since: next.since }),
    noticedAt: now,
    ...(next.modelVersion !== undefined && { modelVersion: next.modelVersion }),
  }
  return [putLifecycleChange(key, change)]
}
