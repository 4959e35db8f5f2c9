/** Answers for a shop's campaigns. */
import { campaignName } from '../language/voice.ts'
import { campaignPage } from './campaign-page.ts'
import { campaignsPage } from './campaigns-page.ts'
import type { ConsoleAnswer } from './page.ts'
import { inShop, notFound, type PageRequest, showPage } from './page-request.ts'

const MEMBERS_A_PAGE = 25

export const campaignsAnswer = (asked: PageRequest, id: string): Promise<ConsoleAnswer> =>
  inShop(asked, id, async ({ shop, settings, voice }) =>
    showPage(asked, voice, {
      title: voice.words.campaignPage.list,
      shop: id,
      current: 'campaigns',
      main: campaignsPage(shop, settings, voice),
    }),
  )

export const campaignAnswer = (
  asked: PageRequest,
  shopId: string,
  id: string,
): Promise<ConsoleAnswer> =>
  inShop(asked, shopId, async ({ shop, settings, voice }) => {
    const { request, ports, now } = asked
    const before = request.query.get('before') ?? undefined
    const [counts, members, versions] = await Promise.all([
      ports.reads.counts(shopId),
      ports.reads.members(shopId, id, {
        ...(before !== undefined && { before }),
        limit: MEMBERS_A_PAGE,
      }),
      ports.reads.versions(shopId, id),
    ])
    const campaign = settings.campaigns.find((one) => one.id === id)
    const messages = counts.messages.filter((one) => one.campaign === id)
    const journeys = counts.journeys.filter((one) => one.campaign === id)
    if (!campaign && messages.length === 0 && journeys.length === 0)
      return notFound(asked, 'page', shopId)
    const toShow = {
      ...{ shop, settings, id, campaign, messages, journeys, members, versions, now },
      isFirstPage: before === undefined,
    }
    return showPage(asked, voice, {
      title: campaignName(id, shop.campaignNames, voice),
      shop: shopId,
      current: 'campaigns',
      main: campaignPage(toShow, voice),
    })
  })
