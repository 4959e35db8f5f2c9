/** The threads that open a SQLite file on connections of their own. */
import type { Engine } from '../engine.ts'

/** Where a thread finds the store. */
export type SqliteLocation = { readonly file: string }

/** @example startMailThread({ entry: sqliteThreads('rekindle.sqlite').mail, publicUrl, now }) */
export function sqliteThreads(file: string): Engine['threads'] {
  const store: SqliteLocation = { file }
  return {
    mail: { script: new URL('./mail-worker.ts', import.meta.url), store },
    feeds: { script: new URL('./feed-worker.ts', import.meta.url), store },
    learning: { script: new URL('./learn-worker.ts', import.meta.url), store },
  }
}
