/** Translates names of other tools: one table for merge tags, variables and tags. */
import type {
  ForeignAdvice,
  ForeignFix,
  RemoveReason,
  Tool,
} from '../language/faults/foreign-fault-words.ts'

export type OwnName = { readonly fix: ForeignFix /** As Liquid. */; readonly write?: string }

const write = (liquid: string): OwnName => ({ fix: { kind: 'write', liquid }, write: liquid })
const link = (variable: string): OwnName => ({
  fix: { kind: 'link', variable },
  write: `{{ ${variable} }}`,
})
const remove = (why: RemoveReason): OwnName => ({ fix: { kind: 'remove', why } })
const advice = (about: ForeignAdvice, liquid?: string): OwnName => ({
  fix: { kind: 'advice', about },
  ...(liquid !== undefined && { write: liquid }),
})

/** Matched against the letters of the name in lower case; the first match wins. */
const NAMES: readonly (readonly [pattern: RegExp, own: OwnName])[] = [
  [/unsub|optout/, link('unsubscribeUrl')],
  [/preferenc|updateprofile|managesub|subscriptioncenter/, link('preferencesUrl')],
  [/browser|archive|webversion|webview|mirror|forward|viewinb|permalink/, remove('no-web-version')],
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
  [/email|mailto/, remove('no-address')],
  [
    /(?:^|person|customer|contact|user|profile|recipient|subscriber|attribute|buyer|merge|billing)\w*?(?:fname|firstname|forename|givenname)|^fname$/,
    advice('first-name', '{{ customer.firstName }}'),
  ],
  [
    /(?:^|person|customer|contact|user|profile|recipient|subscriber|attribute|buyer|merge|billing)\w*?(?:lname|lastname|fullname|username|surname|displayname|nickname)|^l?name$|(?:customer|person|contact|recipient|subscriber|user|profile)name$/,
    advice('full-name', '{{ customer.name }}'),
  ],
  [/year|^date$|today|now$|currentdate/, write("{{ 'now' | date: '%Y' }}")],
  [/subject/, remove('subject-elsewhere')],
  [
    /totalspent|spent|lifetime|clv/,
    { fix: { kind: 'write', liquid: '{{ value.lifetimeValueMinor }}' } },
  ],
  [/orderscount|ordercount|purchases|numberoforders/, write('{{ lifecycle.purchases }}')],
  [/lastorder|lastpurchase/, write('{{ lifecycle.lastPurchaseAt }}')],
  [
    /event|order|cart|checkout|abandon|invoice|receipt|shipping|tracking|total/,
    remove('no-orders'),
  ],
  [/coupon|discount|promocode|vouchercode/, advice('coupon')],
  [/^(?!customer|shop).*(?:colou?r|background)/, advice('colour')],
  [/^(?!customer|shop).*(?:image|img|logo|banner|picture|photo)/, advice('image')],
  [/product|item|catalog|feed|recommend/, advice('products')],
]

const OTHERS: OwnName = advice('any-variable')

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
export const ANOTHER = undefined

/** Fields of our variables under the names that other tools use. */
const FIELDS: Readonly<Record<string, string>> = { customer: 'Shopify', shop: 'Shopify' }

/**
 * The tool that has the variable and its name here; undefined if no known tool has it.
 *
 * @param path such as person.first_name
 */
export function foreignVariable(path: string): (OwnName & { readonly tool: Tool }) | undefined {
  const [root = '', field] = path.split('.')
  const tool = ROOTS[root]
  if (tool !== undefined || COMMON_ROOTS.has(letters(root))) return { tool, ...foreignName(path) }
  const own = FIELDS[root]
  const known = field === undefined || own === undefined ? undefined : knownName(path)
  return known && own ? { tool: own, ...known } : undefined
}
