/** What a campaign sends, when and to whom, in a few lines. */
import type { Campaign } from '../domain/campaign.ts'
import type { Settings } from '../domain/policy.ts'
import { type Html, html } from '../http/html.ts'
import { startFor, stepSentence } from '../language/campaign-sentences.ts'
import { ofShop } from '../language/condition-sentences.ts'
import { campaignName, stepName, type Voice } from '../language/voice.ts'
import type { ShopSummary } from './console-reads.ts'
import { campaignPath } from './paths.ts'

export function planList(shop: ShopSummary, settings: Settings, voice: Voice): Html {
  const { campaigns } = settings
  const { words } = voice
  return campaigns.length === 0
    ? html`<p class="quiet">${words.plan.none}</p>`
    : html`<ul>${campaigns.map((campaign) => planOf(campaign, shop, settings, voice))}</ul>`
}

function planOf(campaign: Campaign, shop: ShopSummary, settings: Settings, voice: Voice): Html {
  const asked = ofShop(settings)
  const { words } = voice
  const { id, steps, paused } = campaign
  return html`<li class="plan">
<p><a class="name" href="${campaignPath(shop.id, id)}"><bdi>${campaignName(id, shop.campaignNames, voice)}</bdi></a>${
    paused && html` <span class="badge">${words.plan.paused}</span>`
  }<br><span class="quiet">${startFor(campaign, asked, voice)}</span></p>
<ol class="steps">${steps.map(
    (step) =>
      html`<li><bdi>${stepName({ campaign: id, step: step.id }, shop.campaignNames, voice)}</bdi> <span class="quiet">${stepSentence(step, asked, voice)}</span></li>`,
  )}</ol>
</li>`
}
