/** How a product feed is to be read, as it is typed. */
import type { Settings } from '../../domain/policy.ts'
import { ENCODINGS, encodingOf } from '../../domain/text-encoding.ts'
import { ID_RULE_NAMES, idRuleOf } from '../../intake/feeds/article-id.ts'
import { feedLanguage } from '../../intake/feeds/feed-language.ts'
import type { FeedMapping } from '../../intake/feeds/feed-mapping.ts'
import type { FeedOptions } from '../../intake/feeds/feed-options.ts'
import { readFeedMapping } from '../../intake/feeds/read-feed-mapping.ts'
import { describeFault } from '../../intake/import/read-mapping.ts'
import { Currency } from '../../intake/wire-parts.ts'
import { Failure, UsageError } from '../failure.ts'
import { readText } from '../read-text.ts'
import type { Options } from '../verb.ts'

export const readingOptions = {
  locale: { value: 'TAG' },
  mapping: { value: 'FILE' },
  currency: { value: 'CODE' },
  encoding: { value: 'NAME', known: ENCODINGS },
  'id-column': { value: 'NAME' },
  'id-rule': { value: 'RULES', known: ID_RULE_NAMES },
  full: {},
} as const satisfies Options

/** What was typed of `readingOptions`. */
export type ReadingGiven = {
  readonly text: (option: Exclude<keyof typeof readingOptions, 'full'>) => string | undefined
}

/** @throws UsageError for an unknown language, currency, encoding or rule; Failure for a mapping */
export async function feedOptions(
  given: ReadingGiven,
  { shop, policy }: Settings,
): Promise<FeedOptions> {
  const mapping = given.text('mapping')
  return {
    shopUrl: shop.url,
    zone: shop.zone,
    currency: typed(given, 'currency', currencyOf) ?? policy.currency,
    locale: typed(given, 'locale', feedLanguage),
    encoding: typed(given, 'encoding', encodingOf),
    idColumn: given.text('id-column'),
    idRule: typed(given, 'id-rule', idRuleOf),
    mapping: mapping === undefined ? undefined : (await ownMapping(mapping)).mapping,
  }
}

/**
 * A mapping, and what its file says in plain JSON.
 *
 * @throws Failure with every fault of the mapping and its line
 */
export async function ownMapping(
  file: string,
): Promise<{ readonly mapping: FeedMapping; readonly value: unknown }> {
  const reading = readFeedMapping(await readText(file), file)
  if (reading.ok) return reading
  throw new Failure((w) => reading.faults.map((fault) => describeFault(fault, w.faults)).join('\n'))
}

const currencyOf = (text: string): string | undefined => Currency.safeParse(text).data

/** What was typed, as it is meant; undefined if nothing was. */
function typed<T>(
  given: ReadingGiven,
  option: 'locale' | 'currency' | 'encoding' | 'id-rule',
  read: (text: string) => T | undefined,
): T | undefined {
  const text = given.text(option)
  if (text === undefined) return undefined
  const meant = read(text)
  if (meant === undefined) throw new UsageError((w) => w.import.products.options[option](text))
  return meant
}
