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
      // A store that does not answer says nothing about its restores.
      const isHeld = found.ready && (await isMarketingHeld())
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

const healthBody = (health: Health, isHeld: boolean) => ({
  ...(health.ready ? health : { ...health, since: isoInstant(health.since) }),
  mail: isHeld ? 'marketing held after a restore' : 'goes out',
})
