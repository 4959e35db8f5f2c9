/** What a log says of a feed: ids, kinds and figures, and never a part of its address. */
import { isFailing } from '../../domain/recommend/feed-failure.ts'
import type { StoredFeed } from '../../store/codecs/feed-rows.ts'
import type { FeedRunEnd } from './run-feed.ts'

export type FeedRunLine = readonly [
  level: 'info' | 'error',
  event: 'feed-busy' | 'feed-unchanged' | 'feed-read' | 'feed-failed' | 'feed-failing',
  facts: Readonly<Record<string, string | number>>,
]

/**
 * A feed that fails is an error only once it has failed for a day, or if Rekindle itself is at fault.
 *
 * @param feed as it was before the run
 * @example log(...feedRunLine('acme', feed, end))
 */
export function feedRunLine(shop: string, feed: StoredFeed, end: FeedRunEnd): FeedRunLine {
  const of = { shop, feed: feed.name }
  switch (end.kind) {
    case 'busy':
      return ['info', 'feed-busy', of]
    case 'unchanged':
      return ['info', 'feed-unchanged', of]
    case 'read': {
      const { rows = 0, refused = 0, outcome } = end.run
      const { products = 0, withdrawn = 0, isCut = false } = outcome ?? {}
      const cut = String(isCut)
      return ['info', 'feed-read', { ...of, rows, refused, products, withdrawn, cut }]
    }
    case 'failed': {
      const { at, why, detail = '', rows = 0 } = end.run
      const facts = { ...of, why, detail, rows }
      if (isFailing(feed, at)) return ['error', 'feed-failing', facts]
      return [why === 'fault' ? 'error' : 'info', 'feed-failed', facts]
    }
  }
}
