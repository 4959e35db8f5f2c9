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
  ...declared('serve', async () => (await import('./serve.ts')).serve),
  ...declared('shop add', async () => (await import('./shop/add.ts')).add),
  ...declared('shop open', async () => (await import('./shop/open.ts')).open),
  ...declared('shop change', async () => (await import('./shop/change.ts')).change),
  ...declared('shop list', async () => (await import('./shop/list.ts')).list),
  ...declared('shop policy', async () => (await import('./shop/policy.ts')).policy),
  ...declared('shop rotate-key', async () => (await import('./shop/rotate-key.ts')).rotateKey),
  ...declared('shop resume', async () => (await import('./shop/resume.ts')).resume),
  ...declared('import', async () => (await import('./import/import.ts')).importVerb),
  ...declared('publish', async () => (await import('./campaign/publish.ts')).publish),
  ...declared('campaign pause', async () => (await import('./campaign/pause.ts')).pause),
  ...declared('campaign resume', async () => (await import('./campaign/pause.ts')).resume),
  ...declared('domain check', async () => (await import('./domain/check.ts')).check),
  ...declared('unsubscribe', async () => (await import('./unsubscribe.ts')).unsubscribe),
  ...declared('customer show', async () => (await import('./customer/show.ts')).show),
  ...declared('customer why', async () => (await import('./customer/why.ts')).why),
  ...declared('customer erase', async () => (await import('./customer/erase.ts')).erase),
  ...declared('message show', async () => (await import('./message/show.ts')).show),
  ...declared(
    'suppression import',
    async () => (await import('./suppression/import.ts')).importList,
  ),
  ...declared(
    'suppression export',
    async () => (await import('./suppression/export.ts')).exportList,
  ),
  ...declared('suppression add', async () => (await import('./suppression/change.ts')).add),
  ...declared('suppression remove', async () => (await import('./suppression/change.ts')).remove),
  ...declared('products import', async () => (await import('./products/import.ts')).importProducts),
  ...declared('recommend show', async () => (await import('./recommend/show.ts')).show),
  ...declared('recommend build', async () => (await import('./recommend/build.ts')).build),
  ...legacy('model fit', 'Fit', async () => (await import('./model/fit.ts')).command),
  ...legacy('model score', 'Score', async () => (await import('./model/score.ts')).command),
  ...legacy('model check', 'Check', async () => (await import('./model/check.ts')).command),
  ...declared('segments', async () => (await import('./segments.ts')).segments),
  ...declared('backtest', async () => (await import('./backtest/backtest.ts')).backtestVerb),
  ...declared('completion', async () => (await import('./completion.ts')).completion),
}

/** Verbs by their former names, which work for one release, with a note. */
export const RENAMED_VERBS: Readonly<Record<string, string>> = {
  recommend: 'recommend show',
}
