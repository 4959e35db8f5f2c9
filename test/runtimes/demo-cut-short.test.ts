import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { runDemo } from '../../functions/runtimes/one-machine/demo.ts'
import { type OneMachine, serve } from '../../functions/runtimes/one-machine/serve.ts'
import { sqliteEngine } from '../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
import { loadShop } from '../../functions/store/shops.ts'
import { keyOf } from '../../functions/store/table.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekindle-demo-'))
afterAll(() => rmSync(folder, { recursive: true }))

class Killed extends Error {}

/** The machine as it is when it dies with the history taken in, before a model is stored. */
function dyingBeforeItLearned(machine: OneMachine): OneMachine {
  const { table } = machine.pipeline
  const dying: typeof table = {
    ...table,
    writeTogether(writes) {
      if (writes.some((write) => keyOf(write).sk === 'models')) throw new Killed()
      return table.writeTogether(writes)
    },
  }
  return { ...machine, pipeline: { ...machine.pipeline, table: dying } }
}

it('opens the demonstration at the next start if the first was killed before that', async () => {
  const [now, log] = [Date.now, () => {}]
  const options = { file: join(folder, 'demo.sqlite'), port: 0, host: '127.0.0.1', now, log }
  const machine = await serve({ ...options, engine: sqliteEngine, mailer: 'inbox' })
  const shop = async () => (await loadShop(machine.pipeline.table, 'demo'))?.settings
  await expect(runDemo(dyingBeforeItLearned(machine), now, log)).rejects.toThrow(Killed)
  expect((await shop())?.shop.openedAt).toBeUndefined()
  const demo = await runDemo(machine, now, log)
  expect((await shop())?.shop.openedAt).toBeDefined()
  expect((await shop())?.models).toMatchObject([{ version: 1, from: 0 }])
  await demo.stop()
  await machine.stop()
}, 60_000)
