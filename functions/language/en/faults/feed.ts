/** Words of the faults of a product feed, in English. */
import type { FeedFaultWords } from '../../faults/feed-fault-words.ts'

export const enFeedFaults: FeedFaultWords = {
  noColumns: (missing, header) =>
    `missing columns: ${missing.join(', ')}; columns in the file: ${header.join(', ')}`,
  id: (cell) => `the id ${cell} is not valid`,
  language: (cell) => `${cell} is not a language tag`,
  availability: (cell) => `${cell} is not a known availability`,
  price: (cell) => `the price ${cell} is not valid; use a format such as "12.50 EUR"`,
}
