/** Variables, tags and filters that Shopify's Liquid has. */
import type { Snippet } from './snippet.ts'

export const SHOPIFY: readonly Snippet[] = [
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
    "Hi {{ customer.first_name | default: 'there' }},",
    [
      [
        1,
        'There is no variable customer.first_name; it belongs to Shopify',
        'Use {{ customer.firstName | default: "there" }}; the first name may be unknown',
      ],
    ],
  ],
  ["Hi {{ customer.name | default: 'there' }},", []],
  ['{% if customer.name != blank %}Hi {{ customer.name }}{% endif %}', []],
  ['{{ shop.name }} — {{ shop.url }}', []],
  [
    '{{ shop.address.city }}',
    [
      [
        1,
        'There is no variable shop.address; it belongs to Shopify',
        'Use {{ shop.postalAddress }}',
      ],
    ],
  ],
  [
    '{{ unsubscribe_link }}',
    [
      [
        1,
        'There is no variable unsubscribe_link; it belongs to Shopify',
        'Use {{ unsubscribeUrl }}, as in <a href="{{ unsubscribeUrl }}">',
      ],
    ],
  ],
  [
    '<a href="{{ unsubscribe_url }}">Leave</a>',
    [
      [
        1,
        'There is no variable unsubscribe_url; it belongs to Customer.io',
        'Use {{ unsubscribeUrl }}, as in <a href="{{ unsubscribeUrl }}">',
      ],
    ],
  ],
  [
    "{% render 'footer' %}",
    [
      [
        1,
        '{% render %} is Shopify syntax, which Rekindle does not support',
        'Copy its content here: a mail is one file',
      ],
    ],
  ],
  [
    '{% liquid\n  assign x = 1\n  echo x\n%}',
    [
      [
        1,
        '{% liquid %} is Shopify syntax, which Rekindle does not support',
        'Write each line as a separate tag: {% … %}',
      ],
    ],
  ],
  [
    "{% include 'header' %}",
    [
      [
        1,
        '{% include %} is Shopify syntax, which Rekindle does not support',
        'Copy its content here: a mail is one file',
      ],
    ],
  ],
  [
    "{% section 'hero' %}",
    [
      [
        1,
        '{% section %} is Shopify syntax, which Rekindle does not support',
        'Copy its content here: a mail is one file',
      ],
    ],
  ],
  [
    '{% for line in order.line_items %}\n{{ line.title }}\n{% endfor %}',
    [
      [
        1,
        'There is no variable order.line_items',
        'Remove it: only a campaign that starts by a purchase, or by an event, has an order. Available: customer, shop, content, lifecycle, value, recommendations and attributes',
      ],
    ],
  ],
  [
    '{{ order.name }}',
    [
      [
        1,
        'There is no variable order.name',
        'Remove it: only a campaign that starts by a purchase, or by an event, has an order. Available: customer, shop, content, lifecycle, value, recommendations and attributes',
      ],
    ],
  ],
  [
    "{{ 'tea.jpg' | image_url: width: 400 }}",
    [
      [
        1,
        'There is no filter "image_url"',
        'Use the full URL of the image; for a recommendation, item.imageUrl',
      ],
    ],
  ],
  [
    '{{ content.link | img_url }}',
    [
      [
        1,
        'There is no filter "img_url"',
        'Use the full URL of the image; for a recommendation, item.imageUrl',
      ],
    ],
  ],
  [
    "{% form 'contact' %}\nx\n{% endform %}",
    [
      [
        1,
        '{% form %} is Shopify syntax, which Rekindle does not support',
        'Remove it: a mail has no forms; link to a page',
      ],
    ],
  ],
  [
    '{% tablerow p in recommendations %}\n{{ p.title }}\n{% endtablerow %}',
    [
      [
        1,
        '{% tablerow %} is Shopify syntax, which Rekindle does not support',
        'Put {% for %} around <tr> in <mj-table>',
      ],
    ],
  ],
]
