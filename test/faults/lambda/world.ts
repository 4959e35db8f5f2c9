/** One world from its opening to its rest: a shop, its customers, a cloud, and the weather. */

import type { Settings } from '../../../functions/domain/policy.ts'
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../../../functions/domain/time.ts'
import { UnwritableMail } from '../../../functions/pipeline/sending/mail-writer.ts'
import { makeRenderer } from '../../../functions/pipeline/sending/render.ts'
import { type LoadedAddress, loadAddress } from '../../../functions/store/addresses.ts'
import { type LoadedCustomer, loadCustomer } from '../../../functions/store/customers.ts'
import { guestId } from '../../../functions/store/identity.ts'
import { type CustomerKey, customerKey, STATE } from '../../../functions/store/keys.ts'
import { makeSecret } from '../../../functions/store/secret.ts'
import { loadShop } from '../../../functions/store/shops.ts'
import type { Row, Table } from '../../../functions/store/table.ts'
import { type Chances, makeChances } from '../../support/fault-chances.ts'
import { makeFaultClock } from '../../support/fault-clock.ts'
import { NOON } from '../../support/given.ts'
import { makeActing } from './acts.ts'
import { type Carrier, makeCarrier } from './carrier.ts'
import { type Cloud, MOST_WAKES, makeCloud } from './cloud.ts'
import { type Doubts, makeDoubts } from './doubts.ts'
import type { StartEngine } from './engines.ts'
import type { Sky } from './environment.ts'
import { makePacing } from './paced.ts'
import { makeSesEvents } from './ses-events.ts'
import { openShop, SHOP } from './shop.ts'
import { type RowWatch, watchRows } from './watch-rows.ts'
import { CALM, type Counts, type Weather } from './weather.ts'
import { makeWiresInProcess, type Wires } from './wires.ts'
import { makeWorkload, type Workload } from './workload.ts'

/** The faults end here; what they left is worked off. */
const CALM_FROM: Instant = NOON + 20 * DAY_MS
/** Everything is quiet by now. */
const QUIET_BY: Instant = CALM_FROM + 2 * DAY_MS
/** Beyond every lease, every limit and the 72 hours after which nothing is waited for. */
const END: Instant = QUIET_BY + 10 * DAY_MS

/** How long a person takes to act on an alarm. */
const PERSON_MS = 10 * HOUR_MS

/** Everything that is left when a world has come to rest, for the judges. */
export type Remains = {
  readonly workload: Workload
  readonly customers: ReadonlyMap<string, LoadedCustomer>
  /** All rows of each customer. */
  readonly rows: ReadonlyMap<string, readonly Row[]>
  /** All rows of who a customer was before they bought with their id, where they were a guest. */
  readonly guests: ReadonlyMap<string, Guest>
  /** What holds for each customer's address. */
  readonly addresses: ReadonlyMap<string, LoadedAddress>
  /** Who was erased, and by when. */
  readonly erased: ReadonlyMap<string, Instant>
  readonly settings: Settings
  readonly table: Table
  readonly carrier: Carrier
  readonly cloud: Cloud
  readonly doubts: Doubts
  readonly watch: RowWatch
  readonly counts: Counts
  readonly weather: Weather
  /** What was wrong at once, or came too late to rest. */
  readonly faults: readonly string[]
  readonly now: Instant
}

export type Guest = {
  readonly key: CustomerKey
  readonly rows: readonly Row[]
  /** Whether it was ever known that they are that customer. */
  readonly hasMoved: boolean
}

/** Under all ids that they had. */
export const keysOf = (id: string, { guests }: Pick<Remains, 'guests'>): readonly CustomerKey[] => {
  const guest = guests.get(id)
  return [customerKey(SHOP, id), ...(guest ? [guest.key] : [])]
}

export type WorldOptions = {
  readonly seed: number
  readonly weather: Weather
  readonly size: number
  readonly start: StartEngine
  /** What functions reach besides the store; in this process by default. */
  readonly wire?: (sky: Sky) => Promise<Wires>
}

/** No fault of this world's makes errors of these kinds. */
const SURPRISES = [TypeError, RangeError, ReferenceError, UnwritableMail]

const renderer = makeRenderer()
const secret = makeSecret(Buffer.alloc(32, 'k'))

/** @returns what `judge` makes of what is left when the world has come to rest */
export async function liveToRest<T>(
  options: WorldOptions,
  judge: (remains: Remains) => Promise<T>,
): Promise<T> {
  const world = await beginWorld(options)
  try {
    const erased = await liveOn(world, options)
    const { engine, workload, sky, ...rest } = world
    const remains = await remainsOf(engine.table, workload, world.watch)
    const { weather } = options
    return await judge({
      ...rest,
      ...remains,
      workload,
      erased,
      counts: sky.counts,
      weather,
      now: END,
    })
  } finally {
    await Promise.all([world.engine.stop(), world.wires.stop()])
  }
}

type World = Awaited<ReturnType<typeof beginWorld>>

