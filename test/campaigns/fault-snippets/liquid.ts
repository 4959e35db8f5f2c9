/** Liquid that mails may have, and slips in it that belong to no other tool. */
import type { Snippet } from './snippet.ts'

export const LIQUID: readonly Snippet[] = [
  [
    '{% for item in recommendations %}\n{{ item.title | upcase }}\n{{ item.titel }}\n{% endfor %}',
    [
      [
        3,
        'There is no variable item.titel',
        'Use item.title; available: item.title, item.url, item.imageUrl, item.price, item.regularPrice',
      ],
    ],
  ],
  [
    '{% for product in recommendations %}{{ product.title }}: {{ product.price }}{% else %}New things soon{% endfor %}',
    [],
  ],
  ['{% assign f = recommendations | first %}{% if f %}{{ f.title }}{% endif %}', []],
  [
    '{% assign f = recommendations | first %}\n{{ f.title }}',
    [
      [
        2,
        'f.title is empty for a customer with no recommendations',
        'Put {% if f %}…{% endif %} around it',
      ],
    ],
  ],
  [
    '{% assign f = recommendations[0] %}\n{% if f %}{{ f.titel }}{% endif %}',
    [
      [
        2,
        'There is no variable f.titel',
        'Use f.title; available: f.title, f.url, f.imageUrl, f.price, f.regularPrice',
      ],
    ],
  ],
  [
    "{% assign first = customer.name | split: ' ' | first %}\nDear {{ first }},",
    [
      [
        2,
        'first is empty for a customer with no name',
        'Use {{ first | default: "…" }}, or put {% if first %}…{% endif %} around it',
      ],
    ],
  ],
  [
    "{% assign first = customer.name | split: ' ' | first %}Dear {{ first | default: 'friend' }},",
    [],
  ],
  ['{% unless customer.name == blank %}Hi{% endunless %}', []],
  ["{% case lifecycle.class %}{% when 'active' %}A{% else %}B{% endcase %}", []],
  [
    "{% if customer.name == 'Lin' %}\nx\n{% elseif customer.name %}\ny\n{% endif %}",
    [[3, '{% elseif %} is Twig syntax, which Rekindle does not support', 'Use {% elsif … %}']],
  ],
  [
    '{% if customer.name %}\nHi\n{% elsif lifecycle.purchases > 2 %}\nWelcome back\n{% endif %}',
    [],
  ],
  [
    '{{ customer.nmae }}',
    [
      [
        1,
        'There is no variable customer.nmae',
        'Use customer.name; available: customer.id, customer.name, customer.firstName',
      ],
    ],
  ],
  [
    '{{ customer.nmae }}\n{{ customer.nmae }}\n{{ customer.nmae }}\n{{ customer.nmae }}\n{{ customer.nmae }}',
    [
      [
        1,
        'There is no variable customer.nmae',
        'Use customer.name; available: customer.id, customer.name, customer.firstName',
      ],
      [
        2,
        'There is no variable customer.nmae',
        'Use customer.name; available: customer.id, customer.name, customer.firstName',
      ],
      [
        3,
        'There is no variable customer.nmae',
        'Use customer.name; available: customer.id, customer.name, customer.firstName',
      ],
      [
        4,
        'There is no variable customer.nmae',
        'Use customer.name; available: customer.id, customer.name, customer.firstName',
      ],
      [
        5,
        'There is no variable customer.nmae',
        'Use customer.name; available: customer.id, customer.name, customer.firstName',
      ],
    ],
  ],
  [
    '{{ shop.nmae | upcase }} {{ shop.nmae }}',
    [
      [
        1,
        'There is no variable shop.nmae',
        'Use shop.name; available: shop.name, shop.url, shop.postalAddress, shop.email, shop.currency',
      ],
    ],
  ],
  [
    '{{ customer.name | upcasse }}',
    [[1, 'There is no filter "upcasse"', 'Use upcase, or remove it']],
  ],
  [
    '{% if customer.name | sizze > 3 %}\nlong\n{% else %}\nshort\n{% endif %}',
    [
      [
        1,
        'A filter is followed by a value without a colon',
        'Write it with a colon: {{ customer.name | default: "there" }}',
      ],
    ],
  ],
  [
    '{% fro item in recommendations %}\n{{ item.title }}\n{% endfor %}',
    [[1, 'There is no tag {% fro %}', 'Use {% for %}']],
  ],
  [
    '{% if customer.name %}\nHi {{ customer.name }}',
    [[1, '{% if customer.name %} is never closed', 'Add {% endif %} where it ends']],
  ],
  ['Hi {{ customer.name\nthere', [[1, '{{ is never closed', 'Close it with }}']]],
  ['Hi {{ customer.name } there', [[1, '{{ is never closed', 'Close it with }}']]],
  ['{% if customer.name }Hi{% endif %}', [[1, '{% is never closed', 'Close it with %}']]],
  ['{% endif %}', [[1, '{% endif %} has no opening tag', 'Remove it, or open it with {% if … %}']]],
  [
    '{% else %}',
    [
      [
        1,
        '{% else %} is outside {% if %}, {% unless %}, {% for %}, {% case %}',
        'Remove it, or put it into the block it belongs to',
      ],
    ],
  ],
  [
    '{% if customer.name %}x{% endfor %}',
    [[1, '{% endfor %} closes {% if %} of line 11', 'Use {% endif %}']],
  ],
  [
    '{% for item in recommendations %}\n{% if item.title %}\n{{ item.title }}\n{% endfor %}',
    [[2, '{% if item.title %} is never closed', 'Add {% endif %} before {% endfor %} of line 14']],
  ],
  [
    '{% if lifecycle.purchases = 1 %}first{% endif %}',
    [[1, '= assigns a value, but this is a comparison', 'Use ==']],
  ],
  [
    '{% if customer.name == %}x{% endif %}',
    [[1, 'The condition has nothing to compare with', 'Add the value to compare with']],
  ],
  ["{{ 'now' | date: '%Y' }}", []],
  ['{% comment %} *|FNAME|* {{ nothing }} {% endcomment %}', []],
  ['{% raw %}{{ not_here }}{% endraw %}', []],
  ['{% assign total = 3 | plus: 4 %}{{ total }}', []],
  ['{% capture hello %}Hello {{ customer.name }}{% endcapture %}{{ hello }}', []],
  [
    '{{ customer name }}',
    [
      [
        1,
        'The value is followed by something that is not a filter',
        'Write | before each filter, and a variable as one word',
      ],
    ],
  ],
  ['{{ customer.name | }}', [[1, 'No filter follows |', 'Write a filter after |, or remove |']]],
  ['{{ }}', [[1, 'A value is missing', 'Use a variable, a number or text in quotes']]],
  [
    '{% %}',
    [
      [
        1,
        'A tag has no name',
        'The tags are assign, capture, case, comment, cycle, echo, for, if, raw and unless; close each block with its own end tag',
      ],
    ],
  ],
]
