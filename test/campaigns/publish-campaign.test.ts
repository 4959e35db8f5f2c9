import { afterAll, expect, it } from 'vitest'
import { compileCampaign } from '../../functions/campaigns/compile-campaign.ts'
import { publishCampaign } from '../../functions/campaigns/publish-campaign.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { addShop, loadShop } from '../../functions/store/shops.ts'
import { NOON, settings } from '../support/given.ts'
import { temporaryTable } from '../support/temporary-table.ts'
import { filesWith } from './sample-campaign.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

it('a campaign is in force for what a shop tells of the very second it was published in', async () => {
  const { shop, policy } = settings()
  await addShop(table, shop, policy)
  const compilation = await compileCampaign(filesWith(), makeRenderer())
  if (!compilation.ok) throw new Error(JSON.stringify(compilation.faults))
  await publishCampaign(table, shop.id, compilation.campaign, NOON + 999)
  const campaigns = (await loadShop(table, shop.id))?.settings.campaigns
  expect(campaigns?.map(({ activeFrom }) => activeFrom)).toEqual([NOON])
})
