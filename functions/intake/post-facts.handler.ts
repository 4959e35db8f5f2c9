/** POST purchases, refunds and events: one, or a batch whose valid items are kept. */
import type * as z from 'zod/mini'
import { intakeIsNews, withIntakeDay } from '../domain/intake.ts'
import type { Settings } from '../domain/policy.ts'
import type { Recorded } from '../domain/recorded.ts'
import { DAY_MS, type Instant } from '../domain/time.ts'
import { type HttpAnswer, json, Problem, type RequestFault } from '../http/problem.ts'
import {
  type HttpHandler,
  jsonBody,
  MOST_FAULTS,
  parsed,
  type RequestPorts,
  requestFaultsOf,
  type ShopRequest,
  shopHandler,
} from '../http/requests.ts'
import { intakeRow } from '../store/shops.ts'
import { arrivalAt } from './arrival.ts'
import { type Dated, faultsAhead, withConsentsByNow } from './clock-ahead.ts'
import { attributeFaults, eventFaults } from './declared-faults.ts'
import { EventBatch, PostedEvent } from './event-wire.ts'
import { inPlaces } from './in-places.ts'
import { recordEvents } from './record-events.ts'
import { type RecordPorts, recordPurchases, recordRefunds } from './record-facts.ts'
import {
  type PostedCustomer,
  PostedPurchase,
  PostedRefund,
  PurchaseBatch,
  RefundBatch,
} from './wire.ts'
import { withoutEmpty } from './without-empty.ts'

export type PostPorts = RequestPorts &
  RecordPorts & {
    /** Seconds to wait if the server is overloaded; otherwise undefined. */
    readonly busyFor?: () => number | undefined
  }

type Rejected = { readonly status: 'rejected'; readonly errors: readonly RequestFault[] }
type PostedOutcome = { readonly status: Recorded } | Rejected

/** Rejected for what is stored already: the field at fault, and why. */
type Refused = { readonly field: string; readonly detail: string }

/** What differs between purchases, refunds and events. */
type Kind<T> = {
  readonly batchField: string
  readonly batch: z.ZodMiniType<Record<string, unknown>>
  readonly schema: z.ZodMiniType<T>
  readonly idField: string
  /** Of a single one. */
  readonly fields: readonly string[]
  /** What of it is not as the shop declared it. */
  readonly faultsOf: (settings: Settings, fact: T, path: string) => readonly RequestFault[]
  readonly record: (
    settings: Settings,
    facts: readonly T[],
  ) => Promise<readonly (Recorded | Refused)[]>
  /** Whether it shows that purchases of this day arrive. */
  readonly marksIntake: boolean
}

/** @example const handler = makePostPurchases(ports) */
export const makePostPurchases = (ports: PostPorts): HttpHandler =>
  makePost(ports, {
    batchField: 'purchases',
    batch: PurchaseBatch,
    schema: PostedPurchase,
    idField: 'orderId',
    fields: Object.keys(PostedPurchase.shape),
    record: (settings, purchases) =>
      recordPurchases(
        settings.shop.id,
        purchases,
        ports,
        undefined,
        arrivalAt(settings, ports.now()),
      ),
    faultsOf: faultsOfCustomer,
    marksIntake: true,
  })

export const makePostRefunds = (ports: PostPorts): HttpHandler =>
  makePost(ports, {
    batchField: 'refunds',
    batch: RefundBatch,
    schema: PostedRefund,
    idField: 'refundId',
    fields: Object.keys(PostedRefund.shape),
    async record(settings, refunds) {
      const arrivalOf = arrivalAt(settings, ports.now())
      const id = settings.shop.id
      const recorded = await recordRefunds(id, refunds, ports, undefined, arrivalOf)
      return recorded.map((outcome) => (outcome === 'no-customer' ? NO_CUSTOMER : outcome))
    },
    faultsOf: faultsOfCustomer,
    marksIntake: true,
  })

export const makePostEvents = (ports: PostPorts): HttpHandler =>
  makePost(ports, {
    batchField: 'events',
    batch: EventBatch,
    schema: PostedEvent,
    idField: 'eventId',
    fields: Object.keys(PostedEvent.shape),
    async record(settings, events) {
      const recorded = await recordEvents(settings, events, ports, ports.now())
      return recorded.map((outcome) => (outcome === 'stale' ? OTHER_EVENT : outcome))
    },
    faultsOf: (settings, event, path) => eventFaults(settings, event, path, ports.now()),
    marksIntake: false,
  })

const NO_CUSTOMER: Refused = {
  field: 'customer',
  detail:
    'needs an "id" or an "email": only an order that was posted without a customer can be refunded without one, once it is stored',
}

const OTHER_EVENT: Refused = {
  field: 'eventId',
  detail: 'another event of this customer has this id, and an event never changes: use another id',
}

const faultsOfCustomer = (
  { declarations }: Settings,
  { customer }: { readonly customer?: PostedCustomer },
  path: string,
): readonly RequestFault[] =>
  attributeFaults(declarations, customer?.attributes, `${path}.customer.attributes`)

