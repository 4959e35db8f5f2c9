/** All snippets, by the tool whose users write so. */
import { BRAZE } from './braze.ts'
import { CUSTOMER_IO } from './customer-io.ts'
import { INNOCENT } from './innocent.ts'
import { KLAVIYO } from './klaviyo.ts'
import { LIQUID } from './liquid.ts'
import { MAILCHIMP } from './mailchimp.ts'
import { OTHER_TOOLS } from './other-tools.ts'
import { SHOPIFY } from './shopify.ts'
import type { Snippet } from './snippet.ts'
import { TEMPLATE_LANGUAGES } from './template-languages.ts'

export const CORPUS: readonly (readonly [tool: string, snippets: readonly Snippet[]])[] = [
  ['Shopify', SHOPIFY],
  ['plain Liquid', LIQUID],
  ['Klaviyo', KLAVIYO],
  ['Customer.io', CUSTOMER_IO],
  ['Braze', BRAZE],
  ['Mailchimp', MAILCHIMP],
  ['other tools', OTHER_TOOLS],
  ['template languages', TEMPLATE_LANGUAGES],
  ['no tool: words with braces and percent signs are not faults', INNOCENT],
]
