// biome-ignore-all lint/suspicious/noTemplateCurlyInString: other tools write their values so
/** Snippets as users of Braze write them. */
import type { Snippet } from './snippet.ts'

export const BRAZE: readonly Snippet[] = [
  [
    'Hi {{${first_name}}},',
    [
      [
        1,
        '{{${first_name}}} is Braze syntax, which Rekindle does not support',
        'Use {{ customer.firstName | default: "there" }}; the first name may be unknown',
      ],
    ],
  ],
  [
    "Hi {{${first_name} | default: 'there'}},",
    [
      [
        1,
        "{{${first_name} | default: 'there'}} is Braze syntax, which Rekindle does not support",
        'Use {{ customer.firstName | default: "there" }}; the first name may be unknown',
      ],
    ],
  ],
  [
    '{{custom_attribute.${Tea}}}',
    [
      [
        1,
        '{{custom_attribute.${Tea}}} is Braze syntax, which Rekindle does not support',
        'Use one of {{ customer.name }}, {{ shop.name }}, {{ shop.postalAddress }}, {{ unsubscribeUrl }}, {{ preferencesUrl }} or {{ content.… }}, or remove it',
      ],
    ],
  ],
  [
    '{{content_blocks.${Footer}}}',
    [
      [
        1,
        '{{content_blocks.${Footer}}} is Braze syntax, which Rekindle does not support',
        'Use one of {{ customer.name }}, {{ shop.name }}, {{ shop.postalAddress }}, {{ unsubscribeUrl }}, {{ preferencesUrl }} or {{ content.… }}, or remove it',
      ],
    ],
  ],
  [
    "{% if {{${first_name}}} == 'Lin' %}\nHi\n{% endif %}",
    [
      [
        1,
        '{{${first_name}}} is Braze syntax, which Rekindle does not support',
        'Use {{ customer.firstName | default: "there" }}; the first name may be unknown',
      ],
    ],
  ],
  [
    "{% abort_message('no name') %}",
    [
      [
        1,
        '{% abort_message %} is Braze syntax, which Rekindle does not support',
        'Remove it: to leave customers out, add conditions to the step in campaign.yaml',
      ],
    ],
  ],
  [
    '{% if customer.name == blank %}\n{% abort_message() %}\n{% endif %}',
    [
      [
        2,
        '{% abort_message %} is Braze syntax, which Rekindle does not support',
        'Remove it: to leave customers out, add conditions to the step in campaign.yaml',
      ],
    ],
  ],
  [
    '{% connected_content https://api.example/x :save tea %}',
    [
      [
        1,
        '{% connected_content %} is Braze syntax, which Rekindle does not support',
        'Remove it: mails cannot fetch data; put the values into content in campaign.yaml',
      ],
    ],
  ],
  [
    '{{event_properties.${sku}}}',
    [
      [
        1,
        '{{event_properties.${sku}}} is Braze syntax, which Rekindle does not support',
        'Remove it: mails have no access to carts, shipping or invoices; after a purchase or an event they have order and event',
      ],
    ],
  ],
  [
    '{{${set_user_to_unsubscribed_url}}}',
    [
      [
        1,
        '{{${set_user_to_unsubscribed_url}}} is Braze syntax, which Rekindle does not support',
        'Use {{ unsubscribeUrl }}, as in <a href="{{ unsubscribeUrl }}">',
      ],
    ],
  ],
  [
    '{% catalog_items Teas green %}',
    [
      [
        1,
        '{% catalog_items %} is Braze syntax, which Rekindle does not support',
        'Use {% for item in recommendations %}{{ item.title }}{% endfor %}',
      ],
    ],
  ],
]
