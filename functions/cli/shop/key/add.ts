/** `rekindle shop key add`: one more key; the others stay as they are. */
import { issueKey } from '../../../http/keys.ts'
import { SCOPES, type Scope } from '../../../store/codecs/shop-rows.ts'
import { putKey } from '../../../store/shops.ts'
import { Failure } from '../../failure.ts'
import { requireOneOf } from '../../given.ts'
import { shopIn, storeOptions, withStore } from '../../open-store.ts'
import { jsonOption, verb } from '../../verb.ts'

export const add = verb('shop key add', {
  arguments: [{ name: 'ID' }],
  options: {
    scope: { value: 'LIST', known: SCOPES, required: true },
    name: { value: 'NAME', required: true },
    ...storeOptions,
    ...jsonOption,
  },
  examples: {
    purchases: 'rekindle shop key add acme --scope ingest,consent --name "shop backend"',
    events: 'rekindle shop key add acme --scope feedback --name "SES events"',
  },
  run: (given, io) =>
    withStore(given, async ({ table, ...store }) => {
      const [id = ''] = given.arguments
      const scopes = typedScopes('--scope', given.value('scope'))
      const name = given.value('name').trim()
      const { keys } = await shopIn({ table, ...store }, id)
      if (keys.some((key) => key.name === name))
        throw new Failure((w) => w.shop.keys.nameTaken(name))
      const { bearer, key } = issueKey(scopes, io.now())
      await table.write([putKey(id, { ...key, name })])
      return { shop: id, key: bearer, keyId: key.keyId, name, scopes }
    }),
  text: ({ shop, key, scopes }, { words: { shop: words } }) =>
    [words.newKey(shop, scopes.join(', ')), '', `    ${key}`, '', words.keys.inForce].join('\n'),
})

/** @throws UsageError if one of them is no scope */
export function typedScopes(option: string, text: string): readonly Scope[] {
  const scopes = new Set(text.split(',').map((scope) => scope.trim()))
  return [...scopes].map((scope) => requireOneOf(option, scope, SCOPES))
}
