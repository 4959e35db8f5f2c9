/**
 * The kinds of rows in a customer's partition. A kind is one entry of `CUSTOMER_ROWS`, with all
 * known about it; an incomplete entry does not compile.
 */
import {
  CONSENT_BASES,
  CONSENT_PURPOSES,
  CONSENT_SOURCES,
  type ConsentFact,
} from '../../domain/consent.ts'
import { EMAIL_FAULTS, HOLD_REASONS, type Preferences } from '../../domain/customer.ts'
import type { Journey, JourneyEnd, JourneyOrigin } from '../../domain/journey.ts'
import { LIFECYCLE_CLASSES } from '../../domain/lifecycle-class.ts'
import type { Message } from '../../domain/message.ts'
import { MESSAGE_ROWS, messageSort } from '../../domain/message-ref.ts'
import type { Recommended } from '../../domain/recommend/remembered.ts'
import type { JourneyStart } from '../../domain/starts/start.ts'
import type { Instant } from '../../domain/time.ts'
import {
  consentSort,
  couponSort,
  formerSort,
  holdSort,
  journeySort,
  lifecycleSort,
  PREFERENCES,
  PROFILE,
  RECOMMENDED,
  STATE,
} from '../keys.ts'
import { fieldsOf, idAfter } from './codec.ts'
import type {
  CustomerCodecs,
  CustomerState,
  FormerId,
  LifecycleChange,
  ProfileField,
  StoredCoupon,
  StoredHold,
  StoredProfile,
  StoredRecommended,
  UndecidedState,
} from './customer-row-types.ts'
import { EVENT_CODECS } from './event-codecs.ts'
import { faultIn, having, instant, listOf, maybe, number, oneOf, text } from './fields.ts'
import { messageFault } from './message-fault.ts'
import { ORDER_CODECS } from './order-codecs.ts'
import { stateFault } from './state-fault.ts'

const FORMER_PREFIX = formerSort('')
const HOLD = holdSort('')

const lifecycleClass = oneOf(LIFECYCLE_CLASSES)

