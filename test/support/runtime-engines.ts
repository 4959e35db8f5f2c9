/** The engines of the one-machine runtime, for every test that an engine must pass. */
import { join } from 'node:path'
import type { EngineKind } from '../../functions/runtimes/one-machine/engine.ts'
import { sqliteEngine } from '../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'

export type RuntimeEngine = {
  readonly name: string
  readonly kind: EngineKind
  /** Where a new store is made, below a folder that is deleted afterwards. */
  readonly locationIn: (folder: string, store: string) => string
}

export const RUNTIME_ENGINES: readonly RuntimeEngine[] = [
  {
    name: 'SQLite',
    kind: sqliteEngine,
    locationIn: (folder, store) => join(folder, `${store}.sqlite`),
  },
]
