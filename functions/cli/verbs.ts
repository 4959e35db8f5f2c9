/** Every verb of the command, and where it is. Only the one that is run is loaded. */
import type { CommandWords, VerbName } from '../language/command/command-words.ts'
import { fromCommand, fromVerb, type Runnable } from './runnable.ts'

export type Entry = {
  readonly summary: (words: CommandWords) => string
  readonly load: () => Promise<Runnable>
}

const declared = (
  name: VerbName,
  load: () => Promise<Parameters<typeof fromVerb>[0]>,
): Record<string, Entry> => ({
  [name]: {
    summary: (words) => words.verbs[name].summary,
    load: async () => fromVerb(await load()),
  },
})

const legacy = (
  name: string,
  summary: string,
  load: () => Promise<Parameters<typeof fromCommand>[0]>,
): Record<string, Entry> => ({
  [name]: { summary: () => summary, load: async () => fromCommand(await load()) },
})

export const VERBS: Readonly<Record<string, Entry>> = {
  ...legacy(
    'serve',
    'Run the shop on this machine',
    async () => (await import('./serve.ts')).command,
  ),
  ...declared('shop add', async () => (await import('./shop/add.ts')).add),
  ...declared('shop open', async () => (await import('./shop/open.ts')).open),
  ...declared('shop change', async () => (await import('./shop/change.ts')).change),
  ...declared('shop list', async () => (await import('./shop/list.ts')).list),
  ...declared('shop policy', async () => (await import('./shop/policy.ts')).policy),
  ...declared('shop rotate-key', async () => (await import('./shop/rotate-key.ts')).rotateKey),
  ...declared('shop resume', async () => (await import('./shop/resume.ts')).resume),
  ...legacy('import', 'Import orders', async () => (await import('./import/import.ts')).command),
  ...legacy('publish', 'Publish', async () => (await import('./campaign/publish.ts')).command),
  ...legacy('campaign pause', 'Pause', async () => (await import('./campaign/pause.ts')).pause),
  ...legacy('campaign resume', 'Resume', async () => (await import('./campaign/pause.ts')).resume),
  ...legacy('domain check', 'Check', async () => (await import('./domain/check.ts')).command),
  ...legacy('unsubscribe', 'Unsubscribe', async () => (await import('./unsubscribe.ts')).command),
  ...legacy('customer show', 'Show', async () => (await import('./customer/show.ts')).command),
  ...legacy('customer why', 'Why', async () => (await import('./customer/why.ts')).command),
  ...legacy('customer erase', 'Erase', async () => (await import('./customer/erase.ts')).command),
  ...legacy('message show', 'Show', async () => (await import('./message/show.ts')).command),
  ...legacy(
    'suppression import',
    'Import',
    async () => (await import('./suppression/import.ts')).command,
  ),
  ...legacy(
    'suppression export',
    'Export',
    async () => (await import('./suppression/export.ts')).command,
  ),
  ...legacy('suppression add', 'Add', async () => (await import('./suppression/change.ts')).add),
  ...legacy(
    'suppression remove',
    'Remove',
    async () => (await import('./suppression/change.ts')).remove,
  ),
  ...legacy(
    'products import',
    'Import',
    async () => (await import('./products/import.ts')).command,
  ),
  ...legacy(
    'recommend show',
    'Show',
    async () => (await import('./recommend/recommend.ts')).command,
  ),
  ...legacy('recommend build', 'Build', async () => (await import('./recommend/build.ts')).command),
  ...legacy('model fit', 'Fit', async () => (await import('./model/fit.ts')).command),
  ...legacy('model score', 'Score', async () => (await import('./model/score.ts')).command),
  ...legacy('model check', 'Check', async () => (await import('./model/check.ts')).command),
  ...declared('segments', async () => (await import('./segments.ts')).segments),
  ...legacy('backtest', 'Backtest', async () => (await import('./backtest/backtest.ts')).command),
  ...declared('completion', async () => (await import('./completion.ts')).completion),
}

/** Verbs by their former names, which work for one release, with a note. */
export const RENAMED_VERBS: Readonly<Record<string, string>> = {
  recommend: 'recommend show',
}
