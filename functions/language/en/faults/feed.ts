/** Words of the faults of a product feed, in English. */
import type { FeedFaultWords } from '../../faults/feed-fault-words.ts'

export const enFeedFaults: FeedFaultWords = {
  noColumns: (missing, header) =>
    `there is no column ${missing.join(', ')}; the header has: ${header.join(', ')}`,
  id: (cell) => `the id ${cell} is not valid`,
  language: (cell) => `${cell} is not a language tag`,
  availability: (cell) => `the availability ${cell} is unknown`,
  price: (cell) => `the price ${cell} is not as in "12.50 EUR"`,
}
