/** The port that writes mails: what it is given about a customer, and how it can fail. */
import { objectsToProfiling } from '../../domain/consent.ts'
import type { Coupon } from '../../domain/coupon.ts'
import type { Profile } from '../../domain/customer.ts'
import { type CustomerValue, customerValue } from '../../domain/customer-value.ts'
import type { Decision } from '../../domain/decide.ts'
import type { LifecycleClass } from '../../domain/lifecycle-class.ts'
import type { MessageOf } from '../../domain/message.ts'
import type { MessageRef } from '../../domain/message-ref.ts'
import type { Settings } from '../../domain/policy.ts'
import type { Instant } from '../../domain/time.ts'
import type { LoadedCustomer } from '../../store/customers.ts'
import type { CustomerKey } from '../../store/keys.ts'
import { type StartFacts, startFactsOf } from './mail-context.ts'
import type { OutgoingMail } from './mailer.ts'
import { mayTrack } from './tracking.ts'

/** The words themselves are at fault: writing the mail again would fail again. */
export class UnwritableMail extends Error {
  readonly code: string
  /** @param code the kind of fault, without any content of the mail or data of its customer */
  constructor(code: string) {
    super(`the mail cannot be written: ${code}`)
    this.code = code
  }
}

/** All that a mail says of its customer. */
export type Recipient = {
  readonly key: CustomerKey
  readonly shop: string
  readonly customer: string
  readonly profile?: Profile
  /** The keyed hash of the address in the profile. */
  readonly addressHash?: string
  readonly class: LifecycleClass
  readonly purchases: number
  readonly lastPurchaseAt?: Instant
  /** Whether opens and clicks of marketing may be counted. */
  readonly tracked: boolean
  /** Their purchases must not affect what they are offered. */
  readonly objectsToProfiling: boolean
  readonly value: CustomerValue
  /** What started the journey of this mail. */
  readonly start: StartFacts
  /** The code of the message's journey, where its campaign has one. */
  readonly coupon?: Coupon
}

/**
 * A mail for one message, finished but for its delivery.
 *
 * @throws UnwritableMail; anything else, such as a store that does not answer, may pass
 */
export type WriteMail = (
  recipient: Recipient,
  message: MessageOf<'due'>,
  settings: Settings,
) => Promise<OutgoingMail>

/** The customer as a mail that is written at `now` knows them. */
export function recipientOf(
  { key, facts, addressHash }: LoadedCustomer,
  { assessment }: Decision,
  settings: Settings,
  message: Pick<MessageRef, 'campaign' | 'n'>,
  now: Instant,
): Recipient {
  const { lastPurchaseAt, purchases } = assessment.rfm
  return {
    key,
    shop: facts.shop,
    customer: facts.customer,
    ...(facts.profile && { profile: facts.profile }),
    ...(addressHash !== undefined && { addressHash }),
    class: assessment.class,
    purchases,
    ...(lastPurchaseAt !== undefined && { lastPurchaseAt }),
    tracked: mayTrack(facts, settings.policy, now),
    objectsToProfiling: objectsToProfiling(facts.consents, now),
    value: customerValue({ facts, assessment, settings, now }),
    start: startFactsOf(message, facts),
  }
}
