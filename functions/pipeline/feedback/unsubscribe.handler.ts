/**
 * GET asks, POST unsubscribes: by the page's button, or by the mailbox provider's one click
 * (RFC 8058), which carries no cookie, follows no redirect and logs in nowhere. The body is not
 * looked at: whatever is posted with the link, it means the one thing.
 */
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
  linkHandler('leave', ports, async (visit) => {
    const { payload, customer, context, now } = visit
    const { outcome } = await unsubscribe(payload, customer, ports.table, now)
    return outcome === 'unknown-customer' ? unknownCustomerPage(context, 200) : donePage(visit)
  })
