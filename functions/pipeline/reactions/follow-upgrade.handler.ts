/** Each run of the function that follows upgrades: by the schedule, or at the end of a deployment. */
import type { Context } from 'aws-lambda'
import { completeDeployment, type FollowPorts, followUpgrade } from './follow-upgrade.ts'

/** Stops taking on more this long before the function would be stopped. */
const SPARE_MS = 20_000

/** As far as this function must know it; its rule passes only ends of deployments. */
type StackEvent = { readonly source?: string }

const isEndOfDeployment = (event: StackEvent | undefined): boolean =>
  event?.source === 'aws.cloudformation'

/**
 * @throws once the other shops are done, if one failed: so that the alarm rings
 * @example export const handler = makeFollowUpgradeHandler(ports)
 */
export const makeFollowUpgradeHandler =
  (ports: Omit<FollowPorts, 'mayGoOn'>) =>
  async (event: StackEvent | undefined, context: Context): Promise<void> => {
    const mayGoOn = () => context.getRemainingTimeInMillis() > SPARE_MS
    if (isEndOfDeployment(event)) return completeDeployment({ ...ports, mayGoOn })
    const failed = await followUpgrade({ ...ports, mayGoOn })
    if (failed > 0) throw new Error(`shops that failed: ${failed}`)
  }
