/**
 * One world: one shop in one file, one SES, and one process after the other that is killed while it
 * works, until at the end the last one comes to rest.
 */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Random, randomOf, wholeBetween } from '../../../functions/demo/random.ts'
import { isOpen } from '../../../functions/domain/message.ts'
import { HOUR_MS, MINUTE_MS } from '../../../functions/domain/time.ts'
import {
  drawFault,
  drawGapMs,
  drawJumpMs,
  drawKill,
  drawLatencyMs,
  drawSkewMs,
  drawStop,
  type Kill,
  LONGEST_LIFE_MS,
  type Profile,
} from './chances.ts'
import { makeTeller, type Teller } from './events.ts'
import { type Load, makeLoad } from './load.ts'
import { type Machine, type Place, startMachine } from './machine.ts'
import { makePoster, type Poster } from './post.ts'
import { readLeftBehind, readStored, type Stored } from './read-file.ts'
import { startWitness, type Witness } from './witness.ts'

export type WorldOptions = {
  readonly name: string
  readonly kills: number
  readonly profile: Profile
  readonly folder: string
  /** With the shop in it, to begin with. */
  readonly preparedFile: string
  readonly bearer: string
  readonly compiled: string
}

/** A process that was killed, and the messages that it had claimed and not settled. */
export type Killing = {
  readonly at: number
  readonly goneAt: number
  readonly when: Kill['when']
  /** The id of each one's claim. */
  readonly claimed: ReadonlyMap<string, string>
}

/** All that is known of a world when it is over. */
export type WorldLog = {
  readonly name: string
  readonly witness: Witness
  readonly load: Load
  readonly teller: Teller
  readonly killings: readonly Killing[]
  /** Instants at which the clock of a running process was put forward or back. */
  readonly jumps: readonly number[]
  readonly stored: Stored
  /** What went wrong on the way. */
  readonly findings: readonly string[]
  readonly logged: ReadonlyMap<string, number>
  /** What is still open when nothing moves any more. */
  readonly machineNow: number
}

type World = {
  readonly options: WorldOptions
  readonly random: Random
  readonly place: Place
  readonly witness: Witness
  readonly load: Load
  readonly teller: Teller
  readonly killings: Killing[]
  readonly jumps: number[]
  readonly findings: string[]
  readonly logged: Map<string, number>
  readonly state: State
}

type State = {
  /** What passed beyond real time, for everyone, and how wrong the machine's clock is. */
  passedMs: number
  skewMs: number
  /** How many processes there were. */
  lives: number
  faults: 'rough' | 'calm' | 'none'
  stopNext: boolean
  isStopped: boolean
}

const REST_WITHIN_MS = 90_000
const LOOK_EVERY_MS = 100
const MAKE_ROOM_MS = 40 * MINUTE_MS
const GIVEN_UP_AFTER_MS = 73 * HOUR_MS

export async function runWorld(options: WorldOptions): Promise<WorldLog> {
  const world = await begin(options)
  try {
    for (let kill = 0; kill < options.kills; kill++) {
      if (kill === Math.floor(options.kills / 2))
        await restThenPass(world, options.profile.longGapMs)
      await liveAndDie(world)
    }
    await restThenPass(world, GIVEN_UP_AFTER_MS)
    await restThenPass(world, 0)
    return logOf(world)
  } finally {
    await world.witness.ses.stop()
  }
}

