/** What of a posted event or profile is not as the shop declared it. */
import type { Declarations, PropertyType } from '../domain/declarations.ts'
import { LONGEST_TEXT, type ValueFault, valueFault } from '../domain/declared-value.ts'
import { nearestName } from '../domain/nearest-name.ts'
import { isPlaceholderId } from '../domain/placeholder.ts'
import type { Settings } from '../domain/policy.ts'
import { DAY_MS, type Instant } from '../domain/time.ts'
import type { RequestFault } from '../http/problem.ts'
import { requestFaultsOf } from '../http/requests.ts'
import { EventLines, MOST_PROPERTY_BYTES, type PostedEvent } from './event-wire.ts'
import type { PostedAttributes, PostedCustomer } from './wire.ts'
import { withoutEmpty } from './without-empty.ts'

/**
 * @param path of the attributes in the body, such as $.customer.attributes
 * @example attributeFaults(declarations, { tier: 'golden' }, '$.attributes')[0]?.path // '$.attributes.tier'
 */
export function attributeFaults(
  { attributes: declared }: Declarations,
  attributes: PostedAttributes | undefined,
  path: string,
): readonly RequestFault[] {
  return Object.entries(attributes ?? {}).flatMap(([name, value]): readonly RequestFault[] => {
    const type = typeIn(declared, name)
    if (type === undefined) return [undeclared(`${path}.${name}`, name, 'attribute', declared)]
    return isTakenBack(value) ? [] : faultsOfValue(type, value, `${path}.${name}`)
  })
}

/** Null, or empty: the attribute has no value any more. */
export const isTakenBack = (value: unknown): boolean => value === null || value === ''

/** @param path of the event in the body, such as $.events[3] */
export function eventFaults(
  { declarations }: Pick<Settings, 'declarations'>,
  event: PostedEvent,
  path: string,
  now: Instant,
): readonly RequestFault[] {
  const { name, customer, at, properties = {} } = event
  const declared = typeIn(declarations.events, name)
  return [
    ...(declared ? [] : [undeclared(`${path}.name`, name, 'event', declarations.events)]),
    ...(declared ? propertyFaults(declared.properties, properties, `${path}.properties`) : []),
    ...(declared && at + declared.keepDays * DAY_MS <= now
      ? [{ path: `${path}.at`, detail: tooOld(name, declared.keepDays) }]
      : []),
    ...(isKnowable(customer) ? [] : [{ path: `${path}.customer`, detail: NO_CUSTOMER }]),
    ...attributeFaults(declarations, customer.attributes, `${path}.customer.attributes`),
  ]
}

function propertyFaults(
  declared: Readonly<Record<string, PropertyType>>,
  properties: Readonly<Record<string, unknown>>,
  path: string,
): readonly RequestFault[] {
  const size = Buffer.byteLength(JSON.stringify(properties))
  return [
    ...(size > MOST_PROPERTY_BYTES
      ? [{ path, detail: `must have at most ${MOST_PROPERTY_BYTES} bytes as JSON, not ${size}` }]
      : []),
    ...Object.entries(properties).flatMap(([name, value]) => {
      const type = typeIn(declared, name)
      if (type === undefined) return [undeclared(`${path}.${name}`, name, 'property', declared)]
      return value === null ? [] : faultsOfProperty(type, value, `${path}.${name}`)
    }),
  ]
}

function faultsOfProperty(
  type: PropertyType,
  value: unknown,
  path: string,
): readonly RequestFault[] {
  if (type !== 'lines') return faultsOfValue(type, value, path)
  const { error } = EventLines.safeParse(withoutEmpty(EventLines, value))
  return error ? requestFaultsOf(error, path, MOST_LINE_FAULTS) : []
}

const MOST_LINE_FAULTS = 20

function faultsOfValue(
  type: Exclude<PropertyType, 'lines'>,
  value: unknown,
  path: string,
): readonly RequestFault[] {
  const fault = valueFault(type, value)
  return fault === undefined ? [] : [{ path, detail: DETAILS[fault](type) }]
}

const DETAILS: Readonly<Record<ValueFault, (type: Exclude<PropertyType, 'lines'>) => string>> = {
  'not-a-text': () => 'must be a text, without control characters',
  'too-long': () => `must have at most ${LONGEST_TEXT} characters`,
  'not-a-number': () => 'must be a number, such as 12.5, without quotes',
  'not-a-date': () =>
    'must be a date such as "2026-01-31", or "01-31" without a year, and no time of day',
  'not-yes-no': () => 'must be true or false, without quotes',
  'not-an-option': (options) => `must be one of ${[options].flat().map(quoted).join(', ')}`,
}

const quoted = (text: string): string => JSON.stringify(text)

/** Names are typed by people: an own field of the record, and nothing that all records have. */
const typeIn = <T>(declared: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(declared, name) ? declared[name] : undefined

function undeclared(
  path: string,
  name: string,
  what: 'attribute' | 'event' | 'property',
  declared: Readonly<Record<string, unknown>>,
): RequestFault {
  const near = nearestName(name, Object.keys(declared))
  const meant = near === undefined ? '' : ` Did you mean ${quoted(near)}?`
  const shown = quoted(name.slice(0, LONGEST_NAME))
  return {
    path: path.slice(0, LONGEST_PATH),
    detail: `the shop has declared no ${what} ${shown}.${meant} To declare it: rekindle shop declare FILE --shop ID`,
  }
}

const LONGEST_NAME = 60
const LONGEST_PATH = 300

const tooOld = (name: string, days: number): string =>
  `is longer ago than ${quoted(name)} is kept (keepDays: ${days})`

const NO_CUSTOMER = 'needs an "id", or an "email" that can be mailed'

/** Whether it says who the customer is: by an id, or an address that can be mailed. */
export const isKnowable = ({ id, email }: PostedCustomer): boolean =>
  (id !== undefined && !isPlaceholderId(id)) || typeof email === 'string'
