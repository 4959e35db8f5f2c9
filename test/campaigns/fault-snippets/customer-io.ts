/** Snippets as users of Customer.io write them. */
import type { Snippet } from './snippet.ts'

export const CUSTOMER_IO: readonly Snippet[] = [
  [
    '<a href="{% unsubscribe_url %}">Leave</a>',
    [
      [
        1,
        '{% unsubscribe_url %} is Customer.io syntax, which Rekindle does not support',
        'Use {{ unsubscribeUrl }}, as in <a href="{{ unsubscribeUrl }}">',
      ],
    ],
  ],
  [
    '{{ customer.first_name }}',
    [
      [
        1,
        'There is no variable customer.first_name; it belongs to Shopify',
        'Use {{ customer.firstName | default: "there" }}; the first name may be unknown',
      ],
    ],
  ],
  [
    '{{ customer.email }}',
    [
      [
        1,
        'There is no variable customer.email; it belongs to Shopify',
        "Remove it: mails cannot show the customer's e-mail address; write out the shop's address if you need it",
      ],
    ],
  ],
  [
    '{{event.order_id}}',
    [
      [
        1,
        'There is no variable event.order_id',
        'Remove it: only a campaign that starts by an event has its properties. event.name is always there, and empty otherwise',
      ],
    ],
  ],
  [
    '{{ trigger.name }}',
    [
      [
        1,
        'There is no variable trigger.name; it belongs to Customer.io',
        'Use one of {{ customer.name }}, {{ shop.name }}, {{ shop.postalAddress }}, {{ unsubscribeUrl }}, {{ preferencesUrl }} or {{ content.… }}, or remove it',
      ],
    ],
  ],
  [
    '<a href="{% view_in_browser_url %}">Browser</a>',
    [
      [
        1,
        '{% view_in_browser_url %} is Customer.io syntax, which Rekindle does not support',
        'Remove it: a mail has no web version',
      ],
    ],
  ],
  [
    '<a href="{% manage_subscription_preferences_url %}">Choose</a>',
    [
      [
        1,
        '{% manage_subscription_preferences_url %} is Customer.io syntax, which Rekindle does not support',
        'Use {{ preferencesUrl }}, as in <a href="{{ preferencesUrl }}">',
      ],
    ],
  ],
  [
    '{% cio_link url:https://shop.example %}',
    [
      [
        1,
        '{% cio_link %} is Customer.io syntax, which Rekindle does not support',
        'Remove it: links are tracked without it',
      ],
    ],
  ],
  [
    '{{ snippets.footer }}',
    [
      [
        1,
        'There is no variable snippets.footer; it belongs to Customer.io',
        'Use one of {{ customer.name }}, {{ shop.name }}, {{ shop.postalAddress }}, {{ unsubscribeUrl }}, {{ preferencesUrl }} or {{ content.… }}, or remove it',
      ],
    ],
  ],
  [
    "{% if customer.plan == 'pro' %}\nPro\n{% endif %}",
    [
      [
        1,
        'There is no variable customer.plan',
        'Fix its spelling; available: customer.id, customer.name, customer.firstName',
      ],
    ],
  ],
  [
    "{{ customer.name | format_date: 'x' }}",
    [[1, 'There is no filter "format_date"', 'Use date: "%d %B %Y"']],
  ],
]