async function begin(options: WorldOptions): Promise<World> {
  const { name, folder, preparedFile, profile } = options
  const file = join(folder, `${name.replaceAll('/', '-')}.sqlite`)
  copyFileSync(preparedFile, file)
  const draw = (what: string) => randomOf(`${name}/${what}`)
  const [faults, latencies] = [draw('faults'), draw('latencies')]
  const state: State = {
    passedMs: 0,
    skewMs: 0,
    lives: 0,
    faults: 'rough',
    stopNext: false,
    isStopped: false,
  }
  const worldNow = () => Date.now() + state.passedMs
  const witness = await startWitness({
    limits: profile.limits,
    clock: worldNow,
    latencyMs: () => drawLatencyMs(latencies),
    fault() {
      if (state.faults === 'none') return undefined
      if (!state.stopNext) return drawFault(faults, state.faults)
      state.stopNext = false
      state.isStopped = true
      return drawStop(faults)
    },
  })
  return {
    options,
    random: draw('lives'),
    place: { file, endpoint: witness.ses.endpoint, compiled: options.compiled },
    witness,
    load: makeLoad(draw('load'), () => worldNow() + state.skewMs),
    teller: makeTeller(draw('events'), worldNow, () => state.lives),
    killings: [],
    jumps: [],
    findings: [],
    logged: new Map(),
    state,
  }
}

function start(world: World): Machine {
  const { state } = world
  state.lives++
  return startMachine(world.place, state.passedMs + state.skewMs, {
    onError: (event) => world.logged.set(event, (world.logged.get(event) ?? 0) + 1),
    onCrash: (how) =>
      world.findings.push(`${world.options.name}: a process ended by itself: ${how}`),
  })
}

const posterTo = (world: World, url: string, connections: number): Poster =>
  makePoster(url, world.options.bearer, connections)

/** One process from its start to its kill. */
async function liveAndDie(world: World): Promise<void> {
  const { random, state } = world
  passTime(world)
  const kill = drawKill(random)
  // The first one of all reads the quota in peace: without it, an hour's mails would take an hour.
  const spared = state.lives === 0
  state.stopNext = !spared && random() < 0.06
  const machine = start(world)
  let killedAt = 0
  const end = () => {
    if (machine.isKilled()) return
    killedAt = Date.now()
    machine.kill()
  }
  const timers: NodeJS.Timeout[] = []
  const endAfter = (ms: number) => timers.push(setTimeout(end, ms))
  if (kill.when === 'starting' && !spared) endAfter(kill.afterMs)
  const url = await machine.ready
  if (url !== undefined) {
    endAfter(kill.when === 'at-random' && !spared ? kill.afterMs : LONGEST_LIFE_MS)
    await work(world, machine, url, { kill, end, endAfter })
  }
  await machine.gone
  const goneAt = Date.now()
  for (const timer of timers) clearTimeout(timer)
  world.witness.watch.onArrival = undefined
  world.witness.watch.onAnswer = undefined
  noteKilling(world, { at: killedAt, goneAt, when: kill.when })
}

function passTime({ random, state }: World): void {
  state.passedMs += state.isStopped ? 70 * MINUTE_MS : drawGapMs(random)
  state.isStopped = false
  state.skewMs = drawSkewMs(random)
}

type Ending = {
  readonly kill: Kill
  readonly end: () => void
  readonly endAfter: (ms: number) => void
}

/** Posts and tells until the end, which comes from whatever the kill waits for. */
async function work(
  world: World,
  machine: Machine,
  url: string,
  { kill, end, endAfter }: Ending,
): Promise<void> {
  const { random, witness, load, teller, state } = world
  const purchases = posterTo(world, url, 6)
  const events = posterTo(world, url, 2)
  const many = wholeBetween(random, 2, world.options.profile.mostPurchases)
  const tellsEarly = random() < 0.5
  const jumpMs = drawJumpMs(random)
  const jumping =
    jumpMs === undefined ? undefined : setTimeout(() => putClock(world, machine, jumpMs), 150)
  let [arrivals, answers, accepted] = [0, 0, 0]
  const early: Promise<void>[] = []
  witness.watch.onArrival = (attempt) => {
    if (kill.when === 'in-call' && ++arrivals === kill.call) end()
    else if (tellsEarly && attempt.accepted && random() < 0.1)
      early.push(teller.tellNow(attempt, events))
  }
  witness.watch.onAnswer = () => {
    if (kill.when === 'after-answer' && ++answers === kill.call) endAfter(kill.afterMs)
  }
  await Promise.all([
    load.post(many, purchases, () => {
      if (kill.when === 'after-accept' && ++accepted === kill.purchase) end()
    }),
    teller.tell(state.lives, events),
    machine.gone,
  ])
  await Promise.all(early)
  clearTimeout(jumping)
  purchases.close()
  events.close()
}

