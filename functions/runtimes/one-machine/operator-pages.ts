/** What an operator's tools ask of this machine: `/health` and `/metrics`, next to the console. */
import { isoInstant } from '../../domain/time.ts'
import type { Health } from './health.ts'
import type { Fallback } from './http-server.ts'
import { type MachineFigures, METRICS_TYPE, metricsText } from './metrics.ts'

export type OperatorPorts = {
  readonly health: () => Promise<Health>
  readonly figures: () => Promise<MachineFigures>
  /** Whether marketing waits until a person has confirmed a restore. */
  readonly isMarketingHeld: () => Promise<boolean>
}

/**
 * Answers them, and lets `pages` answer everything else.
 *
 * @example const answer = withOperatorPages(ports, makeConsole(consolePorts))
 */
export const withOperatorPages =
  ({ health, figures, isMarketingHeld }: OperatorPorts, pages: Fallback): Fallback =>
  async (request) => {
    const isReading = request.method === 'GET' || request.method === 'HEAD'
    if (isReading && request.path === '/health') {
      const found = await health()
      const isHeld = found.ready ? await isMarketingHeld() : undefined
      return {
        status: found.ready ? 200 : 503,
        headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
        body: request.method === 'HEAD' ? '' : `${JSON.stringify(healthBody(found, isHeld))}\n`,
      }
    }
    if (isReading && request.path === '/metrics')
      return {
        status: 200,
        headers: { 'content-type': METRICS_TYPE, 'cache-control': 'no-store' },
        body: request.method === 'HEAD' ? '' : metricsText(await figures()),
      }
    return pages(request)
  }

/** @param isHeld undefined where the store does not answer, which then says nothing about restores */
const healthBody = (health: Health, isHeld: boolean | undefined) => ({
  ...(health.ready ? health : { ...health, since: isoInstant(health.since) }),
  mail: mailOf(isHeld),
})

function mailOf(isHeld: boolean | undefined): string {
  if (isHeld === undefined) return 'unknown'
  return isHeld ? 'marketing held after a restore' : 'goes out'
}
