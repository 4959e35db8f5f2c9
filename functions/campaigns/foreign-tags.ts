/** Tags and filters of other tools' Liquid and their equivalents here. */
import { ANOTHER } from './foreign-names.ts'

type ForeignTag = {
  readonly tool: string
  readonly fix: string
  /** Replaces the tag, so that no later check reports it again. */
  readonly repair?: string
}

const parts = (tool: string): ForeignTag => ({
  tool,
  fix: 'Copy its content here: a mail is one file',
})
const remove = (tool: string, why: string): ForeignTag => ({ tool, fix: `Remove it: ${why}` })
const elsif = (tool: string): ForeignTag => ({
  tool,
  fix: 'Write {% elsif … %}',
  repair: '{% elsif true %}',
})
const link = (tool: string, variable: string): ForeignTag => ({
  tool,
  fix: `Write {{ ${variable} }}, as in <a href="{{ ${variable} }}">`,
  repair: `{{ ${variable} }}`,
})

export const FOREIGN_TAGS: Readonly<Record<string, ForeignTag>> = {
  elif: elsif('Django'),
  elseif: elsif('Twig'),
  empty: { tool: 'Django', fix: 'Write {% else %}' },
  ifequal: { tool: 'Django', fix: 'Write {% if a == b %}…{% endif %}' },
  ifnotequal: { tool: 'Django', fix: 'Write {% if a != b %}…{% endif %}' },
  load: remove('Django', 'tags do not have to be loaded'),
  with: { tool: 'Django', fix: 'Write {% assign name = value %}' },
  set: { tool: 'Jinja or Twig', fix: 'Write {% assign name = value %}' },
  let: { tool: ANOTHER, fix: 'Write {% assign name = value %}' },
  block: remove('Django', 'a mail is one file and cannot extend another'),
  extends: remove('Django', 'a mail is one file and cannot extend another'),
  trans: remove('Django', 'each language has a mail file of its own'),
  blocktrans: remove('Django', 'each language has a mail file of its own'),
  now: { tool: 'Django', fix: `Write {{ 'now' | date: '%Y' }}` },
  current_year: { tool: 'Klaviyo', fix: `Write {{ 'now' | date: '%Y' }}` },
  currentyear: { tool: 'Klaviyo', fix: `Write {{ 'now' | date: '%Y' }}` },
  today: { tool: 'Klaviyo', fix: `Write {{ 'now' | date: '%d %B %Y' }}` },
  unsubscribe: link('Klaviyo', 'unsubscribeUrl'),
  unsubscribe_link: link('Klaviyo', 'unsubscribeUrl'),
  unsubscribe_url: link('Customer.io', 'unsubscribeUrl'),
  manage_preferences: link('Klaviyo', 'preferencesUrl'),
  manage_preferences_link: link('Klaviyo', 'preferencesUrl'),
  manage_subscription_preferences_url: link('Customer.io', 'preferencesUrl'),
  view_in_browser_url: remove('Customer.io', 'a mail has no web version'),
  view_in_browser: remove('Klaviyo', 'a mail has no web version'),
  web_view: remove('Klaviyo', 'a mail has no web version'),
  web_view_link: remove('Klaviyo', 'a mail has no web version'),
  cio_link: remove('Customer.io', 'links are tracked without it'),
  snippet: parts('Customer.io'),
  abort_message: remove(
    'Braze',
    'to leave customers out, add conditions to the step in campaign.yaml',
  ),
  connected_content: remove(
    'Braze',
    'mails cannot fetch data; put the values into content in campaign.yaml',
  ),
  catalog_items: {
    tool: 'Braze',
    fix: 'Write {% for item in recommendations %}{{ item.title }}{% endfor %}',
  },
  catalog: {
    tool: 'Klaviyo',
    fix: 'Write {% for item in recommendations %}{{ item.title }}{% endfor %}',
  },
  content_block: parts('Braze'),
  include: parts('Shopify'),
  render: parts('Shopify'),
  section: parts('Shopify'),
  layout: parts('Shopify'),
  liquid: { tool: 'Shopify', fix: 'Write each of its lines as a tag of its own: {% … %}' },
  form: remove('Shopify', 'a mail has no forms; link to a page'),
  paginate: remove('Shopify', 'a mail has no pages'),
  style: { tool: 'Shopify', fix: 'Write <mj-style> in <mj-head>' },
  javascript: remove('Shopify', 'email clients run no scripts'),
  schema: remove('Shopify', 'a mail has no settings of its own'),
  tablerow: { tool: 'Shopify', fix: 'Write {% for %} around <tr> in <mj-table>' },
  increment: { tool: 'Shopify', fix: 'Write {% assign n = n | plus: 1 %}' },
  decrement: { tool: 'Shopify', fix: 'Write {% assign n = n | minus: 1 %}' },
  each: { tool: ANOTHER, fix: 'Write {% for item in list %}…{% endfor %}' },
  foreach: { tool: ANOTHER, fix: 'Write {% for item in list %}…{% endfor %}' },
  macro: remove('Jinja', 'there are no macros; repeat the words'),
}

/** Filters of other tools by name. */
export const FOREIGN_FILTERS: Readonly<Record<string, string>> = {
  lookup: 'Write the variable itself, such as {{ customer.name }}',
  raw: 'Leave it out: values are always escaped',
  safe: 'Leave it out: values are always escaped',
  upper: 'Write upcase',
  lower: 'Write downcase',
  uppercase: 'Write upcase',
  lowercase: 'Write downcase',
  length: 'Write size',
  count: 'Write size',
  titlecase: 'Write title',
  capfirst: 'Write capitalize',
  default_if_none: 'Write default: "…"',
  truncatechars: 'Write truncate: 20',
  format_date: 'Write date: "%d %B %Y"',
  date_format: 'Write date: "%d %B %Y"',
  format_date_string: 'Write date: "%d %B %Y"',
  floatformat: 'Write round: 2',
  number_format: 'Write number_with_delimiter',
  trans: 'Leave it out: each language has a mail file of its own',
  t: 'Leave it out: each language has a mail file of its own',
  translate: 'Leave it out: each language has a mail file of its own',
  img_url: 'Write the full address of the picture; for a recommendation, item.imageUrl',
  image_url: 'Write the full address of the picture; for a recommendation, item.imageUrl',
  product_img_url: 'Write the full address of the picture; for a recommendation, item.imageUrl',
  format_money: 'Write money',
  currency: 'Write money',
  handle: 'Write slugify',
  handleize: 'Write slugify',
  property: 'Write the field with a dot: content.name',
}
