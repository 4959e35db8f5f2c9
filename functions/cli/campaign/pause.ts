/** `rekindle campaign pause` and `resume`: for when a wrong mail is going out. */
import { pauseCampaign } from '../../campaigns/pause-campaign.ts'
import { Failure } from '../failure.ts'
import { type Store, shopIn, storeOptions, withStore } from '../open-store.ts'
import { reevaluateShop } from '../reevaluate.ts'
import { type Given, type Io, jsonOption, type Options, shopOption, verb } from '../verb.ts'

const options = { ...shopOption, ...storeOptions, ...jsonOption } as const satisfies Options

export const pause = verb('campaign pause', {
  arguments: [{ name: 'ID' }],
  options,
  examples: { pause: 'rekindle campaign pause win-back --shop acme' },
  run: (given, io) => withStore(given, (store) => setPaused(store, given, true, io)),
  text: ({ campaign, decided }, { words }) =>
    [words.campaign.paused(campaign), words.reevaluated(decided)].join('\n'),
})

export const resume = verb('campaign resume', {
  arguments: [{ name: 'ID' }],
  options,
  examples: { resume: 'rekindle campaign resume win-back --shop acme' },
  run: (given, io) => withStore(given, (store) => setPaused(store, given, false, io)),
  text: ({ campaign, decided }, { words }) =>
    [words.campaign.resumed(campaign), words.reevaluated(decided)].join('\n'),
})

async function setPaused(store: Store, given: Given<typeof options>, paused: boolean, io: Io) {
  const [id = ''] = given.arguments
  const shop = given.value('shop')
  const { settings } = await shopIn(store, shop)
  const campaign = await pauseCampaign(store.table, shop, id, paused)
  if (!campaign) {
    const known = settings.campaigns.map((one) => one.id)
    throw new Failure((w) => w.failures.noCampaign(shop, id, known))
  }
  return { campaign: id, paused, decided: await reevaluateShop(store, shop, io) }
}
