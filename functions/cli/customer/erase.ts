/** `rekindle customer erase`: a customer asked the shop to erase their data. */
import { eraseCustomer } from '../../intake/erase-customer.ts'
import { Email } from '../../intake/wire-parts.ts'
import { customerKey } from '../../store/keys.ts'
import { Failure, UsageError } from '../failure.ts'
import { type Store, secretOption, shopIn, storeOptions, withStore } from '../open-store.ts'
import { type Given, jsonOption, type Options, shopOption, verb } from '../verb.ts'

const options = {
  ...shopOption,
  yes: {},
  'by-address': {},
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
      const customer = await customerMeant(given, store)
      const erased = await eraseCustomer(customerKey(shop, customer), {
        table: store.table,
        now: io.now,
        eraseMails: (key) => store.eraseMails(key, io.now),
      })
      if (erased.outcome === 'unknown')
        throw new Failure((w) => w.failures.noCustomer(given.arguments[0] ?? '', shop))
      return { shop, guest: erased.guest }
    }),
  json: ({ guest }) => ({ status: 'erased', ...(guest !== undefined && { guest }) }),
  text: ({ shop, guest }, { words: { customer: words } }) =>
    [
      words.erase.erased,
      ...(guest === undefined
        ? []
        : [words.erase.guest, `rekindle customer erase ${guest} --shop ${shop} --yes`]),
    ].join('\n'),
})

async function customerMeant(given: Given<typeof options>, store: Store): Promise<string> {
  const [id = ''] = given.arguments
  if (!given.flag('by-address')) return id
  const secret = await store.secret()
  if (!secret) throw new UsageError((w) => w.customer.erase.secretMissing)
  const { data } = Email.safeParse(id)
  if (data === undefined) throw new UsageError((w) => w.customer.erase.notAnAddress)
  return `~guest:${secret.addressHash(data)}`
}
