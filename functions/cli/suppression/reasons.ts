/** Reasons for an entry of a list, in our words and in those of other systems. */
import {
  type AddressFacts,
  SUPPRESSION_REASONS,
  type SuppressionCause,
  suppressionCause,
  suppressionFor,
  withSuppression,
  withWithdrawal,
} from '../../domain/address.ts'
import type { Instant } from '../../domain/time.ts'

/**
 * Unsubscribed addresses get no marketing mail, but service mail; all others get no mail at all.
 */
export type ListedReason = SuppressionCause | 'unsubscribe'

export const LISTED_REASONS: readonly ListedReason[] = [
  ...SUPPRESSION_REASONS,
  'account-list',
  'unsubscribe',
]

/** Compared by letters alone: "Hard Bounce", hard_bounce and HardBounce are one. */
const NAMES: Readonly<Record<ListedReason, readonly string[]>> = {
  'no-such-mailbox': [
    'bounce',
    'bounced',
    'hardbounce',
    'hardbounced',
    'hard',
    'permanent',
    'invalid',
    'invalidemail',
    'cleaned',
  ],
  complaint: [
    ...['complained', 'spam', 'spamcomplaint', 'spamreport', 'markedasspam', 'flaggedasspam'],
    ...['contactflaggedasspam', 'abuse', 'junk'],
  ],
  'account-list': ['onaccountsuppressionlist', 'ontenantsuppressionlist'],
  'soft-bounces': ['softbounce', 'softbounced', 'soft', 'transient'],
  'by-hand': [
    'manual',
    'manualsuppression',
    'manuallysuppressed',
    'usersuppressed',
    'blocked',
    'blocklist',
    'admin',
    'adminblocked',
  ],
  unsubscribe: [
    ...['unsubscribed', 'unsubscribedfromall', 'unsubscribedviaemail', 'optout', 'optedout'],
    ...['withdrawn', 'listunsubscribe'],
  ],
}

/** @example lettersOf('E-Mail Address') // 'emailaddress' */
export const lettersOf = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '')

const REASONS = new Map(
  LISTED_REASONS.flatMap((reason) =>
    [lettersOf(reason), ...NAMES[reason]].map((name) => [name, reason] as const),
  ),
)

/** Undefined for an unknown reason. @example listedReasonOf('HARD BOUNCE') // 'no-such-mailbox' */
export const listedReasonOf = (text: string): ListedReason | undefined =>
  REASONS.get(lettersOf(text))

export type Listing = { readonly reason: ListedReason; readonly at: Instant }

/** Adding it again changes nothing. @returns the same facts if the entry is not new */
export const withListing = (facts: AddressFacts, { reason, at }: Listing): AddressFacts =>
  reason === 'unsubscribe'
    ? withWithdrawal(facts, at)
    : withSuppression(facts, suppressionFor(reason, at))

/** What a row of an address says, as a list of listings. */
export const listingsOf = ({ suppression, withdrawnAt }: AddressFacts): readonly Listing[] => [
  ...(suppression ? [{ reason: suppressionCause(suppression), at: suppression.at }] : []),
  ...(withdrawnAt === undefined ? [] : [{ reason: 'unsubscribe' as const, at: withdrawnAt }]),
]
