/** `rekindle restore status`: what the latest restore means for each shop. */
import { askStore, storeOptions } from '../open-store.ts'
import { jsonOption, type Options, verb } from '../verb.ts'
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
  run: (given) => askStore(given, ({ table }) => restoresOf(table, given.text('shop'))),
  text: (restores, speech) =>
    restores.length === 0
      ? speech.words.restore.none
      : restores.flatMap((restore) => lostSpanLines(restore, speech)).join('\n'),
})
