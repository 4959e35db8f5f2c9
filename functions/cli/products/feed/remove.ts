/** `rekindle products feed remove`: a feed that is not fetched any more. */
import { removeFeed } from '../../../store/feeds.ts'
import { shopIn, storeOptions, withStore } from '../../open-store.ts'
import { jsonOption, shopOption, verb } from '../../verb.ts'
import { feedNamed } from './feed-named.ts'

export const remove = verb('products feed remove', {
  arguments: [{ name: 'NAME' }],
  options: { ...shopOption, ...storeOptions, ...jsonOption },
  examples: { remove: 'rekindle products feed remove english --shop acme' },
  run: (given) =>
    withStore(given, async (store) => {
      const { settings } = await shopIn(store, given.value('shop'))
      const shop = settings.shop.id
      const { name } = await feedNamed(store.table, shop, given.arguments[0] ?? '')
      await removeFeed(store.table, shop, name)
      return { shop, name }
    }),
  text: ({ name }, { words }) => words.feeds.removed(name),
})
