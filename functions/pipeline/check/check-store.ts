/**
 * Checks every customer of a store against the rules that must hold of its rows, page by page. What
 * is found is looked at a second time after a while, so that nothing is reported that was only just
 * being done.
 */
import { isAnonymous } from '../../domain/identity.ts'
import type { Settings } from '../../domain/policy.ts'
import type { StoreFinding } from '../../domain/store-check.ts'
import type { Instant } from '../../domain/time.ts'
import { eachCustomer, type LoadedCustomer, loadCustomer } from '../../store/customers.ts'
import { failureCauseOf, failureName } from '../../store/failure.ts'
import { type CustomerKey, customersPrefix } from '../../store/keys.ts'
import { findShop, listShops } from '../../store/shops.ts'
import type { Table } from '../../store/table.ts'
import { checkCustomer } from './check-customer.ts'

/** A check of its own kind, such as of the file or of the secret; it reads and changes nothing. */
export type OtherCheck = () => Promise<readonly StoreFinding[]>

export type StoreCheckPorts = {
  readonly table: Table
  readonly now: () => Instant
  /** Customers whose facts wait for a reaction; none where that is not recorded. */
  readonly pending: () => readonly CustomerKey[]
  /** Waits before the second look. */
  readonly settle: () => Promise<void>
  readonly others: readonly OtherCheck[]
  readonly onProgress?: (customers: number) => void
}

export type CheckedStore = {
  readonly shops: number
  readonly customers: number
  readonly messages: number
  /** At most `MOST_FINDINGS` of all there are. */
  readonly findings: readonly StoreFinding[]
  readonly more: number
}

export const MOST_FINDINGS = 50
/** Beyond these, a second look would need the memory that the first did not. */
const MOST_SUSPECTS = 1_000

/**
 * @throws if the store cannot be read; a customer whose rows cannot be read is a finding
 * @example const { findings } = await checkStore(ports) // []
 */
export async function checkStore(ports: StoreCheckPorts): Promise<CheckedStore> {
  const { table, others, settle } = ports
  const found: StoreFinding[] = []
  for (const check of others) found.push(...(await check().catch((error) => [damageOf(error)])))
  const suspects: Suspect[] = []
  let beyond = 0
  const counts = { shops: 0, customers: 0, messages: 0 }
  async function checkShop(shop: string): Promise<void> {
    const known = await findShop(table, shop)
    if (!known) return
    counts.shops++
    const { settings, faults } = known
    found.push(...faults.map((detail): StoreFinding => ({ check: 'row-unreadable', shop, detail })))
    if (faults.length > 0) return
    const pending = new Set(ports.pending())
    for await (const customer of eachCustomer(table, customersPrefix(shop))) {
      if (isAnonymous(customer.facts.customer)) continue
      counts.customers++
      counts.messages += customer.facts.messages.length
      ports.onProgress?.(counts.customers)
      const findings = await findingsOf(customer, settings, pending, ports)
      if (findings.length === 0) continue
      if (suspects.length < MOST_SUSPECTS) suspects.push({ key: customer.key, settings, findings })
      else beyond += findings.length
    }
  }
  const shops = await listShops(table).catch((error) => {
    found.push(damageOf(error))
    return []
  })
  for (const shop of shops)
    await checkShop(shop).catch((error) => {
      found.push(damageOf(error, shop))
    })
  if (suspects.length > 0) {
    await settle()
    found.push(...(await lookAgain(suspects, ports)))
  }
  return {
    ...counts,
    findings: found.slice(0, MOST_FINDINGS),
    more: Math.max(found.length - MOST_FINDINGS, 0) + beyond,
  }
}

/**
 * What a damaged store does not give is a finding, and the rest is checked.
 *
 * @throws any other error: it says nothing of the store
 */
function damageOf(error: unknown, shop?: string): StoreFinding {
  const isDamaged = failureCauseOf(error) === 'corrupt'
  if (!isDamaged && !(error instanceof SyntaxError)) throw error
  const check = isDamaged ? 'file' : 'row-unreadable'
  return { check, ...(shop !== undefined && { shop }), detail: failureName(error) }
}

type Suspect = {
  readonly key: CustomerKey
  readonly settings: Settings
  readonly findings: readonly StoreFinding[]
}

async function findingsOf(
  customer: LoadedCustomer,
  settings: Settings,
  pending: ReadonlySet<CustomerKey>,
  { table, now }: StoreCheckPorts,
): Promise<readonly StoreFinding[]> {
  const isPending = pending.has(customer.key)
  try {
    return await checkCustomer(customer, { table, settings, now: now(), isPending })
  } catch (error) {
    const { shop, customer: id } = customer.facts
    return [{ check: 'row-unreadable', shop, customer: id, detail: failureName(error) }]
  }
}

/** Only what is found both times. */
async function lookAgain(
  suspects: readonly Suspect[],
  ports: StoreCheckPorts,
): Promise<readonly StoreFinding[]> {
  const pending = new Set(ports.pending())
  const found: StoreFinding[] = []
  for (const { key, settings: before, findings } of suspects) {
    const customer = await loadCustomer(ports.table, key)
    const settings = (await findShop(ports.table, customer.facts.shop))?.settings ?? before
    const again = await findingsOf(customer, settings, pending, ports)
    const names = new Set(findings.map(nameOf))
    found.push(...again.filter((finding) => names.has(nameOf(finding))))
  }
  return found
}

const nameOf = ({ check, message = '' }: StoreFinding): string => `${check} ${message}`
