/**
 * Decides again for customers who were decided for under older settings or by other rules, or whom
 * an import touched.
 */
import { isAnonymous } from '../../domain/identity.ts'
import type { Settings } from '../../domain/policy.ts'
import { FIRST_RULES, isOnTheseRules, RULES_VERSION } from '../../domain/rules-version.ts'
import { decode } from '../../store/codecs/codec.ts'
import { CUSTOMER_ROWS } from '../../store/codecs/customer-rows.ts'
import { isFact } from '../../store/codecs/read-customer-rows.ts'
import {
  BEYOND_DECISIONS,
  type CustomerKey,
  customersPrefix,
  parseCustomerKey,
  STATE,
} from '../../store/keys.ts'
import { loadShop } from '../../store/shops.ts'
import type { Row, Table } from '../../store/table.ts'

export type PassPorts = {
  /** Decides for one customer and commits; see `reactToCustomer`. */
  readonly react: (key: CustomerKey) => Promise<unknown>
  /** Asked before each customer; once false, the pass ends and can be repeated. */
  readonly mayGoOn?: () => boolean
  /** Waits for its turn before each customer, so that a pass leaves room for the shop's own work. */
  readonly pace?: () => Promise<void>
  /** How many customers were decided for so far. */
  readonly onProgress?: (decided: number) => void
  /** Called for a customer whose reaction failed; the pass continues. */
  readonly onFailure: (key: CustomerKey, error: unknown) => void
  readonly atATime?: number
}

export type Pass = {
  readonly decided: number
  readonly failed: number
  /** It was ended before it came to all of them. */
  readonly wasEnded?: true
}

/** As many as one commit of the file takes along well. */
const CUSTOMERS_AT_A_TIME = 128

/**
 * Re-evaluates every customer of the shop whose `settingsVersion` is older than the shop's or whose
 * `rulesVersion` is another than the shop's, and those never decided for: the reaction to their first facts may have been lost, and without a
 * state there is no wake. Safe to stop and to repeat: customers who were decided for are not
 * evaluated again.
 *
 * @throws if the shop is unknown
 * @example await redecideShop('acme', table, { react, onFailure })
 */
export async function redecideShop(shop: string, table: Table, ports: PassPorts): Promise<Pass> {
  const loaded = await loadShop(table, shop)
  if (!loaded) throw new Error(`there is no shop ${shop}`)
  return reactToEach(notDecidedUnder(loaded.settings, table), ports)
}

/** How many customers a pass will come to once the settings have changed. */
export async function countToRedecide(settings: Settings, table: Table): Promise<number> {
  let customers = 0
  const changed = { ...settings, version: settings.version + 1 }
  for await (const _ of notDecidedUnder(changed, table)) customers++
  return customers
}

/** What a pass keeps of the partition it is reading: a scan returns a partition's rows together. */
type Seen = {
  readonly key: CustomerKey
  readonly hasFacts: boolean
  readonly settingsVersion?: number
  readonly rulesVersion?: number
  readonly isMoved?: true
}

async function* notDecidedUnder(settings: Settings, table: Table): AsyncIterable<CustomerKey> {
  const prefix = customersPrefix(settings.shop.id)
  let seen: Seen | undefined
  for await (const row of table.scan(prefix, { below: BEYOND_DECISIONS })) {
    if (seen && seen.key !== row.pk && isWaiting(seen, settings)) yield seen.key
    const before: Seen =
      seen?.key === row.pk ? seen : { key: row.pk as CustomerKey, hasFacts: false }
    seen =
      row.sk === STATE
        ? { ...before, ...decidedUnder(row) }
        : { ...before, hasFacts: before.hasFacts || isFact(row.sk) }
  }
  if (seen && isWaiting(seen, settings)) yield seen.key
}

/** A state that cannot be read counts as the oldest: the reaction to it reports why. */
function decidedUnder(row: Row): Pick<Seen, 'settingsVersion' | 'rulesVersion' | 'isMoved'> {
  const { value, fault } = decode(CUSTOMER_ROWS.state, row)
  if (fault !== undefined) return { settingsVersion: Number.NEGATIVE_INFINITY }
  // One who moved is decided for where they are.
  if (value.class === undefined) return value.movedTo === undefined ? {} : { isMoved: true }
  return { settingsVersion: value.settingsVersion, rulesVersion: value.rulesVersion ?? FIRST_RULES }
}

function isWaiting(seen: Seen, settings: Settings): boolean {
  const { key, hasFacts, settingsVersion, rulesVersion } = seen
  // While the shop is on the rules of another build, that build decides.
  const isOfOtherRules = isOnTheseRules(settings) && rulesVersion !== RULES_VERSION
  if (settingsVersion !== undefined) return settingsVersion < settings.version || isOfOtherRules
  return hasFacts && !seen.isMoved && !isAnonymous(parseCustomerKey(key)?.customer ?? '')
}

/** Reacts to each of the customers once, several at a time, however many there are. */
export async function reactToEach(
  keys: AsyncIterable<CustomerKey>,
  ports: PassPorts,
): Promise<Pass> {
  const { react, pace, onProgress, onFailure, atATime = CUSTOMERS_AT_A_TIME } = ports
  const { mayGoOn = () => true } = ports
  let wasEnded = false as boolean
  const queue = keys[Symbol.asyncIterator]()
  let [decided, failed] = [0, 0]

  async function reactTo(key: CustomerKey): Promise<void> {
    try {
      await react(key)
    } catch (error) {
      failed++
      onFailure(key, error)
      return
    }
    decided++
    onProgress?.(decided)
  }

  async function work(): Promise<void> {
    for (let next = await queue.next(); !next.done; next = await queue.next()) {
      await pace?.()
      if (!mayGoOn()) {
        wasEnded = true
        return
      }
      await reactTo(next.value)
    }
  }

  await Promise.all(Array.from({ length: atATime }, work))
  return { decided, failed, ...(wasEnded && { wasEnded }) }
}
