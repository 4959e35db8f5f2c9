/** `rekindle customer erase`: a customer asked the shop to erase their data. */
import { eraseCustomer } from '../../intake/erase-customer.ts'
import { eraseCommand } from '../../language/commands.ts'
import { customerKey } from '../../store/keys.ts'
import { UsageError } from '../failure.ts'
import { secretOption, shopIn, storeOptions, withStore } from '../open-store.ts'
import { jsonOption, type Options, shopOption, verb } from '../verb.ts'
import { noSuchCustomer } from './unknown.ts'
import { customerMeant, whoOptions } from './who.ts'

const options = {
  ...shopOption,
  yes: {},
  ...whoOptions,
  ...storeOptions,
  ...secretOption,
  ...jsonOption,
} as const satisfies Options

export const erase = verb('customer erase', {
  arguments: [{ name: 'ID' }],
  options,
  examples: {
    id: 'rekindle customer erase 17850 --shop acme --yes',
    address: 'rekindle customer erase lin@example.com --by-address --shop acme --yes',
  },
  run: (given, io) =>
    withStore(given, async (store) => {
      if (!given.flag('yes')) throw new UsageError((w) => w.customer.erase.confirm)
      const { id: shop } = (await shopIn(store, given.value('shop'))).settings.shop
      const [id = ''] = given.arguments
      const customer = await customerMeant(
        {
          ...{ shop, what: id, byName: false },
          isAddress: given.flag('by-address'),
          mayScan: given.flag('scan'),
        },
        store,
      )
      const erased = await eraseCustomer(customerKey(shop, customer), {
        table: store.table,
        now: io.now,
        eraseMails: (key) => store.eraseMails(key, io.now),
      })
      if (erased.outcome === 'unknown') throw noSuchCustomer(id, shop, true)
      return { shop, guest: erased.guest }
    }),
  json: ({ guest }) => ({ status: 'erased', ...(guest !== undefined && { guest }) }),
  text: ({ shop, guest }, { words: { customer: words } }) =>
    [
      words.erase.erased,
      ...(guest === undefined ? [] : [words.erase.guest, eraseCommand(shop, guest)]),
    ].join('\n'),
})
