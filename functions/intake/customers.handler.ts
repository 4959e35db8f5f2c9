/** PUT and GET a customer: what the shop reports about them, and how Rekindle evaluates it. */
import { type ChanceCourse, chanceCourse } from '../domain/chance-course.ts'
import { consentAt } from '../domain/consent.ts'
import type { EventBody } from '../domain/customer-event.ts'
import { type CustomerValue, customerValue } from '../domain/customer-value.ts'
import { decide } from '../domain/decide.ts'
import type { BuyAgain } from '../domain/dormancy.ts'
import { isErased } from '../domain/erasure.ts'
import { mailableOf } from '../domain/mailable.ts'
import { marketingConsent } from '../domain/marketing-consent.ts'
import type { Settings } from '../domain/policy.ts'
import type { ShopModel } from '../domain/shop-model.ts'
import { type Instant, isoInstant } from '../domain/time.ts'
import { json, Problem } from '../http/problem.ts'
import {
  type HttpHandler,
  jsonBody,
  parsed,
  type RequestPorts,
  shopHandler,
} from '../http/requests.ts'
import { loadAddress } from '../store/addresses.ts'
import type { CustomerRowKind, CustomerRows } from '../store/codecs/customer-row-types.ts'
import { shownFieldsOf } from '../store/codecs/read-customer-rows.ts'
import { type LoadedCustomer, loadPerson } from '../store/customers.ts'
import { loadEventBodies } from '../store/event-bodies.ts'
import { loadFormerIds } from '../store/former-ids.ts'
import { type CustomerKey, customerKey } from '../store/keys.ts'
import type { Table } from '../store/table.ts'
import { arrivalAt } from './arrival.ts'
import { faultsAhead } from './clock-ahead.ts'
import { attributeFaults } from './declared-faults.ts'
import { attributesView, eventsView } from './event-view.ts'
import { type RecordPorts, recordCustomer } from './record-facts.ts'
import { CustomerUpdate, namesProfile } from './wire.ts'
import { CustomerId, KnownId } from './wire-parts.ts'
import { withoutEmpty } from './without-empty.ts'

export type CustomerPorts = RequestPorts & Pick<RecordPorts, 'table'>

export const makePutCustomer = (ports: CustomerPorts & RecordPorts): HttpHandler =>
  shopHandler(ports, 'ingest', async ({ event, shop, scopes }) => {
    const body = jsonBody(event)
    const update = parsed(CustomerUpdate, withoutEmpty(CustomerUpdate, body))
    if (update.consents?.length && !scopes.includes('consent') && !scopes.includes('admin'))
      throw new Problem(403, 'the key needs the scope "consent"', {
        faults: [{ path: '$.consents', detail: 'requires the scope "consent"' }],
      })
    const faults = [
      ...faultsAhead(update, '$', ports.now()),
      ...attributeFaults(shop.settings.declarations, update.attributes, '$.attributes'),
    ]
    if (faults.length > 0) throw new Problem(400, 'the body is invalid; see "errors"', { faults })
    const status = await recordCustomer(
      shop.settings.shop.id,
      idToWrite(event.pathParameters?.customer),
      update,
      ports,
      ports.now(),
      arrivalAt(shop.settings, ports.now()),
      namesProfile(body),
    )
    if (status === 'stale')
      throw new Problem(409, 'a newer version of this customer is stored', {
        faults: [{ path: '$.updatedAt', detail: 'must be later than the stored version' }],
      })
    if (status === 'erased') throw erasedSince()
    return json(status === 'recorded' ? 201 : 200, { status })
  })

export const makeGetCustomer = (ports: CustomerPorts): HttpHandler =>
  shopHandler(ports, 'read', async ({ event, shop }) => {
    const { id } = shop.settings.shop
    const key = customerKey(id, idToRead(event.pathParameters?.customer))
    const customer = await loadReachable(ports.table, key)
    if (!isKnown(customer)) throw new Problem(404, 'there is no customer with this ID')
    const shown = await withWhatIsShown(ports.table, customer)
    return json(200, customerView(shown, shop.settings, ports.now()))
  })

/** A customer with what is known of their address: an opt-out there is theirs, too. */
export async function loadReachable(table: Table, key: CustomerKey): Promise<LoadedCustomer> {
  const customer = await loadPerson(table, key)
  const { addressHash, facts } = customer
  if (addressHash === undefined) return customer
  const address = await loadAddress(table, facts.shop, addressHash)
  return { ...customer, address, facts: { ...facts, address: address.facts } }
}

/** A customer with what no decision reads of them. */
export type ShownCustomer = LoadedCustomer & {
  readonly formerIds: readonly string[]
  readonly eventBodies: ReadonlyMap<string, EventBody>
}

export async function withWhatIsShown(
  table: Table,
  customer: LoadedCustomer,
): Promise<ShownCustomer> {
  const { key, facts } = customer
  return {
    ...customer,
    formerIds: await loadFormerIds(table, key),
    eventBodies: facts.events.length > 0 ? await loadEventBodies(table, key) : new Map(),
  }
}

/** An id under which orders can be stored; any other could not belong to a customer. */
function idToWrite(raw: string | undefined): string {
  const result = CustomerId.safeParse(raw)
  if (result.success) return result.data
  throw new Problem(400, `the customer's id: ${result.error.issues[0]?.message}`)
}

/** The same, or a guest. */
export const idOfAnyone = (raw: string | undefined): string =>
  KnownId.safeParse(raw).data ?? idToWrite(raw)

/** Guests can be read too, under the id that GET returns for them. */
function idToRead(raw: string | undefined): string {
  const id = raw ?? ''
  if (id === '' || Buffer.byteLength(id) > 128)
    throw new Problem(400, "the customer's id: must have 1 to 128 bytes")
  return id
}

