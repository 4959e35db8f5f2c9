/** `rekindle products feed read`: a feed that is fetched now, with the report of an import. */
import { FETCH_LIMITS, PUBLIC_INTERNET } from '../../../intake/feeds/fetch-feed.ts'
import { type FeedRunEnd, runFeed } from '../../../intake/feeds/run-feed.ts'
import { MOST_WITHDRAWN } from '../../../intake/feeds/take-feed.ts'
import { ImportFault } from '../../../intake/import/import-fault.ts'
import type { Sentence } from '../../../language/command/command-words.ts'
import { feedReadCommand } from '../../../language/commands.ts'
import type { StoredFeed } from '../../../store/codecs/feed-rows.ts'
import { Failure } from '../../failure.ts'
import { shopIn, storeOptions, withStore } from '../../open-store.ts'
import { makeProgress } from '../../progress.ts'
import { jsonOption, shopOption, verb } from '../../verb.ts'
import { shortInstant } from '../../words.ts'
import { faultText, makeRowRemarks } from '../row-remarks.ts'
import { importedText } from '../text.ts'
import { feedNamed } from './feed-named.ts'

export const read = verb('products feed read', {
  arguments: [{ name: 'NAME' }],
  options: { ...shopOption, yes: {}, ...storeOptions, ...jsonOption },
  examples: { read: 'rekindle products feed read english --shop acme' },
  run: (given, io) =>
    withStore(given, async (store) => {
      const { table } = store
      const { settings } = await shopIn(store, given.value('shop'))
      const shop = settings.shop.id
      const feed = await feedNamed(table, shop, given.arguments[0] ?? '')
      const progress = makeProgress(io)
      const remarks = makeRowRemarks()
      try {
        const end = await runFeed(
          feed,
          settings,
          { evenUnchanged: true, mostWithdrawn: given.flag('yes') ? 1 : MOST_WITHDRAWN },
          {
            ...{ table, now: io.now, network: PUBLIC_INTERNET, limits: FETCH_LIMITS },
            onRow: remarks.note,
            onProgress: (rows) => progress.show(io.words.import.products.done(rows)),
          },
        )
        if (end.kind !== 'read') throw notRead(feed, end)
        const { shape, rows, unread: refused } = end.read
        return { shop, feed: feed.name, shape, rows, refused, isWhole: feed.isWhole, ...end.taken }
      } finally {
        progress.done()
        io.stderr.write(remarks.text(feed.name, io.words))
      }
    }),
  json: ({ became, isWhole: _, ...imported }) => ({ ...imported, ...became }),
  text: (imported, { words }) => importedText(imported, words),
  failure: whyFailed,
})

type ReadFeed = {
  readonly shop: string
  readonly feed: string
  readonly isCut: boolean
  readonly refused: number
}

/** The command failed where anything was refused or left undone, though the rest was taken in. */
function whyFailed({ shop, feed, isCut, refused }: ReadFeed): Sentence | undefined {
  if (isCut) return (w) => w.feeds.nothingWithdrawn(`${feedReadCommand(shop, feed)} --yes`)
  return refused > 0 ? (w) => w.import.products.rowsRefused(refused) : undefined
}

type NotRead = Exclude<FeedRunEnd, { readonly kind: 'read' }>

const notRead = ({ name, lease }: StoredFeed, end: NotRead): Failure =>
  new Failure((w) => {
    if (end.kind !== 'failed') return w.feeds.busy(name, lease && shortInstant(lease.until))
    const { error, run } = end
    const { why, detail, rows } = run
    const code = detail === undefined ? '' : ` (${detail})`
    const text =
      error instanceof ImportFault ? faultText(error, w) : `${w.feeds.failures[why]}${code}`
    return rows === undefined ? w.feeds.notRead(name, text) : w.feeds.partlyRead(name, text)
  })
