// biome-ignore-all lint/suspicious/noTemplateCurlyInString: other tools write their values so
/**
 * Snippets as users of other tools write them, each with the exact faults it is refused for, or
 * with none. A line is counted from the snippet's first.
 */
export type Expected = readonly [line: number, problem: string, fix: string]
export type Snippet = readonly [source: string, faults: readonly Expected[]]

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
    '{% for item in recommendations %}\n{{ item.title | upcase }}\n{{ item.titel }}\n{% endfor %}',
    [
      [
        3,
        'There is no variable item.titel',
        'Use item.title; available: item.title, item.url, item.imageUrl, item.price',
      ],
    ],
  ],
  [
    '{% for product in recommendations %}{{ product.title }}: {{ product.price }}{% else %}New things soon{% endfor %}',
    [],
  ],
  [
    '{% for line in order.line_items %}\n{{ line.title }}\n{% endfor %}',
    [
      [
        1,
        'There is no variable order.line_items; it belongs to Shopify',
        'Remove it: mails have no access to single orders, carts or events',
      ],
    ],
  ],
  [
    '{{ order.name }}',
    [
      [
        1,
        'There is no variable order.name; it belongs to Shopify',
        'Remove it: mails have no access to single orders, carts or events',
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
        'Use f.title; available: f.title, f.url, f.imageUrl, f.price',
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
        'Use shop.name; available: shop.name, shop.url, shop.postalAddress, shop.currency',
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
        'There is no variable event.ProductName; it belongs to Klaviyo or Customer.io',
        'Remove it: mails have no access to single orders, carts or events',
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
        'There is no variable event.order_id; it belongs to Klaviyo or Customer.io',
        'Remove it: mails have no access to single orders, carts or events',
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
        'Remove it: mails have no access to single orders, carts or events',
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

export const OTHERS: readonly Snippet[] = [
  [
    'Hi [[FIRST_NAME]],',
    [
      [
        1,
        "[[FIRST_NAME]] is another tool's syntax, which Rekindle does not support",
        'Use {{ customer.firstName | default: "there" }}; the first name may be unknown',
      ],
    ],
  ],
  [
    'Hi %FIRSTNAME%,',
    [
      [
        1,
        '%FIRSTNAME% is ActiveCampaign syntax, which Rekindle does not support',
        'Use {{ customer.firstName | default: "there" }}; the first name may be unknown',
      ],
    ],
  ],
  [
    '<a href="%UNSUBSCRIBELINK%">Leave</a>',
    [
      [
        1,
        '%UNSUBSCRIBELINK% is ActiveCampaign syntax, which Rekindle does not support',
        'Use {{ unsubscribeUrl }}, as in <a href="{{ unsubscribeUrl }}">',
      ],
    ],
  ],
  [
    'Hi %%first_name%%,',
    [
      [
        1,
        '%%first_name%% is Salesforce syntax, which Rekindle does not support',
        'Use {{ customer.firstName | default: "there" }}; the first name may be unknown',
      ],
    ],
  ],
  [
    '%%[ SET @x = 1 ]%%',
    [
      [
        1,
        '%%[ SET @x = 1 ]%% is Salesforce AMPscript syntax, which Rekindle does not support',
        'Write conditions as {% if customer.name %}…{% else %}…{% endif %}, or remove it',
      ],
    ],
  ],
  [
    '%%=v(@firstName)=%%',
    [
      [
        1,
        '%%=v(@firstName)=%% is Salesforce syntax, which Rekindle does not support',
        'Use {{ customer.firstName | default: "there" }}; the first name may be unknown',
      ],
    ],
  ],
  [
    'Hi {customer.name}',
    [
      [
        1,
        "{customer.name} is another tool's syntax, which Rekindle does not support",
        'Use {{ customer.name | default: "there" }}; the name may be unknown',
      ],
    ],
  ],
  [
    'Hi {customer_first_name},',
    [
      [
        1,
        "{customer_first_name} is another tool's syntax, which Rekindle does not support",
        'Use {{ customer.firstName | default: "there" }}; the first name may be unknown',
      ],
    ],
  ],
  [
    'Hi {first_name},',
    [
      [
        1,
        "{first_name} is another tool's syntax, which Rekindle does not support",
        'Use {{ customer.firstName | default: "there" }}; the first name may be unknown',
      ],
    ],
  ],
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
    '{{ contact.firstname }}',
    [
      [
        1,
        'There is no variable contact.firstname; it belongs to HubSpot',
        'Use {{ customer.firstName | default: "there" }}; the first name may be unknown',
      ],
    ],
  ],
  [
    '{{ site_settings.company_name }}',
    [
      [
        1,
        'There is no variable site_settings.company_name; it belongs to HubSpot',
        'Use {{ shop.name }}',
      ],
    ],
  ],
  [
    '{{unsubscribe}}',
    [
      [
        1,
        'There is no variable unsubscribe; it belongs to SendGrid',
        'Use {{ unsubscribeUrl }}, as in <a href="{{ unsubscribeUrl }}">',
      ],
    ],
  ],
  [
    '{{insert first_name "default=there"}}',
    [
      [
        1,
        '{{insert first_name "default=there"}} is SendGrid syntax, which Rekindle does not support',
        'Use {{ customer.firstName | default: "there" }}; the first name may be unknown',
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
    '{!Contact.FirstName}',
    [
      [
        1,
        '{!Contact.FirstName} is Salesforce syntax, which Rekindle does not support',
        'Use {{ customer.firstName | default: "there" }}; the first name may be unknown',
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

export const INNOCENT: readonly Snippet[] = [
  ['100% cotton, 50% off and 20% more', []],
  ['{50% OFF}', []],
  ['[1] See [note] and [[1]]', []],
  ['<a href="https://shop.example/a%20b?x=%E4%BD%A0%E5%A5%BD">Link</a>', []],
  ['<p style="color:red">{ braces } and } or {</p>', []],
  ['$5 and ${5}', []],
  ['5 > 3 | 2 < 4 * | *', []],
  ['Save 10%! %)', []],
  ['#hashtag {#1}', []],
  ['50%-100% %OFF 5%OFF%', []],
  ['a || b && c === d ? e : f', []],
  ['name@shop.example', []],
  ['{"json": "{x}"}', []],
  ['{{ "*|FNAME|*" | size }}', []],
]
