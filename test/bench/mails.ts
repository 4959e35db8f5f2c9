/** Rendering and composing the mails that ship, on one core. */

import { fileURLToPath } from 'node:url'
import { compileCampaign } from '../../functions/campaigns/compile-campaign.ts'
import { readCampaignFolder } from '../../functions/campaigns/read-campaign-folder.ts'
import { DEFAULT_BRAND } from '../../functions/domain/brand.ts'
import { NO_EVENT } from '../../functions/domain/context-variables.ts'
import { type MailVariables, NO_VALUE } from '../../functions/domain/mail-variables.ts'
import { composeMime } from '../../functions/pipeline/sending/compose-mime.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import type { Figure } from './figure.ts'

const MAILS = 4_000

export async function benchMails(): Promise<readonly Figure[]> {
  return [await perSecond('en', 'Lin'), await perSecond('zh-CN', '林小姐')]
}

async function perSecond(locale: string, name: string): Promise<Figure> {
  const renderer = makeRenderer()
  const folder = fileURLToPath(new URL('../../templates/first-time/', import.meta.url))
  const compilation = await compileCampaign(await readCampaignFolder(folder), renderer)
  if (!compilation.ok) throw new Error('the campaign that ships has faults')
  const { templates, content } = compilation.campaign
  const template = templates.find((mail) => mail.locale === locale)
  if (!template) throw new Error(`no mail in ${locale}`)
  const constants = {
    shop: {
      name: 'Kettle & Leaf',
      url: 'https://shop.example.com',
      postalAddress: '1 Test Street',
      email: 'hello@shop.example',
      currency: 'EUR',
    },
    brand: DEFAULT_BRAND,
    content: content[locale] ?? {},
    locale,
  }
  const parsed = renderer.parse(template, constants)
  const write = (i: number): number => {
    const unsubscribeUrl = `https://shop.example.com/unsubscribe/${'token'.repeat(30)}${i}`
    const variables: MailVariables = {
      ...constants,
      customer: { id: `c-${i}`, name, firstName: name },
      zone: 'UTC',
      unsubscribeUrl,
      preferencesUrl: unsubscribeUrl.replace('unsubscribe', 'preferences'),
      confirmUrl: '',
      recommendations: [],
      event: NO_EVENT,
      attributes: {},
      value: NO_VALUE,
      lifecycle: { class: 'first-time', purchases: 1, lastPurchaseAt: '2026-01-01T00:00:00.000Z' },
    }
    const mail = renderer.render(parsed, variables)
    return composeMime({
      from: { name: 'Kettle & Leaf', address: 'hello@shop.example.com' },
      to: { name, address: `customer-${i}@example.com` },
      ...mail,
      date: 0,
      messageId: `bench/${i}`,
      listUnsubscribe: { https: unsubscribeUrl },
    }).length
  }
  for (let i = 0; i < 500; i++) write(i)
  const start = performance.now()
  let bytes = 0
  for (let i = 0; i < MAILS; i++) bytes += write(i)
  const seconds = (performance.now() - start) / 1_000
  const size = Math.round(bytes / MAILS / 1_000)
  return {
    what: `mails rendered and composed, ${locale}, ${size} kB`,
    value: MAILS / seconds,
    unit: '/s',
  }
}
