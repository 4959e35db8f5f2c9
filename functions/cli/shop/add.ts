/** `rekindle shop add`: a new shop, not open yet, and its first API key. */
import { Policy, type Shop } from '../../domain/policy.ts'
import { issueKey } from '../../http/keys.ts'
import type { Scope } from '../../store/codecs/shop-rows.ts'
import { finishIfNew } from '../../store/finish-upgrade.ts'
import { addShop, putKey } from '../../store/shops.ts'
import { Failure, UsageError } from '../failure.ts'
import { secretOption, storeOptions, withStore } from '../open-store.ts'
import { type Given, jsonOption, type Options, verb } from '../verb.ts'
import { mailboxesOf, mailboxOptions, readZone, senderOf, urlOf } from './details.ts'
import { readPolicy } from './read-policy.ts'

const FIRST_SCOPES: readonly Scope[] = ['ingest', 'read', 'consent']

const options = {
  name: { value: 'NAME', required: true },
  currency: { value: 'CODE', required: true },
  zone: { value: 'ZONE', required: true },
  address: { value: 'TEXT', required: true },
  from: { value: 'SENDER', required: true },
  url: { value: 'URL', required: true },
  languages: { value: 'LIST' },
  country: { value: 'CODE' },
  ...mailboxOptions,
  policy: { value: 'FILE' },
  ...storeOptions,
  ...secretOption,
  ...jsonOption,
} as const satisfies Options

export const add = verb('shop add', {
  arguments: [{ name: 'ID' }],
  options,
  examples: {
    add: [
      'rekindle shop add acme --name "Example Goods" --currency EUR --zone Europe/Berlin \\',
      '    --address "Example Goods, 1 Example Street, 10115 Berlin" \\',
      '    --from "Example Goods <hello@shop.example>" --url https://shop.example \\',
      '    --languages en --country DE',
    ].join('\n'),
  },
  async run(given, io) {
    const shop = shopOf(given)
    const policy = await policyOf(given)
    const { bearer, key } = issueKey(FIRST_SCOPES, io.now())
    const isNew = await withStore(
      given,
      async (store) => {
        // The keys of a new store belong to it before its first address does.
        await store.secret(io.now)
        await finishIfNew(store.table, io.now())
        const added = await addShop(store.table, shop, policy)
        if (added) await store.table.write([putKey(shop.id, key)])
        return added
      },
      { mayCreate: true },
    )
    if (!isNew) throw new Failure((w) => w.shop.exists(shop.id))
    return { shop: shop.id, key: bearer, keyId: key.keyId, scopes: key.scopes }
  },
  text: ({ shop, key, scopes }, { words: { shop: words } }) =>
    [
      words.added(shop),
      words.key(scopes.join(', ')),
      '',
      `    ${key}`,
      '',
      words.openNext(shop),
    ].join('\n'),
})

function shopOf(given: Given<typeof options>): Shop {
  const [id = ''] = given.arguments
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id))
    throw new UsageError((w) => w.shop.invalid.id(id))
  return {
    id,
    name: given.value('name'),
    zone: readZone(given.value('zone')),
    postalAddress: given.value('address'),
    from: senderOf(given.value('from')),
    url: urlOf(given.value('url')),
    ...mailboxesOf(given),
  }
}

async function policyOf(given: Given<typeof options>): Promise<Policy> {
  const currency = given.value('currency')
  if (!Intl.supportedValuesOf('currency').includes(currency))
    throw new UsageError((w) => w.shop.invalid.currency(currency))
  const file = given.text('policy')
  const policy = file === undefined ? Policy.parse({ currency }) : await readPolicy(file, currency)
  const languages = given.text('languages')
  const country = given.text('country')
  return {
    ...policy,
    ...(languages !== undefined && { acceptableLocales: languages.split(',').map(localeOf) }),
    ...(country !== undefined && { countryWhereUnknown: countryOf(country) }),
  }
}

function countryOf(code: string): string {
  if (/^[A-Z]{2}$/.test(code)) return code
  throw new UsageError((w) => w.shop.invalid.country(code))
}

function localeOf(text: string): string {
  try {
    return Intl.getCanonicalLocales(text.trim())[0] ?? text
  } catch {
    throw new UsageError((w) => w.usage.language('languages', text))
  }
}
