/** The feed of a shop that is meant by a name. */
import type { StoredFeed } from '../../../store/codecs/feed-rows.ts'
import { loadFeed, loadFeeds } from '../../../store/feeds.ts'
import type { Table } from '../../../store/table.ts'
import { Failure } from '../../failure.ts'

/** @throws Failure that names the feeds there are */
export async function feedNamed(table: Table, shop: string, name: string): Promise<StoredFeed> {
  const feed = await loadFeed(table, shop, name)
  if (feed) return feed
  const names = (await loadFeeds(table, shop)).map((one) => one.name)
  throw new Failure((w) => w.feeds.unknown(name, names))
}
