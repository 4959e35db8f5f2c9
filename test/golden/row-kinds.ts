/** The kinds of rows that are stored, and how one is recognised. */
import { CONSENT_BASES } from '../../functions/domain/consent.ts'
import { HOLD_REASONS } from '../../functions/domain/customer.ts'
import type { JourneyEnd } from '../../functions/domain/journey.ts'
import type { MessageStatus } from '../../functions/domain/message.ts'
import type { JourneyStart } from '../../functions/domain/starts/start.ts'
import type { Row } from '../../functions/store/table.ts'

const STATUSES = [
  ...['held', 'deferred', 'due', 'skipped', 'claimed'],
  ...['accepted', 'refused', 'parked', 'unknown', 'given-up'],
] as readonly MessageStatus['status'][]
const STARTS: readonly JourneyStart['kind'][] = [
  'class-entered',
  'purchase',
  'consent-unconfirmed',
  'at-risk',
]
const ENDS: readonly JourneyEnd[] = [
  'left-class',
  'bought-meanwhile',
  'order-refunded',
  'consent-confirmed',
  'consent-withdrawn',
]
const FEEDBACK = [
  ...['sentAt', 'deliveredAt', 'delayedAt', 'rejectedAt', 'renderingFailedAt', 'complainedAt'],
  ...['bouncedAt', 'bounce', 'openedAt', 'lastClickAt', 'machineOpenedAt', 'machineClickedAt'],
  ...['rejection', 'withheldAt', 'complaint', 'authFailedAt', 'notSpamAt'],
]

/** Each kind of row that the golden file shows; what is not listed here fails, and so does what is missing. */
export const KINDS: readonly string[] = [
  // A customer's partition.
  'attribute',
  'event',
  '~event',
  'order',
  'order of an import',
  'refund',
  'refund of no order',
  'profile recorded with a purchase',
  'profile recorded separately',
  'profile of an erasure',
  ...CONSENT_BASES.map((basis) => `consent granted, ${basis}`),
  'consent granted',
  'consent withdrawn',
  ...HOLD_REASONS.map((reason) => `hold, ${reason}`),
  'hold that was lifted',
  'preferences',
  ...STARTS.map((kind) => `journey, ${kind}`),
  ...ENDS.map((reason) => `journey ended, ${reason}`),
  ...STATUSES.map((status) => `message, ${status}`),
  'message of a repeat',
  'message settled by an event',
  ...FEEDBACK.map((field) => `feedback, ${field}`),
  'lifecycle',
  'state',
  'state with a wake',
  'state with a model',
  'state of an erasure',
  'state after an erasure',
  '~lines',
  '~recommended',
  // A shop's partition.
  'shop',
  'declarations',
  'key',
  'intake',
  'classes',
  'segment',
  'models',
  'import, running',
  'import, complete',
  'pause',
  'pause that was ended',
  'campaign',
  'campaign that is paused',
  'template',
  'version',
  // The others.
  '~shops',
  '~address of a shop',
  '~address of all shops',
  '~address, a lifted suppression',
  ...['suppression', 'withdrawnAt', 'slots', 'softBounces'].map((field) => `~address, ${field}`),
  '~pace of the account',
  '~pace of a shop',
  ...['policy', 'temporary', 'unclear', 'no-such-mailbox', 'complaint'].map(
    (what) => `~mishaps, ${what}`,
  ),
  '~models',
  '~feeds',
  '~items, popular',
  '~items, neighbours',
  '~items, product',
]

export function kindsOf(row: Row): readonly string[] {
  const { pk, sk } = row
  if (pk.startsWith('~address')) return addressKinds(row)
  if (pk === '~pace') return [`~pace of ${sk === 'account' ? 'the account' : 'a shop'}`]
  if (pk.startsWith('~mishaps')) return [`~mishaps, ${row.what}`]
  if (pk.startsWith('~items'))
    return [`~items, ${sk === 'popular' ? sk : sk.startsWith('item#') ? 'neighbours' : 'product'}`]
  if (pk.startsWith('~')) return [pk.split('/')[0] as string]
  return pk.includes('/') ? customerKinds(row) : shopKinds(row)
}

function addressKinds(row: Row): readonly string[] {
  if (row.sk.startsWith('~lifted')) return ['~address, a lifted suppression']
  const filled = ['suppression', 'withdrawnAt', 'slots', 'softBounces'].filter((field) => {
    const value = row[field]
    return Array.isArray(value) ? value.length > 0 : value !== undefined
  })
  return [
    `~address of ${row.sk === '~all' ? 'all shops' : 'a shop'}`,
    ...filled.map((field) => `~address, ${field}`),
  ]
}

function shopKinds(row: Row): readonly string[] {
  const kind = row.sk.split('#')[0] as string
  if (kind === 'import') return [`import, ${row.status}`]
  if (kind === 'pause') return [row.resumedAt === undefined ? kind : 'pause that was ended']
  if (kind === 'campaign' && (row.campaign as { paused: boolean }).paused)
    return ['campaign that is paused']
  return [kind]
}

function customerKinds(row: Row): readonly string[] {
  const kind = row.sk.split('#')[0] as string
  const nested = (field: string) => (row[field] ?? {}) as Readonly<Record<string, unknown>>
  switch (kind) {
    case 'order':
      return [row.importId === undefined ? kind : 'order of an import']
    case 'refund':
      return [row.orderId === undefined ? 'refund of no order' : kind]
    case 'profile':
      if (row.contentHash === '~') return ['profile of an erasure']
      return [`profile recorded ${row.replacedAt === undefined ? 'with a purchase' : 'separately'}`]
    case 'consent':
      return [`consent ${row.act}${row.basis === undefined ? '' : `, ${row.basis}`}`]
    case 'hold':
      return [`hold, ${row.reason}`, ...(row.liftedAt ? ['hold that was lifted'] : [])]
    case 'journey':
      return [
        `journey, ${nested('start').kind}`,
        ...(row.end ? [`journey ended, ${nested('end').reason}`] : []),
      ]
    case 'message':
      return [
        `message, ${row.status}`,
        ...(String(row.step).includes('.') ? ['message of a repeat'] : []),
        ...(row.settledBy ? ['message settled by an event'] : []),
        ...Object.keys(nested('feedback')).map((field) => `feedback, ${field}`),
      ]
    case 'state':
      if (row.class === undefined) return ['state of an erasure']
      return [
        row.erasedAt === undefined ? kind : 'state after an erasure',
        ...(row.wakeAt ? ['state with a wake'] : []),
        ...(row.modelVersion ? ['state with a model'] : []),
      ]
    default:
      return [kind]
  }
}
