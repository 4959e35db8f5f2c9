/** `rekindle restore status`: what the latest restore means for each shop. */
import { notServedSince } from '../../store/restores.ts'
import { askStore, storeOptions } from '../open-store.ts'
import { jsonOption, type Options, verb } from '../verb.ts'
import { shortInstant } from '../words.ts'
import { restoresOf } from './lost-span.ts'
import { lostSpanLines } from './lost-span-text.ts'

const options = {
  shop: { value: 'ID' },
  ...storeOptions,
  ...jsonOption,
} as const satisfies Options

export const status = verb('restore status', {
  arguments: [],
  options,
  examples: { all: 'rekindle restore status --db shop.sqlite' },
  run: (given) =>
    askStore(given, async ({ table }) => ({
      restores: await restoresOf(table, given.text('shop')),
      copyOf: await notServedSince(table),
    })),
  json: ({ restores }) => restores,
  text({ restores, copyOf }, speech) {
    const { restore: own } = speech.words
    if (copyOf !== undefined) return own.notServed(shortInstant(copyOf))
    if (restores.length === 0) return own.none
    return restores.flatMap((restore) => lostSpanLines(restore, speech)).join('\n')
  },
})
