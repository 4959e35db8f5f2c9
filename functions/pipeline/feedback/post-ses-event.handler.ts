/** Receives SES events by HTTP, from an EventBridge API destination, if there is no queue. */
import { json } from '../../http/problem.ts'
import { type HttpHandler, jsonBody, type RequestPorts, shopHandler } from '../../http/requests.ts'
import { recordFeedback } from './record-feedback.ts'
import type { FeedbackPorts } from './reported-event.ts'
import { readSesEvent } from './ses-event.ts'

/** What changes nothing is answered 200 with its reason: sent again it would change as little. */
export const makePostSesEvent = (ports: RequestPorts & FeedbackPorts): HttpHandler =>
  shopHandler(ports, 'feedback', async ({ event, shop }) => {
    const reading = readSesEvent(jsonBody(event))
    if (reading.outcome === 'ignored')
      return json(200, { status: 'ignored', reason: reading.reason })
    const isOfShop = reading.event.messageId.startsWith(
      `${encodeURIComponent(shop.settings.shop.id)}/`,
    )
    const outcome = isOfShop ? await recordFeedback(reading, ports) : 'no-such-message'
    return outcome === 'no-such-message'
      ? json(200, { status: 'ignored', reason: outcome })
      : json(200, { status: outcome })
  })
