/** `rekindle recommend build`: counts what is bought together, now. */
import { buildRecommendations } from '../../insight/learning/build-recommendations.ts'
import { shopIn, storeOptions, withStore } from '../open-store.ts'
import { jsonOption, shopOption, verb } from '../verb.ts'
import { builtText } from './text.ts'

export const build = verb('recommend build', {
  arguments: [],
  options: { ...shopOption, ...storeOptions, ...jsonOption },
  examples: { build: 'rekindle recommend build --shop acme' },
  run: (given, io) =>
    withStore(given, async (store) => {
      const { settings } = await shopIn(store, given.value('shop'))
      const { recommend: policy, mostOrdersOfAPerson } = settings.policy
      const ports = { table: store.table, now: io.now, policy, mostOrdersOfAPerson }
      return buildRecommendations(settings.shop.id, ports)
    }),
  text: (built, { words }) => builtText(built, words.recommend),
})
