/** For a store that was restored from a backup: no mail goes out, of whatever kind. */
import { HOUR_MS, type Instant } from '../../../domain/time.ts'
import type { Pacer } from './pacer.ts'

/** How often each message is looked at again; what waits too long is skipped by its policy. */
const LOOK_AGAIN_MS = HOUR_MS

/** @example const pacer = heldPacer(Date.now) // every message is parked for an hour */
export const heldPacer = (now: () => Instant): Pacer => ({
  turn: async () => ({
    turn: 'park',
    until: now() + LOOK_AGAIN_MS,
    reason: 'restored-from-backup',
  }),
})
