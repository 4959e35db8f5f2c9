/** Every verb of the command, and where it is. Only the one that is run is loaded. */
import { namesOf } from '../domain/names-of.ts'
import type { VerbName } from '../language/command/command-words.ts'
import type { Verb } from './verb.ts'

/** In the order of the help. A verb that has words and is not listed here does not compile. */
export const VERBS: Readonly<Record<VerbName, () => Promise<Verb>>> = {
  serve: async () => (await import('./serve.ts')).serve,
  backup: async () => (await import('./backup/backup.ts')).backup,
  restore: async () => (await import('./restore/restore.ts')).restore,
  'restore status': async () => (await import('./restore/status.ts')).status,
  'restore confirm': async () => (await import('./restore/confirm.ts')).confirm,
  'restore adopt': async () => (await import('./restore/adopt.ts')).adopt,
  'store check': async () => (await import('./store/check.ts')).check,
  'upgrade check': async () => (await import('./upgrade/check.ts')).check,
  'upgrade status': async () => (await import('./upgrade/status.ts')).status,
  'upgrade finish': async () => (await import('./upgrade/finish.ts')).finish,
  reevaluate: async () => (await import('./upgrade/reevaluate.ts')).reevaluate,
  'shop add': async () => (await import('./shop/add.ts')).add,
  'shop open': async () => (await import('./shop/open.ts')).open,
  'shop change': async () => (await import('./shop/change.ts')).change,
  'shop list': async () => (await import('./shop/list.ts')).list,
  'shop policy': async () => (await import('./shop/policy.ts')).policy,
  'shop declare': async () => (await import('./shop/declare.ts')).declare,
  'shop key add': async () => (await import('./shop/key/add.ts')).add,
  'shop key list': async () => (await import('./shop/key/list.ts')).list,
  'shop key revoke': async () => (await import('./shop/key/revoke.ts')).revoke,
  'shop rotate-key': async () => (await import('./shop/rotate-key.ts')).rotateKey,
  'shop resume': async () => (await import('./shop/resume.ts')).resume,
  import: async () => (await import('./import/import.ts')).importVerb,
  'import contacts': async () => (await import('./import/contacts.ts')).contacts,
  'import list': async () => (await import('./import/open-imports.ts')).list,
  'import withdraw': async () => (await import('./import/open-imports.ts')).withdraw,
  'import finish': async () => (await import('./import/open-imports.ts')).finish,
  'import repair': async () => (await import('./import/repair.ts')).repair,
  publish: async () => (await import('./campaign/publish.ts')).publish,
  'campaign pause': async () => (await import('./campaign/pause.ts')).pause,
  'campaign resume': async () => (await import('./campaign/pause.ts')).resume,
  'codes add': async () => (await import('./codes/add.ts')).add,
  'codes make': async () => (await import('./codes/make.ts')).make,
  'codes list': async () => (await import('./codes/list.ts')).list,
  'customer show': async () => (await import('./customer/show.ts')).show,
  'customer why': async () => (await import('./customer/why.ts')).why,
  'customer merge': async () => (await import('./customer/merge.ts')).merge,
  'customer split': async () => (await import('./customer/split.ts')).split,
  'customer erase': async () => (await import('./customer/erase.ts')).erase,
  'message show': async () => (await import('./message/show.ts')).show,
  'suppression add': async () => (await import('./suppression/change.ts')).add,
  'suppression remove': async () => (await import('./suppression/change.ts')).remove,
  'suppression import': async () => (await import('./suppression/import.ts')).importList,
  'suppression export': async () => (await import('./suppression/export.ts')).exportList,
  unsubscribe: async () => (await import('./unsubscribe.ts')).unsubscribe,
  'domain check': async () => (await import('./domain/check.ts')).check,
  segments: async () => (await import('./segments.ts')).segments,
  backtest: async () => (await import('./backtest/backtest.ts')).backtestVerb,
  'products import': async () => (await import('./products/import.ts')).importProducts,
  'products feed add': async () => (await import('./products/feed/add.ts')).add,
  'products feed list': async () => (await import('./products/feed/list.ts')).list,
  'products feed read': async () => (await import('./products/feed/read.ts')).read,
  'products feed remove': async () => (await import('./products/feed/remove.ts')).remove,
  'recommend show': async () => (await import('./recommend/show.ts')).show,
  'recommend build': async () => (await import('./recommend/build.ts')).build,
  'model fit': async () => (await import('./model/fit.ts')).fit,
  'model score': async () => (await import('./model/score.ts')).score,
  'model check': async () => (await import('./model/check.ts')).check,
  'secret status': async () => (await import('./secret/status.ts')).status,
  'secret add': async () => (await import('./secret/add.ts')).add,
  'secret use': async () => (await import('./secret/use.ts')).use,
  'secret rekey': async () => (await import('./secret/rekey.ts')).rekey,
  'secret retire': async () => (await import('./secret/use.ts')).retire,
  completion: async () => (await import('./completion.ts')).completion,
}

export const VERB_NAMES = namesOf(VERBS)

/** @example isVerb('shop list') // true */
export const isVerb = (name: string): name is VerbName => Object.hasOwn(VERBS, name)

/** Verbs by their former names, which still work for one release, with a note. */
export const RENAMED_VERBS: Readonly<Record<string, VerbName>> = {
  recommend: 'recommend show',
}
