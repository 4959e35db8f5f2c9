/** Tags and filters of other tools' Liquid and their equivalents here. */
import type {
  ForeignAdvice,
  ForeignFix,
  RemoveReason,
  Tool,
} from '../language/faults/foreign-fault-words.ts'
import type { FilterFix } from '../language/faults/liquid-fault-words.ts'
import { ANOTHER } from './foreign-names.ts'

type ForeignTag = {
  readonly tool: Tool
  readonly fix: ForeignFix
  /** Replaces the tag, so that no later check reports it again. */
  readonly repair?: string
}

const write = (tool: Tool, liquid: string, repair?: string): ForeignTag => ({
  tool,
  fix: { kind: 'write', liquid },
  ...(repair !== undefined && { repair }),
})
const advice = (tool: Tool, about: ForeignAdvice): ForeignTag => ({
  tool,
  fix: { kind: 'advice', about },
})
const parts = (tool: Tool): ForeignTag => advice(tool, 'copy-content')
const remove = (tool: Tool, why: RemoveReason): ForeignTag => ({
  tool,
  fix: { kind: 'remove', why },
})
const elsif = (tool: Tool): ForeignTag => write(tool, '{% elsif … %}', '{% elsif true %}')
const link = (tool: Tool, variable: string): ForeignTag => ({
  tool,
  fix: { kind: 'link', variable },
  repair: `{{ ${variable} }}`,
})

const ITEMS = '{% for item in recommendations %}{{ item.title }}{% endfor %}'

export const FOREIGN_TAGS: Readonly<Record<string, ForeignTag>> = {
  elif: elsif('Django'),
  elseif: elsif('Twig'),
  empty: write('Django', '{% else %}'),
  ifequal: write('Django', '{% if a == b %}…{% endif %}'),
  ifnotequal: write('Django', '{% if a != b %}…{% endif %}'),
  load: remove('Django', 'nothing-to-load'),
  with: write('Django', '{% assign name = value %}'),
  set: write('Jinja or Twig', '{% assign name = value %}'),
  let: write(ANOTHER, '{% assign name = value %}'),
  block: remove('Django', 'one-file'),
  extends: remove('Django', 'one-file'),
  trans: remove('Django', 'own-languages'),
  blocktrans: remove('Django', 'own-languages'),
  now: write('Django', `{{ 'now' | date: '%Y' }}`),
  current_year: write('Klaviyo', `{{ 'now' | date: '%Y' }}`),
  currentyear: write('Klaviyo', `{{ 'now' | date: '%Y' }}`),
  today: write('Klaviyo', `{{ 'now' | date: '%d %B %Y' }}`),
  unsubscribe: link('Klaviyo', 'unsubscribeUrl'),
  unsubscribe_link: link('Klaviyo', 'unsubscribeUrl'),
  unsubscribe_url: link('Customer.io', 'unsubscribeUrl'),
  manage_preferences: link('Klaviyo', 'preferencesUrl'),
  manage_preferences_link: link('Klaviyo', 'preferencesUrl'),
  manage_subscription_preferences_url: link('Customer.io', 'preferencesUrl'),
  view_in_browser_url: remove('Customer.io', 'no-web-version'),
  view_in_browser: remove('Klaviyo', 'no-web-version'),
  web_view: remove('Klaviyo', 'no-web-version'),
  web_view_link: remove('Klaviyo', 'no-web-version'),
  cio_link: remove('Customer.io', 'links-tracked'),
  snippet: parts('Customer.io'),
  abort_message: remove('Braze', 'conditions-elsewhere'),
  connected_content: remove('Braze', 'no-fetching'),
  catalog_items: write('Braze', ITEMS),
  catalog: write('Klaviyo', ITEMS),
  content_block: parts('Braze'),
  include: parts('Shopify'),
  render: parts('Shopify'),
  section: parts('Shopify'),
  layout: parts('Shopify'),
  liquid: advice('Shopify', 'tag-for-each-line'),
  form: remove('Shopify', 'no-forms'),
  paginate: remove('Shopify', 'no-pages'),
  style: advice('Shopify', 'style-element'),
  javascript: remove('Shopify', 'no-scripts'),
  schema: remove('Shopify', 'no-settings'),
  tablerow: advice('Shopify', 'table-rows'),
  increment: write('Shopify', '{% assign n = n | plus: 1 %}'),
  decrement: write('Shopify', '{% assign n = n | minus: 1 %}'),
  each: write(ANOTHER, '{% for item in list %}…{% endfor %}'),
  foreach: write(ANOTHER, '{% for item in list %}…{% endfor %}'),
  macro: remove('Jinja', 'no-macros'),
}

const filter = (liquid: string): FilterFix => ({ kind: 'write', liquid })
const leaveOut = (why: Extract<FilterFix, { kind: 'leave-out' }>['why']): FilterFix => ({
  kind: 'leave-out',
  why,
})
const value = (what: Extract<FilterFix, { kind: 'value' }>['what']): FilterFix => ({
  kind: 'value',
  what,
})

/** Filters of other tools by name. */
export const FOREIGN_FILTERS: Readonly<Record<string, FilterFix>> = {
  lookup: value('variable'),
  raw: leaveOut('escaped'),
  safe: leaveOut('escaped'),
  upper: filter('upcase'),
  lower: filter('downcase'),
  uppercase: filter('upcase'),
  lowercase: filter('downcase'),
  length: filter('size'),
  count: filter('size'),
  titlecase: filter('title'),
  capfirst: filter('capitalize'),
  default_if_none: filter('default: "…"'),
  truncatechars: filter('truncate: 20'),
  format_date: filter('date: "%d %B %Y"'),
  date_format: filter('date: "%d %B %Y"'),
  format_date_string: filter('date: "%d %B %Y"'),
  floatformat: filter('round: 2'),
  number_format: filter('number_with_delimiter'),
  trans: leaveOut('own-languages'),
  t: leaveOut('own-languages'),
  translate: leaveOut('own-languages'),
  img_url: value('picture'),
  image_url: value('picture'),
  product_img_url: value('picture'),
  format_money: filter('money'),
  currency: filter('money'),
  handle: filter('slugify'),
  handleize: filter('slugify'),
  property: value('field'),
}
