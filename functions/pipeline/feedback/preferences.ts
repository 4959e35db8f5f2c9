/** The preferences that a customer can set, the current ones, and how they are changed. */

import type { RequestStanding } from '../../domain/confirmation-requests.ts'
import { type Preferences, pausedUntil } from '../../domain/customer.ts'
import { chooseLocale } from '../../domain/locale.ts'
import type { Settings } from '../../domain/policy.ts'
import { purposeOf } from '../../domain/starts/starts.ts'
import { DAY_MS, dayOf, type Instant } from '../../domain/time.ts'
import type { MailFrequency, PauseLength } from '../../language/page-words.ts'
import { type LoadedCustomer, loadCustomer } from '../../store/customers.ts'
import { putPreferences } from '../../store/preferences.ts'
import type { Table } from '../../store/table.ts'
import { withAddress } from '../decisions/decide-customer.ts'
import {
  type Chooser,
  chooseMarketing,
  confirmationOf,
  wantsMarketing,
} from './choose-marketing.ts'

/** What the page shows: the options, and which of them are set. */
export type Present = {
  /** Of the stored preferences; 0 if none were ever saved. */
  readonly version: number
  readonly marketing: boolean
  /** If they get marketing only once they confirm, in a shop that asks them to. */
  readonly confirmation?: RequestStanding
  readonly often: MailFrequency
  /** If they have paused marketing. */
  readonly pausedUntil?: Instant
  readonly campaigns: readonly { readonly id: string; readonly isOn: boolean }[]
  /** Those in which the shop's campaigns are written. */
  readonly locales: readonly string[]
  /** What mail is written in as things are; absent if the shop writes in none of theirs. */
  readonly locale?: string
}

/** What the customer sent: what they want, and what they saw when they chose. */
export type Choice = {
  readonly version: number
  readonly saw: { readonly marketing: boolean; readonly campaigns: readonly string[] }
  readonly marketing: boolean
  readonly often: MailFrequency
  /** Those of the campaigns they saw that they want. */
  readonly campaigns: readonly string[]
  readonly pause: PauseLength | 'keep' | 'end'
  readonly locale?: string
}

const EVERY_DAYS: Readonly<Record<MailFrequency, number | undefined>> = {
  'as-it-comes': undefined,
  weekly: 7,
  monthly: 30,
}

export function presentOf({ payload, customer, settings, now }: Chooser): Present {
  const { preferences, profile } = customer.facts
  const off = preferences?.campaignsOff ?? []
  const open = new Set(choosableIn(settings))
  const locales = localesOf(settings)
  const wanted = preferences?.locale ?? profile?.locale
  const locale = chooseLocale(wanted, locales, settings?.policy.acceptableLocales ?? [])
  const paused = pausedUntil(customer.facts, now)
  const confirmation = confirmationOf(customer.facts, settings, now)
  return {
    version: preferences?.updatedAt ?? 0,
    marketing: wantsMarketing(customer.facts, settings, now),
    ...(confirmation && { confirmation }),
    often: oftenOf(preferences?.everyDays),
    ...(paused !== undefined && { pausedUntil: paused }),
    campaigns: [...new Set([payload.campaign, ...off])]
      .filter((id) => open.has(id))
      .map((id) => ({ id, isOn: !off.includes(id) })),
    locales,
    ...(locale !== undefined && { locale }),
  }
}

/** Service mail is not the customer's to choose, nor is the one that asks to confirm. */
export const choosableIn = (settings: Settings | undefined): readonly string[] =>
  (settings?.campaigns ?? [])
    .filter((campaign) => purposeOf(campaign) === 'marketing')
    .map(({ id }) => id)

const localesOf = (settings: Settings | undefined): readonly string[] => {
  const all = (settings?.campaigns ?? []).flatMap(({ locales }) => Object.values(locales).flat())
  return [...new Set(all)].sort()
}

const oftenOf = (everyDays: number | undefined): MailFrequency => {
  if (everyDays === undefined) return 'as-it-comes'
  return everyDays <= 7 ? 'weekly' : 'monthly'
}

export type Saved = {
  /**
   * Conflict if the stored preferences are not those that the customer saw; the stored ones are
   * kept.
   */
  readonly outcome: 'saved' | 'conflict'
  /** The customer after the change. */
  readonly customer: LoadedCustomer
}

