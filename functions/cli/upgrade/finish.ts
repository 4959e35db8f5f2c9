/** `rekindle upgrade finish`: from then on builds with an older format refuse to write. */
import { MINUTE_MS } from '../../domain/time.ts'
import { adoptRules } from '../../pipeline/reactions/adopt-rules.ts'
import { finishUpgrade } from '../../store/finish-upgrade.ts'
import { FORMAT, loadDeployment } from '../../store/format.ts'
import { listShops } from '../../store/shops.ts'
import type { Table } from '../../store/table.ts'
import { Failure } from '../failure.ts'
import { refuseSeveral, storeOptions, withStore } from '../open-store.ts'
import { problemOf } from '../problem-of.ts'
import { type Io, jsonOption, verb } from '../verb.ts'

/** As long as a function runs at most: what was invoked before has ended. */
const LONGEST_INVOCATION_MS = 15 * MINUTE_MS

type Result = { readonly store: string; readonly from: number; readonly to: number }

export const finish = verb('upgrade finish', {
  arguments: [],
  options: { ...storeOptions, 'deployment-complete': {}, ...jsonOption },
  examples: {
    table: 'rekindle upgrade finish --table rekindle',
    file: 'rekindle upgrade finish --db rekindle.sqlite',
  },
  async run(given, io): Promise<Result> {
    refuseSeveral(given, ['db', 'table'])
    const file = given.value('db')
    if (given.text('table') === undefined) return finishFile(file, io)
    return withStore(given, async ({ table, name }) => {
      if (!given.flag('deployment-complete')) await refuseIncomplete(table, name, io)
      const { from, to } = await finishUpgrade(table, io.now())
      for (const shop of await listShops(table)) await adoptRules(shop, table, io.now())
      return { store: name, from, to }
    })
  },
  text: ({ store, from, to }, { words: { upgrade } }) =>
    from === to ? upgrade.formatStays(store, to) : upgrade.finished(store, from, to),
})

/** Its server does so when it starts; here it is done in its place. */
async function finishFile(file: string, io: Io): Promise<Result> {
  const { existsSync } = await import('node:fs')
  if (!existsSync(file)) throw new Failure((w) => w.failures.noDatabase(file))
  const { sqliteEngine } = await import('../../runtimes/one-machine/sqlite/sqlite-engine.ts')
  const engine = await sqliteEngine.open(file, io.now).catch((error: Error) => {
    throw new Failure((w) => w.failures.cannotOpen(file, problemOf(error, w)))
  })
  await engine.close()
  return { store: file, from: engine.finished?.from ?? FORMAT, to: FORMAT }
}

/** @throws Failure where an older build may still be at work */
async function refuseIncomplete(table: Table, name: string, io: Io): Promise<void> {
  const deployment = await loadDeployment(table)
  if (!deployment || deployment.format !== FORMAT)
    throw new Failure((w) => w.upgrade.notDeployed(name, FORMAT))
  const waitMs = deployment.at + LONGEST_INVOCATION_MS - io.now()
  if (waitMs > 0) throw new Failure((w) => w.upgrade.deployedJustNow(Math.ceil(waitMs / MINUTE_MS)))
}
