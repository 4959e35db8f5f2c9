/**
 * How many mails may be on the wire at a time: as many as come in the time of one answer (Little's
 * law, https://doi.org/10.1287/opre.9.3.383), with some room. Whatever is on the wire when a process
 * is killed is in doubt, so no more than the rate needs are let out, also where the carrier stalls.
 */
import { SECOND_MS } from '../../../domain/time.ts'
import { type Door, makeDoor } from './door.ts'

/** Until answers show how long they take. */
const FIRST_LATENCY_MS = 300
/** A carrier that takes longer than this is not made faster by more mails. */
const LONGEST_LATENCY_MS = SECOND_MS
/** The latest answer counts a tenth, those before it the rest. */
const WEIGHT_OF_LATEST = 0.1
/** Mails count less towards the rate the longer ago they came: e times less after this time. */
const RATE_OVER_MS = 2 * SECOND_MS
/** Mails do not come evenly, nor do answers. */
const ROOM = 1.5
const FEWEST = 4
const MOST = 500

/**
 * A door that mails enter before they are claimed and leave when their answer is there.
 *
 * @param now a clock that is never set, in ms
 * @example const leave = await inFlight(); await post(); leave()
 */
export function makeInFlight(now: () => number): Door {
  let latencyMs = FIRST_LATENCY_MS
  let came = 0
  let countedAt = now()

  function mailsPerMs(): number {
    const at = now()
    came *= Math.exp(-Math.max(at - countedAt, 0) / RATE_OVER_MS)
    countedAt = at
    return came / RATE_OVER_MS
  }

  const width = (): number =>
    Math.min(MOST, Math.max(FEWEST, Math.ceil(mailsPerMs() * latencyMs * ROOM)))

  const door = makeDoor(width)
  return async () => {
    mailsPerMs()
    came += 1
    const leave = await door()
    const began = now()
    return () => {
      const tookMs = Math.min(Math.max(now() - began, 0), LONGEST_LATENCY_MS)
      latencyMs += (tookMs - latencyMs) * WEIGHT_OF_LATEST
      leave()
    }
  }
}
