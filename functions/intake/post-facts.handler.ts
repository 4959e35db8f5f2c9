/** POST purchases and refunds: one, or a batch of which the good ones are kept. */
import type * as z from 'zod/mini'
import { intakeIsNews, withIntakeDay } from '../domain/intake.ts'
import { DAY_MS } from '../domain/time.ts'
import { type Fault, type HttpAnswer, json, Problem } from '../http/problem.ts'
import {
  faultsOf,
  type HttpHandler,
  jsonBody,
  parsed,
  type RequestPorts,
  type ShopRequest,
  shopHandler,
} from '../http/requests.ts'
import { intakeRow } from '../store/shops.ts'
import { type Dated, faultsAhead, withConsentsByNow } from './clock-ahead.ts'
import { type RecordPorts, recordPurchases, recordRefunds } from './record-facts.ts'
import { Purchase, PurchaseBatch, Refund, RefundBatch } from './wire.ts'
import type { Recorded } from './write-facts.ts'

export type PostPorts = RequestPorts &
  RecordPorts & {
    /** Seconds to wait where there is more work in hand than can be taken on; else undefined. */
    readonly busyFor?: () => number | undefined
  }

type Outcome =
  | { readonly status: Recorded }
  | { readonly status: 'rejected'; readonly errors: readonly Fault[] }

/** What differs between purchases and refunds. */
type Kind<T> = {
  readonly batchField: string
  readonly batch: z.ZodMiniType<Record<string, unknown>>
  readonly schema: z.ZodMiniType<T>
  readonly idOf: (raw: unknown) => unknown
  readonly idField: string
  readonly record: (shop: string, facts: readonly T[]) => Promise<readonly Recorded[]>
}

/** @example const handler = makePostPurchases(ports) */
export const makePostPurchases = (ports: PostPorts): HttpHandler =>
  makePost(ports, {
    batchField: 'purchases',
    batch: PurchaseBatch,
    schema: Purchase,
    idField: 'orderId',
    idOf: (raw) => (raw as { orderId?: unknown })?.orderId,
    record: (shop, purchases) => recordPurchases(shop, purchases, ports),
  })

export const makePostRefunds = (ports: PostPorts): HttpHandler =>
  makePost(ports, {
    batchField: 'refunds',
    batch: RefundBatch,
    schema: Refund,
    idField: 'refundId',
    idOf: (raw) => (raw as { refundId?: unknown })?.refundId,
    record: (shop, refunds) => recordRefunds(shop, refunds, ports),
  })

const makePost = <T extends Dated>(ports: PostPorts, kind: Kind<T>): HttpHandler =>
  shopHandler(ports, 'ingest', async (request) => {
    const busy = ports.busyFor?.()
    if (busy !== undefined)
      throw new Problem(429, 'there is more work in hand than can be taken on', {
        retryAfterSeconds: busy,
      })
    const body = jsonBody(request.event)
    const isBatch = body !== null && typeof body === 'object' && kind.batchField in body
    const raws = isBatch
      ? (parsed(kind.batch, body)[kind.batchField] as readonly unknown[])
      : [body]
    const outcomes = await recordAll(request, kind, raws, isBatch, ports)
    const [only] = outcomes
    if (!isBatch && only?.status === 'rejected')
      throw new Problem(400, 'the body has faults', { faults: only.errors })
    await noteIntake(request, raws, outcomes, ports)
    return answer(kind, raws, outcomes, isBatch)
  })

async function recordAll<T extends Dated>(
  { shop, scopes }: ShopRequest,
  kind: Kind<T>,
  raws: readonly unknown[],
  isBatch: boolean,
  { now }: PostPorts,
): Promise<readonly Outcome[]> {
  const good: T[] = []
  const faults = raws.map((raw, i): readonly Fault[] => {
    const path = isBatch ? `$.${kind.batchField}[${i}]` : '$'
    const result = kind.schema.safeParse(raw)
    if (!result.success) return faultsOf(result.error, path)
    const ahead = faultsAhead(result.data, path, now())
    if (ahead.length > 0) return ahead
    if (hasConsents(result.data) && !scopes.includes('consent') && !scopes.includes('admin'))
      return [{ path: `${path}.customer.consents`, detail: 'this key has no scope "consent"' }]
    good.push(withConsentsByNow(result.data, now()))
    return []
  })
  const recorded = (await kind.record(shop.settings.shop.id, good)).values()
  return faults.map((errors) =>
    errors.length > 0
      ? { status: 'rejected', errors }
      : { status: recorded.next().value as Recorded },
  )
}

const hasConsents = ({ customer }: Dated): boolean => (customer?.consents ?? []).length > 0

/** Keeps the days on which purchases arrive: one write a day for a whole shop. */
async function noteIntake(
  { shop: { settings } }: ShopRequest,
  raws: readonly unknown[],
  outcomes: readonly Outcome[],
  { table, now }: PostPorts,
): Promise<void> {
  const lastDay = settings.intakeDays.at(-1) ?? Number.NEGATIVE_INFINITY
  const isNews = outcomes.some(
    ({ status }, i) =>
      // One that is there already may be of a request that was cut off before this.
      status === 'recorded' || (status === 'unchanged' && paidDayOf(raws[i]) > lastDay),
  )
  if (!isNews || !intakeIsNews(settings.intakeDays, now())) return
  const days = withIntakeDay(settings.intakeDays, now())
  await table.write([{ put: intakeRow(settings.shop.id, days) }])
}

const paidDayOf = (raw: unknown): number =>
  Math.floor(Date.parse(String((raw as { readonly paidAt?: unknown }).paidAt)) / DAY_MS)

function answer<T>(
  { idField, idOf }: Kind<T>,
  raws: readonly unknown[],
  outcomes: readonly Outcome[],
  isBatch: boolean,
): HttpAnswer {
  const isNew = !isBatch && outcomes[0]?.status === 'recorded'
  return json(isNew ? 201 : 200, {
    results: outcomes.map((outcome, i) => ({ [idField]: idOf(raws[i]) ?? null, ...outcome })),
  })
}
