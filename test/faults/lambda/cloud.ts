/** AWS, as the manifest has it deployed: streams, queues and a timer around the functions. */
import { HOUR_MS, type Instant, MINUTE_MS } from '../../../functions/domain/time.ts'
import type { HttpAnswer } from '../../../functions/http/problem.ts'
import type { HttpEvent } from '../../../functions/http/requests.ts'
import { manifest } from '../../../functions/manifest.ts'
import type { Pacer } from '../../../functions/pipeline/sending/pacing/pacer.ts'
import type { Renderer } from '../../../functions/pipeline/sending/render.ts'
import type { CustomerState } from '../../../functions/store/codecs/customer-row-types.ts'
import { STATE } from '../../../functions/store/keys.ts'
import type { Secret } from '../../../functions/store/secret.ts'
import type { SettingsOf } from '../../../functions/store/shops.ts'
import type { RowChange, RowOf, Table } from '../../../functions/store/table.ts'
import type { Carrier } from './carrier.ts'
import type { Doubts } from './doubts.ts'
import type { StreamedChange } from './engines.ts'
import { type Environment, type Lambda, makeLambda, type Sky } from './environment.ts'
import { makeFaultyTable } from './faulty-table.ts'
import { makeFunctions } from './functions.ts'
import { makeQueue, type Queue } from './queue.ts'
import { makeStreamReader } from './stream.ts'
import { count } from './weather.ts'
import type { Announce, Put, Wires } from './wires.ts'

export type Cloud = {
  readonly requests: Lambda<HttpEvent, HttpAnswer>
  readonly queues: readonly Queue[]
  /** Receives every changed row. */
  readonly takeIn: (streamed: readonly StreamedChange[]) => void
  /** Events of SES go in here. */
  readonly feedback: Queue
  /** The table as one environment reaches it. */
  readonly tableFor: (environment: Environment) => Table
  readonly isQuiet: () => boolean
  /** Ids of the changes of class that the company's bus took. */
  readonly announced: ReadonlySet<string>
  /** Events of SES that were worked off. */
  readonly reportedEvents: readonly string[]
  /** How often the timer ran. */
  readonly wakes: () => number
}

export type CloudPorts = {
  readonly sky: Sky
  readonly table: Table
  readonly secret: Secret
  readonly renderer: Renderer
  readonly carrier: Carrier
  readonly wires: Wires
  readonly doubts: Doubts
  readonly pacerFor: (environment: Environment, table: Table, settings: SettingsOf) => Pacer
  readonly isStoreDown: (now: Instant) => boolean
  /** Whether the timer is left out now. */
  readonly isTimerDown: (now: Instant) => boolean
  /** Receives what functions write to their logs. */
  readonly onLog: (what: string) => void
}