/**
 * Saves a customer's preferences. Fields that stayed as the customer saw them are no act of theirs,
 * so a page that was open while they unsubscribed elsewhere does not subscribe them again.
 * Unsubscribing is never refused. Safe to repeat.
 *
 * @param wording the text that the customer agrees to by choosing marketing
 * @example await choosePreferences(choice, visit, wording, table) // { outcome: 'saved', customer }
 */
export async function choosePreferences(
  choice: Choice,
  chooser: Chooser,
  wording: string,
  table: Table,
): Promise<Saved> {
  const customer = await chooseMarketing(
    { saw: choice.saw.marketing, wants: choice.marketing },
    chooser,
    wording,
    table,
  )
  return savePreferences(choice, { ...chooser, customer }, table)
}

type Chosen = Omit<Preferences, 'updatedAt'>

async function savePreferences(choice: Choice, chooser: Chooser, table: Table): Promise<Saved> {
  const { customer, now } = chooser
  const { key, facts } = customer
  const before = facts.preferences
  const chosen = chosenOf(choice, before, presentOf(chooser), now)
  if (isSame(before ?? { campaignsOff: [] }, chosen)) return { outcome: 'saved', customer }
  if (choice.version !== (before?.updatedAt ?? 0)) return { outcome: 'conflict', customer }
  const write = putPreferences(key, before, chosen, now)
  const [result] = await table.write([write])
  // Others chose between reading and writing.
  if (!result?.done)
    return {
      outcome: 'conflict',
      customer: await withAddress(table, await loadCustomer(table, key)),
    }
  const preferences = { ...chosen, updatedAt: write.put.updatedAt as Instant }
  return { outcome: 'saved', customer: { ...customer, facts: { ...facts, preferences } } }
}

/** A preference that was left as it was shown stays as it is stored, even if nothing is stored. */
function chosenOf(
  choice: Choice,
  before: Preferences | undefined,
  shown: Present,
  now: Instant,
): Chosen {
  const locale = choice.locale === shown.locale ? before?.locale : choice.locale
  const everyDays = choice.often === shown.often ? before?.everyDays : EVERY_DAYS[choice.often]
  const unseen = (before?.campaignsOff ?? []).filter((id) => !choice.saw.campaigns.includes(id))
  const unwanted = choice.saw.campaigns.filter((id) => !choice.campaigns.includes(id))
  return {
    ...(locale !== undefined && { locale }),
    ...(everyDays !== undefined && { everyDays }),
    ...pauseOf(choice.pause, before, now),
    campaignsOff: [...unseen, ...unwanted].sort(),
  }
}

function pauseOf(
  pause: Choice['pause'],
  before: Preferences | undefined,
  now: Instant,
): Pick<Preferences, 'pausedUntil'> {
  if (pause === 'end') return {}
  if (pause !== 'keep') return { pausedUntil: endOfPause(pause, now) }
  return before?.pausedUntil === undefined ? {} : { pausedUntil: before.pausedUntil }
}

/** At midnight (UTC), so that asking for it twice on one day comes to the same. */
const endOfPause = (length: PauseLength, now: Instant): Instant =>
  (dayOf(now) + 1 + Number(length)) * DAY_MS

const MOST_CONFLICTS = 20

/**
 * Pauses marketing and leaves every other choice as it is. Safe to repeat.
 *
 * @returns the customer after the change
 * @throws if others keep changing their preferences
 * @example await pauseMarketing('30', visit, table)
 */
export async function pauseMarketing(
  length: PauseLength,
  { customer, now }: Pick<Chooser, 'customer' | 'now'>,
  table: Table,
): Promise<LoadedCustomer> {
  const until = endOfPause(length, now)
  let current = customer
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const { key, facts } = current
    const { updatedAt: _updatedAt, ...before } = facts.preferences ?? { campaignsOff: [] }
    if (facts.preferences?.pausedUntil === until) return current
    const chosen = { ...before, pausedUntil: until }
    const write = putPreferences(key, facts.preferences, chosen, now)
    const [result] = await table.write([write])
    if (result?.done) {
      const preferences = { ...chosen, updatedAt: write.put.updatedAt as Instant }
      return { ...current, facts: { ...facts, preferences } }
    }
    current = await withAddress(table, await loadCustomer(table, key))
  }
  throw new Error(`preferences were changed by others ${MOST_CONFLICTS} times in a row`)
}

const isSame = (a: Chosen, b: Chosen): boolean =>
  a.locale === b.locale &&
  a.everyDays === b.everyDays &&
  a.pausedUntil === b.pausedUntil &&
  a.campaignsOff.toSorted().join('#') === b.campaignsOff.join('#')
