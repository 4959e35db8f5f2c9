/**
 * The time of a store, kept as the instant at which `<file>.clock` was last changed: unlike the
 * content of a file, that is never half written.
 */
import { existsSync, statSync, utimesSync } from 'node:fs'
import { SECOND_MS } from '../../../domain/time.ts'
import { createForOwner } from '../../../store/sqlite/database.ts'
import type { TimeMark } from '../steady-clock.ts'

/** @example const { kept } = timeMarkFile('rekindle.sqlite') // of rekindle.sqlite.clock */
export function timeMarkFile(databaseFile: string): TimeMark {
  const file = `${databaseFile}.clock`
  const kept = existsSync(file) ? Math.ceil(statSync(file).mtimeMs) : undefined
  createForOwner(file)
  return {
    kept,
    keep: (at) => utimesSync(file, at / SECOND_MS, at / SECOND_MS),
    name: file,
  }
}