const codecs = {
  attribute: EVENT_CODECS.attribute,
  consent: {
    kind: 'consent',
    sort: { prefix: 'consent#' },
    version: 1,
    faultOf: faultIn<ConsentFact>({
      purpose: oneOf(CONSENT_PURPOSES),
      act: oneOf(['granted', 'withdrawn']),
      at: instant,
      source: oneOf(CONSENT_SOURCES),
      basis: maybe(oneOf(CONSENT_BASES)),
      wording: maybe(text),
      evidence: maybe(text),
      recordedAt: maybe(instant),
      addressHash: maybe(text),
    }),
    read: fieldsOf<ConsentFact>,
    sortOf: consentSort,
    write: (consent) => consent,
    datedBy: 'at',
    isFact: true,
    bookkeeping: ['addressHash', 'recordedAt'],
  },
  coupon: {
    kind: 'coupon',
    sort: { prefix: '~coupon#' },
    version: 1,
    faultOf: faultIn<StoredCoupon>({
      campaign: text,
      n: number,
      pool: text,
      code: text,
      expiresAt: maybe(instant),
      takenAt: instant,
    }),
    read: fieldsOf<StoredCoupon>,
    sortOf: ({ campaign, n }) => couponSort(campaign, n),
    write: (coupon) => coupon,
    datedBy: 'takenAt',
    isFact: false,
    bookkeeping: [],
  },
  event: EVENT_CODECS.event,
  'event-body': EVENT_CODECS['event-body'],
  former: {
    kind: 'former',
    sort: { prefix: FORMER_PREFIX },
    version: 1,
    faultOf: faultIn<Omit<FormerId, 'id'>>({
      movedAt: instant,
      profile: maybe(having<StoredProfile>({ updatedAt: instant })),
      replaced: maybe(having<StoredProfile>({ updatedAt: instant })),
      via: maybe(text),
    }),
    read: (row) => ({ id: idAfter(FORMER_PREFIX, row), ...fieldsOf<Omit<FormerId, 'id'>>(row) }),
    sortOf: ({ id }) => formerSort(id),
    write: ({ id: _id, ...fields }) => fields,
    datedBy: 'movedAt',
    isFact: false,
    bookkeeping: [],
  },
  hold: {
    kind: 'hold',
    sort: { prefix: HOLD },
    version: 1,
    faultOf: faultIn<Omit<StoredHold, 'holdId'>>({
      reason: oneOf(HOLD_REASONS),
      at: instant,
      until: maybe(instant),
      liftedAt: maybe(instant),
      contentHash: maybe(text),
    }),
    read: (row) => ({
      holdId: idAfter(HOLD, row),
      ...fieldsOf<Omit<StoredHold, 'holdId'>>(row),
    }),
    sortOf: ({ holdId }) => holdSort(holdId),
    write: ({ holdId: _id, ...fields }) => fields,
    datedBy: 'at',
    isFact: true,
    bookkeeping: ['contentHash'],
  },
  journey: {
    kind: 'journey',
    sort: { prefix: 'journey#' },
    version: 1,
    faultOf: faultIn<Journey>({
      campaign: text,
      n: number,
      startedAt: instant,
      // A start that the rules do not know is theirs to leave alone: see domain/understood.ts.
      start: having<JourneyStart>({}),
      mailedAs: maybe(having<JourneyOrigin>({ customer: text, n: number })),
      end: maybe(having<{ readonly at: Instant; readonly reason: JourneyEnd }>({ at: instant })),
    }),
    read: fieldsOf<Journey>,
    sortOf: ({ campaign, n }) => journeySort(campaign, n),
    write: (journey) => journey,
    datedBy: 'startedAt',
    isFact: false,
    bookkeeping: ['mailedAs'],
  },
  lifecycle: {
    kind: 'lifecycle',
    sort: { prefix: 'lifecycle#' },
    version: 1,
    faultOf: faultIn<LifecycleChange>({
      from: maybe(lifecycleClass),
      to: lifecycleClass,
      since: maybe(instant),
      noticedAt: instant,
      modelVersion: maybe(number),
    }),
    read: fieldsOf<LifecycleChange>,
    sortOf: ({ noticedAt }) => lifecycleSort(noticedAt),
    write: (change) => change,
    datedBy: 'noticedAt',
    isFact: false,
    bookkeeping: ['modelVersion'],
  },
  lines: ORDER_CODECS.lines,
  message: {
    kind: 'message',
    sort: { prefix: MESSAGE_ROWS },
    version: 1,
    faultOf: messageFault,
    read: fieldsOf<Message>,
    sortOf: messageSort,
    write: (message) => message,
    datedBy: 'dueAt',
    isFact: false,
    bookkeeping: ['mailedAs', 'saysHash'],
  },
  order: ORDER_CODECS.order,
  preferences: {
    kind: 'preferences',
    sort: { exact: PREFERENCES },
    version: 1,
    faultOf: faultIn<Preferences>({
      locale: maybe(text),
      everyDays: maybe(number),
      campaignsOff: listOf(text),
      pausedUntil: maybe(instant),
      updatedAt: instant,
    }),
    read: fieldsOf<Preferences>,
    sortOf: () => PREFERENCES,
    write: (preferences) => preferences,
    datedBy: 'updatedAt',
    isFact: true,
    bookkeeping: [],
  },
  profile: {
    kind: 'profile',
    sort: { exact: PROFILE },
    version: 1,
    faultOf: faultIn<Omit<StoredProfile, `${ProfileField}At`>>({
      email: maybe(text),
      emailFault: maybe(oneOf(EMAIL_FAULTS)),
      name: maybe(text),
      locale: maybe(text),
      zone: maybe(text),
      country: maybe(text),
      updatedAt: instant,
      addressHash: maybe(text),
      addressId: maybe(text),
      contentHash: maybe(text),
      replacedAt: maybe(instant),
      postedAs: maybe(text),
      postedAsAt: maybe(instant),
    }),
    read: fieldsOf<StoredProfile>,
    sortOf: () => PROFILE,
    write: (profile) => profile,
    datedBy: 'updatedAt',
    isFact: true,
    bookkeeping: [
      'addressHash',
      'addressId',
      'contentHash',
      'replacedAt',
      'postedAs',
      'postedAsAt',
      'emailAt',
      'addressHashAt',
      'addressIdAt',
      'nameAt',
      'localeAt',
      'zoneAt',
      'countryAt',
    ],
  },
  recommended: {
    kind: 'recommended',
    sort: { exact: RECOMMENDED },
    version: 1,
    faultOf: faultIn<StoredRecommended>({
      items: listOf(having<Recommended>({ sku: text, at: instant })),
      updatedAt: instant,
    }),
    read: fieldsOf<StoredRecommended>,
    sortOf: () => RECOMMENDED,
    write: (recommended) => recommended,
    datedBy: 'updatedAt',
    isFact: false,
    bookkeeping: [],
  },
  refund: ORDER_CODECS.refund,
  state: {
    kind: 'state',
    sort: { exact: STATE },
    version: 2,
    // The first had no identity, which a build that knows only that one would drop.
    former: { 1: { format: 2, upgrade: (row) => row, downgrade: (row) => row } },
    faultOf: stateFault,
    read: fieldsOf<CustomerState | UndecidedState>,
    sortOf: () => STATE,
    write: (state) => state,
    datedBy: 'never',
    isFact: false,
    bookkeeping: [
      'wakeAt',
      'wakeShard',
      'settingsVersion',
      'rulesVersion',
      'modelVersion',
      'manyOrders',
      'version',
      'movedTo',
      'adopting',
      'releasing',
      'addresses',
      'forgetting',
    ],
  },
} satisfies CustomerCodecs

/** Everything about each kind of row in a customer's partition. */
export const CUSTOMER_ROWS: CustomerCodecs = codecs
