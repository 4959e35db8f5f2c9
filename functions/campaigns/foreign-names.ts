/** Translates names of other tools: one table for merge tags, variables and tags. */

export type OwnName = { readonly fix: string /** As Liquid. */; readonly write?: string }

const write = (liquid: string, more = ''): OwnName => ({
  fix: `Write ${liquid}${more}`,
  write: liquid,
})
const remove = (why: string): OwnName => ({ fix: `Remove it: ${why}` })

/** Matched against the letters of the name in lower case; the first match wins. */
const NAMES: readonly (readonly [pattern: RegExp, own: OwnName])[] = [
  [/unsub|optout/, write('{{ unsubscribeUrl }}', ', as in <a href="{{ unsubscribeUrl }}">')],
  [
    /preferenc|updateprofile|managesub|subscriptioncenter/,
    write('{{ preferencesUrl }}', ', as in <a href="{{ preferencesUrl }}">'),
  ],
  [
    /browser|archive|webversion|webview|mirror|forward|viewinb|permalink/,
    remove('a mail has no web version'),
  ],
  [
    /(?:list|shop|store|company|organi[sz]ation|account|sender|physical|html|site).*(?:address|city|street|zip)|^address|postaladdress/,
    write('{{ shop.postalAddress }}'),
  ],
  [
    /(?:shop|store|site|organi[sz]ation|account).*(?:url|domain|website|link)/,
    write('{{ shop.url }}'),
  ],
  [
    /^(?:list|sitesettings|contact)?(?:company|shop|store|organi[sz]ation|account|site|listname)(?:name|title)?$/,
    write('{{ shop.name }}'),
  ],
  [
    /email|mailto/,
    remove("mails cannot show the customer's e-mail address; to show the shop's, write it out"),
  ],
  [
    /(?:^|person|customer|contact|user|profile|recipient|subscriber|attribute|buyer|merge|billing)\w*?(?:fname|firstname|forename|givenname)|^fname$/,
    write(
      '{{ customer.firstName }}',
      '; it is empty if the first name is unknown: | default: "there"',
    ),
  ],
  [
    /(?:^|person|customer|contact|user|profile|recipient|subscriber|attribute|buyer|merge|billing)\w*?(?:lname|lastname|fullname|username|surname|displayname|nickname)|^l?name$|(?:customer|person|contact|recipient|subscriber|user|profile)name$/,
    write('{{ customer.name }}', '; it is empty if the name is unknown: | default: "there"'),
  ],
  [/year|^date$|today|now$|currentdate/, write("{{ 'now' | date: '%Y' }}")],
  [/subject/, remove('the subject is in <mj-title>')],
  [/totalspent|spent|lifetime|clv/, { fix: 'Write {{ value.lifetimeValueMinor }}' }],
  [/orderscount|ordercount|purchases|numberoforders/, write('{{ lifecycle.purchases }}')],
  [/lastorder|lastpurchase/, write('{{ lifecycle.lastPurchaseAt }}')],
  [
    /event|order|cart|checkout|abandon|invoice|receipt|shipping|tracking|total/,
    remove('mails have no access to single orders, carts or events'),
  ],
  [
    /coupon|discount|promocode|vouchercode/,
    { fix: 'Write {{ content.code }} and add code to content in campaign.yaml' },
  ],
  [
    /^(?!customer|shop).*(?:colou?r|background)/,
    {
      fix: 'Write the colour itself, such as #1f5f54, or {{ content.colour }} and add colour to content in campaign.yaml',
    },
  ],
  [
    /^(?!customer|shop).*(?:image|img|logo|banner|picture|photo)/,
    {
      fix: 'Write the full address of the picture, or {{ content.image }} and add image to content in campaign.yaml; for a recommendation, write {{ item.imageUrl }}',
    },
  ],
  [
    /product|item|catalog|feed|recommend/,
    {
      fix: 'Write {% for item in recommendations %}{{ item.title }}{% endfor %}; the fields are item.title, item.url, item.imageUrl, item.price',
    },
  ],
]

const OTHERS: OwnName = {
  fix: 'Write one of {{ customer.name }}, {{ shop.name }}, {{ shop.postalAddress }}, {{ unsubscribeUrl }}, {{ preferencesUrl }} or {{ content.… }}, or remove it',
}

const letters = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

/** @example foreignName('*|FNAME|*').write // '{{ customer.firstName }}' */
export const foreignName = (written: string): OwnName => knownName(written) ?? OTHERS

/** Undefined if no table has it. */
export const knownName = (written: string): OwnName | undefined =>
  NAMES.find(([pattern]) => pattern.test(letters(written)))?.[1]

/** First parts of the variables of other tools, and the tool that has each. */
const ROOTS: Readonly<Record<string, string>> = {
  person: 'Klaviyo',
  organization: 'Klaviyo',
  event: 'Klaviyo or Customer.io',
  unsubscribe: 'SendGrid',
  unsubscribe_link: 'Shopify',
  unsubscribe_url: 'Customer.io',
  contact: 'HubSpot',
  site_settings: 'HubSpot',
  company: 'HubSpot',
  content_blocks: 'Braze',
  custom_attribute: 'Braze',
  profile: 'Iterable',
  user: 'Iterable',
  recipient: 'Salesforce',
  subscriber: 'Drip',
  order: 'Shopify',
  checkout: 'Shopify',
  cart: 'Shopify',
  product: 'Shopify',
  abandoned_checkout: 'Shopify',
  email: 'Shopify',
  trigger: 'Customer.io',
  journey: 'Customer.io',
  snippets: 'Customer.io',
  layout: 'Customer.io',
  line_items: 'Shopify',
  catalog_item: 'Klaviyo',
  campaign: 'Customer.io',
  first_name: 'Klaviyo',
  firstName: 'Iterable',
  last_name: 'Klaviyo',
  loop: 'Twig',
  settings: 'Shopify',
}

/**
 * Names that many tools have, each in its own spelling: compared by their letters in lower case.
 */
const COMMON_ROOTS: ReadonlySet<string> = new Set(
  'attributes companyname emailaddress fname firstname fullname lastname lname name username'.split(
    ' ',
  ),
)

/** For names that many tools have. */
export const ANOTHER = 'Another tool'

/** Fields of our variables under the names that other tools use. */
const FIELDS: Readonly<Record<string, string>> = { customer: 'Shopify', shop: 'Shopify' }

/**
 * The tool that has the variable and its name here; undefined if no known tool has it.
 *
 * @param path such as person.first_name
 */
export function foreignVariable(path: string): (OwnName & { readonly tool: string }) | undefined {
  const [root = '', field] = path.split('.')
  const tool = ROOTS[root] ?? (COMMON_ROOTS.has(letters(root)) ? ANOTHER : undefined)
  if (tool !== undefined) return { tool, ...foreignName(path) }
  const own = FIELDS[root]
  const known = field === undefined || own === undefined ? undefined : knownName(path)
  return known && own ? { tool: own, ...known } : undefined
}
