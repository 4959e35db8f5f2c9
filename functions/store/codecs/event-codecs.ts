/** How events and attributes are stored: an event in two rows, so that a decision reads the small one. */
import type { OrderLine } from '../../domain/order.ts'
import { attributeSort, eventBodySort, eventSort } from '../keys.ts'
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
      ...fieldsOf<Omit<StoredEvent, 'eventId'>>(row),
    }),
    sortOf: ({ eventId }) => eventSort(eventId),
    write: ({ eventId: _id, ...fields }) => fields,
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
      lines: having<Readonly<Record<string, readonly OrderLine[]>>>({}),
      keptUntil: instant,
      movedFrom: maybe(text),
    }),
    read: (row) => ({
      eventId: idAfter(EVENT_BODY, row),
      ...fieldsOf<Omit<StoredEventBody, 'eventId'>>(row),
    }),
    sortOf: ({ eventId }) => eventBodySort(eventId),
    write: ({ eventId: _id, ...fields }) => fields,
    datedBy: 'at',
    isFact: false,
    bookkeeping: ['movedFrom', 'keptUntil'],
  },
} satisfies Pick<CustomerCodecs, 'attribute' | 'event' | 'event-body'>
