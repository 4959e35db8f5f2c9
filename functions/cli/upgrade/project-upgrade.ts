/** What the rules of this build would change for the customers of a shop; nothing is written. */
import type { Decision } from '../../domain/decide.ts'
import type { LifecycleClass } from '../../domain/lifecycle-class.ts'
import type { Settings } from '../../domain/policy.ts'
import { FIRST_RULES, RULES_VERSION, startingNothingOld } from '../../domain/rules-version.ts'
import type { Instant } from '../../domain/time.ts'
import { decideCustomer } from '../../pipeline/decisions/decide-customer.ts'
import { eachCustomer, type LoadedCustomer } from '../../store/customers.ts'
import { customersPrefix } from '../../store/keys.ts'
import type { Table } from '../../store/table.ts'

type Move = {
  readonly from: LifecycleClass
  readonly to: LifecycleClass
  readonly customers: number
}

export type ProjectedUpgrade = {
  readonly shop: string
  /** Which the shop is on, and which this build has. */
  readonly rulesVersion: number
  /** Customers who were decided for by other rules. */
  readonly toReevaluate: number
  readonly changedClass: number
  /** How many move from which class to which. */
  readonly moves: readonly Move[]
  /** By campaign. */
  readonly journeysEnded: Readonly<Record<string, number>>
  /** Mails that become due at once, by campaign. */
  readonly mails: Readonly<Record<string, number>>
  /** Customers about whom a newer build wrote something: they are left alone. */
  readonly notUnderstood: number
}

/**
 * Decides for each customer as the re-evaluation after an upgrade would, and counts what changes.
 *
 * @param onCustomer is given how many were read
 * @example (await projectUpgrade(settings, table, now)).changedClass // 12
 */
export async function projectUpgrade(
  settings: Settings,
  table: Table,
  now: Instant,
  onCustomer: (read: number) => void = () => {},
): Promise<ProjectedUpgrade> {
  const shop = settings.shop.id
  const inForce = startingNothingOld(settings, now)
  const moves = new Map<string, Move>()
  const [ended, mails] = [new Map<string, number>(), new Map<string, number>()]
  let [read, toReevaluate, notUnderstood] = [0, 0, 0]
  for await (const customer of eachCustomer(table, customersPrefix(shop), { mayLag: true })) {
    onCustomer(++read)
    if (!isToReevaluate(customer)) continue
    toReevaluate += 1
    if (customer.notUnderstood.length > 0) {
      notUnderstood += 1
      continue
    }
    const { decision } = await decideCustomer(table, customer, inForce, now)
    const [from, to] = [customer.state?.class, decision.assessment.class]
    if (from !== undefined && from !== to) countMove(moves, from, to)
    for (const { campaign, end } of decision.journeys) if (end) countUp(ended, campaign)
    for (const campaign of dueIn(decision)) countUp(mails, campaign)
  }
  return {
    shop,
    rulesVersion: settings.rulesVersion ?? FIRST_RULES,
    toReevaluate,
    changedClass: [...moves.values()].reduce((sum, { customers }) => sum + customers, 0),
    moves: [...moves.values()],
    journeysEnded: Object.fromEntries(ended),
    mails: Object.fromEntries(mails),
    notUnderstood,
  }
}

const isToReevaluate = ({ state, stateIsUnreadable }: LoadedCustomer): boolean =>
  stateIsUnreadable === true ||
  (state !== undefined &&
    state.settingsVersion > 0 &&
    (state.rulesVersion ?? FIRST_RULES) !== RULES_VERSION)

const dueIn = ({ messages }: Decision): readonly string[] =>
  messages.flatMap(({ before, after }) =>
    after.status === 'due' && before?.status !== 'due' ? [after.campaign] : [],
  )

function countMove(moves: Map<string, Move>, from: LifecycleClass, to: LifecycleClass): void {
  const name = `${from} ${to}`
  const { customers = 0 } = moves.get(name) ?? {}
  moves.set(name, { from, to, customers: customers + 1 })
}

function countUp(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}
