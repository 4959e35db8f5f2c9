/** `rekindle products feed add`: a feed that is fetched from its address. */
import { DAY_MS, HOUR_MS } from '../../../domain/time.ts'
import { feedAddress, isPrivateIp, maskedAddress } from '../../../intake/feeds/feed-address.ts'
import { feedReadCommand } from '../../../language/commands.ts'
import type { FeedPlan } from '../../../store/codecs/feed-rows.ts'
import { addFeed } from '../../../store/feeds.ts'
import { Failure, UsageError } from '../../failure.ts'
import { shopIn, storeOptions, withStore } from '../../open-store.ts'
import { typedLength } from '../../read-values.ts'
import { jsonOption, shopOption, verb } from '../../verb.ts'
import { feedOptions, ownMapping, type ReadingGiven, readingOptions } from '../reading-options.ts'
import { feedSummary } from './summary.ts'

export const add = verb('products feed add', {
  arguments: [{ name: 'NAME' }],
  options: {
    ...shopOption,
    url: { value: 'URL', required: true, env: 'REKINDLE_FEED_URL' },
    ...readingOptions,
    every: { value: 'TIME', default: '24h' },
    ...storeOptions,
    ...jsonOption,
  },
  examples: {
    daily:
      'rekindle products feed add english --url https://shop.example/feed.xml --locale en --shop acme',
    full: 'rekindle products feed add chinese --url https://shop.example/zh.csv --locale zh-CN --full --every 6h --shop acme',
  },
  run: (given, io) =>
    withStore(given, async (store) => {
      const { settings } = await shopIn(store, given.value('shop'))
      const shop = settings.shop.id
      // What cannot be read later is refused now.
      const asked = await feedOptions(given, settings)
      const plan: FeedPlan = {
        name: typedName(given.arguments[0] ?? ''),
        url: typedAddress(given.value('url')),
        ...(asked.locale !== undefined && { locale: asked.locale }),
        ...(given.text('currency') !== undefined && { currency: asked.currency }),
        ...(await typedReading(given)),
        isWhole: given.flag('full'),
        everyHours: typedHours(given.value('every')),
        addedAt: io.now(),
      }
      if (!(await addFeed(store.table, shop, plan)))
        throw new Failure((w) => w.feeds.taken(plan.name))
      return { shop, feed: { ...plan, runs: [], version: 1 } }
    }),
  json: ({ shop, feed }) => ({ shop, ...feedSummary(feed) }),
  text: ({ shop, feed: { name, url, everyHours } }, { words }) =>
    words.feeds.added(name, maskedAddress(url), everyHours, feedReadCommand(shop, name)),
})

const NAME = /^[\p{L}\d][\p{L}\d._-]{0,39}$/u

function typedName(name: string): string {
  if (!NAME.test(name)) throw new UsageError((w) => w.feeds.name(name))
  return name
}

function typedAddress(text: string): string {
  const { url, fault } = feedAddress(text)
  // What was typed may hold a password, so that the message does not repeat it.
  if (fault !== undefined) throw new UsageError((w) => w.feeds.url[fault])
  // A name is looked up when the feed is fetched; what an IP address is, is known now.
  if (isPrivateIp(url)) throw new UsageError((w) => w.feeds.url['not-public'])
  return url.href
}

/** How rarely a feed may be fetched: its articles age out of mails otherwise. */
const MOST_HOURS = (7 * DAY_MS) / HOUR_MS

function typedHours(text: string): number {
  const hours = typedLength('every', text) / HOUR_MS
  if (!Number.isInteger(hours) || hours < 1 || hours > MOST_HOURS)
    throw new UsageError((w) => w.feeds.every(text))
  return hours
}

async function typedReading(given: ReadingGiven) {
  const [encoding, idColumn, idRule, mapping] = (
    ['encoding', 'id-column', 'id-rule', 'mapping'] as const
  ).map(given.text)
  return {
    ...(encoding !== undefined && { encoding }),
    ...(idColumn !== undefined && { idColumn }),
    ...(idRule !== undefined && { idRule }),
    // What it says, since the file is not there when the feed is read.
    ...(mapping !== undefined && { mapping: JSON.stringify((await ownMapping(mapping)).value) }),
  }
}