/** A fact dated before the erasure would restore what was erased. */
export const erasedSince = (): Problem =>
  new Problem(
    409,
    'this customer was erased after the instant of this request; send a later instant if the facts are new',
  )

export function isKnown(customer: LoadedCustomer): boolean {
  if (isErased(customer)) return false
  const { facts, state } = customer
  const { orders, refunds, consents, holds, events, attributes } = facts
  return (
    state !== undefined ||
    facts.profile !== undefined ||
    facts.preferences !== undefined ||
    [orders, refunds, consents, holds, events, attributes].some((rows) => rows.length > 0)
  )
}

/**
 * A customer as the API returns them: instants as text, evaluated at `now`.
 *
 * @param customer as `withWhatIsShown` returns them
 */
export function customerView(customer: ShownCustomer, settings: Settings, now: Instant) {
  const { facts } = customer
  const { assessment, wakeAt } = decide(facts, now, settings)
  const { rfm, reason } = assessment
  return {
    customer: facts.customer,
    formerIds: customer.formerIds,
    profile: facts.profile ? shownRow('profile', facts.profile) : null,
    class: assessment.class,
    since: isoTextOrNull(assessment.since),
    nextChangeAt: isoTextOrNull(assessment.nextChangeAt),
    atRiskAt: isoTextOrNull(assessment.atRiskAt),
    wakeAt: isoTextOrNull(wakeAt),
    reason: { ...reason, lastPurchaseAt: isoTextOrNull(reason.lastPurchaseAt) },
    rfm: {
      ...rfm,
      firstPurchaseAt: isoTextOrNull(rfm.firstPurchaseAt),
      lastPurchaseAt: isoTextOrNull(rfm.lastPurchaseAt),
      currency: settings.policy.currency,
    },
    value: valueView(
      customerValue({ facts, assessment, settings, now }),
      chanceCourse(facts, settings, now),
      settings,
    ),
    consent: {
      marketing: consentAt(facts.consents, 'marketing', now),
      marketingByLaw: marketingConsent({ facts, settings, now }),
    },
    mailable: mailableOf({ facts, settings, now }),
    consents: facts.consents.map((consent) => shownRow('consent', consent)),
    consentsElsewhere: (customer.grantsElsewhere ?? []).map((consent) =>
      shownRow('consent', consent),
    ),
    holds: facts.holds.map((hold) => shownRow('hold', hold)),
    preferences: facts.preferences ? shownRow('preferences', facts.preferences) : null,
    attributes: attributesView(facts.attributes),
    events: eventsView(facts.events, customer.eventBodies),
    journeys: facts.journeys.map((journey) => shownRow('journey', journey)),
    messages: facts.messages.map((message) => shownRow('message', message)),
  }
}

function valueView(
  value: CustomerValue,
  course: ChanceCourse | undefined,
  { policy, models }: Settings,
) {
  const { currency, lifetimeValue } = policy
  const model = models.find(({ version }) => version === value.modelVersion)
  const forecast = 'forecast' in value ? value.forecast : undefined
  return {
    model: model ? modelView(model) : null,
    buyAgain: value.buyAgain && course ? buyAgainView(value.buyAgain, course) : null,
    scores: value.scores ?? null,
    forecast: forecast
      ? {
          horizonDays: lifetimeValue.horizonDays,
          expectedPurchases: rounded(forecast.expectedPurchases),
          nextPurchaseAt: isoTextOrNull(forecast.nextPurchaseAt),
          expectedSpendMinor: whole(forecast.expectedSpendMinor),
          lifetimeValueMinor: whole(forecast.lifetimeValueMinor),
          currency,
        }
      : null,
    unforeseen: 'noForecast' in value ? value.noForecast : null,
  }
}

const buyAgainView = ({ chance, withinDays, modelVersion }: BuyAgain, course: ChanceCourse) => ({
  chance: rounded(chance),
  withinDays,
  modelVersion,
  course: {
    purchaseDays: course.purchaseDays,
    firstPurchaseAt: isoInstant(course.firstPurchaseAt),
    lastPurchaseAt: isoInstant(course.lastPurchaseAt),
    afterPurchase: rounded(course.afterPurchase),
    // Exact enough for the instant, of which people are shown the day.
    limitDays: Math.round(1e6 * course.limitDays) / 1e6,
    atLimit: rounded(course.atLimit),
    dormantAt: course.dormantAt === undefined ? null : rounded(course.dormantAt),
    fixedDays: course.fixedDays,
    atFixedDays: rounded(course.atFixedDays),
  },
})

const modelView = (model: ShopModel) => ({
  version: model.version,
  fittedAt: isoInstant(model.fittedAt),
  customers: model.customers,
  verdict: model.verdict,
  reasons: model.reasons,
  spendReasons: model.spendReasons,
})

/** More digits would promise what no model keeps. */
const rounded = (figure: number): number => Math.round(10_000 * figure) / 10_000

const whole = (minor: number | undefined): number | null =>
  minor === undefined ? null : Math.round(minor)

const isoTextOrNull = (at: Instant | undefined): string | null =>
  at === undefined ? null : isoInstant(at)

/** The person's own data in a row, as its codec names it. */
const shownRow = <K extends CustomerRowKind>(kind: K, value: CustomerRows[K]) =>
  withInstants(shownFieldsOf(kind, value))

/** Instants are in fields called at, since, until or something-At; shown as RFC 3339. */
const withInstants = (fields: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'number' && /(^at|^since|^until|At|Until)$/.test(name)
        ? isoInstant(value)
        : value !== null && typeof value === 'object' && !Array.isArray(value)
          ? withInstants(value)
          : value,
    ]),
  )
