/**
 * Lifts withdrawals that imports stored from unticked boxes: earlier builds took every value of the
 * consent column that did not grant for a withdrawal.
 *
 * 1. Liftable is what only such an import can have stored: a withdrawal from an import, dated at an
 *    order or a refund of its customer, whose mapping listed no value that withdraws.
 * 2. A customer who withdrew in any other way keeps every withdrawal.
 * 3. What the value was is not stored, so a person decides whether it was an unticked box.
 */
import type { ConsentFact } from '../domain/consent.ts'
import type { CustomerFacts } from '../domain/customer.ts'
import type { Instant } from '../domain/time.ts'
import { eachCustomer, type LoadedCustomer } from '../store/customers.ts'
import { type CustomerKey, consentSort, customersPrefix } from '../store/keys.ts'
import type { Table } from '../store/table.ts'
import { isListed } from './import/listed-withdrawal.ts'

/** Withdrawals of one customer that may be lifted. */
export type Liftable = {
  readonly key: CustomerKey
  readonly customer: string
  readonly withdrawals: readonly ConsentFact[]
}

/** Withdrawals from imports that stay, by what speaks for them. */
export const STAYING_REASONS = [
  'listed',
  'not-at-an-order',
  'withdrawn-otherwise',
  'not-understood',
] as const
export type StayingReason = (typeof STAYING_REASONS)[number]

export type Found = {
  readonly liftable: readonly Liftable[]
  readonly staying: Readonly<Record<StayingReason, number>>
}

/**
 * Reads every customer of the shop and changes nothing.
 *
 * @example await findLiftable(table, 'acme') // { liftable: [{ customer: 'c-17', … }], staying: { … } }
 */
export async function findLiftable(table: Table, shop: string): Promise<Found> {
  const liftable: Liftable[] = []
  const staying = { listed: 0, 'not-at-an-order': 0, 'withdrawn-otherwise': 0, 'not-understood': 0 }
  for await (const customer of eachCustomer(table, customersPrefix(shop))) {
    const imported = customer.facts.consents.filter(isImportedWithdrawal)
    const withdrawals = imported.filter((fact) => {
      const reason = reasonToStay(fact, customer)
      if (reason) staying[reason]++
      return reason === undefined
    })
    if (withdrawals.length > 0)
      liftable.push({ key: customer.key, customer: customer.facts.customer, withdrawals })
  }
  return { liftable, staying }
}

/**
 * Safe to stop and to repeat. A withdrawal that has changed meanwhile stays.
 *
 * @returns how many were lifted; their customers must be re-evaluated
 */
export async function liftWithdrawals(
  table: Table,
  { key, withdrawals }: Liftable,
): Promise<number> {
  const results = await table.write(
    withdrawals.map((fact) => ({
      remove: { pk: key, sk: consentSort(fact) },
      on: { equals: { source: fact.source, act: fact.act, evidence: fact.evidence } },
    })),
  )
  return results.filter(({ done }) => done).length
}

const isImportedWithdrawal = ({ purpose, act, source }: ConsentFact): boolean =>
  purpose === 'marketing' && act === 'withdrawn' && source === 'import'

function reasonToStay(
  fact: ConsentFact,
  { facts, notUnderstood }: LoadedCustomer,
): StayingReason | undefined {
  if (notUnderstood.length > 0) return 'not-understood'
  if (isListed(fact)) return 'listed'
  if (!isAtAnOrder(fact.at, facts)) return 'not-at-an-order'
  const isOtherwise = facts.consents.some(
    (one) =>
      one.purpose === 'marketing' &&
      one.act === 'withdrawn' &&
      (!isImportedWithdrawal(one) || isListed(one)),
  )
  return isOtherwise ? 'withdrawn-otherwise' : undefined
}

const isAtAnOrder = (at: Instant, { orders, refunds }: CustomerFacts): boolean =>
  orders.some(({ paidAt }) => paidAt === at) || refunds.some((refund) => refund.at === at)
