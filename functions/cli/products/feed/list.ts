/** `rekindle products feed list`: a shop's feeds by address, and how their last runs ended. */
import { maskedAddress } from '../../../intake/feeds/feed-address.ts'
import type { FeedCommandWords } from '../../../language/command/feed-words.ts'
import type { FeedRun, StoredFeed } from '../../../store/codecs/feed-rows.ts'
import { loadFeeds } from '../../../store/feeds.ts'
import { leftColumns } from '../../columns.ts'
import { askStore, shopIn, storeOptions } from '../../open-store.ts'
import { jsonOption, shopOption, verb } from '../../verb.ts'
import { shortInstant } from '../../words.ts'
import { feedSummary } from './summary.ts'

export const list = verb('products feed list', {
  arguments: [],
  options: { ...shopOption, ...storeOptions, ...jsonOption },
  examples: { list: 'rekindle products feed list --shop acme' },
  run: (given) =>
    askStore(given, async (store) => {
      const { settings } = await shopIn(store, given.value('shop'))
      const shop = settings.shop.id
      return { shop, feeds: await loadFeeds(store.table, shop) }
    }),
  json: ({ feeds }) => feeds.map(feedSummary),
  text: ({ shop, feeds }, { words: { feeds: words } }) => {
    const { columns: head } = words
    if (feeds.length === 0) return words.none(shop)
    return leftColumns([
      [head.name, head.address, head.every, head.lastRun, head.outcome],
      ...feeds.map((feed) => rowOf(feed, words)),
    ]).join('\n')
  },
})

function rowOf(
  { name, url, everyHours, runs }: StoredFeed,
  words: FeedCommandWords,
): readonly string[] {
  const [last] = runs
  return [
    name,
    maskedAddress(url),
    words.hours(everyHours),
    last ? shortInstant(last.at) : words.never,
    last ? outcomeText(last, words) : '',
  ]
}

function outcomeText(
  { status, why = 'fault', detail, refused = 0, outcome }: FeedRun,
  words: FeedCommandWords,
): string {
  switch (status) {
    case 'unchanged':
      return words.unchanged
    case 'failed':
      return `${words.failed(words.failures[why])}${detail === undefined ? '' : ` (${detail})`}`
    case 'read': {
      const read = words.read(outcome?.products ?? 0, refused)
      return outcome?.isCut ? `${read}; ${words.cut}` : read
    }
  }
}