function putClock({ state, jumps }: World, machine: Machine, byMs: number): void {
  state.skewMs += byMs
  jumps.push(Date.now())
  machine.putClock(state.passedMs + state.skewMs)
}

function noteKilling(world: World, killed: Omit<Killing, 'claimed'>): void {
  const { messages, orders } = readLeftBehind(world.place.file)
  const missing = world.load.purchases.filter(
    ({ id, accepted }) => accepted && !orders.has(`order-${id}`),
  )
  for (const { id } of missing)
    world.findings.push(
      `lost: ${world.options.name}: order-${id} was accepted and is not there after a kill`,
    )
  const claimed = new Map<string, string>()
  for (const { id, message } of messages)
    if (message.status === 'claimed') claimed.set(id, message.claimId)
  world.killings.push({ ...killed, claimed })
  world.teller.takeUp(world.witness.attempts)
}

/** Lets everything be done that can be done, then lets so much time pass. */
async function restThenPass(world: World, passMs: number): Promise<void> {
  const { state } = world
  state.skewMs = 0
  // At the very end, nothing new is left in doubt.
  state.faults = passMs > 0 ? 'calm' : 'none'
  state.stopNext = false
  const machine = start(world)
  const url = await machine.ready
  if (url === undefined) return
  const poster = posterTo(world, url, 4)
  await comeToRest(world, machine)
  world.teller.takeUp(world.witness.attempts)
  await world.teller.tell(passMs === 0 ? Number.POSITIVE_INFINITY : state.lives, poster)
  await world.load.post(0, poster, () => {})
  await comeToRest(world, machine)
  poster.close()
  await machine.stop()
  state.passedMs += passMs
  state.faults = 'rough'
}

/** Lets time pass, from wake to wake, until nothing is open any more. */
async function comeToRest(world: World, machine: Machine): Promise<void> {
  const { state } = world
  const until = Date.now() + REST_WITHIN_MS
  for (;;) {
    await sleep(LOOK_EVERY_MS)
    const now = Date.now() + state.passedMs
    const stored = readStored(world.place.file)
    const wake = nextWake(stored, now)
    if (wake === 'none') return
    if (Date.now() > until) {
      world.findings.push(`lost: ${world.options.name}: no rest: ${whatIsOpen(stored)}`)
      return
    }
    if (wake <= now) continue
    state.passedMs += wake - now + MAKE_ROOM_MS
    machine.putClock(state.passedMs)
  }
}

/** When something is to be done next, which may be now; none where nothing is open. */
function nextWake({ messages, pendingReactions }: Stored, now: number): number | 'none' {
  if (pendingReactions > 0) return now
  const wakes = messages.flatMap(({ message, wakeAt }) => {
    if (message.status === 'due' || message.status === 'claimed') return [now]
    if (message.status === 'unknown') return message.giveUpAt <= now ? [now] : []
    return isOpen(message) ? [wakeAt ?? now] : []
  })
  return wakes.length === 0 ? 'none' : Math.min(...wakes)
}

/** @example '12 parked (pace-daily-quota), 1 due' */
function whatIsOpen({ messages, pendingReactions }: Stored): string {
  const open = messages.filter(({ message }) => isOpen(message) || message.status === 'claimed')
  const kinds = Map.groupBy(open, ({ message }) =>
    'reason' in message ? `${message.status} (${message.reason})` : message.status,
  )
  const counts = [...kinds].map(([kind, { length }]) => `${length} ${kind}`)
  return [...counts, `${pendingReactions} to react to`].join(', ')
}

const logOf = (world: World): WorldLog => ({
  name: world.options.name,
  witness: world.witness,
  load: world.load,
  teller: world.teller,
  killings: world.killings,
  jumps: world.jumps,
  stored: readStored(world.place.file),
  findings: world.findings,
  logged: world.logged,
  machineNow: Date.now() + world.state.passedMs,
})
