/** `rekindle shop add`: a new shop, not open yet, and its first key. */
import { Policy, type Shop } from '../../domain/policy.ts'
import { issueKey } from '../../http/keys.ts'
import type { Scope } from '../../store/codecs/shop-rows.ts'
import { addShop, putKey } from '../../store/shops.ts'
import { type Command, type Given, jsonOption } from '../command.ts'
import { Failure, UsageError } from '../failure.ts'
import { storeOptions, withStore } from '../open-store.ts'
import { mailboxesOf, mailboxOptions, readZone, senderOf, urlOf } from './details.ts'
import { readPolicy } from './read-policy.ts'

const FIRST_SCOPES: readonly Scope[] = ['ingest', 'read', 'consent']

export const command: Command = {
  name: 'shop add',
  summary: 'Adds a shop, not open yet, and shows its first key.',
  about:
    'A shop that is not open takes in its history and starts no campaign. Load what there is, then open it with: rekindle shop open ID. The key is shown here and never again.',
  arguments: [{ name: 'ID', about: 'letters, digits, "-", "_" and "."; it never changes' }],
  options: {
    name: { value: 'NAME', about: 'what customers call the shop', required: true },
    currency: { value: 'CODE', about: 'ISO 4217, such as EUR', required: true },
    zone: { value: 'ZONE', about: 'its time zone (IANA), such as Europe/Berlin', required: true },
    address: {
      value: 'TEXT',
      about: 'the postal address that the law wants in every mail',
      required: true,
    },
    from: {
      value: 'SENDER',
      about: 'whom mails come from, such as "Example Goods <hello@shop.example>"',
      required: true,
    },
    url: { value: 'URL', about: "the shop's own pages, where its mails lead", required: true },
    languages: {
      value: 'LIST',
      about: "what to write in where a customer's own language is unknown, best first: en,zh-CN",
    },
    country: {
      value: 'CODE',
      about:
        'whose law holds for customers whose country nobody tells (ISO 3166-1), such as DE; if left out, the strictest of all',
    },
    ...mailboxOptions,
    policy: { value: 'FILE', about: 'a YAML file with what differs from the default policy' },
    ...storeOptions,
    ...jsonOption,
  },
  examples: [
    'rekindle shop add acme --name "Example Goods" --currency EUR --zone Europe/Berlin \\',
    '    --address "Example Goods, 1 Example Street, 10115 Berlin" \\',
    '    --from "Example Goods <hello@shop.example>" --url https://shop.example --languages en --country DE',
  ],
  async run(given, io) {
    const shop = shopOf(given)
    const policy = await policyOf(given)
    const { bearer, key } = issueKey(FIRST_SCOPES, io.now())
    const isNew = await withStore(
      given,
      async (store) => {
        const added = await addShop(store.table, shop, policy)
        if (added) await store.table.write([putKey(shop.id, key)])
        return added
      },
      { mayCreate: true },
    )
    if (!isNew)
      throw new Failure(
        `There is a shop ${shop.id} already, and it was left as it is. For another key: rekindle shop rotate-key ${shop.id}`,
      )
    if (given.flag('json'))
      io.print(JSON.stringify({ shop: shop.id, key: bearer, keyId: key.keyId, scopes: key.scopes }))
    else
      io.print(
        [
          `The shop ${shop.id} is there, and not open yet.`,
          `Its key, for ${key.scopes.join(', ')}, is shown this once:`,
          '',
          `    ${bearer}`,
          '',
          `Load its history, then open it: rekindle shop open ${shop.id}`,
        ].join('\n'),
      )
  },
}

function shopOf(given: Given): Shop {
  const [id = ''] = given.arguments
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id))
    throw new UsageError(
      `"${id}" cannot be a shop's id: use up to 64 letters, digits, "-", "_" and ".", such as acme`,
    )
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

async function policyOf(given: Given): Promise<Policy> {
  const currency = given.value('currency')
  if (!Intl.supportedValuesOf('currency').includes(currency))
    throw new UsageError(
      `--currency cannot be "${currency}": write a code of ISO 4217, such as EUR`,
    )
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
  throw new UsageError(`--country cannot be "${code}": write a code of ISO 3166-1, such as DE`)
}

function localeOf(text: string): string {
  try {
    return Intl.getCanonicalLocales(text.trim())[0] ?? text
  } catch {
    throw new UsageError(`--languages cannot have "${text}": write tags such as en,zh-CN`)
  }
}
