/** Starts and ends one-machine servers, each a process of its own, one after the other on a file. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const PROCESS = fileURLToPath(new URL('./process.ts', import.meta.url))

export type Place = {
  readonly file: string
  /** Of the stand-in for SES. */
  readonly endpoint: string
  /** Where Node keeps what it compiled, so that a start takes a third of the time. */
  readonly compiled: string
}

export type Machine = {
  /** The address, or undefined where the process ended before it had one. */
  readonly ready: Promise<string | undefined>
  /** Puts its clock so far ahead of the real one. */
  readonly putClock: (offsetMs: number) => void
  /** At once, in the middle of whatever runs here. */
  readonly kill: () => void
  /** Asks it to finish what it does. */
  readonly askToStop: () => void
  /** Resolves when the process has ended. */
  readonly exited: Promise<'killed' | 'unasked'>
  /** Asks it to stop, and waits for that. */
  readonly stop: () => Promise<void>
}

export type MachineListeners = {
  /** What each line in its log says that is an error. */
  readonly onError: (event: string) => void
  /** It ended without having been asked to, or would not end. */
  readonly onCrash: (how: string) => void
}

/** More than SES is waited for. */
const STOPS_WITHIN_MS = 30_000

/**
 * @example const machine = startMachine(place, 0, listeners); await machine.ready; machine.kill()
 */
export function startMachine(place: Place, offsetMs: number, listeners: MachineListeners): Machine {
  const child = fork(PROCESS, [place.file, String(offsetMs)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: place.compiled,
      AWS_ENDPOINT_URL_SES: place.endpoint,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    },
  })
  let isAsked = false
  const exited = once(child, 'exit').then(([code, signal]) => {
    if (signal === 'SIGKILL') return 'killed'
    if (!isAsked || code !== 0) listeners.onCrash(`code ${code}, signal ${signal}`)
    return 'unasked'
  })
  const askToStop = () => {
    isAsked = true
    child.kill('SIGTERM')
  }
  readLog(child, listeners)
  return {
    ready: Promise.race([
      once(child, 'message').then(([{ url }]) => String(url)),
      exited.then(() => undefined),
    ]),
    putClock(next) {
      if (child.connected) child.send({ offsetMs: next })
    },
    kill: () => child.kill('SIGKILL'),
    askToStop,
    exited,
    async stop() {
      askToStop()
      const impatient = setTimeout(() => {
        listeners.onCrash('it does not stop')
        child.kill('SIGKILL')
      }, STOPS_WITHIN_MS)
      await exited
      clearTimeout(impatient)
    },
  }
}

function readLog({ stderr }: ChildProcess, { onError }: MachineListeners): void {
  if (!stderr) return
  createInterface(stderr).on('line', (line) => {
    try {
      const { level, event, problem } = JSON.parse(line)
      if (level === 'error') onError(problem === undefined ? event : `${event} (${problem})`)
    } catch {
      // Not of the log: Node's own words on a process that crashes.
      process.stderr.write(`${line}\n`)
    }
  })
}
