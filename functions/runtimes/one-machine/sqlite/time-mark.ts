/**
 * The time of a store, kept as the instant at which `<file>.clock` was last changed: unlike the
 * content of a file, that is never half written.
 */
import { existsSync, statSync, utimesSync } from 'node:fs'
import { type Instant, SECOND_MS } from '../../../domain/time.ts'
import { createForOwner } from '../../../store/sqlite/database.ts'
import type { TimeMark } from '../steady-clock.ts'

export const timeMarkFileOf = (databaseFile: string): string => `${databaseFile}.clock`

/** The latest time that the store has given out, and a little more; undefined if there is none. */
export function keptTime(databaseFile: string): Instant | undefined {
  const file = timeMarkFileOf(databaseFile)
  return existsSync(file) ? Math.ceil(statSync(file).mtimeMs) : undefined
}

/** @example const { kept } = timeMarkFile('rekindle.sqlite') // of rekindle.sqlite.clock */
export function timeMarkFile(databaseFile: string): TimeMark {
  const file = timeMarkFileOf(databaseFile)
  const kept = keptTime(databaseFile)
  createForOwner(file)
  return {
    kept,
    keep: (at) => utimesSync(file, at / SECOND_MS, at / SECOND_MS),
    name: file,
  }
}
