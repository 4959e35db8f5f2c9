/** `rekindle shop add`: a new shop, not open yet, and its first key. */
import { Policy, type Shop } from '../domain/policy.ts'
import { issueKey } from '../http/keys.ts'
import { asciiAddress, isAddressError } from '../sending/ascii-address.ts'
import { addShop, putKey, type Scope } from '../store/shops.ts'
import { type Command, type Given, jsonOption } from './command.ts'
import { Failure, UsageError } from './failure.ts'
import { storeOptions, withStore } from './open-store.ts'
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
    policy: { value: 'FILE', about: 'a YAML file with what differs from the default policy' },
    ...storeOptions,
    ...jsonOption,
  },
  examples: [
    'rekindle shop add acme --name "Example Goods" --currency EUR --zone Europe/Berlin \\',
    '    --address "Example Goods, 1 Example Street, 10115 Berlin" \\',
    '    --from "Example Goods <hello@shop.example>" --url https://shop.example --languages en',
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
  const url = given.value('url')
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new UsageError(`--url cannot be "${url}": write an address such as https://shop.example`)
  return {
    id,
    name: given.value('name'),
    zone: zoneOf(given.value('zone')),
    postalAddress: given.value('address'),
    from: senderOf(given.value('from')),
    url,
  }
}

function zoneOf(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch {
    throw new UsageError(
      `--zone cannot be "${zone}": write a time zone of the IANA database, such as Europe/Berlin`,
    )
  }
}

function senderOf(text: string): Shop['from'] {
  const [, name, address] = /^\s*"?([^<>"]+?)"?\s*<([^<>\s]+)>\s*$/.exec(text) ?? []
  if (name === undefined || address === undefined)
    throw new UsageError(
      `--from cannot be "${text}": write a name and an address, such as "Example Goods <hello@shop.example>"`,
    )
  try {
    return { name, address: asciiAddress(address) }
  } catch (error) {
    if (!isAddressError(error)) throw error
    throw new UsageError(`--from cannot be "${text}": ${error.message}`)
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
  return languages === undefined
    ? policy
    : { ...policy, acceptableLocales: languages.split(',').map(localeOf) }
}

function localeOf(text: string): string {
  try {
    return Intl.getCanonicalLocales(text.trim())[0] ?? text
  } catch {
    throw new UsageError(`--languages cannot have "${text}": write tags such as en,zh-CN`)
  }
}
