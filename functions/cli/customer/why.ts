/** `rekindle customer why`: why a customer did or did not get the mails of a campaign. */
import type { CampaignNames } from '../../domain/campaign.ts'
import type { Decided } from '../../domain/decide.ts'
import type { ProjectedEvent } from '../../domain/projected-event.ts'
import { blockersOfCampaign } from '../../insight/explain/blockers.ts'
import { campaignStandings } from '../../insight/explain/campaign-standing.ts'
import { projectEvents } from '../../insight/explain/project.ts'
import { loadCampaignNames } from '../../store/shops.ts'
import { type Command, jsonOption } from '../command.ts'
import { Failure } from '../failure.ts'
import { shopOption, storeOptions, withStore } from '../open-store.ts'
import { decidedFor } from './decided.ts'
import { noSuchCustomer } from './unknown.ts'
import { tellWhy, type Why, whyJson } from './why-text.ts'

export const command: Command = {
  name: 'customer why',
  summary: 'Says why a customer did or did not get the mails of a campaign.',
  about:
    'Whether the campaign ever started for them and why not, what became of each step, all that stands in the way now, and what comes next. Decided anew by what is known at this moment, of their address too; nothing is changed.',
  arguments: [{ name: 'ID', about: "the customer's id in the shop" }],
  options: {
    ...shopOption,
    campaign: { value: 'ID', about: 'the campaign', required: true },
    ...storeOptions,
    ...jsonOption,
  },
  examples: ['rekindle customer why 17850 --shop acme --campaign win-back'],
  run: (given, io) =>
    withStore(given, async (store) => {
      const [customer = ''] = given.arguments
      const [shop, campaign] = [given.value('shop'), given.value('campaign')]
      const decided = await decidedFor(store, shop, customer, io)
      if (!decided) throw noSuchCustomer(customer, shop)
      const names = await loadCampaignNames(store.table, shop, campaign)
      const why = whyOf(campaign, names ?? { name: {}, steps: {} }, decided)
      io.print(given.flag('json') ? JSON.stringify(whyJson(why)) : tellWhy(why))
    }),
}

/** Far enough for the last step of any campaign but an endless one. */
const MOST_PROJECTED = 40
const MOST_SHOWN = 8

/** @throws Failure that names the campaigns there are */
function whyOf(campaign: string, names: CampaignNames, decided: Decided): Why {
  const { facts, decision, settings, now } = decided
  const standings = campaignStandings(facts, decision, settings, now)
  const standing = standings.find(({ id }) => id === campaign)
  if (!standing) {
    const known = standings.map(({ id }) => id).join(', ') || 'none'
    throw new Failure(`The shop ${facts.shop} has no campaign ${campaign}; it has: ${known}`)
  }
  return {
    decided,
    names,
    standing,
    inTheWay: standing.campaign && blockersOfCampaign(standing.campaign, decided),
    next: projectEvents(facts, now, settings, MOST_PROJECTED)
      .filter((one) => campaignOf(one) === campaign || one.kind === 'class-entered')
      .slice(0, MOST_SHOWN),
  }
}

function campaignOf(one: ProjectedEvent): string | undefined {
  switch (one.kind) {
    case 'class-entered':
      return undefined
    case 'journey-started':
    case 'journey-ended':
      return one.campaign
    case 'sent':
    case 'skipped':
      return one.message.campaign
  }
}
