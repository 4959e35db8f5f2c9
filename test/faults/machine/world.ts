/** A world: one shop in one file, one SES that outlives it all, and one process after the other. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Random, randomOf } from '../../../functions/demo/random.ts'
import { drawFault, drawLatencyMs, drawStop, type Kill, type Profile } from './chances.ts'
import { type EventReporter, makeEventReporter } from './events.ts'
import { type Load, makeLoad } from './load.ts'
import { type Machine, type Place, startMachine } from './machine.ts'
import type { Stored } from './read-file.ts'
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

/** A process that was killed, and what it had claimed and not settled. */
export type Killing = {
  /** By the suite's own clock: the signal, and when it was over. */
  readonly at: number
  readonly killedAt: number
  readonly when: Kill['when']
  /** Of each message that was claimed, the id of its claim. */
  readonly claimed: ReadonlyMap<string, string>
}

export type World = {
  readonly options: WorldOptions
  readonly random: Random
  readonly place: Place
  readonly witness: Witness
  readonly load: Load
  readonly eventReporter: EventReporter
  readonly killings: Killing[]
  /** Instants at which the clock of a running process was put forward or back. */
  readonly jumps: number[]
  /** What went wrong on the way; what begins with "lost" is a loss. */
  readonly findings: string[]
  /** The errors in the processes' logs, by name. */
  readonly logged: Map<string, number>
  readonly state: State
}

type State = {
  /** What passed beyond real time, for everyone. */
  passedMs: number
  /** How wrong the machine's own clock is. */
  skewMs: number
  /** How many processes there were. */
  lives: number
  faults: 'rough' | 'calm' | 'none'
  /** The next mail meets with something that stops the line. */
  stopNext: boolean
  isStopped: boolean
}

/** A world that is over, and what its file says. */
export type WorldLog = Omit<World, 'state'> & { readonly stored: Stored }

export async function beginWorld(options: WorldOptions): Promise<World> {
  const { name, folder, preparedFile, profile, compiled } = options
  const file = join(folder, 'shop.sqlite')
  copyFileSync(preparedFile, file)
  const state: State = {
    passedMs: 0,
    skewMs: 0,
    lives: 0,
    faults: 'rough',
    stopNext: false,
    isStopped: false,
  }
  const draw = (what: string) => randomOf(`${name}/${what}`)
  const latencies = draw('latencies')
  const now = () => Date.now() + state.passedMs
  const witness = await startWitness({
    limits: profile.limits,
    clock: now,
    latencyMs: () => drawLatencyMs(latencies),
    fault: faultsOf(state, draw('faults')),
  })
  return {
    options,
    random: draw('lives'),
    place: { file, endpoint: witness.ses.endpoint, compiled },
    witness,
    load: makeLoad(draw('load'), () => now() + state.skewMs),
    eventReporter: makeEventReporter(draw('events'), now, () => state.lives),
    killings: [],
    jumps: [],
    findings: [],
    logged: new Map(),
    state,
  }
}

const faultsOf = (state: State, random: Random) => () => {
  if (state.faults === 'none') return undefined
  if (!state.stopNext) return drawFault(random, state.faults)
  state.stopNext = false
  state.isStopped = true
  return drawStop(random)
}

/** The next process on the file, by the clock as it is now. */
export function startNext({ options, place, state, logged, findings }: World): Machine {
  state.lives++
  return startMachine(place, state.passedMs + state.skewMs, {
    onError: (event) => logged.set(event, (logged.get(event) ?? 0) + 1),
    onCrash: (how) => findings.push(`${options.name}: a process went wrong: ${how}`),
  })
}
