/** What the carrier's answer to one mail means for all the others. */

export type Effect =
  /** Nothing from this account is taken until a person acts. */
  | 'stop-account'
  /** Nothing from this shop is. */
  | 'stop-shop'
  | 'daily-quota-spent'
  | 'too-fast'

const EFFECTS: Readonly<Record<string, Effect>> = {
  'ses-account-sending-paused': 'stop-account',
  'ses-configuration-set-does-not-exist': 'stop-account',
  'ses-configuration-set-sending-paused': 'stop-account',
  'ses-not-allowed': 'stop-account',
  'ses-address-not-verified': 'stop-shop',
  'ses-mail-from-domain-not-verified': 'stop-shop',
  'ses-daily-quota': 'daily-quota-spent',
  'ses-sending-rate': 'too-fast',
}

/**
 * Undefined if a reason concerns one mail alone.
 *
 * @param reason of a parked `SendOutcome`, in the words of ses-outcome.ts
 * @example effectOfReason('ses-account-sending-paused') // 'stop-account'
 */
export const effectOfReason = (reason: string): Effect | undefined => EFFECTS[reason]
