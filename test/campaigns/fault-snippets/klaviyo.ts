/** Snippets as users of Klaviyo write them. */
import type { Snippet } from './snippet.ts'

export const KLAVIYO: readonly Snippet[] = [
  [
    "Hi {{ first_name|default:'there' }}",
    [
      [
        1,
        'There is no variable first_name; it belongs to Klaviyo',
        'Use {{ customer.firstName | default: "there" }}; the first name may be unknown',
      ],
    ],
  ],
  [
    "Hi {{ person.first_name|default:'there' }}",
    [
      [
        1,
        'There is no variable person.first_name; it belongs to Klaviyo',
        'Use {{ customer.firstName | default: "there" }}; the first name may be unknown',
      ],
    ],
  ],
  [
    "{{ person|lookup:'Favourite tea'|default:'tea' }}",
    [[1, 'There is no filter "lookup"', 'Use the variable itself, such as {{ customer.name }}']],
  ],
  [
    '{{ person.Size }}',
    [
      [
        1,
        'There is no variable person.Size; it belongs to Klaviyo',
        'Use one of {{ customer.name }}, {{ shop.name }}, {{ shop.postalAddress }}, {{ unsubscribeUrl }}, {{ preferencesUrl }} or {{ content.… }}, or remove it',
      ],
    ],
  ],
  [
    '{{ event.ProductName }}',
    [
      [
        1,
        'There is no variable event.ProductName',
        'Remove it: only a campaign that starts by an event has its properties. event.name is always there, and empty otherwise',
      ],
    ],
  ],
  [
    '{% unsubscribe %}',
    [
      [
        1,
        '{% unsubscribe %} is Klaviyo syntax, which Rekindle does not support',
        'Use {{ unsubscribeUrl }}, as in <a href="{{ unsubscribeUrl }}">',
      ],
    ],
  ],
  [
    "{% unsubscribe 'Leave us' %}",
    [
      [
        1,
        '{% unsubscribe %} is Klaviyo syntax, which Rekindle does not support',
        'Use {{ unsubscribeUrl }}, as in <a href="{{ unsubscribeUrl }}">',
      ],
    ],
  ],
  [
    "{% manage_preferences 'Choose' %}",
    [
      [
        1,
        '{% manage_preferences %} is Klaviyo syntax, which Rekindle does not support',
        'Use {{ preferencesUrl }}, as in <a href="{{ preferencesUrl }}">',
      ],
    ],
  ],
  [
    '{% if person.first_name %}\nHi\n{% elif customer.name %}\nHello\n{% endif %}',
    [
      [
        1,
        'There is no variable person.first_name; it belongs to Klaviyo',
        'Use {{ customer.firstName | default: "there" }}; the first name may be unknown',
      ],
      [3, '{% elif %} is Django syntax, which Rekindle does not support', 'Use {% elsif … %}'],
    ],
  ],
  [
    '{% if customer.name %}\nHi\n{% elif lifecycle.purchases %}\nHello\n{% endif %}',
    [[3, '{% elif %} is Django syntax, which Rekindle does not support', 'Use {% elsif … %}']],
  ],
  [
    '{% load tz %}',
    [
      [
        1,
        '{% load %} is Django syntax, which Rekindle does not support',
        'Remove it: tags do not need to be loaded',
      ],
    ],
  ],
  [
    '{% with first=customer.name %}\n{{ first }}\n{% endwith %}',
    [
      [
        1,
        '{% with %} is Django syntax, which Rekindle does not support',
        'Use {% assign name = value %}',
      ],
    ],
  ],
  [
    '{% block body %}\nHi\n{% endblock %}',
    [
      [
        1,
        '{% block %} is Django syntax, which Rekindle does not support',
        'Remove it: a mail is one file and cannot extend another',
      ],
    ],
  ],
  [
    '{% for item in recommendations %}\n{{ forloop.counter }}. {{ item.title }}\n{% endfor %}',
    [
      [
        2,
        '{{ forloop.counter }} is Django syntax, which Rekindle does not support',
        'Use forloop.index, or forloop.index0 to count from 0',
      ],
    ],
  ],
  [
    '{{ organization.name }}, {{ organization.full_address }}',
    [
      [1, 'There is no variable organization.name; it belongs to Klaviyo', 'Use {{ shop.name }}'],
      [
        1,
        'There is no variable organization.full_address; it belongs to Klaviyo',
        'Use {{ shop.postalAddress }}',
      ],
    ],
  ],
  [
    '{% web_view %}',
    [
      [
        1,
        '{% web_view %} is Klaviyo syntax, which Rekindle does not support',
        'Remove it: a mail has no web version',
      ],
    ],
  ],
  [
    '{% current_year %}',
    [
      [
        1,
        '{% current_year %} is Klaviyo syntax, which Rekindle does not support',
        "Use {{ 'now' | date: '%Y' }}",
      ],
    ],
  ],
  [
    '{% catalog sku %}x{% endcatalog %}',
    [
      [
        1,
        '{% catalog %} is Klaviyo syntax, which Rekindle does not support',
        'Use {% for item in recommendations %}{{ item.title }}{% endfor %}',
      ],
    ],
  ],
  [
    '{{ customer.name|title|safe }}',
    [[1, 'There is no filter "safe"', 'Remove it: values are always escaped']],
  ],
  ['{{ customer.name|length }}', [[1, 'There is no filter "length"', 'Use size']]],
  ["{{ content.link|default:'x' }}", []],
]