/** The shop is open, the cloud is set up, and nothing has happened yet. */
async function beginWorld({ seed, weather, size, start, wire }: WorldOptions) {
  const clock = makeFaultClock(NOON)
  const chances = makeChances(String(seed))
  const faults: string[] = []
  const sky: Sky = {
    clock,
    weather: () => (clock.now() < CALM_FROM ? weather : CALM),
    chances: chances.also('weather'),
    counts: new Map(),
    onError(error) {
      if (SURPRISES.some((kind) => error instanceof kind)) faults.push(`${error}`)
    },
  }
  const doubts = makeDoubts()
  const watch = watchRows((what) => faults.push(what))
  const isOut = outages(weather, chances.also('outages'))
  const parts: { cloud?: Cloud } = {}
  const engine = await start((streamed) => {
    const changes = streamed.map(({ change }) => change)
    watch.check(changes, clock.now())
    parts.cloud?.takeIn(streamed)
  })
  const wires = wire ? await wire(sky) : makeWiresInProcess(sky)
  const pacing = makePacing(weather.pace, sky, (now) => now >= CALM_FROM)
  const night = seed % 4 === 1
  const softStart = weather.pace?.softStart ?? false
  const bearer = await openShop(engine.table, NOON, { night, softStart })
  const carrier = makeCarrier({
    sky,
    doubts,
    deliver: wires.deliver,
    isPaused: isOut.ses,
    ...(pacing.allowance && { allowance: pacing.allowance }),
    onAccepted: makeSesEvents(sky, (body) => parts.cloud?.feedback.put(body)),
  })
  const cloud = makeCloud({
    sky,
    table: engine.table,
    secret,
    renderer,
    carrier,
    wires,
    doubts,
    pacerFor: pacing.pacerFor,
    isStoreDown: isOut.store,
    isTimerDown: isOut.timer,
    onLog(what) {
      if (what !== 'marketing-paused') return
      clock.at(clock.now() + PERSON_MS, () => act({ at: clock.now(), does: 'let-go-on' }))
    },
  })
  parts.cloud = cloud
  const onRefused = (refused: object, why: string) =>
    faults.push(`${JSON.stringify(refused)} was answered ${why}`)
  const act = makeActing({ sky, cloud, secret, bearer, onRefused })
  const workload = makeWorkload(NOON, chances.also('workload'), size)
  return { sky, engine, wires, carrier, cloud, doubts, watch, workload, act, faults }
}

/** @returns who was erased, and by when */
async function liveOn(
  { sky, engine, cloud, workload, act, faults }: World,
  { seed, weather }: WorldOptions,
): Promise<ReadonlyMap<string, Instant>> {
  const { clock } = sky
  const erased = new Map<string, Instant>()
  let left = workload.acts.length
  for (const one of workload.acts)
    clock.at(one.at, async () => {
      await act(one)
      left--
      if (one.does === 'erase') erased.set(one.customer, clock.now())
    })
  const standstillAt = NOON + makeChances(`${seed}/standstill`).between(1, 12) * DAY_MS
  clock.at(standstillAt, () => clock.leap(weather.standstillHours * HOUR_MS))

  await clock.run(QUIET_BY)
  if (!cloud.isQuiet()) faults.push('it was not quiet two days after the last fault')
  for (const queue of cloud.queues) queue.redrive()
  await clock.run(END)
  if (!cloud.isQuiet()) faults.push('it was not quiet at the end')
  if (cloud.wakes() >= MOST_WAKES) faults.push('a customer is woken again and again')
  const shop = await loadShop(engine.table, SHOP)
  if (shop?.settings.pauses.length) faults.push('marketing stays paused, and it was not reported')
  if (left > 0) faults.push(`${left} acts of the shop were never answered`)
  return erased
}

function outages(weather: Weather, chances: Chances) {
  const span = (lengthMs: number) => {
    const from = NOON + chances.between(0.4, 12) * DAY_MS
    return (now: Instant): boolean => lengthMs > 0 && now >= from && now < from + lengthMs
  }
  return {
    ses: span(weather.pausedHours * HOUR_MS),
    store: span(weather.storeOutageMinutes * MINUTE_MS),
    timer: span(weather.noWakeHours * HOUR_MS),
  }
}

async function remainsOf(table: Table, { customers }: Workload, watch: RowWatch) {
  const loaded = new Map<string, LoadedCustomer>()
  const rows = new Map<string, readonly Row[]>()
  const guests = new Map<string, Guest>()
  const addresses = new Map<string, LoadedAddress>()
  async function load(id: string, addressHash: string): Promise<void> {
    const key = customerKey(SHOP, id)
    loaded.set(id, await loadCustomer(table, key))
    rows.set(id, await table.query(key))
    addresses.set(id, await loadAddress(table, SHOP, addressHash))
  }
  for (const { id, email, isGuestToo } of customers) {
    const hash = secret.addressHash(email)
    await load(id, hash)
    if (!isGuestToo) continue
    const key = customerKey(SHOP, guestId(hash))
    const states = watch.historyOf({ pk: key, sk: STATE })
    const hasMoved = states.some(({ row }) => row.movedTo !== undefined)
    guests.set(id, { key, rows: await table.query(key), hasMoved })
    if (!hasMoved) await load(guestId(hash), hash)
  }
  const shop = await loadShop(table, SHOP)
  if (!shop) throw new Error('the shop does not exist')
  const settings: Settings = { ...shop.settings, needsDomainCheck: true }
  return { customers: loaded, rows, guests, addresses, settings, table }
}
