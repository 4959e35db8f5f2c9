/** Publishing the shipped campaigns again must publish nothing new. */
import { hash } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { publishCampaign } from '../../functions/campaigns/publish-campaign.ts'
import { loadShop } from '../../functions/store/shops.ts'
import { makeApiShop, NOW } from '../support/api-shop.ts'
import { temporaryTable } from '../support/temporary-table.ts'
import { golden } from './golden.ts'
import { shippedCampaigns } from './shipped.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

const fingerprint = (text: string): string => hash('sha256', text, 'base64url')

it('the shipped campaigns compile and are published as before', async () => {
  await makeApiShop(table)
  const compiled: Record<string, unknown> = {}
  for (const campaign of (await shippedCampaigns()).values()) {
    const { definition, name, templates, content, ...rest } = campaign
    compiled[definition.id] = {
      definition,
      name,
      content,
      ...rest,
      templates: templates.map(({ template, locale, subject, html, text }) => ({
        template,
        locale,
        subject,
        html: fingerprint(html),
        text: fingerprint(text),
      })),
      published: await publishCampaign(table, 'tea', campaign, NOW),
      publishedAgain: await publishCampaign(table, 'tea', campaign, NOW + 1),
    }
  }
  const inForce = (await loadShop(table, 'tea'))?.settings.campaigns
  await expect(golden({ compiled, inForce })).toMatchFileSnapshot('./campaigns.json')
})
