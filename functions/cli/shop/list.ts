/** `rekindle shop list`: the shops and how they stand. */
import { isoInstant } from '../../domain/time.ts'
import { type LoadedShop, listShops, loadShop } from '../../store/shops.ts'
import { type Command, jsonOption } from '../command.ts'
import { storeOptions, withStore } from '../open-store.ts'
import { columns, figure, shortInstant } from '../words.ts'

export const command: Command = {
  name: 'shop list',
  summary: 'Lists the shops.',
  arguments: [],
  options: { ...storeOptions, ...jsonOption },
  examples: ['rekindle shop list', 'rekindle shop list --json'],
  run: (given, io) =>
    withStore(given, async ({ table, name }) => {
      const ids = await listShops(table)
      const shops = (await Promise.all(ids.map((id) => loadShop(table, id)))).filter(
        (shop) => shop !== undefined,
      )
      if (given.flag('json')) io.print(JSON.stringify(shops.map(summary)))
      else if (shops.length === 0) io.print(`There is no shop in ${name} yet: rekindle shop add`)
      else io.print(columns([HEAD, ...shops.map(line)]))
    }),
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

const HEAD = ['shop', 'name', 'currency', 'open since', 'campaigns', 'keys']

const line = ({ settings, keys }: LoadedShop): readonly string[] => [
  settings.shop.id,
  settings.shop.name,
  settings.policy.currency,
  settings.shop.openedAt === undefined ? 'not yet' : shortInstant(settings.shop.openedAt),
  figure(settings.campaigns.length),
  figure(keys.length),
]
