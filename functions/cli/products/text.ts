/** The report of an imported feed, as text. */
import type { FeedRead } from '../../intake/feeds/feed-options.ts'
import type { FeedTaken } from '../../intake/feeds/take-feed.ts'
import type { CommandWords, Sentence } from '../../language/command/command-words.ts'

export type ImportedFeed = Pick<FeedRead, 'shape' | 'rows'> &
  FeedTaken & {
    readonly shop: string
    /** Rows that could not be read. */
    readonly refused: number
    readonly isWhole: boolean
  }

export function importedText(imported: ImportedFeed, all: CommandWords): string {
  const words = all.import.products
  const { products, rows, shape, became, withdrawn, unread, incomplete, refused } = imported
  const { others, isWhole, isCut } = imported
  const parts = [
    words.recorded(became.recorded),
    words.updated(became.updated),
    words.unchanged(became.unchanged),
    ...(became.newer > 0 ? [words.newer(became.newer)] : []),
    ...(withdrawn > 0 ? [words.withdrawn(withdrawn)] : []),
    ...(refused > 0 ? [words.refused(refused)] : []),
    ...(unread > 0 ? [words.unread(unread)] : []),
    ...(incomplete > 0 ? [words.incomplete(incomplete)] : []),
  ]
  return [
    words.totals(products, rows, all.faults.feed.shapes[shape], parts),
    ...(others.unnamed > 0 && !isWhole ? [words.unnamed(others.unnamed, others.known)] : []),
    ...(isCut ? [words.cut(others.unnamed, others.known)] : []),
    ...metText(imported, words),
  ].join('\n')
}

/** Whether the feed's ids are those of the orders: nothing is recommended where they are not. */
function metText(
  { bestSellers, shop }: ImportedFeed,
  words: CommandWords['import']['products'],
): readonly string[] {
  if (!bestSellers) return [words.notCounted(shop)]
  const { counted, named, missing, better } = bestSellers
  return [
    ...(missing.length > 0 ? [words.bestSellersMissing(counted, named, missing)] : []),
    ...(better ? [words.betterRule(better.rule, better.named)] : []),
  ]
}

/** The command failed where anything was refused or left undone, though the rest was taken in. */
export function whyFailed({ refused, isCut }: ImportedFeed): Sentence | undefined {
  if (isCut) return (w) => w.import.products.nothingWithdrawn
  return refused > 0 ? (w) => w.import.products.rowsRefused(refused) : undefined
}
