/** Names of campaigns, steps and customers, each as a link to its page. */
import type { MessageRef } from '../domain/message-ref.ts'
import { type Html, html } from '../http/html.ts'
import {
  campaignName,
  customerName,
  type Recognised,
  stepName,
  type Voice,
} from '../language/voice.ts'
import type { ShopSummary } from './console-reads.ts'
import { campaignPath, customerPath, messagePath } from './paths.ts'

export const campaignLink = (
  { id: shop, campaignNames }: ShopSummary,
  campaign: string,
  voice: Voice,
): Html =>
  html`<a class="named" href="${campaignPath(shop, campaign)}"><bdi>${campaignName(campaign, campaignNames, voice)}</bdi></a>`

export const stepLink = (
  shop: ShopSummary,
  customer: string,
  message: MessageRef,
  voice: Voice,
): Html =>
  html`<a href="${messagePath(shop.id, customer, message)}"><bdi>${stepName(message, shop.campaignNames, voice)}</bdi></a>`

export const customerLink = (
  shop: string,
  { customer, ...known }: Recognised & { readonly customer: string },
  voice: Voice,
): Html =>
  html`<a class="plain" href="${customerPath(shop, customer)}"><bdi>${customerName(customer, known, voice)}</bdi></a>`

/** One or several addresses, which may be broken before the @, where a reader would break them. */
export const addressText = (text: string): Html =>
  html`<bdi>${text.split('@').map((part, i) => html`${i > 0 && html`<wbr>@`}${part}`)}</bdi>`
