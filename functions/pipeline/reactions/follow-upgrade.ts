/**
 * What follows a deployment that brought other rules, on AWS:
 *
 * 1. The end of the deployment is noted, as CloudFormation reports it: never the start of a function,
 *    which may be the first of many to be updated.
 * 2. Ten minutes later, when what was accepted before it is decided, its rules are in force for each
 *    shop, since the end of the deployment.
 * 3. Each run re-evaluates customers for as long as it may take; the next continues.
 */
import { isOnTheseRules, RULES_VERSION } from '../../domain/rules-version.ts'
import { type Instant, MINUTE_MS } from '../../domain/time.ts'
import type { Reevaluation } from '../../store/codecs/shop-rows.ts'
import { FORMAT, loadDeployment, noteDeployment } from '../../store/format.ts'
import type { CustomerKey } from '../../store/keys.ts'
import { listShops, loadShop } from '../../store/shops.ts'
import { adoptRules, continueReevaluation, type ReevaluatePorts } from './adopt-rules.ts'

/** For the stream, which lags by seconds, and for what is tried a second time. */
const DECIDED_AFTER_MS = 10 * MINUTE_MS

export type FollowPorts = Pick<ReevaluatePorts, 'table' | 'now' | 'react' | 'mayGoOn'> & {
  readonly onRulesChanged: (shop: string, rulesVersion: number) => void
  readonly onReevaluated: (shop: string, reevaluation: Reevaluation) => void
  /** A shop is on other rules than this build, and no deployment of this build was noted. */
  readonly onNotDeployed: (shop: string, rulesVersion: number) => void
  readonly onFailure: (subject: CustomerKey | string, error: unknown) => void
}

/** Notes that the deployment of this build is complete. */
export const completeDeployment = ({ table, now }: FollowPorts): Promise<void> =>
  noteDeployment(table, { format: FORMAT, rulesVersion: RULES_VERSION, at: now() })

/**
 * Puts the shops on the rules of the completed deployment, and re-evaluates their customers. Safe to
 * stop and to repeat.
 *
 * @returns how many shops failed
 * @example await followUpgrade({ ...ports, mayGoOn: () => remainingMs() > 10_000 })
 */
export async function followUpgrade(ports: FollowPorts): Promise<number> {
  const { table, mayGoOn = () => true, onFailure } = ports
  const deployment = await loadDeployment(table)
  const since = deployment?.rulesVersion === RULES_VERSION ? deployment.at : undefined
  let failed = 0
  for (const shop of await listShops(table)) {
    if (!mayGoOn()) break
    await followIn(shop, since, ports).catch((error) => {
      failed += 1
      onFailure(shop, error)
    })
  }
  return failed
}

async function followIn(
  shop: string,
  since: Instant | undefined,
  { onRulesChanged, onReevaluated, onNotDeployed, ...ports }: FollowPorts,
): Promise<void> {
  const { table, now } = ports
  const loaded = await loadShop(table, shop)
  if (!loaded) return
  if (!isOnTheseRules(loaded.settings)) {
    if (since === undefined) return onNotDeployed(shop, RULES_VERSION)
    if (now() < since + DECIDED_AFTER_MS) return
    if (await adoptRules(shop, table, since)) onRulesChanged(shop, RULES_VERSION)
  }
  const found = await continueReevaluation(shop, { ...ports, atATime: CUSTOMERS_AT_A_TIME })
  if (found) onReevaluated(shop, found)
}

/** The shops' own decisions come first. */
const CUSTOMERS_AT_A_TIME = 16
