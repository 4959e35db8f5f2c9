/** How events and attributes are stored: an event in two rows, so that a decision reads the small one. */
import type { EventLine } from '../../domain/customer-event.ts'
import { type Instant, SECOND_MS } from '../../domain/time.ts'
import { EXPIRES_AT } from '../../manifest.ts'
import { attributeSort, eventBodySort, eventSort } from '../keys.ts'
import type { Row } from '../table.ts'
import { fieldsOf, idAfter } from './codec.ts'
import type {
  CustomerCodecs,
  StoredAttribute,
  StoredEvent,
  StoredEventBody,
} from './customer-row-types.ts'
import { type Check, faultIn, having, instant, maybe, text } from './fields.ts'

const ATTRIBUTE = attributeSort('')
const EVENT = eventSort('')
const EVENT_BODY = eventBodySort('')

const askedValue: Check<string | number | boolean> = {
  holds: (value): value is string | number | boolean =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean',
}

/** In whole seconds, rounded up: no row goes before its time. */
const expiryOf = ({ keptUntil }: { readonly keptUntil: Instant }) => ({
  [EXPIRES_AT]: Math.ceil(keptUntil / SECOND_MS),
})

type Expiring = { readonly [EXPIRES_AT]?: number }

/** When it expires is stated by `keptUntil` already. */
function expiringFields<T extends object>(row: Row): Omit<T & Expiring, typeof EXPIRES_AT> {
  const { [EXPIRES_AT]: _seconds, ...fields } = fieldsOf<T & Expiring>(row)
  return fields
}

export const EVENT_CODECS = {
  attribute: {
    kind: 'attribute',
    sort: { prefix: ATTRIBUTE },
    version: 1,
    faultOf: faultIn<Omit<StoredAttribute, 'name'>>({
      value: maybe(askedValue),
      since: instant,
      arrivedAt: instant,
      updatedAt: instant,
      movedFrom: maybe(text),
    }),
    read: (row) => ({
      name: idAfter(ATTRIBUTE, row),
      ...fieldsOf<Omit<StoredAttribute, 'name'>>(row),
    }),
    sortOf: ({ name }) => attributeSort(name),
    write: ({ name: _name, ...fields }) => fields,
    datedBy: 'updatedAt',
    isFact: true,
    bookkeeping: ['movedFrom', 'arrivedAt', 'updatedAt'],
  },
  event: {
    kind: 'event',
    sort: { prefix: EVENT },
    version: 1,
    faultOf: faultIn<Omit<StoredEvent, 'eventId'>>({
      name: text,
      at: instant,
      orderId: maybe(text),
      asked: having<StoredEvent['asked']>({}),
      keptUntil: instant,
      recordedAt: maybe(instant),
      movedFrom: maybe(text),
    }),
    read: (row) => ({
      eventId: idAfter(EVENT, row),
      ...expiringFields<Omit<StoredEvent, 'eventId'>>(row),
    }),
    sortOf: ({ eventId }) => eventSort(eventId),
    write: ({ eventId: _id, ...fields }) => ({ ...fields, ...expiryOf(fields) }),
    datedBy: 'at',
    isFact: true,
    bookkeeping: ['contentHash', 'movedFrom', 'recordedAt', 'keptUntil'],
  },
  'event-body': {
    kind: 'event-body',
    sort: { prefix: EVENT_BODY },
    version: 1,
    faultOf: faultIn<Omit<StoredEventBody, 'eventId'>>({
      at: instant,
      texts: having<Readonly<Record<string, string>>>({}),
      lines: having<Readonly<Record<string, readonly EventLine[]>>>({}),
      keptUntil: instant,
      movedFrom: maybe(text),
      contentHash: maybe(text),
    }),
    read: (row) => ({
      eventId: idAfter(EVENT_BODY, row),
      ...expiringFields<Omit<StoredEventBody, 'eventId'>>(row),
    }),
    sortOf: ({ eventId }) => eventBodySort(eventId),
    write: ({ eventId: _id, ...fields }) => ({ ...fields, ...expiryOf(fields) }),
    datedBy: 'at',
    isFact: false,
    bookkeeping: ['contentHash', 'movedFrom', 'keptUntil'],
  },
} satisfies Pick<CustomerCodecs, 'attribute' | 'event' | 'event-body'>
