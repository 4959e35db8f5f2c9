/** A shop's campaigns: what each sends, to whom and when. */
import type { Settings } from '../domain/policy.ts'
import { type Html, html } from '../http/html.ts'
import type { Voice } from '../language/voice.ts'
import type { ShopSummary } from './console-reads.ts'
import { planList } from './plan.ts'

export const campaignsPage = (shop: ShopSummary, settings: Settings, voice: Voice): Html =>
  html`<h1>${voice.words.campaignPage.list}</h1>
<section class="card" aria-label="${voice.words.plan.title}">
${planList(shop, settings, voice)}
</section>`