export function makeCloud(ports: CloudPorts): Cloud {
  const { sky, doubts } = ports
  const { clock, counts } = sky
  const { now } = clock
  const announced = new Set<string>()
  const reportedEvents: string[] = []
  const queues = new Map<string, Queue>()
  const wakes = makeWakes()
  let claims = 0

  const put: Put = (queue, body) => queues.get(queue)?.put(body)
  const announce: Announce = (detail) => {
    announced.add((JSON.parse(detail) as { id: string }).id)
  }
  const tableFor = (environment: Environment): Table =>
    makeFaultyTable(ports.table, {
      environment,
      sky,
      isDown: () => ports.isStoreDown(now()),
      mayBeDue: wakes.mayBeDue,
      watch: doubts.watch,
      onFailed: doubts.failed,
    })
  const functions = makeFunctions({
    now,
    secret: ports.secret,
    renderer: ports.renderer,
    newClaimId: () => `claim-${++claims}`,
    tableFor,
    mailerFor: ports.carrier.mailerOf,
    pacerFor: ports.pacerFor,
    sqsFor: (environment) => ports.wires.sqsFor(environment, put),
    eventsFor: (environment) => ports.wires.eventsFor(environment, announce),
    log(what, error) {
      count(counts, `log: ${what}`)
      if (error !== undefined) sky.onError(error)
      ports.onLog(what)
    },
  })
  const deploy = <E, R>(
    name: keyof typeof manifest,
    make: (environment: Environment) => (event: E) => Promise<R>,
  ): Lambda<E, R> => makeLambda({ name, ...manifest[name] }, sky, make, doubts.cutOff)

  for (const [name, worker] of [
    ['send', deploy('send', functions.send)],
    ['repair', deploy('repair', functions.repair)],
    ['feedback', deploy('record-feedback', functions.feedback)],
  ] as const) {
    const { timeoutSeconds } = manifest[name === 'feedback' ? 'record-feedback' : name]
    const onDone = name === 'feedback' ? (body: string) => reportedEvents.push(body) : () => {}
    queues.set(name, makeQueue({ name, worker, timeoutSeconds, onDone }, sky))
  }
  const readers = [
    makeStreamReader(deploy('react', functions.react), manifest.react.trigger.rows, sky),
    makeStreamReader(deploy('relay', functions.relay), manifest.relay.trigger.rows, sky),
  ]
  const timer = makeTimer(deploy('wake', functions.wake), wakes, ports)

  return {
    requests: deploy('record-purchases', functions.requests),
    queues: [...queues.values()],
    feedback: queues.get('feedback') as Queue,
    tableFor,
    announced,
    reportedEvents,
    wakes: timer.runs,
    takeIn(streamed) {
      for (const one of streamed) {
        for (const reader of readers) reader.deliver(one.record)
        if (wakes.isNews(one.change)) timer.arm()
      }
    },
    isQuiet: () =>
      readers.every((reader) => reader.isDone()) &&
      [...queues.values()].every((queue) => queue.isEmpty()),
  }
}

/** Which customers are to be woken when, as the table's index has it. */
function makeWakes() {
  const wakes = new Map<string, { readonly at: Instant; readonly shard: number }>()
  return {
    /** Records the change. @returns whether it changes a wake */
    isNews({ after }: RowChange): boolean {
      if (after?.sk !== STATE) return false
      const { wakeAt: at, wakeShard: shard } = after as RowOf<CustomerState>
      if (at === undefined || shard === undefined) wakes.delete(after.pk)
      else wakes.set(after.pk, { at, shard })
      return true
    },
    first: (): Instant => Math.min(...[...wakes.values()].map(({ at }) => at)),
    mayBeDue: (shard: number, until: Instant): boolean =>
      [...wakes.values()].some((wake) => wake.shard === shard && wake.at <= until),
  }
}

/** Many times what a world needs: a customer woken more often is never at rest. */
export const MOST_WAKES = 5_000

/** Each minute, except the minutes at which no customer is due: such a run finds nothing to do. */
function makeTimer(
  wake: Lambda<Instant, unknown>,
  wakes: ReturnType<typeof makeWakes>,
  { sky, isTimerDown }: CloudPorts,
) {
  const { clock, weather, chances, counts } = sky
  let armedAt = Number.POSITIVE_INFINITY
  let runs = 0

  function arm(): void {
    const at = MINUTE_MS * Math.ceil(Math.max(wakes.first(), clock.now() + 1) / MINUTE_MS)
    if (at >= armedAt) return
    armedAt = at
    clock.at(at, () => {
      if (armedAt === at) tick()
    })
  }

  function tick(): void {
    armedAt = Number.POSITIVE_INFINITY
    if (runs >= MOST_WAKES) return
    if (isTimerDown(clock.now())) {
      if (clock.now() % HOUR_MS === 0) count(counts, 'timer: left out for an hour')
    } else if (chances.of(weather().wake.missed)) count(counts, 'timer: left out')
    else run()
    arm()
  }

  function run(): void {
    const times = chances.of(weather().wake.twice) ? 2 : 1
    if (times > 1) count(counts, 'timer: ran twice')
    for (let i = 0; i < times; i++) {
      runs++
      wake.invoke(clock.now() + manifest.wake.timeoutSeconds * 1_000)
    }
  }

  return { runs: () => runs, arm }
}
