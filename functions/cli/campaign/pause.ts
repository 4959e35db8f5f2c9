/** `rekindle campaign pause` and `resume`: when a wrong mail is going out. */
import { pauseCampaign } from '../../campaigns/pause-campaign.ts'
import { type Command, jsonOption } from '../command.ts'
import { Failure } from '../failure.ts'
import { shopIn, storeOptions, withStore } from '../open-store.ts'
import { reevaluateShop } from '../reevaluate.ts'
import { shopOption } from '../verb.ts'
import { counted } from '../words.ts'

const verb = (name: string, paused: boolean, summary: string, about: string): Command => ({
  name: `campaign ${name}`,
  summary,
  about,
  arguments: [{ name: 'ID', about: 'the campaign' }],
  options: { ...shopOption, ...storeOptions, ...jsonOption },
  examples: [`rekindle campaign ${name} win-back --shop acme`],
  run: (given, io) =>
    withStore(given, async (store) => {
      const [id = ''] = given.arguments
      const shop = given.value('shop')
      const { settings } = await shopIn(store, shop)
      const campaign = await pauseCampaign(store.table, shop, id, paused)
      if (!campaign) {
        const known = settings.campaigns.map((one) => one.id).join(', ') || 'none'
        throw new Failure(`The shop ${shop} has no campaign ${id}; it has: ${known}`)
      }
      const decided = await reevaluateShop(store, shop, io)
      if (given.flag('json')) io.print(JSON.stringify({ campaign: id, paused, decided }))
      else
        io.print(
          `${id} is ${paused ? 'paused' : 'running'}; ${counted(decided, 'customer')} decided for anew`,
        )
    }),
})

export const pause = verb(
  'pause',
  true,
  'Holds all mail of a campaign, within ten seconds.',
  'Its steps wait until it runs again, and are skipped where they become stale meanwhile. What SES has already is on its way.',
)

export const resume = verb(
  'resume',
  false,
  'Lets a paused campaign go on.',
  'Steps that still wait are sent; those that became stale stay skipped.',
)
