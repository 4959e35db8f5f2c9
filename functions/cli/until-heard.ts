/** Waiting until a change of a shop's settings is known to whoever decides for it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { SECOND_MS } from '../domain/time.ts'
import type { Store } from './open-store.ts'

/** The functions of a deployed Rekindle keep a shop's settings for ten seconds. */
const SETTINGS_ARE_KEPT_MS = 10 * SECOND_MS

/** On one machine the server hears of it with the file's next change. */
export async function untilHeard({ pending }: Store, isOpen: boolean): Promise<void> {
  if (!pending && isOpen) await sleep(SETTINGS_ARE_KEPT_MS)
}
