/** Limits how many mails ask for a turn at a time, so that those on the wire take no place of theirs. */
import type { Pacer } from '../../pipeline/sending/pacing/pacer.ts'
import { makeDoor } from '../../pipeline/sending/ses/door.ts'

/**
 * A pacer that is asked for at most so many turns at a time; more would only be parked.
 *
 * @example waitingAtMost(256, makeSesPacer(client, ports))
 */
export function waitingAtMost(most: number, pacer: Pacer): Pacer {
  const door = makeDoor(() => most)
  return {
    async turn(ask) {
      const leave = await door()
      try {
        return await pacer.turn(ask)
      } finally {
        leave()
      }
    },
  }
}
