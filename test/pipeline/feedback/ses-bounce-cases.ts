/** Bounces as SES reports them, and what each ends in. */
import {
  bounced,
  bus,
  DEAD,
  full,
  gone,
  identityBySns,
  LISTED,
  other,
  PASSING,
  REFUSED,
  type SesCase,
  sns,
  UNCLEAR,
  UNUSED,
  unknownUser,
} from './ses-case.ts'
import { failed } from './ses-fixtures.ts'

export const BOUNCE_CASES: readonly SesCase[] = [
  // --- Bounces, by type and subtype as documented.
  ['Permanent, General', bounced('Permanent', 'General'), UNCLEAR],
  [
    'Permanent, General, unknown user',
    bounced('Permanent', 'General', unknownUser, bus('Email Bounced')),
    DEAD,
  ],
  ['Permanent, NoEmail', bounced('Permanent', 'NoEmail', {}, sns), DEAD],
  ['Permanent, Suppressed', bounced('Permanent', 'Suppressed'), DEAD],
  ['Permanent, OnAccountSuppressionList', bounced('Permanent', 'OnAccountSuppressionList'), LISTED],
  ['Permanent, OnTenantSuppressionList', bounced('Permanent', 'OnTenantSuppressionList'), LISTED],
  ['Permanent, UnsubscribedRecipient', bounced('Permanent', 'UnsubscribedRecipient'), UNCLEAR],
  [
    'Permanent, EmailValidationSuppressed',
    bounced('Permanent', 'EmailValidationSuppressed'),
    UNCLEAR,
  ],
  ['Transient, General, without a report', bounced('Transient', 'General'), UNUSED('auto-reply')],
  ['Transient, General, full', bounced('Transient', 'General', full), PASSING],
  ['Transient, General, unknown user', bounced('Transient', 'General', unknownUser), PASSING],
  ['Transient, MailboxFull', bounced('Transient', 'MailboxFull'), PASSING],
  ['Transient, MessageTooLarge', bounced('Transient', 'MessageTooLarge'), REFUSED],
  ['Transient, CustomTimeoutExceeded', bounced('Transient', 'CustomTimeoutExceeded'), PASSING],
  ['Transient, ContentRejected', bounced('Transient', 'ContentRejected'), REFUSED],
  ['Transient, AttachmentRejected', bounced('Transient', 'AttachmentRejected'), REFUSED],
  ['Undetermined', bounced('Undetermined', 'Undetermined', failed('5.0.0', '550 no')), PASSING],
  ['Transient, Invalid domain', bounced('Transient', 'General', gone, identityBySns), DEAD],
  ['Permanent, Invalid domain', bounced('Permanent', 'General', gone), DEAD],
  [
    'Transient, 5.4.4 alone',
    bounced('Transient', 'General', { action: 'failed', status: '5.4.4' }),
    DEAD,
  ],
  [
    'Transient, null MX',
    bounced('Transient', 'General', failed('5.1.10', '556 5.1.10 Domain does not accept mail')),
    DEAD,
  ],
  [
    'Transient, a look-up that failed',
    bounced(
      'Transient',
      'General',
      failed('4.4.7', '554 4.4.7 Message expired.<421 4.4.0 Unable to lookup DNS for x.example>'),
    ),
    PASSING,
  ],

  // --- Several recipients, and spellings of theirs.
  [
    'a bounce of another named first',
    bounced('Permanent', 'General', (to) => [
      { ...other, ...unknownUser },
      { emailAddress: to, ...full },
    ]),
    PASSING,
  ],
  [
    'a bounce of another named last',
    bounced('Permanent', 'General', (to) => [
      { emailAddress: to, ...unknownUser },
      { ...other, ...full },
    ]),
    DEAD,
  ],
  [
    'a bounce of another alone',
    bounced('Permanent', 'General', () => [{ ...other, ...unknownUser }]),
    UNCLEAR,
  ],
  [
    'a bounce of an address in UTF-8',
    bounced('Permanent', 'General', () => [{ emailAddress: '李@例子.公司', ...unknownUser }]),
    UNCLEAR,
  ],
  ['a bounce of no one named', bounced('Permanent', 'General', () => [unknownUser]), DEAD],
  [
    'a bounce in capitals, with a name',
    bounced('Permanent', 'General', (to) => [
      { ...other, ...full },
      { emailAddress: `"Li, W." <${to.toUpperCase()}>`, ...unknownUser },
    ]),
    DEAD,
  ],
  [
    'a bounce with a type in front',
    bounced('Permanent', 'General', (to) => [
      { ...other, ...full },
      { emailAddress: `rfc822;${to}`, ...unknownUser },
    ]),
    DEAD,
  ],
  [
    'a bounce of the mailbox without its tag',
    bounced('Permanent', 'General', (to) => [
      { ...other, ...full },
      { emailAddress: to.replace('+tea@', '@'), ...unknownUser },
    ]),
    DEAD,
  ],
  [
    'a bounce at an international domain',
    bounced('Permanent', 'General', (to) => [
      { ...other, ...full },
      { emailAddress: to.replace('xn--fsqu00a.xn--55qx5d', '例子.公司'), ...unknownUser },
    ]),
    DEAD,
  ],
]
