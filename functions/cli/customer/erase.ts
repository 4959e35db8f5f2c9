/** `rekindle customer erase`: a person asked the shop to be forgotten. */

import { type Erased, eraseCustomer } from '../../intake/erase-customer.ts'
import { Email } from '../../intake/wire-parts.ts'
import { customerKey } from '../../store/keys.ts'
import { type Command, type Given, jsonOption } from '../command.ts'
import { Failure, UsageError } from '../failure.ts'
import { type Store, secretOption, shopIn, storeOptions, withStore } from '../open-store.ts'
import { shopOption } from '../verb.ts'

export const command: Command = {
  name: 'customer erase',
  summary: 'Forgets a customer for good.',
  about:
    'Orders, consents, journeys, messages and the mails of the inbox are deleted. What stays is that this id was erased and when, and what is suppressed, by keyed hashes of addresses. What is dated before is not taken in again; a purchase or a profile of a later instant begins a new history. Where it is cut short, run it again. Exports, backups and what Amazon SES keeps are not reached from here.',
  arguments: [{ name: 'ID', about: "the customer's id in the shop" }],
  options: {
    ...shopOption,
    yes: { about: 'do it: what was erased cannot be brought back' },
    'by-address': { about: 'ID is the e-mail address of someone who bought without an id' },
    ...storeOptions,
    ...secretOption,
    ...jsonOption,
  },
  examples: [
    'rekindle customer erase 17850 --shop acme --yes',
    'rekindle customer erase lin@example.com --by-address --shop acme --yes',
  ],
  run: (given, io) =>
    withStore(given, async (store) => {
      if (!given.flag('yes'))
        throw new UsageError('--yes is missing: what was erased cannot be brought back')
      const shop = given.value('shop')
      const { settings } = await shopIn(store, shop)
      const customer = await customerMeant(given, store)
      const erased = await eraseCustomer(customerKey(settings.shop.id, customer), {
        table: store.table,
        now: io.now,
        eraseMails: (key) => store.eraseMails(key, io.now),
      })
      if (erased.outcome === 'unknown')
        throw new Failure(
          `Nothing is known of this customer of ${shop}. Ids are as the shop sends them.`,
        )
      io.print(
        given.flag('json')
          ? JSON.stringify({ status: 'erased', ...found(erased) })
          : tell(erased, shop),
      )
    }),
}

async function customerMeant(given: Given, store: Store): Promise<string> {
  const [id = ''] = given.arguments
  if (!given.flag('by-address')) return id
  const secret = await store.secret()
  if (!secret)
    throw new UsageError('--secret ARN is missing: guests are known by a keyed hash alone')
  const { data } = Email.safeParse(id)
  if (data === undefined) throw new UsageError('with --by-address, ID is an e-mail address')
  return `~guest:${secret.addressHash(data)}`
}

const found = ({ guest }: Erased & { outcome: 'erased' }) => (guest === undefined ? {} : { guest })

const tell = ({ guest }: Erased & { outcome: 'erased' }, shop: string): string =>
  [
    'The customer is forgotten.',
    ...(guest === undefined
      ? []
      : [
          'Somebody who bought without an id gave the same address. If that is the same person:',
          `rekindle customer erase ${guest} --shop ${shop} --yes`,
        ]),
  ].join('\n')
