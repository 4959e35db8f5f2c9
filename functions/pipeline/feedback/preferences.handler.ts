/**
 * GET shows what a customer gets, POST changes it: by the same link as unsubscribing. Customers
 * about whom nothing is stored have nothing to choose, but can opt out, and so can a reader
 * of mail at an address that was the customer's before.
 */
import type { CampaignName } from '../../domain/campaign.ts'
import type { RequestStanding } from '../../domain/confirmation-requests.ts'
import { chooseLocale } from '../../domain/locale.ts'
import type { HttpHandler } from '../../http/requests.ts'
import { loadCampaignNames } from '../../store/shops.ts'
import type { Table } from '../../store/table.ts'
import { askToConfirmAgain } from './choose-marketing.ts'
import {
  inWords,
  type LinkPorts,
  linkHandler,
  mayChoose,
  pageContextFor,
  pausedDay,
  type Visit,
} from './link.ts'
import { unknownCustomerPage } from './page.ts'
import {
  choosableIn,
  choosePreferences,
  type Present,
  pauseMarketing,
  presentOf,
} from './preferences.ts'
import { asksAgain, readForm, readPause } from './preferences-form.ts'
import { preferencesPage, refusedPage, type Shown } from './preferences-page.ts'
import { mayLeave } from './unknown-customer.ts'
import { unsubscribe } from './unsubscribe.ts'
import { askPage, donePage } from './unsubscribe-page.ts'

export const makeShowPreferences = (ports: LinkPorts): HttpHandler =>
  linkHandler('leave', ports, async (visit) =>
    mayChoose(visit)
      ? preferencesPage(visit.context, await shownTo(visit, ports.table))
      : optOutPage(visit),
  )

export const makeChangePreferences = (ports: LinkPorts): HttpHandler =>
  linkHandler('leave', ports, async (visit, event) => {
    const { payload, customer, context, settings, now } = visit
    const pause = readPause(event)
    if (pause !== undefined && mayChoose(visit)) {
      const after = afterChoosing(visit, await pauseMarketing(pause, visit, ports.table))
      const shown = await shownTo(after, ports.table)
      return preferencesPage(after.context, { ...shown, outcome: 'saved' })
    }
    const wording = context.words.consentWording(context.shop)
    if (asksAgain(event) && mayChoose(visit)) {
      const after = afterChoosing(visit, await askToConfirmAgain(visit, wording, ports.table))
      return preferencesPage(after.context, await shownTo(after, ports.table))
    }
    const form = readForm(event, presentOf(visit), choosableIn(settings))
    if (!mayChoose(visit)) {
      if (!form.ok || form.choice.marketing || !mayLeave(payload, customer))
        return optOutPage(visit)
      await unsubscribe(payload, customer, ports.table, now)
      return donePage(visit)
    }
    if (!form.ok) return refusedPage(context)
    const saved = await choosePreferences(form.choice, visit, wording, ports.table)
    const after = afterChoosing(visit, saved.customer)
    const shown = await shownTo(after, ports.table)
    return preferencesPage(after.context, { ...shown, outcome: saved.outcome })
  })

/** The question of the page for unsubscribing, where the link has anything to opt out. */
const optOutPage = (visit: Visit) =>
  mayLeave(visit.payload, visit.customer)
    ? askPage(visit, `${visit.up}unsubscribe/${encodeURIComponent(visit.token)}`)
    : unknownCustomerPage(visit.context, 404)

/** In the language that the customer may just have chosen. */
const afterChoosing = (visit: Visit, customer: Visit['customer']): Visit => ({
  ...visit,
  customer,
  context: pageContextFor(customer.facts, visit.settings?.shop.name, visit.context.words.lang),
})

async function shownTo(visit: Visit, table: Table): Promise<Omit<Shown, 'outcome'>> {
  const present = presentOf(visit)
  const paused = pausedDay(visit)
  return {
    present,
    ...(present.confirmation && { confirmation: confirmationShown(present.confirmation, visit) }),
    ...(paused !== undefined && { pausedUntil: paused }),
    names: await campaignNames(present, visit, table),
    cameFrom: visit.payload.campaign,
  }
}

const confirmationShown = (
  standing: RequestStanding,
  visit: Visit,
): NonNullable<Shown['confirmation']> => {
  if (standing.stage !== 'over') return standing.stage
  return standing.againFrom <= visit.now
    ? 'on-demand'
    : { onDemandFrom: inWords(standing.againFrom, visit, { timeStyle: 'short' }) }
}

async function campaignNames(
  { campaigns }: Present,
  { payload, context }: Visit,
  table: Table,
): Promise<ReadonlyMap<string, string>> {
  const names = await Promise.all(
    campaigns.map(async ({ id }) => {
      const names = await loadCampaignNames(table, payload.shop, id)
      return [id, nameIn(context.words.lang, names?.name ?? {}) ?? id] as const
    }),
  )
  return new Map(names)
}

/** In the language of the page, otherwise in any that exists. */
const nameIn = (language: string, name: CampaignName): string | undefined => {
  const locales = Object.keys(name)
  return name[chooseLocale(language, locales, locales) ?? '']
}
