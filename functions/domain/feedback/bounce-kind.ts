/** The kinds of bounce. */
export const BOUNCE_KINDS = [
  /** There is no such mailbox, and there will be none. */
  'no-such-mailbox',
  /** Full, busy, greylisted: another day it may be taken. */
  'temporary',
  /** Refused for content, frequency, reputation or authentication: the sender's fault. */
  'policy',
  /** Permanent, but nothing says why. */
  'unclear',
] as const
export type BounceKind = (typeof BOUNCE_KINDS)[number]
