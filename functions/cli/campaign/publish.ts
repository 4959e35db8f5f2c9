/** `rekindle publish`: checks campaigns, puts them in force, and decides anew for whom they concern. */
import type { CompiledCampaign } from '../../campaigns/compile-campaign.ts'
import type { Published } from '../../campaigns/publish-campaign.ts'
import type { Command, Given, Io } from '../command.ts'
import { jsonOption } from '../command.ts'
import { Failure } from '../failure.ts'
import { type Store, shopIn, storeOptions, withStore } from '../open-store.ts'
import { reevaluateShop } from '../reevaluate.ts'
import { shopOption } from '../verb.ts'
import { counted } from '../words.ts'

export const command: Command = {
  name: 'publish',
  summary: 'Checks campaigns, puts them in force, and decides anew for the customers they concern.',
  about:
    'Every fault is told with its file, line and fix, and with a fault nothing is published: what is in force stays. The same again changes nothing. Safe to stop and to repeat.',
  arguments: [
    {
      name: 'FOLDER',
      about: "a campaign's folder, with its campaign.yaml, or a folder of such folders",
      many: true,
    },
  ],
  options: { ...shopOption, ...storeOptions, ...jsonOption },
  examples: [
    'rekindle publish templates --shop acme',
    'rekindle publish templates/dormant --shop acme --table Rekindle-Table',
  ],
  run: (given, io) => withStore(given, (store) => publish(store, given, io)),
}

/** Names that are kept for examples and never lead anywhere (RFC 2606). */
const EXAMPLE_LINK = /https?:\/\/(?:[\w-]+\.)*(?:example(?:\.(?:com|net|org))?)[/"]/

async function publish(store: Store, given: Given, io: Io): Promise<void> {
  const shop = given.value('shop')
  await shopIn(store, shop)
  const { compileFolders } = await import('./compile-folders.ts')
  const campaigns = await compileFolders(given.arguments)
  for (const { definition, content } of campaigns)
    if (EXAMPLE_LINK.test(JSON.stringify(content)))
      io.stderr.write(
        `${definition.id}: its content still links to an example shop; put your own links into campaign.yaml\n`,
      )
  const published = await publishAll(store, shop, campaigns, io)
  const decided = await reevaluateShop(store, shop, io)
  if (given.flag('json')) io.print(JSON.stringify({ published, decided }))
  else io.print([...published.map(told), decidedLine(decided)].join('\n'))
}

async function publishAll(
  { table }: Store,
  shop: string,
  campaigns: readonly CompiledCampaign[],
  { now }: Io,
): Promise<readonly Published[]> {
  const { publishCampaign } = await import('../../campaigns/publish-campaign.ts')
  const published: Published[] = []
  for (const campaign of campaigns)
    published.push(
      await publishCampaign(table, shop, campaign, now()).catch((error: Error) => {
        const done = published.map((one) => one.campaign).join(', ') || 'none'
        throw new Failure(
          `${campaign.definition.id} could not be published: ${error.message}. In force already: ${done}. Run it again.`,
        )
      }),
    )
  return published
}

const told = ({ campaign, version, outcome }: Published): string =>
  outcome === 'published'
    ? `${campaign}: version ${version} is in force`
    : `${campaign}: version ${version} stays in force, nothing changed`

const decidedLine = (decided: number): string =>
  decided === 0
    ? 'Nobody had to be decided for anew'
    : `${counted(decided, 'customer')} decided for anew`
