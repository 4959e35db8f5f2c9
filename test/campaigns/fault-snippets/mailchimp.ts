/** Snippets as users of Mailchimp write them. */
import type { Snippet } from './snippet.ts'

export const MAILCHIMP: readonly Snippet[] = [
  [
    'Hi *|FNAME|*,',
    [
      [
        1,
        '*|FNAME|* is Mailchimp syntax, which Rekindle does not support',
        'Use {{ customer.firstName | default: "there" }}; the first name may be unknown',
      ],
    ],
  ],
  [
    '*|IF:FNAME|*\nHi *|FNAME|*\n*|ELSE:|*\nHi\n*|END:IF|*',
    [
      [
        1,
        '*|IF:FNAME|* is Mailchimp syntax, which Rekindle does not support',
        'Write conditions as {% if customer.name %}…{% else %}…{% endif %}',
      ],
      [
        2,
        '*|FNAME|* is Mailchimp syntax, which Rekindle does not support',
        'Use {{ customer.firstName | default: "there" }}; the first name may be unknown',
      ],
    ],
  ],
  [
    '<a href="*|UNSUB|*">Leave</a>',
    [
      [
        1,
        '*|UNSUB|* is Mailchimp syntax, which Rekindle does not support',
        'Use {{ unsubscribeUrl }}, as in <a href="{{ unsubscribeUrl }}">',
      ],
    ],
  ],
  [
    '<a href="*|UPDATE_PROFILE|*">Choose</a>',
    [
      [
        1,
        '*|UPDATE_PROFILE|* is Mailchimp syntax, which Rekindle does not support',
        'Use {{ preferencesUrl }}, as in <a href="{{ preferencesUrl }}">',
      ],
    ],
  ],
  [
    '*|LIST:COMPANY|*',
    [
      [
        1,
        '*|LIST:COMPANY|* is Mailchimp syntax, which Rekindle does not support',
        'Use {{ shop.name }}',
      ],
    ],
  ],
  [
    '*|HTML:LIST_ADDRESS_HTML|*',
    [
      [
        1,
        '*|HTML:LIST_ADDRESS_HTML|* is Mailchimp syntax, which Rekindle does not support',
        'Use {{ shop.postalAddress }}',
      ],
    ],
  ],
  [
    '<a href="*|ARCHIVE|*">Browser</a>',
    [
      [
        1,
        '*|ARCHIVE|* is Mailchimp syntax, which Rekindle does not support',
        'Remove it: a mail has no web version',
      ],
    ],
  ],
  [
    '*|CURRENT_YEAR|* *|LIST:COMPANY|*',
    [
      [
        1,
        '*|CURRENT_YEAR|* is Mailchimp syntax, which Rekindle does not support',
        "Use {{ 'now' | date: '%Y' }}",
      ],
      [
        1,
        '*|LIST:COMPANY|* is Mailchimp syntax, which Rekindle does not support',
        'Use {{ shop.name }}',
      ],
    ],
  ],
  [
    '*|EMAIL|*',
    [
      [
        1,
        '*|EMAIL|* is Mailchimp syntax, which Rekindle does not support',
        "Remove it: mails cannot show the customer's e-mail address; write out the shop's address if you need it",
      ],
    ],
  ],
]
