/** `rekindle shop policy`: shows the policy, or replaces it and re-evaluates every customer. */
import type { Policy } from '../../domain/policy.ts'
import { changeShop } from '../../store/shops.ts'
import { shopIn, storeOptions, withStore } from '../open-store.ts'
import { reevaluateShop } from '../reevaluate.ts'
import { jsonOption, verb } from '../verb.ts'
import { readPolicy } from './read-policy.ts'

type Result = {
  readonly shop: string
  readonly policy: Policy
  /** Customers re-evaluated; absent where the policy was only shown. */
  readonly decided?: number
}

export const policy = verb('shop policy', {
  arguments: [{ name: 'ID' }],
  options: { policy: { value: 'FILE' }, ...storeOptions, ...jsonOption },
  examples: {
    show: 'rekindle shop policy acme',
    replace: 'rekindle shop policy acme --policy policy.yaml',
  },
  run: (given, io) =>
    withStore(given, async (store): Promise<Result> => {
      const [shop = ''] = given.arguments
      const { settings } = await shopIn(store, shop)
      const file = given.text('policy')
      if (file === undefined) return { shop, policy: settings.policy }
      const policy = await readPolicy(file, settings.policy.currency)
      await changeShop(store.table, shop, () => ({ policy }))
      return { shop, policy, decided: await reevaluateShop(store, shop, io) }
    }),
  json: (result) => (result.decided === undefined ? result.policy : result),
  text: ({ shop, policy, decided }, { words }) =>
    decided === undefined
      ? JSON.stringify(policy, null, 2)
      : [words.shop.policyInForce(shop), words.reevaluated(decided)].join('\n'),
})
