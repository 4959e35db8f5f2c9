/**
 * A function's execution environment: one process that handles one event at a time, keeps what it
 * has loaded for the next, and may be cut off at any instant. Whatever it waited for then never
 * comes, so that nothing that it would have done after is done.
 */
import type { Chances } from '../../support/fault-chances.ts'
import type { FaultClock } from '../../support/fault-clock.ts'
import { type Counts, count, type Weather } from './weather.ts'

/** What all parts of one world share. */
export type Sky = {
  readonly clock: FaultClock
  /** The weather of now. */
  readonly weather: () => Weather
  readonly chances: Chances
  readonly counts: Counts
  /** Receives every error that a function threw or logged. */
  readonly onError: (error: unknown) => void
}

export type Environment = {
  readonly name: string
  readonly isCut: () => boolean
  /** Never ends once the environment is cut off. */
  readonly sleep: (ms: number) => Promise<void>
  /** Has something done elsewhere: it takes a while to get there, and the answer to get back. */
  readonly call: <T>(work: () => Promise<T>) => Promise<T>
  /** Messages that this environment has claimed and not settled yet. */
  readonly claims: Set<string>
  /** Messages that it settled as refused just now. */
  readonly refused: Set<string>
  readonly cut: () => void
  readonly whenCut: (onCut: () => void) => void
  /** Cuts it off at the nth call from now, before it is carried out or after. */
  readonly doom: (calls: number, when: When) => void
  readonly spare: () => void
}

const WHEN = ['before', 'after'] as const
type When = (typeof WHEN)[number]

const STALL_MS = { least: 5.5 * 60_000, most: 9 * 60_000 }

export function makeEnvironment(
  name: string,
  { clock, weather, chances, counts }: Sky,
): Environment {
  let cutOff = false
  let onCut = (): void => {}
  let doom: { calls: number; readonly when: When } | undefined
  const never = new Promise<never>(() => {})

  const sleep = (ms: number): Promise<void> =>
    new Promise((wake) =>
      clock.at(clock.now() + ms, () => {
        if (!cutOff) wake()
      }),
    )

  function way(): Promise<void> {
    const { stall, slowCall } = weather()
    if (chances.of(stall)) {
      count(counts, 'call: stalled beyond a lease')
      return sleep(chances.between(STALL_MS.least, STALL_MS.most))
    }
    return sleep(chances.of(slowCall) ? chances.between(200, 3_000) : chances.between(1, 10))
  }

  const isDoomed = (when: When): boolean => doom?.calls === 0 && doom.when === when

  function cut(): void {
    if (cutOff) return
    cutOff = true
    onCut()
  }

  return {
    name,
    isCut: () => cutOff,
    sleep,
    claims: new Set(),
    refused: new Set(),
    cut,
    whenCut: (listener) => {
      onCut = listener
    },
    doom: (calls, when) => {
      doom = { calls, when }
    },
    spare: () => {
      doom = undefined
    },
    async call(work) {
      await way()
      if (doom) doom.calls--
      if (isDoomed('before')) cut()
      if (cutOff) return never
      try {
        return await clock.standStill(work)
      } finally {
        if (isDoomed('after')) cut()
        await way()
      }
    },
  }
}

export type Outcome<R> =
  | { readonly outcome: 'answered'; readonly result: R }
  | { readonly outcome: 'failed'; readonly error: unknown }
  | { readonly outcome: 'cut-off' }

export type Lambda<E, R> = {
  readonly name: string
  /** Never rejects. */
  readonly invoke: (event: E) => Promise<Outcome<R>>
}

/** Few enough calls that most who are to be cut off are. */
const MOST_CALLS_BEFORE_THE_CUT = 14

/**
 * A function with as many environments as there are concurrent events.
 *
 * @param make the handler, as the function's entry makes it in a new process
 */
export function makeLambda<E, R>(
  { name, timeoutSeconds }: { readonly name: string; readonly timeoutSeconds: number },
  sky: Sky,
  make: (environment: Environment) => (event: E) => Promise<R>,
  onCut: (environment: Environment) => void = () => {},
): Lambda<E, R> {
  const { clock, weather, chances, counts, onError } = sky
  const idle: { readonly environment: Environment; readonly handler: (event: E) => Promise<R> }[] =
    []
  let made = 0

  function start() {
    const environment = makeEnvironment(`${name} ${++made}`, sky)
    return { environment, handler: make(environment) }
  }

  return {
    name,
    invoke: (event) => {
      const warm = idle.pop() ?? start()
      const { environment, handler } = warm
      if (chances.of(weather().kill))
        environment.doom(chances.whole(1, MOST_CALLS_BEFORE_THE_CUT), chances.pick(WHEN))
      return new Promise((settle) => {
        let over = false
        const end = (outcome: Outcome<R>): void => {
          if (over) return
          over = true
          environment.spare()
          environment.refused.clear()
          if (outcome.outcome !== 'cut-off') idle.push(warm)
          settle(outcome)
        }
        environment.whenCut(() => {
          count(counts, 'kills')
          onCut(environment)
          end({ outcome: 'cut-off' })
        })
        clock.at(clock.now() + timeoutSeconds * 1_000, () => {
          if (!over && weather().timeOuts) environment.cut()
        })
        handler(event).then(
          (result) => end({ outcome: 'answered', result }),
          (error) => {
            onError(error)
            end({ outcome: 'failed', error })
          },
        )
      })
    },
  }
}
