/** The win-back that ships, as a customer receives it. */

import { compileCampaign } from '../../functions/campaigns/compile-campaign.ts'
import { readCampaignFolder } from '../../functions/campaigns/read-campaign-folder.ts'
import { DEFAULT_BRAND } from '../../functions/domain/brand.ts'
import { NO_EVENT } from '../../functions/domain/context-variables.ts'
import { NO_VALUE } from '../../functions/domain/mail-variables.ts'
import type { ShownProduct } from '../../functions/domain/recommend/product.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'

/** @example (await winBackMail('en', [shown])).html */
export async function winBackMail(locale: string, recommendations: readonly ShownProduct[]) {
  const renderer = makeRenderer()
  const folder = new URL('../../templates/dormant', import.meta.url).pathname
  const compilation = await compileCampaign(await readCampaignFolder(folder), renderer)
  if (!compilation.ok) throw new Error(JSON.stringify(compilation.faults))
  const { templates, content } = compilation.campaign
  const mail = templates.find((one) => one.template === 'picks' && one.locale === locale)
  if (!mail) throw new Error(`no picks in ${locale}`)
  return renderer.render(renderer.parse(mail), {
    customer: { id: 'c-1', name: 'Lin', firstName: 'Lin' },
    shop: {
      name: 'Acme',
      url: 'https://acme.example',
      postalAddress: '1 High Street',
      email: 'hello@shop.example',
      currency: 'EUR',
    },
    brand: DEFAULT_BRAND,
    content: content[locale] ?? {},
    unsubscribeUrl: 'https://mail.acme.example/u',
    preferencesUrl: 'https://mail.acme.example/p',
    confirmUrl: '',
    lifecycle: { class: 'dormant', purchases: 2, lastPurchaseAt: '2026-03-14T10:20:00Z' },
    recommendations,
    event: NO_EVENT,
    attributes: {},
    value: NO_VALUE,
    zone: 'UTC',
    locale,
  })
}
