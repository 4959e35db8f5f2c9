/** GET asks, POST confirms: a link that is only followed proves nothing. */
import type { HttpHandler } from '../../http/requests.ts'
import { confirm, confirmableAt } from './confirm.ts'
import { confirmPage } from './confirm-page.ts'
import { type LinkPorts, linkHandler } from './link.ts'
import { unknownCustomerPage } from './page.ts'
import { isUnknownCustomer } from './unknown-customer.ts'

export const makeAskToConfirm = (ports: LinkPorts): HttpHandler =>
  linkHandler('confirm', ports, async ({ payload, customer, context, now }) =>
    isUnknownCustomer(customer)
      ? unknownCustomerPage(context, 404)
      : confirmPage(context, confirmableAt(payload, customer, now)),
  )

export const makeConfirm = (ports: LinkPorts): HttpHandler =>
  linkHandler('confirm', ports, async ({ payload, customer, context, now }) => {
    if (isUnknownCustomer(customer)) return unknownCustomerPage(context, 404)
    const wording = context.words.consentWording(context.shop)
    return confirmPage(context, await confirm(payload, customer, wording, ports.table, now))
  })
