/**
 * Records the events that a shop posts. An event is a row that never changes. Its texts and lines, if
 * it has any, are in a second row, which is there first, so that no mail is written without them.
 *
 * 1. Both rows carry the hash of the content. The event's row is written if absent, and decides whose
 *    content counts.
 * 2. A second row of a content that was refused is removed again; whose content counts replaces one
 *    that it found. So in the end both are of one content, wherever a process was killed, once the
 *    request is repeated.
 */
import type { CustomerEvent, EventBody } from '../domain/customer-event.ts'
import { type EventDeclaration, keptAs } from '../domain/declarations.ts'
import type { Settings } from '../domain/policy.ts'
import type { Recorded } from '../domain/recorded.ts'
import { DAY_MS, type Instant } from '../domain/time.ts'
import { encode } from '../store/codecs/read-customer-rows.ts'
import { contentHash } from '../store/fact-versions.ts'
import { knownCustomers } from '../store/identity.ts'
import type { Row, Write, WriteResult } from '../store/table.ts'
import { arrivalAt } from './arrival.ts'
import {
  claimAddresses,
  type HashedCustomer,
  hashingNow,
  type IdPorts,
  keyOfCustomer,
  keysOf,
  knowAddresses,
  type Source,
  sourceOf,
  withAddressHash,
} from './customer-ids.ts'
import { attributesOf, customerWrites } from './customer-writes.ts'
import { EventLines, type PostedEvent } from './event-wire.ts'
import { withoutEmpty } from './without-empty.ts'
import { type CustomerFactWrites, recordFacts } from './write-facts.ts'

/**
 * Records events of one shop, each on its own.
 *
 * @param events as the shop's declarations allow them
 * @returns the outcome of each; `stale` where another event has the id
 */
export async function recordEvents(
  settings: Settings,
  events: readonly PostedEvent[],
  ports: IdPorts,
  now: Instant,
): Promise<readonly Recorded[]> {
  const { table } = ports
  const shop = settings.shop.id
  const hashing = hashingNow(ports)
  await knowAddresses(
    shop,
    events.map(({ customer }) => customer.email),
    ports,
    hashing,
  )
  const posted = events.map((event) => {
    const customer = withAddressHash(event.customer, hashing)
    return { event, customer, key: keyOfCustomer(shop, customer, `event:${event.eventId}`) }
  })
  const known = await knownCustomers(table, keysOf(posted))
  const facts = posted.map(({ event, customer, key }) => ({
    ...eventWrites(event, customer, sourceOf(key, known), settings, now),
    customer,
  }))
  await claimAddresses(shop, facts, known, ports)
  return recordFacts(table, facts)
}

function eventWrites(
  event: PostedEvent,
  customer: HashedCustomer,
  source: Source,
  settings: Settings,
  now: Instant,
): CustomerFactWrites {
  const { eventId, name, at, orderId } = event
  const declared = settings.declarations.events[name]
  if (!declared) throw new Error('an event that is not declared')
  const { key, movedFrom } = source
  const { asked, texts, lines } = sortedProperties(event, declared)
  // The same whatever the types are by now.
  const properties = Object.entries({ ...asked, ...texts, ...lines }).toSorted(byName)
  const hash = contentHash([name, at, orderId ?? null, properties])
  const both = {
    ...{ eventId, at, keptUntil: at + declared.keepDays * DAY_MS, contentHash: hash },
    ...(movedFrom !== undefined && { movedFrom }),
  }
  const recordedAt = arrivalAt(settings, now)(at)
  const put = encode('event', key, {
    ...{ ...both, name, asked },
    ...(orderId !== undefined && { orderId }),
    ...(recordedAt !== undefined && { recordedAt }),
  })
  const hasBody = Object.keys(texts).length + Object.keys(lines).length > 0
  const body = hasBody ? encode('event-body', key, { ...both, texts, lines }) : undefined
  return {
    ...source,
    at,
    ...attributesOf(customer, source, at, now),
    writes: [
      ...(body ? [{ put: body, on: ABSENT }] : []),
      ...customerWrites(source, customer, at, arrivalAt(settings, now)),
      { put, on: ABSENT },
    ],
    readResult: resultOf(hash),
    ...(body && { followUp: (results) => settled(body, hash, results) }),
  }
}

const ABSENT = { absent: true } as const

const resultOf =
  (hash: string) =>
  ({ done, stored }: WriteResult): Recorded => {
    if (done) return 'recorded'
    return stored?.contentHash === hash ? 'unchanged' : 'stale'
  }

/** See 2. */
function settled(body: Row, hash: string, results: readonly WriteResult[]): readonly Write[] {
  const [ofBody, ofEvent] = [results.at(0), results.at(-1)]
  if (!ofBody || !ofEvent) return []
  if (resultOf(hash)(ofEvent) === 'stale')
    return [{ remove: body, on: { equals: { contentHash: hash } } }]
  return ofBody.done || ofBody.stored?.contentHash === hash ? [] : [{ put: body }]
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : 1

type Properties = Pick<CustomerEvent, 'asked'> & Pick<EventBody, 'texts' | 'lines'>

/** By what rules may ask and what only templates read, in the order of their names. */
function sortedProperties(
  { properties = {} }: PostedEvent,
  declared: EventDeclaration,
): Properties {
  const given = Object.entries(properties)
    .filter(([, value]) => value !== null)
    .toSorted(byName)
  const keptIn = (place: ReturnType<typeof keptAs>) =>
    given.filter(([name]) => {
      const type = declared.properties[name]
      return type !== undefined && keptAs(type) === place
    })
  const asked = keptIn('asked').flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [[name, value] as const]
      : [],
  )
  const texts = keptIn('texts').flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  const lines = keptIn('lines').map(([name, value]) => [
    name,
    EventLines.parse(withoutEmpty(EventLines, value)),
  ])
  return {
    asked: Object.fromEntries(asked),
    texts: Object.fromEntries(texts),
    lines: Object.fromEntries(lines),
  }
}
