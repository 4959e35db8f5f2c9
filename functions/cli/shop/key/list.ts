/** `rekindle shop key list`: a shop's keys, and on which day each was last used. */
import { DAY_MS, isoInstant } from '../../../domain/time.ts'
import type { ApiKey } from '../../../store/codecs/shop-rows.ts'
import { type KeyUse, loadKeyUses } from '../../../store/key-use.ts'
import { leftColumns } from '../../columns.ts'
import { askStore, shopIn, storeOptions } from '../../open-store.ts'
import { jsonOption, verb } from '../../verb.ts'
import { shortInstant } from '../../words.ts'
import { shownKeyId } from './key-id.ts'

export const list = verb('shop key list', {
  arguments: [{ name: 'ID' }],
  options: { ...storeOptions, ...jsonOption },
  examples: { list: 'rekindle shop key list acme' },
  run: (given) =>
    askStore(given, async (store) => {
      const [shop = ''] = given.arguments
      const [{ keys }, uses] = await Promise.all([
        shopIn(store, shop),
        loadKeyUses(store.table, shop),
      ])
      const byAge = keys.toSorted((a, b) => a.createdAt - b.createdAt)
      return { shop, keys: byAge.map((key) => summary(key, uses.get(key.keyId))) }
    }),
  json: ({ keys }) => keys,
  text: ({ shop, keys }, { words: { shop: words } }) => {
    const { columns: head, none, unnamed, noUse, never } = words.keys
    if (keys.length === 0) return none(shop)
    return leftColumns([
      [head.key, head.name, head.scopes, head.added, head.lastUsed, head.expires],
      ...keys.map((key) => [
        shownKeyId(key),
        key.name ?? unnamed,
        key.scopes.join(','),
        key.createdAt.slice(0, 10),
        key.lastUsedOn ?? noUse,
        key.expiresAt === null ? never : shortInstant(key.expiresAt),
      ]),
    ]).join('\n')
  },
})

const summary = ({ keyId, name, scopes, createdAt, expiresAt }: ApiKey, use?: KeyUse) => ({
  keyId,
  name: name ?? null,
  scopes,
  createdAt: isoInstant(createdAt),
  lastUsedOn: use === undefined ? null : isoInstant(use.day * DAY_MS).slice(0, 10),
  expiresAt: expiresAt === undefined ? null : isoInstant(expiresAt),
})
