/**
 * What may start a campaign, in one table: a kind without its schema, its rule, its end or its
 * reason does not compile. A kind that is not in it was published by a newer version; nothing is
 * known of it, so nothing is done about it.
 */
import type { Campaign, CampaignKind } from '../campaign.ts'
import type { Truth } from '../truth.ts'
import { atRisk } from './at-risk.ts'
import { broadcast } from './broadcast.ts'
import { classEntered } from './class-entered.ts'
import { consentUnconfirmed } from './consent-unconfirmed.ts'
import { date } from './date.ts'
import { event } from './event.ts'
import { purchase } from './purchase.ts'
import { segmentEntered } from './segment-entered.ts'
import type { CampaignStart, JourneyStart, StartKind } from './start.ts'
import type { StartRule } from './start-rule.ts'

export const STARTS: { readonly [K in StartKind]: StartRule<K> } = {
  'class-entered': classEntered,
  'at-risk': atRisk,
  'segment-entered': segmentEntered,
  purchase,
  event,
  date,
  broadcast,
  'consent-unconfirmed': consentUnconfirmed,
}

/** @example startRule({ kind: 'purchase' })?.purpose // 'of-campaign' */
export const startRule = <K extends StartKind>({
  kind,
}: {
  readonly kind: K
}): StartRule<K> | undefined => (Object.hasOwn(STARTS, kind) ? STARTS[kind] : undefined)

/**
 * Whether the same thing started both; undefined if only the time between them shows it.
 *
 * @example isSameCause({ kind: 'purchase', orderId: '7' }, { kind: 'purchase', orderId: '7' }) // true
 */
export const isSameCause = (one: JourneyStart, other: JourneyStart): Truth =>
  one.kind === other.kind ? startRule(one)?.isSameCause(one, other) : undefined

/** Whether it starts at an instant, as of which `eligible` is asked, and not on entering a state. */
export const isOfAnInstant = ({ kind }: CampaignStart): boolean =>
  startRule({ kind })?.happensAs === 'instant'

/** Whether a customer stays in what starts it for a time. @example isOfAState({ kind: 'purchase' }) // false */
export const isOfAState = ({ kind }: CampaignStart): boolean =>
  startRule({ kind })?.happensAs === 'state'

/** Steps caused by absence are held while the shop's own feed may be what is absent. */
export const isCausedByAbsence = ({ start }: Pick<Campaign, 'start'>): boolean =>
  startRule(start)?.isCausedByAbsence(start) ?? true

/** Why a mail is sent, and so what it must carry and what it must not. */
export type MailPurpose = CampaignKind | 'confirmation'

/** @example purposeOf({ kind: 'service', start: { kind: 'consent-unconfirmed' } }) // 'confirmation' */
export const purposeOf = ({ kind, start }: Pick<Campaign, 'kind' | 'start'>): MailPurpose =>
  startRule(start)?.purpose === 'confirmation' ? 'confirmation' : kind
