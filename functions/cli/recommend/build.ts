/** `rekindle recommend build`: counts what is bought together, now. */
import { buildRecommendations } from '../../insight/learning/build-recommendations.ts'
import { type Command, jsonOption } from '../command.ts'
import { shopIn, storeOptions, withStore } from '../open-store.ts'
import { shopOption } from '../verb.ts'
import { tellBuilt } from './text.ts'

export const command: Command = {
  name: 'recommend build',
  summary: 'Counts anew what is bought together in a shop, and what sells best.',
  about:
    'From the lines of all its orders, in bounded memory. Mails use what was counted last; while it runs they use some of each. Where it is cut short, run it again.',
  arguments: [],
  options: { ...shopOption, ...storeOptions, ...jsonOption },
  examples: ['rekindle recommend build --shop acme'],
  run: (given, io) =>
    withStore(given, async (store) => {
      const { settings } = await shopIn(store, given.value('shop'))
      const policy = settings.policy.recommend
      const ports = { table: store.table, now: io.now, policy }
      const built = await buildRecommendations(settings.shop.id, ports)
      io.print(given.flag('json') ? JSON.stringify(built) : tellBuilt(built))
    }),
}
