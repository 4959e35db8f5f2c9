/** `rekindle shop list`: the shops, their campaigns and keys. */
import { isoInstant } from '../../domain/time.ts'
import type { ShopWords } from '../../language/command/shop-words.ts'
import { importListCommand } from '../../language/commands.ts'
import { figure } from '../../language/figures.ts'
import { type LoadedShop, listShops, loadShop } from '../../store/shops.ts'
import { leftColumns } from '../columns.ts'
import { askStore, storeOptions } from '../open-store.ts'
import { jsonOption, verb } from '../verb.ts'
import { shortInstant } from '../words.ts'

export const list = verb('shop list', {
  arguments: [],
  options: { ...storeOptions, ...jsonOption },
  examples: { list: 'rekindle shop list', json: 'rekindle shop list --json' },
  run: (given) =>
    askStore(given, async ({ table, name }) => {
      const ids = await listShops(table)
      const shops = await Promise.all(ids.map((id) => loadShop(table, id)))
      return { store: name, shops: shops.filter((shop) => shop !== undefined).map(summary) }
    }),
  json: ({ shops }) => shops,
  text: ({ store, shops }, { words: { shop: words } }) => {
    if (shops.length === 0) return words.none(store)
    const { columns: head } = words
    const table = leftColumns([
      [head.shop, head.name, head.currency, head.openSince, head.campaigns, head.keys],
      ...shops.map((shop) => [
        shop.shop,
        shop.name,
        shop.currency,
        shop.openedAt === null ? words.notOpen : shortInstant(shop.openedAt),
        campaignsCell(shop.campaigns, words),
        figure(shop.keys.length),
      ]),
    ])
    const importing = shops.filter(({ openImports }) => openImports > 0)
    return [
      ...table,
      ...importing.map(({ shop, openImports }) =>
        words.openImports(shop, openImports, importListCommand(shop)),
      ),
    ].join('\n')
  },
})

function campaignsCell(
  campaigns: readonly { readonly paused: boolean }[],
  words: ShopWords,
): string {
  const paused = campaigns.filter((campaign) => campaign.paused).length
  const all = figure(campaigns.length)
  return paused === 0 ? all : words.withPaused(all, figure(paused))
}

const summary = ({ settings, keys }: LoadedShop) => ({
  shop: settings.shop.id,
  name: settings.shop.name,
  currency: settings.policy.currency,
  openedAt: settings.shop.openedAt === undefined ? null : isoInstant(settings.shop.openedAt),
  campaigns: settings.campaigns.map(({ id, version, paused }) => ({ id, version, paused })),
  openImports: settings.openImports.length,
  keys: keys.map(({ keyId, scopes, expiresAt }) => ({
    keyId,
    scopes,
    expiresAt: expiresAt === undefined ? null : isoInstant(expiresAt),
  })),
})
