/**
 * How many mails may be on the wire at a time: as many as come in the time of one answer (Little's
 * law, https://doi.org/10.1287/opre.9.3.383), with some room, and at most 500. Whatever is on the
 * wire when a process is killed is in doubt, so no more than the rate needs are let out. A carrier
 * that is slow gets as many more as it takes to keep the rate; one that does not answer gets none.
 */
import { SECOND_MS } from '../../../domain/time.ts'
import { makeDoor } from './door.ts'

/** Until answers show how long they take. */
const FIRST_LATENCY_MS = 300
/** The latest answer counts a tenth, those before it the rest. */
const WEIGHT_OF_LATEST = 0.1
/** Mails count less towards the rate the longer ago they came: e times less after this time, */
const RATE_OVER_MS = 2 * SECOND_MS
/** or after so many times an answer takes: those that wait for answers come when answers do. */
const RATE_OVER_LATENCIES = 2
/** Mails do not come evenly, nor do answers. */
const ROOM = 1.5
const FEWEST = 4
export const MOST_IN_FLIGHT = 500

/** What a mail leaves with: whether its carrier answered it. */
export type Leave = (isAnswered: boolean) => void

/**
 * Mails enter before they are claimed, and leave when their answer is there or will not come.
 *
 * @param now a clock that is never set, in ms
 * @example const leave = await inFlight(); await post(); leave(true)
 */
export function makeInFlight(now: () => number): () => Promise<Leave> {
  let latencyMs = FIRST_LATENCY_MS
  let mailsPerMs = 0
  let countedAt = now()

  const rateOverMs = () => Math.max(RATE_OVER_MS, RATE_OVER_LATENCIES * latencyMs)

  function countDown(): void {
    const at = now()
    mailsPerMs *= Math.exp(-Math.max(at - countedAt, 0) / rateOverMs())
    countedAt = at
  }

  function width(): number {
    countDown()
    return Math.min(MOST_IN_FLIGHT, Math.max(FEWEST, Math.ceil(mailsPerMs * latencyMs * ROOM)))
  }

  const door = makeDoor(width)
  return async () => {
    countDown()
    mailsPerMs += 1 / rateOverMs()
    const leave = await door()
    const began = now()
    return (isAnswered) => {
      // A time-out shows how long we waited, not how long an answer takes.
      if (isAnswered) latencyMs += (Math.max(now() - began, 0) - latencyMs) * WEIGHT_OF_LATEST
      leave()
    }
  }
}
