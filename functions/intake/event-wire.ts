/** The events that shops post, as a schema: see wire.ts. Which names and properties there are is declared. */
import * as z from 'zod/mini'
import { WebAddress } from './product-wire.ts'
import { batchOf, MOST_ORDER_LINES, PostedCustomer, PostedLine } from './wire.ts'
import { described, FactId, Id, InstantText, optionalId, optionalText, say } from './wire-parts.ts'

/** Of the properties of one event, as JSON. */
export const MOST_PROPERTY_BYTES = 4_096

export const PostedEventLine = z
  .extend(PostedLine, {
    url: say(optionalText(WebAddress), 'Where the mail links to; default: what the product has.'),
    imageUrl: say(optionalText(WebAddress), 'Default: what the product has.'),
  })
  .register(described, { id: 'EventLine', description: 'One product of an event.' })

/** The value of a property of the type `lines`. */
export const EventLines = z.array(PostedEventLine).check(z.maxLength(MOST_ORDER_LINES))

/** What a property may be is declared, and checked by declared-faults.ts. */
export const PostedEvent = z.strictObject({
  eventId: FactId,
  name: say(z.string().check(z.maxLength(40)), 'A name that the shop has declared.'),
  customer: PostedCustomer,
  at: InstantText,
  orderId: say(optionalId(Id), 'The order that it is about, such as the one that was delivered.'),
  properties: z.exactOptional(z.record(z.string(), z.unknown())),
})
export type PostedEvent = z.output<typeof PostedEvent>

export const EventBatch = batchOf('events', z.unknown())
