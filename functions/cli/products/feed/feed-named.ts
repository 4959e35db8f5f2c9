/** The feed of a shop that is meant by a name. */
import type { StoredFeed } from '../../../store/codecs/feed-rows.ts'
import { loadFeeds } from '../../../store/feeds.ts'
import type { Table } from '../../../store/table.ts'
import { Failure } from '../../failure.ts'

/** @throws Failure that names the feeds there are */
export async function feedNamed(table: Table, shop: string, name: string): Promise<StoredFeed> {
  const feeds = await loadFeeds(table, shop)
  const feed = feeds.find((one) => one.name === name)
  if (feed) return feed
  const names = feeds.map((one) => one.name)
  throw new Failure((w) => w.feeds.unknown(name, names))
}
