/** `rekindle upgrade check`: what an upgrade to this build changes, before it is made. */
import { RULES_VERSION } from '../../domain/rules-version.ts'
import { WORDS } from '../../language/languages.ts'
import type { ComingMigration } from '../../runtimes/one-machine/engine.ts'
import { FORMAT, loadFormat } from '../../store/format.ts'
import { listShops } from '../../store/shops.ts'
import { askStore, shopIn, storeOptions } from '../open-store.ts'
import { makeProgress } from '../progress.ts'
import { jsonOption, type Speech, verb } from '../verb.ts'
import { megabytes } from '../words.ts'
import { type ProjectedUpgrade, projectUpgrade } from './project-upgrade.ts'

type Checked = {
  readonly store: string
  /** Of the store, and of this build. */
  readonly format: { readonly store: number; readonly build: number }
  /** Of a file whose shape the server of this build changes when it starts. */
  readonly migration?: ComingMigration
  readonly rulesVersion: number
  readonly shops: readonly ProjectedUpgrade[]
}

export const check = verb('upgrade check', {
  arguments: [],
  options: { ...storeOptions, ...jsonOption },
  examples: {
    file: 'rekindle upgrade check --db rekindle.sqlite',
    table: 'rekindle upgrade check --table rekindle --json',
  },
  run: (given, io) =>
    askStore(given, async (store): Promise<Checked> => {
      const { version } = await loadFormat(store.table)
      const progress = makeProgress(io)
      const shops: ProjectedUpgrade[] = []
      for (const id of await listShops(store.table)) {
        const { settings } = await shopIn(store, id)
        const inForce = { ...settings, needsDomainCheck: store.needsDomainCheck }
        const projected = await projectUpgrade(inForce, store.table, io.now(), (read) =>
          progress.show(io.words.progress.customersRead(read)),
        )
        shops.push(projected)
      }
      progress.done()
      const migration = store.comingMigration()
      return {
        store: store.name,
        format: { store: version, build: FORMAT },
        ...(migration && { migration }),
        rulesVersion: RULES_VERSION,
        shops,
      }
    }),
  text: ({ store, format, migration, rulesVersion, shops }, speech) => {
    const { upgrade } = speech.words
    return [
      ...(migration ? [upgrade.fileMigrates(store, migration.from, migration.to)] : []),
      ...(migration ? [upgrade.copyFirst(migration.copy, megabytes(migration.bytes))] : []),
      format.store < format.build
        ? upgrade.formatRises(store, format.store, format.build)
        : upgrade.formatStays(store, format.store),
      ...shops.flatMap((shop) => shopLines(shop, rulesVersion, speech)),
    ].join('\n')
  },
})

function shopLines(
  found: ProjectedUpgrade,
  build: number,
  { words: { upgrade }, language }: Speech,
): readonly string[] {
  const { classes } = WORDS[language]
  const { shop, rulesVersion, toReevaluate, changedClass, moves, notUnderstood } = found
  if (toReevaluate === 0) return [upgrade.nothingToReevaluate(shop)]
  const lines = [
    ...moves.map(({ from, to, customers }) => upgrade.moves(classes[from], classes[to], customers)),
    ...Object.entries(found.journeysEnded).map(([id, count]) => upgrade.journeysEnd(id, count)),
    ...Object.entries(found.mails).map(([id, count]) => upgrade.mailsFollow(id, count)),
    ...(notUnderstood > 0 ? [upgrade.leftAlone(notUnderstood)] : []),
  ]
  return [
    upgrade.toReevaluate(shop, rulesVersion, build, toReevaluate, changedClass),
    ...lines.map((line) => `  ${line}`),
  ]
}
