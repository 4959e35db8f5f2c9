/** Reads the mapping of a feed from its YAML, apart from its schema: no function on AWS reads YAML. */
import {
  FEED_MAPPING_FIELDS,
  type FeedMappingField,
} from '../../language/faults/feed-fault-words.ts'
import { type MappingKind, type MappingReading, readMappingOf } from '../import/read-mapping.ts'
import { FeedMapping } from './feed-mapping.ts'

const FEEDS: MappingKind<FeedMapping, FeedMappingField> = {
  parse: (value) => FeedMapping.safeParse(value),
  fields: FEED_MAPPING_FIELDS,
  expected: ({ feed: { mapping } }, field) =>
    field === undefined ? mapping.wholeMapping : mapping.fields[field],
}

/**
 * Reads the text of a feed's mapping; `file` is its name for messages.
 *
 * @example const reading = readFeedMapping(text, 'feed.yaml'); if (reading.ok) reading.mapping
 */
export const readFeedMapping = (text: string, file: string): MappingReading<FeedMapping> =>
  readMappingOf(FEEDS, text, file)
