/** `rekindle shop change`: what a shop says of itself. */
import type { Shop } from '../../domain/policy.ts'
import { changeShop } from '../../store/shops.ts'
import { type Command, type Given, jsonOption } from '../command.ts'
import { UsageError } from '../failure.ts'
import { shopIn, storeOptions, withStore } from '../open-store.ts'
import { mailboxesOf, mailboxOptions, senderOf, urlOf } from './details.ts'

export const command: Command = {
  name: 'shop change',
  summary: 'Changes what a shop says of itself: name, sender, addresses.',
  about:
    'Mails that leave from now on say it so. Another domain in --from has to pass: rekindle domain check',
  arguments: [{ name: 'ID', about: 'the shop' }],
  options: {
    name: { value: 'NAME', about: 'what customers call the shop' },
    address: { value: 'TEXT', about: 'the postal address that the law wants in every mail' },
    from: { value: 'SENDER', about: 'whom mails come from: "Example Goods <hello@shop.example>"' },
    url: { value: 'URL', about: "the shop's own pages, where its mails lead" },
    ...mailboxOptions,
    ...storeOptions,
    ...jsonOption,
  },
  examples: ['rekindle shop change acme --unsubscribe-mailbox unsubscribe@mail.shop.example'],
  async run(given, io) {
    const [id = ''] = given.arguments
    const changes = changesOf(given)
    if (Object.keys(changes).length === 0)
      throw new UsageError('nothing to change was named: see --help for what there is')
    const { shop } = await withStore(given, async (store) => {
      await shopIn(store, id)
      return changeShop(store.table, id, ({ settings }) => ({
        shop: { ...settings.shop, ...changes },
      }))
    })
    if (given.flag('json')) io.print(JSON.stringify(shop))
    else io.print(`Changed ${Object.keys(changes).join(', ')} of the shop ${id}.`)
  },
}

function changesOf(given: Given): Partial<Shop> {
  const [name, address, from, url] = ['name', 'address', 'from', 'url'].map(given.text)
  return {
    ...(name !== undefined && { name }),
    ...(address !== undefined && { postalAddress: address }),
    ...(from !== undefined && { from: senderOf(from) }),
    ...(url !== undefined && { url: urlOf(url) }),
    ...mailboxesOf(given),
  }
}
