/** `rekindle shop open`: from now on campaigns start. */
import { leadsToExample } from '../../domain/example-link.ts'
import type { Instant } from '../../domain/time.ts'
import { isoInstant, startOfSecond } from '../../domain/time.ts'
import { fitModel } from '../../insight/learning/fit-model.ts'
import { eachCustomer } from '../../store/customers.ts'
import { customersPrefix } from '../../store/keys.ts'
import { loadTemplate } from '../../store/published-campaigns.ts'
import { changeShop, loadShop } from '../../store/shops.ts'
import { type Store, shopIn, storeOptions, withStore } from '../open-store.ts'
import { reevaluateShop } from '../reevaluate.ts'
import { type Io, jsonOption, verb } from '../verb.ts'
import { shortInstant } from '../words.ts'

export const open = verb('shop open', {
  arguments: [{ name: 'ID' }],
  options: { ...storeOptions, ...jsonOption },
  examples: { open: 'rekindle shop open acme' },
  run: (given, io) =>
    withStore(given, async (store) => {
      const [id = ''] = given.arguments
      for (const campaign of await exampleCampaigns(store, id))
        io.stderr.write(`${io.words.campaign.exampleLinks(campaign)}\n`)
      const openedAt = await openShop(store, id, io)
      const decided = await reevaluateShop(store, id, io)
      return { shop: id, openedAt: isoInstant(openedAt), decided }
    }),
  text: ({ shop, openedAt, decided }, { words }) =>
    [words.shop.opened(shop, shortInstant(openedAt)), words.reevaluated(decided)].join('\n'),
})

/** Campaigns whose published mails still link to the example shop. */
async function exampleCampaigns({ table }: Store, shop: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const campaign of (await loadShop(table, shop))?.settings.campaigns ?? []) {
    const mails = Object.entries(campaign.locales).flatMap(([template, locales]) =>
      locales.map((locale) => loadTemplate(table, shop, campaign, template, locale)),
    )
    const stored = await Promise.all(mails)
    if (stored.some((mail) => leadsToExample(JSON.stringify(mail ?? '')))) found.push(campaign.id)
  }
  return found
}

async function openShop(store: Store, id: string, { now }: Io): Promise<Instant> {
  const { settings } = await shopIn(store, id)
  if (settings.shop.openedAt !== undefined) return settings.shop.openedAt
  const { table } = store
  // A model learned before any mail is sent holds for all of the history.
  await fitModel(id, eachCustomer(table, customersPrefix(id)), { table, now })
  const openedAt = startOfSecond(now())
  const { shop } = await changeShop(table, id, (loaded) => ({
    shop: { openedAt, ...loaded.settings.shop },
  }))
  return shop.openedAt ?? openedAt
}
