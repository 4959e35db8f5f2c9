/**
 * GET asks, POST unsubscribes: by the page's button, or by the mailbox provider's one click
 * (RFC 8058), which carries no cookie, follows no redirect and logs in nowhere. The body is not
 * looked at: whatever is posted with the link, it means the one thing. A probe is for no customer:
 * nothing is read or changed for it.
 */
import { PROBE_ANSWER } from '../../domain/one-click-probe.ts'
import type { HttpAnswer } from '../../http/problem.ts'
import type { HttpHandler } from '../../http/requests.ts'
import { type LinkPorts, linkHandler } from './link.ts'
import { unknownCustomerPage } from './page.ts'
import { mayLeave } from './unknown-customer.ts'
import { unsubscribe } from './unsubscribe.ts'
import { askPage, donePage } from './unsubscribe-page.ts'

export const makeAskToUnsubscribe = (ports: LinkPorts): HttpHandler =>
  linkHandler('leave', ports, async (visit) =>
    mayLeave(visit.payload, visit.customer)
      ? askPage(visit)
      : unknownCustomerPage(visit.context, 200),
  )

export const makeUnsubscribe = (ports: LinkPorts): HttpHandler =>
  linkHandler(
    'leave',
    ports,
    async (visit) => {
      const { payload, customer, context, now } = visit
      const { outcome } = await unsubscribe(payload, customer, ports.table, now)
      return outcome === 'unknown-customer' ? unknownCustomerPage(context, 200) : donePage(visit)
    },
    probeAnswer,
  )

const probeAnswer = (): HttpAnswer => ({
  statusCode: 200,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: PROBE_ANSWER,
})
