/** `rekindle shop key revoke`: a key that opens nothing any more. */
import { SECOND_MS } from '../../../domain/time.ts'
import { SETTINGS_KEPT_MS } from '../../../runtimes/shop-cache.ts'
import { removeKeyUse } from '../../../store/key-use.ts'
import { removeKey } from '../../../store/shops.ts'
import { Failure } from '../../failure.ts'
import { shopIn, storeOptions, withStore } from '../../open-store.ts'
import { jsonOption, verb } from '../../verb.ts'
import { keyMeant, shownKeyId } from './key-id.ts'

export const revoke = verb('shop key revoke', {
  arguments: [{ name: 'ID' }, { name: 'KEY' }],
  options: { ...storeOptions, ...jsonOption },
  examples: {
    byName: 'rekindle shop key revoke acme "SES events"',
    byId: 'rekindle shop key revoke acme rk_Xb0q4y8sL2A',
  },
  run: (given) =>
    withStore(given, async (store) => {
      const [shop = '', typed = ''] = given.arguments
      const { keys } = await shopIn(store, shop)
      const key = keyMeant(typed, keys)
      if (!key) throw new Failure((w) => w.shop.keys.unknown(shop))
      const { keyId, name } = key
      await store.table.write([removeKey(shop, keyId), removeKeyUse(shop, keyId)])
      const withinSeconds = SETTINGS_KEPT_MS / SECOND_MS
      return { shop, keyId, name: name ?? null, withinSeconds, keysLeft: keys.length - 1 }
    }),
  text: ({ keyId, name, withinSeconds, shop, keysLeft }, { words: { shop: words } }) =>
    [
      words.keys.revoked(name ?? shownKeyId({ keyId }), withinSeconds),
      ...(keysLeft === 0 ? [words.keys.noneLeft(shop)] : []),
    ].join('\n'),
})
