/** Snippets as users of ActiveCampaign, Salesforce, HubSpot, SendGrid and others write them. */
import type { Snippet } from './snippet.ts'

export const OTHER_TOOLS: readonly Snippet[] = [
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
    '{!Contact.FirstName}',
    [
      [
        1,
        '{!Contact.FirstName} is Salesforce syntax, which Rekindle does not support',
        'Use {{ customer.firstName | default: "there" }}; the first name may be unknown',
      ],
    ],
  ],
]
