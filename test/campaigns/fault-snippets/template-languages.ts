// biome-ignore-all lint/suspicious/noTemplateCurlyInString: other tools write their values so
/** JavaScript, Handlebars, Jinja, Twig and ERB, which developers know. */
import type { Snippet } from './snippet.ts'

export const TEMPLATE_LANGUAGES: readonly Snippet[] = [
  [
    'Hi ${customer.name},',
    [
      [
        1,
        '${customer.name} is JavaScript syntax, which Rekindle does not support',
        'Use {{ customer.name | default: "there" }}; the name may be unknown',
      ],
    ],
  ],
  [
    '{# a note for us #}',
    [
      [
        1,
        '{# a note for us #} is Jinja or Twig syntax, which Rekindle does not support',
        'Use {% comment %}…{% endcomment %}, or remove it',
      ],
    ],
  ],
  [
    '{# a note\nof two lines {{ nothing }} #}',
    [
      [
        1,
        '{# a note of two lines {{ nothing }} #} is Jinja or Twig syntax, which Rekindle does not support',
        'Use {% comment %}…{% endcomment %}, or remove it',
      ],
    ],
  ],
  [
    '{{#if customer.name}}\nHi\n{{else}}\nHello\n{{/if}}',
    [
      [
        1,
        '{{#if customer.name}} is Handlebars syntax, which Rekindle does not support',
        'Write conditions as {% if customer.name %}…{% else %}…{% endif %}, and a loop as {% for item in recommendations %}…{% endfor %}',
      ],
    ],
  ],
  [
    '{{#each items}}\n{{this.name}}\n{{/each}}',
    [
      [
        1,
        '{{#each items}} is Handlebars syntax, which Rekindle does not support',
        'Write a loop as {% for item in recommendations %}…{% endfor %}',
      ],
      [
        2,
        '{{this.name}} is Handlebars syntax, which Rekindle does not support',
        'Write a loop as {% for item in recommendations %}…{% endfor %}, and in it {{ item.title }} or {{ forloop.index }}',
      ],
    ],
  ],
  [
    '{{{body}}}',
    [
      [
        1,
        '{{{body}}} is Handlebars syntax, which Rekindle does not support',
        'Use one of {{ customer.name }}, {{ shop.name }}, {{ shop.postalAddress }}, {{ unsubscribeUrl }}, {{ preferencesUrl }} or {{ content.… }}, or remove it',
      ],
    ],
  ],
  [
    '{{> footer}}',
    [
      [
        1,
        '{{> footer}} is Handlebars syntax, which Rekindle does not support',
        'Copy its content here: a mail is one file',
      ],
    ],
  ],
  [
    '{{^name}}\nHello\n{{/name}}',
    [
      [
        1,
        '{{^name}} is Handlebars syntax, which Rekindle does not support',
        'Write conditions as {% if customer.name %}…{% else %}…{% endif %}, and a loop as {% for item in recommendations %}…{% endfor %}',
      ],
    ],
  ],
  [
    '{{! a note }}',
    [
      [
        1,
        '{{! a note }} is Handlebars syntax, which Rekindle does not support',
        'Use {% comment %}…{% endcomment %}, or remove it',
      ],
    ],
  ],
  [
    '<%= user.name %>',
    [
      [
        1,
        '<%= user.name %> is EJS or ERB syntax, which Rekindle does not support',
        'Use {{ customer.name | default: "there" }}; the name may be unknown',
      ],
    ],
  ],
  [
    "{{ customer.name ? customer.name : 'there' }}",
    [
      [
        1,
        "{{ customer.name ? customer.name : 'there' }} is JavaScript syntax, which Rekindle does not support",
        'Use {% if customer.name %}…{% else %}…{% endif %}',
      ],
    ],
  ],
  [
    "{{ customer.name || 'there' }}",
    [
      [
        1,
        "{{ customer.name || 'there' }} is JavaScript syntax, which Rekindle does not support",
        'Use or in a condition; for a fallback, use {{ customer.name | default: "there" }}',
      ],
    ],
  ],
  [
    '{% if customer.name && shop.name %}\nHi\n{% endif %}',
    [
      [
        1,
        '{% if customer.name && shop.name %} is JavaScript syntax, which Rekindle does not support',
        'Use and: {% if customer.name and content.code %}',
      ],
    ],
  ],
  [
    "{{ customer.name|default('there') }}",
    [
      [
        1,
        "{{ customer.name|default('there') }} is Jinja or Twig syntax, which Rekindle does not support",
        'Write a filter and its value with a colon: {{ customer.name | default: "there" }}',
      ],
    ],
  ],
  [
    '{% set x = 3 %}\n{{ x }}',
    [
      [
        1,
        '{% set %} is Jinja or Twig syntax, which Rekindle does not support',
        'Use {% assign name = value %}',
      ],
    ],
  ],
  [
    "{% if customer.name === 'Lin' %}\nHi\n{% endif %}",
    [
      [
        1,
        "{% if customer.name === 'Lin' %} is JavaScript syntax, which Rekindle does not support",
        'Use == or !=',
      ],
    ],
  ],
]
