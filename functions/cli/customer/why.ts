/** `rekindle customer why`: why a customer did or did not get the mails of a campaign. */
import type { CampaignNames } from '../../domain/campaign.ts'
import type { Decided } from '../../domain/decide.ts'
import type { ProjectedEvent } from '../../domain/projected-event.ts'
import { blockersOfCampaign } from '../../insight/explain/blockers.ts'
import { campaignStandings } from '../../insight/explain/campaign-standing.ts'
import { projectEvents } from '../../insight/explain/project.ts'
import { loadCampaignNames } from '../../store/shops.ts'
import { Failure } from '../failure.ts'
import { askStore, secretOption, storeOptions } from '../open-store.ts'
import { jsonOption, shopOption, verb } from '../verb.ts'
import { decidedFor } from './decided.ts'
import { noSuchCustomer } from './unknown.ts'
import { customerMeant, whoOptions } from './who.ts'
import { type Why, whyJson, whyText } from './why-text.ts'

export const why = verb('customer why', {
  arguments: [{ name: 'ID' }],
  options: {
    ...shopOption,
    campaign: { value: 'ID', required: true },
    ...whoOptions,
    ...storeOptions,
    ...secretOption,
    ...jsonOption,
  },
  examples: {
    why: 'rekindle customer why 17850 --shop acme --campaign win-back',
    address: 'rekindle customer why lin@example.com --by-address --shop acme --campaign win-back',
  },
  run: (given, io) =>
    askStore(given, async (store) => {
      const [id = ''] = given.arguments
      const customer = await customerMeant(
        {
          ...{ shop: given.value('shop'), what: id, byName: true },
          isAddress: given.flag('by-address'),
          mayScan: given.flag('scan'),
        },
        store,
      )
      const [shop, campaign] = [given.value('shop'), given.value('campaign')]
      const decided = await decidedFor(store, shop, customer, io)
      if (!decided) throw noSuchCustomer(id, shop, true)
      const names = await loadCampaignNames(store.table, shop, campaign)
      return whyOf(campaign, names ?? { name: {}, steps: {} }, decided)
    }),
  json: whyJson,
  text: whyText,
})

/** Far enough for the last step of any campaign but an endless one. */
const MOST_PROJECTED = 40
const MOST_SHOWN = 8

/** @throws Failure that names the campaigns there are */
function whyOf(campaign: string, names: CampaignNames, decided: Decided): Why {
  const { facts, decision, settings, now } = decided
  const standings = campaignStandings(facts, decision, settings, now)
  const standing = standings.find(({ id }) => id === campaign)
  if (!standing) {
    const known = standings.map(({ id }) => id)
    throw new Failure((w) => w.failures.noCampaign(facts.shop, campaign, known))
  }
  return {
    decided,
    names,
    standing,
    blockers: standing.campaign && blockersOfCampaign(standing.campaign, decided),
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
