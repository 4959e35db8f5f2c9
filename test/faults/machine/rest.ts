/** Lets a world come to rest: everything is done that can be done, and what waits gets its time. */
import { setTimeout as sleep } from 'node:timers/promises'
import { isOpen } from '../../../functions/domain/message.ts'
import { MINUTE_MS } from '../../../functions/domain/time.ts'
import { LONGEST_SKEW_MS } from './chances.ts'
import type { Machine } from './machine.ts'
import { makePoster } from './post.ts'
import { readStored, type Stored } from './read-file.ts'
import { startNext, type World } from './world.ts'

/** Longer than SES is waited for, and no sign of life. */
const STUCK_AFTER_MS = 40_000
const STUCK_AGAIN_AFTER_MS = 5_000
const REST_WITHIN_MS = 180_000
const LOOK_EVERY_MS = 100
/** Those that wait for the same thing wake over half an hour. */
const WAKES_OVER_MS = 40 * MINUTE_MS

/**
 * Rests, posts SES's events due by now, rests again, and lets time pass. At the end all remaining
 * events are posted, and nothing new is left in doubt.
 */
export async function restThenPass(world: World, pass: number | 'the end'): Promise<void> {
  const { state, options, witness, eventReporter, load } = world
  const isEnd = pass === 'the end'
  // By then the machine's own clock is behind no more, and runs at full speed.
  state.passedMs += LONGEST_SKEW_MS
  state.skewMs = 0
  state.stopNext = false
  state.faults = isEnd ? 'none' : 'calm'
  if (!isEnd && options.profile.isPatient) {
    witness.ses.failNext('hang')
    witness.ses.failNext('hang-after')
  }
  const machine = startNext(world)
  const url = await machine.ready
  if (url === undefined) return
  const poster = makePoster(url, options.bearer, 4)
  await comeToRest(world, machine)
  await load.post(0, poster, () => {})
  await comeToRest(world, machine)
  eventReporter.takeUp(witness.attempts)
  await eventReporter.post(isEnd ? Number.POSITIVE_INFINITY : state.lives, poster)
  await comeToRest(world, machine)
  poster.close()
  await machine.stop()
  if (!isEnd) state.passedMs += pass
  state.faults = 'rough'
}

/** Lets time pass from wake to wake, until nothing is open any more. */
async function comeToRest(world: World, machine: Machine): Promise<void> {
  const { state, place, findings, options } = world
  const until = Date.now() + REST_WITHIN_MS
  const stuckAfterMs = findings.length > 0 ? STUCK_AGAIN_AFTER_MS : STUCK_AFTER_MS
  let seen = ''
  let movedAt = Date.now()
  for (;;) {
    await sleep(LOOK_EVERY_MS)
    const now = Date.now() + state.passedMs
    const stored = readStored(place.file)
    const wake = nextWake(stored, now)
    if (wake === 'none') return
    const open = whatIsOpen(stored, now)
    if (open !== seen) movedAt = Date.now()
    seen = open
    if (Date.now() > Math.min(until, movedAt + stuckAfterMs)) {
      findings.push(`lost: ${options.name}: no rest: ${open}`)
      return
    }
    if (wake <= now) continue
    state.passedMs += wake - now + WAKES_OVER_MS
    machine.putClock(state.passedMs)
  }
}

/** When something is to be done next, which may be now; none where nothing is open. */
function nextWake({ messages, customers, wakes, pendingReactions }: Stored, now: number) {
  const isDue = [...wakes.values()].some((wake) => wake <= now)
  if (pendingReactions > 0 || isDue) return now
  const open = messages.flatMap(({ pk, message }) => {
    if (message.status === 'due' || message.status === 'claimed') return [now]
    return isOpen(message) ? [wakes.get(pk) ?? now] : []
  })
  const written = new Set(messages.map(({ pk }) => pk))
  const unwritten = [...customers].filter((pk) => !written.has(pk))
  const all = [...open, ...unwritten.map((pk) => wakes.get(pk) ?? now)]
  return all.length === 0 ? 'none' : Math.min(...all)
}

/** @example '12 parked (pace-daily-quota), 1 due never woken, 0 to react to' */
function whatIsOpen({ messages, wakes, pendingReactions }: Stored, now: number): string {
  const open = messages.filter(({ message }) => isOpen(message) || message.status === 'claimed')
  const kinds = Map.groupBy(open, ({ pk, message }) => {
    const wake = wakes.get(pk)
    const reason = 'reason' in message ? ` (${message.reason})` : ''
    const woken = wake === undefined ? ' never woken' : wake <= now ? ' to be woken' : ''
    return `${message.status}${reason}${woken}`
  })
  const counts = [...kinds].map(([kind, { length }]) => `${length} ${kind}`)
  return [...counts, `${pendingReactions} to react to`].join(', ')
}
