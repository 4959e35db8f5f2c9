/** What recording feedback is given: one event, and the store and keys that it takes. */
import type { DeliveryEvent } from '../../domain/feedback/delivery-event.ts'
import type { Instant } from '../../domain/time.ts'
import type { AddressKeys } from '../../store/secret.ts'
import type { PausePorts } from './pause-provider.ts'

export type FeedbackPorts = PausePorts & {
  /** Keyed hash of an address. */
  readonly addressHash: (address: string) => string
  /** The same address under other keys, while there are any; omitted where there never are. */
  readonly addressKeys?: () => AddressKeys
}

/**
 * One event, and the addresses that it is about. Where the carrier names none, nothing is held
 * against any: the customer's own may be another by now.
 */
export type ReportedEvent = {
  readonly event: DeliveryEvent
  readonly recipients: readonly string[]
}

/** An event of a message that was found: its instant is bounded, and `statedAt` is as reported. */
export type Happened = ReportedEvent & { readonly statedAt: Instant }
