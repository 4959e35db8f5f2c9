/** What a check of a sending domain looks at, and what it may find besides problems. */

export type CheckName =
  | 'dkim'
  | 'spf'
  | 'dmarc'
  | 'mail-from'
  | 'tracking'
  | 'reply-to'
  | 'unsubscribe-mailbox'
  | 'public-url'

/**
 * `could-not-ask`: the resolver did not answer. `not-known`: only SES knows what to look for, and
 * was not asked. `not-used`: the shop has no such thing.
 */
export type CheckOutcome = 'passed' | 'failed' | 'could-not-ask' | 'not-known' | 'not-used'

/** Worth knowing, and no reason to hold mail. */
export type Note =
  | 'public-url-not-public'
  | 'dkim-keys-not-given'
  | 'mail-from-not-given'
  | 'from-unread'
  | 'dmarc-spf-not-aligned'
  | 'dmarc-dkim-not-aligned'
  | 'dmarc-rua-invalid'
  | 'dmarc-rua-not-authorised'
  | 'spf-ptr'
  | 'dkim-testing'
  | 'dkim-key-below-2048-bits'
  | 'almost-record-ignored'
  | 'quotes-in-record'
  | 'dkim-key-of-another-region'
  | 'dmarc-of-a-parent-domain'
  | 'dmarc-no-reports'
  | 'tracking-by-own-server'
  | 'reply-to-by-address-record'
  | 'own-mail-server'

/** What is worth doing next, though mail is sent without it. */
export type NextStep =
  | 'authorise-reports'
  | 'dmarc-quarantine'
  | 'dmarc-all-mail'
  | 'dmarc-reject'
  | 'bimi'
  | 'check-public-url'
