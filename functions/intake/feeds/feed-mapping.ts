/** How a file of any other shape is read. */
import type { Encoding } from '../../domain/text-encoding.ts'

export type FeedMapping = {
  /** Of the file; UTF-8 where it is left out. */
  readonly encoding?: Encoding | undefined
}
