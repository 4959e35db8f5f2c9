/** One process from its start to its kill, and what it leaves behind. */
import { wholeBetween } from '../../../functions/demo/random.ts'
import { MINUTE_MS } from '../../../functions/domain/time.ts'
import {
  drawGapMs,
  drawJumpMs,
  drawKill,
  drawSkewMs,
  type Kill,
  LONGEST_LIFE_MS,
} from './chances.ts'
import type { Machine } from './machine.ts'
import { makePoster } from './post.ts'
import { readLeftBehind } from './read-file.ts'
import type { Attempt } from './witness.ts'
import { startNext, type World } from './world.ts'

const STOPS_IN_LIVES = 0.06
const STOPPED_FOR_MS = 70 * MINUTE_MS
const REPORTS_EARLY = 0.1
const PUTS_CLOCK_AFTER_MS = 150

export async function liveAndDie(world: World): Promise<void> {
  const { random, state, witness } = world
  passTime(world)
  // The very first one reads the quota in peace: without it, one mail a second goes out.
  const kill: Kill = state.lives === 0 ? { when: 'at-random', afterMs: 1_000 } : drawKill(random)
  state.stopNext = state.lives > 0 && random() < STOPS_IN_LIVES
  const machine = startNext(world)
  const ending = endingOf(machine, kill)
  if (kill.when === 'starting') ending.endAfter(kill.afterMs)
  const url = await machine.ready
  if (url !== undefined) {
    const isTimed = kill.when === 'at-random' || kill.when === 'stopping'
    ending.endAfter(isTimed ? kill.afterMs : LONGEST_LIFE_MS)
    await work(world, machine, url, ending)
  }
  const how = await machine.exited
  ending.clear()
  witness.watch.onArrival = undefined
  witness.watch.onAnswer = undefined
  noteWhatIsLeft(world, how === 'killed' ? { at: ending.at(), when: kill.when } : undefined)
}

function passTime({ random, state }: World): void {
  state.passedMs += state.isStopped ? STOPPED_FOR_MS : drawGapMs(random)
  state.isStopped = false
  state.skewMs = drawSkewMs(random)
}

type Ending = {
  readonly kill: Kill
  readonly end: () => void
  readonly endAfter: (ms: number) => void
  readonly clear: () => void
  /** When the signal was sent. */
  readonly at: () => number
}

function endingOf(machine: Machine, kill: Kill): Ending {
  const timers: NodeJS.Timeout[] = []
  let at = 0
  const end = () => {
    if (at > 0) return
    at = Date.now()
    machine.kill()
  }
  const after = (ms: number, act: () => void) => timers.push(setTimeout(act, ms))
  return {
    kill,
    end,
    endAfter(ms) {
      after(ms, end)
      // Asked to stop just before, it is killed while it finishes, or has ended by then.
      if (kill.when === 'stopping') after(Math.max(0, ms - kill.beforeMs), machine.askToStop)
    },
    clear() {
      for (const timer of timers) clearTimeout(timer)
    },
    at: () => at,
  }
}

/** Posts purchases and events until the end, which comes from the condition of the kill. */
async function work(world: World, machine: Machine, url: string, ending: Ending): Promise<void> {
  const { random, load, eventReporter, state, options } = world
  const { kill, end } = ending
  const purchases = makePoster(url, options.bearer, 6)
  const events = makePoster(url, options.bearer, 2)
  const many = wholeBetween(random, 2, options.profile.mostPurchases)
  const reportsEarly = random() < 0.5
  const early: Promise<void>[] = []
  watchFor(world, ending, (attempt) => {
    if (reportsEarly && random() < REPORTS_EARLY) early.push(eventReporter.postNow(attempt, events))
  })
  const jumpMs = drawJumpMs(random)
  const jumping = setTimeout(() => putClock(world, machine, jumpMs), PUTS_CLOCK_AFTER_MS)
  let accepted = 0
  await Promise.all([
    load.post(many, purchases, () => {
      if (kill.when === 'after-accept' && ++accepted === kill.purchase) end()
    }),
    eventReporter.post(state.lives, events),
    machine.exited,
  ])
  await Promise.all(early)
  clearTimeout(jumping)
  purchases.close()
  events.close()
}

/** Kills by what SES sees, and is called for each mail that it accepts. */
function watchFor(
  { witness }: World,
  ending: Ending,
  onAccepted: (attempt: Attempt) => void,
): void {
  const { kill, end, endAfter } = ending
  let [arrivals, answers] = [0, 0]
  witness.watch.onArrival = (attempt) => {
    if (kill.when === 'in-call' && ++arrivals === kill.call) end()
    else if (attempt.accepted) onAccepted(attempt)
  }
  witness.watch.onAnswer = () => {
    if (kill.when === 'after-answer' && ++answers === kill.call) endAfter(kill.afterMs)
  }
}

function putClock({ state, jumps }: World, machine: Machine, byMs: number): void {
  if (byMs === 0) return
  state.skewMs += byMs
  jumps.push(Date.now())
  machine.putClock(state.passedMs + state.skewMs)
}

/** Looks at the file before the next process does. */
function noteWhatIsLeft(
  world: World,
  killed: { readonly at: number; readonly when: Kill['when'] } | undefined,
): void {
  const { load, findings, options, killings, eventReporter, witness } = world
  const { messages, orders } = readLeftBehind(world.place.file)
  for (const { id, accepted } of load.purchases)
    if (accepted && !orders.has(`order-${id}`))
      findings.push(`lost: ${options.name}: order-${id} was accepted and is lost after a kill`)
  const claimed = messages.flatMap(({ id, message }) =>
    message.status === 'claimed' ? [[id, message.claimId] as const] : [],
  )
  if (killed) killings.push({ ...killed, killedAt: Date.now(), claimed: new Map(claimed) })
  else if (claimed.length > 0) findings.push(`${options.name}: stopped with open claims`)
  eventReporter.takeUp(witness.attempts)
}