const makePost = <T extends Dated>(ports: PostPorts, kind: Kind<T>): HttpHandler =>
  shopHandler(ports, 'ingest', async (request) => {
    const busy = ports.busyFor?.()
    if (busy !== undefined)
      throw new Problem(429, 'there is more work in progress than the server can take on', {
        retryAfterSeconds: busy,
      })
    const body = jsonBody(request.event)
    const isBatch = body !== null && typeof body === 'object' && kind.batchField in body
    if (isBatch && kind.fields.some((field) => field in body)) throw bothFormsIn(kind)
    if (Array.isArray(body)) throw bareListIn(kind)
    const raws = isBatch
      ? (parsed(kind.batch, body)[kind.batchField] as readonly unknown[])
      : [body]
    const place = (i: number) => ({
      path: isBatch ? `$.${kind.batchField}[${i}]` : '$',
      mostFaults: Math.max(2, Math.floor(MOST_FAULTS / raws.length)),
    })
    const readings = raws.map((raw, i) => readFact(raw, place(i), kind, request, ports.now()))
    const outcomes = await recordEach(request, kind, readings, isBatch)
    const [only] = outcomes
    if (!isBatch && only?.status === 'rejected')
      throw new Problem(400, 'the body is invalid; see "errors"', { faults: only.errors })
    if (kind.marksIntake) await noteIntake(request, readings, outcomes, ports)
    return answer(kind, raws, outcomes, isBatch)
  })

/** Which of them was meant is a guess, and the other would be lost. */
const bothFormsIn = ({ batchField }: Pick<Kind<unknown>, 'batchField'>): Problem =>
  new Problem(400, 'the body is invalid; see "errors"', {
    faults: [
      {
        path: '$',
        detail: `has "${batchField}" and fields of a single one: send one, or all of them in "${batchField}"`,
      },
    ],
  })

const bareListIn = ({ batchField }: Pick<Kind<unknown>, 'batchField'>): Problem =>
  new Problem(400, 'the body is invalid; see "errors"', {
    faults: [{ path: '$', detail: `is a list: send it as {"${batchField}": [...]}` }],
  })

/** A fact to record, or what is wrong with it. */
type Reading<T> = { readonly fact: T } | (Rejected & { readonly fact?: never })

const rejected = (errors: readonly RequestFault[]): Rejected => ({ status: 'rejected', errors })

function readFact<T extends Dated>(
  raw: unknown,
  { path, mostFaults }: { readonly path: string; readonly mostFaults: number },
  { schema, faultsOf }: Kind<T>,
  { scopes, shop }: ShopRequest,
  now: Instant,
): Reading<T> {
  const { data: fact, error } = schema.safeParse(withoutEmpty(schema, raw))
  if (error) return rejected(requestFaultsOf(error, path, mostFaults))
  const faults = [...faultsAhead(fact, path, now), ...faultsOf(shop.settings, fact, path)]
  if (faults.length > 0) return rejected(faults.slice(0, mostFaults))
  if (hasConsents(fact) && !scopes.includes('consent') && !scopes.includes('admin'))
    return rejected([
      { path: `${path}.customer.consents`, detail: 'the key needs the scope "consent"' },
    ])
  return { fact: withConsentsByNow(fact, now) }
}

async function recordEach<T>(
  { shop }: ShopRequest,
  kind: Kind<T>,
  readings: readonly Reading<T>[],
  isBatch: boolean,
): Promise<readonly PostedOutcome[]> {
  const good = readings.flatMap((reading) => ('status' in reading ? [] : reading.fact))
  const outcomes = inPlaces(
    readings.map((reading) => ('status' in reading ? reading : undefined)),
    await kind.record(shop.settings, good),
  )
  return outcomes.map((outcome, i) => {
    if (typeof outcome === 'string') return { status: outcome }
    if ('status' in outcome) return outcome
    const path = isBatch ? `$.${kind.batchField}[${i}]` : '$'
    return rejected([{ path: `${path}.${outcome.field}`, detail: outcome.detail }])
  })
}

const hasConsents = ({ customer }: Dated): boolean => Boolean(customer?.consents?.length)

/** Keeps the days on which purchases arrive: one write a day for a whole shop. */
async function noteIntake(
  { shop: { settings } }: ShopRequest,
  readings: readonly Reading<Dated>[],
  outcomes: readonly PostedOutcome[],
  { table, now }: PostPorts,
): Promise<void> {
  const nextDayAt = ((settings.intakeDays.at(-1) ?? Number.NEGATIVE_INFINITY) + 1) * DAY_MS
  const isNews = outcomes.some(
    ({ status }, i) =>
      // One that is there already may be of a request that was cut off before this.
      status === 'recorded' ||
      (status === 'unchanged' && (readings[i]?.fact?.paidAt ?? Number.NaN) >= nextDayAt),
  )
  if (!isNews || !intakeIsNews(settings.intakeDays, now())) return
  const days = withIntakeDay(settings.intakeDays, now())
  await table.write([{ put: intakeRow(settings.shop.id, days) }])
}

function answer<T>(
  { idField }: Kind<T>,
  raws: readonly unknown[],
  outcomes: readonly PostedOutcome[],
  isBatch: boolean,
): HttpAnswer {
  const isNew = !isBatch && outcomes[0]?.status === 'recorded'
  return json(isNew ? 201 : 200, {
    results: outcomes.map((outcome, i) => ({ [idField]: fieldOf(raws[i], idField), ...outcome })),
  })
}

/** No id is longer. */
const LONGEST_ID = 128

/** A fact that was rejected may be anything at all; what could be no id is not returned. */
function fieldOf(raw: unknown, field: string): string | number | boolean | null {
  const id = (raw as Readonly<Record<string, unknown>> | null)?.[field]
  if (typeof id === 'string') return id.length <= LONGEST_ID ? id : `${id.slice(0, LONGEST_ID)}…`
  return typeof id === 'number' || typeof id === 'boolean' ? id : null
}
